"""Leads a database to the present tables by numbered steps; several processes may do it at once."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x6B6F6C6F  # the advisory lock under which replicas migrate ("kolo")
FIRST_STEPS = (
    (
        "Tables of people",
        frozenset({"accounts", "desks", "groups", "helpers", "invitations", "memberships", "persons"}),
    ),
    ("Tables of help", frozenset({"check_ins", "counters", "matches", "offers", "requests"})),
    ("Tables of messages", frozenset[str]()),
)


async def upgrade(url: str) -> None:
    """Lead the database to the present tables, all steps or none; SQLite's file and its folder are made."""
    from alembic import command

    if url.startswith("sqlite"):
        Path(url.partition(":///")[2]).parent.mkdir(parents=True, exist_ok=True)
    await _run(url, lambda connection: command.upgrade(_config(connection), "head"))


async def downgrade(url: str, revision: str = "base") -> None:
    """Lead the database back to a step ("0001"), or ("base") to no tables at all: their rows are lost."""
    from alembic import command

    await _run(url, lambda connection: command.downgrade(_config(connection), revision))


async def differences(url: str) -> list[Any]:
    """Return what the models have and the database has not, or the other way round, as Alembic says it."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from storage.migrations.rendering import DIFFERENCES
    from storage.tables import METADATA

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={**DIFFERENCES, "target_metadata": METADATA})
        return list(compare_metadata(context, METADATA))

    found: list[Any] = await _run(url, compare)
    return found


def write_step(words: str, tables: frozenset[str] = frozenset()) -> None:
    """Write the next step, from the last one to the models as they are (of these tables, or of all)."""
    from alembic import command

    number = 1 + len(_steps())
    with tempfile.TemporaryDirectory() as folder:
        engine = _careful(create_engine(f"sqlite:///{folder}/kolo.db", poolclass=NullPool))
        with engine.begin() as connection:
            config = _config(connection)
            command.upgrade(config, "head")
            config.attributes["tables"] = tables
            command.revision(config, words, autogenerate=True, rev_id=f"{number:04}")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", *_steps()[-1:]], check=True)  # noqa: S603


def regenerate() -> None:
    """Write the first steps anew: only while nothing is released, since no database would follow."""
    for step in _steps():
        step.unlink()
    for words, tables in FIRST_STEPS:
        write_step(words, tables)


def _steps() -> list[Path]:
    return sorted((STEPS / "versions").glob("[0-9]*.py"))


async def _run(url: str, work: Callable[[Connection], Any]) -> Any:
    """Do the work in one transaction: on both databases a step that fails leaves nothing behind."""
    engine = create_async_engine(url, poolclass=NullPool)
    _careful(engine.sync_engine)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(lambda plain: _alone(plain, work))
    finally:
        await engine.dispose()


def _alone(connection: Connection, work: Callable[[Connection], Any]) -> Any:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        return work(connection)
    done = work(connection)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("after this step a row names another that is not there; nothing was changed")
    return done


def _careful(engine: Engine) -> Engine:
    """Let SQLite keep a migration in one transaction; dropping a copied table must not cascade."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _on_connect(connection: Any, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would commit before every change of a table
    cursor = connection.cursor()
    for pragma in ("foreign_keys=OFF", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _main(arguments: list[str]) -> None:
    match arguments:
        case ["new", words]:
            write_step(words)
        case ["regenerate"]:
            regenerate()
        case _:
            raise SystemExit('python -m storage.migrate new "Say what changes"   (writes the next step)')


if __name__ == "__main__":
    _main(sys.argv[1:])
