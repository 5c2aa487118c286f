"""How models become the text of a migration: plain column types, one function a table, no needless lines."""

import ast
import re
import textwrap
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import DowngradeOps, DropTableOp, MigrationScript
from alembic.runtime.migration import MigrationContext

from storage.database import Hashed, Moment, Sealed

LONGEST = 25  # lines of a migration's function before ruff makes more of them; a longer one is divided


def plain_type(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Say our own types as what they are to a database: a migration must not change when they do."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.BigInteger()"
    return "sa.LargeBinary()" if kind == "type" and isinstance(thing, Sealed | Hashed) else False


# Of Alembic's `configure`: batches, since SQLite alters a table only by copying it.
DIFFERENCES: dict[str, Any] = {"render_as_batch": True, "render_item": plain_type, "compare_type": True}


def only(tables: Collection[str] | None) -> Callable[..., bool]:
    """Return the filter that lets a comparison see these tables alone (none named: all)."""
    return lambda thing, name, kind, *rest: not tables or kind != "table" or name in tables


def drop_tables_whole(context: MigrationContext, revision: Any, directives: list[MigrationScript]) -> None:
    """Leave out of a downgrade the indexes that go with their tables."""
    for script in directives:
        back = script.downgrade_ops
        if isinstance(back, DowngradeOps):
            dropped = {op.table_name for op in back.ops if isinstance(op, DropTableOp)}
            back.ops = [
                op
                for op in back.ops
                if isinstance(op, DropTableOp) or getattr(op, "table_name", "") not in dropped
            ]


def body(code: str, name: str) -> str:
    """Return `def name()` with this code; a long one calls one function a table, which stand before it."""
    code = re.sub(r"^ *# ###.*\n?", "", "    " + code, flags=re.MULTILINE).rstrip()
    if code.count("\n") < LONGEST:
        return _function(name, code)
    tables = [(table, "\n".join(parts)) for table, parts in _by_table(textwrap.dedent(code))]
    calls = "\n".join(f"    _{name}_{table}()" for table, _code in tables)
    each = [_function(f"_{name}_{table}", textwrap.indent(part, "    ")) for table, part in tables]
    return "\n\n\n".join((*each, _function(name, calls)))


def _function(name: str, code: str) -> str:
    return f"def {name}() -> None:\n{code}"


def _by_table(code: str) -> Iterator[tuple[str, list[str]]]:
    statements = [ast.get_source_segment(code, node) or "" for node in ast.parse(code).body]
    for table, group in groupby(statements, _table):
        first, *rest = group
        if rest and "\n".join((first, *rest)).count("\n") > LONGEST:
            yield table, [first]
            yield f"{table}_indexes", rest
        else:
            yield table, [first, *rest]


def _table(statement: str) -> str:
    found = re.search(r"(?:create_table|drop_table|batch_alter_table)\(\s*['\"](\w+)", statement)
    return found[1] if found else "rest"
