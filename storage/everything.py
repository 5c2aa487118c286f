"""Everything that is stored about one person, found by reading the schema: no table is forgotten."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Row, Select, Table, or_, select

from storage.database import Sealed, Session
from storage.tables import METADATA

Whose = Literal["persons.id", "accounts.id"]


def names(column: Column[Any]) -> Whose | None:
    """Say whether the column holds the id of a person or of an account."""
    found = {
        str(column),
        str(column.info.get("names")),
        *(key.target_fullname for key in column.foreign_keys),
    }
    if "persons.id" in found:
        return "persons.id"
    return "accounts.id" if "accounts.id" in found else None


def tables() -> Iterator[Table]:
    """All tables whose rows can name a person or one of their accounts."""
    return (table for table in METADATA.sorted_tables if any(names(column) for column in table.columns))


async def about(session: Session, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that name the person or their accounts, by table, opened, as JSON can say them.

    Of other people only those columns are told that the person could see anyway; their ids are not.
    """
    accounts = METADATA.tables["accounts"].c
    mine = list(await session.scalars(select(accounts.id).where(accounts.person_id == person_id)))
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables():
        rows = await session.execute(_rows(table, {"persons.id": [person_id], "accounts.id": mine}))
        told = [{c.name: _shown(session, c, row, {person_id, *mine}) for c in table.columns} for row in rows]
        if told:
            found[table.name] = told
    return found


def _rows(table: Table, ids: dict[Whose, list[int]]) -> Select[Any]:
    theirs: list[ColumnElement[bool]] = [
        column.in_(ids[whose]) for column in table.columns if (whose := names(column)) is not None
    ]
    return select(table).where(or_(*theirs))


def _shown(session: Session, column: Column[Any], row: Row[Any], mine: set[int]) -> Any:
    value = row._mapping[column]
    if value is None:
        return None
    on = column.table.columns.get(str(column.info.get("known_on")))
    if on is not None and row._mapping[on] not in mine:
        return "on another phone"
    if names(column) is not None:
        return "you" if value in mine else "another person"
    if isinstance(column.type, Sealed):
        return _opened(session, column, row)
    if isinstance(value, bytes):
        return f"hash {value.hex()}"
    return value if isinstance(value, bool | int | str) else value.isoformat()


def _opened(session: Session, column: Column[Any], row: Row[Any]) -> Any:
    """Open a value sealed for `table.column:primary key`: words, JSON, or (of a picture) its size."""
    (key,) = column.table.primary_key.columns
    opened = session.vault.open_bytes(row._mapping[column], f"{column}:{row._mapping[key]}")
    try:
        text = opened.decode("utf-8", "surrogatepass")
        return json.loads(text) if text[:1] in ("{", "[") else text
    except UnicodeDecodeError:
        return f"{len(opened)} bytes"
    except json.JSONDecodeError:
        return text
