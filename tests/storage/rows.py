"""Rows for any table, made by reading the schema: what a test needs when it must hold for tables yet to come."""

from typing import Any

from sqlalchemy import Boolean, Column, LargeBinary, String, Table, insert

from storage.database import Moment, Sealed, Session
from storage.everything import names
from storage.tables import METADATA

ME, ANOTHER = 777_000_777, 888_000_888
MY_ACCOUNT, ANOTHERS_ACCOUNT = 777_000_111, 888_000_111
MINE = {"persons.id": ME, "accounts.id": MY_ACCOUNT}
ANOTHERS = {"persons.id": ANOTHER, "accounts.id": ANOTHERS_ACCOUNT}


def naming_columns() -> list[Column[Any]]:
    """Every column that names a person or an account, but for those that are the person and the account."""
    own = {"persons.id", "accounts.id", "accounts.person_id"}
    return [c for table in METADATA.sorted_tables for c in table.columns if names(c) and str(c) not in own]


def words_in(column: Column[Any]) -> str:
    """What `fill` seals into a column."""
    return f"канарка з {column}"


async def fill(session: Session) -> None:
    """Put one row into each table, of another person; me and my account stand beside them."""
    for table in METADATA.sorted_tables:
        await add(session, table, 1, {})
        if table.name in ("persons", "accounts"):
            await add(session, table, 2, {c.name: MINE[whose] for c in table.columns if (whose := names(c))})


async def add(session: Session, table: Table, number: int, given: dict[str, Any]) -> None:
    """Put a row into a table; what is not given is made up, different for each number."""
    if number > 1:
        for above in _tables_of_own_rows(table):
            await add(session, above, number, {})
    row = {column.name: given.get(column.name, _value(session, column, number)) for column in table.columns}
    (key, *_more) = table.primary_key.columns
    for column in table.columns:
        if isinstance(column.type, Sealed):
            row[column.name] = session.vault.seal(words_in(column), f"{column}:{row[key.name]}")
    await session.execute(insert(table).values(row))


def _tables_of_own_rows(table: Table) -> list[Table]:
    """The tables in which each row of `table` needs a row of its own."""
    return [key.column.table for column in table.columns if _is_key(column) for key in column.foreign_keys]


def _is_key(column: Column[Any]) -> bool:
    """Whether a column is the whole primary key, and names nobody."""
    return column.primary_key and len(column.table.primary_key.columns) == 1 and names(column) is None


def _value(session: Session, column: Column[Any], number: int) -> Any:
    whose = names(column)
    if whose is not None:
        return ANOTHERS[whose]
    for key in column.foreign_keys:
        return _value(session, key.column, number if _is_key(column) else 1)
    if isinstance(column.type, Moment):
        return session.now
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, LargeBinary):
        return bytes([number])
    return f"x{number}" if isinstance(column.type, String) else number
