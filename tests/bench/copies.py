"""Copies of one pair of people and all that is stored about them: thousands of them in seconds, each sealed anew."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, insert, select

from storage import counters
from storage.database import Sealed, Session
from storage.ids import random_id
from storage.tables import METADATA

COPIED = ("persons", "accounts", "requests", "matches", "check_ins")
TABLES = [table for table in METADATA.sorted_tables if table.name in COPIED]
Row = dict[str, Any]


class Original:
    """The rows of the first pair."""

    def __init__(self, rows: dict[Table, list[Row]]) -> None:
        self._rows = rows
        self._ids = [row["id"] for found in rows.values() for row in found]

    @classmethod
    async def read(cls, session: Session) -> "Original":
        """Take all that is stored about them: so far it is all there is, but for the moderators' chats."""
        rows = {}
        for table in TABLES:
            found = [dict(row) for row in (await session.execute(select(table))).mappings()]
            rows[table] = [row for row in found if table.name != "accounts" or row["person_id"]]
        return cls(rows)

    async def copy(
        self, session: Session, numbers: Iterable[int], addresses: Iterable[str]
    ) -> dict[int, str]:
        """Write one copy for each number, each of its people with the next address; return these by account."""
        written: dict[Table, list[Row]] = {table: [] for table in TABLES}
        given, known, last = iter(addresses), dict[int, str](), 0
        for last in numbers:
            ids = {id: random_id() for id in self._ids}
            for table, rows in self._rows.items():
                for row in rows:
                    address = next(given) if table.name == "accounts" else ""
                    copied = _copied(session, table, row, ids, last, address)
                    written[table].append(copied)
                    known.update({copied["id"]: address} if address else {})
        for table, rows in written.items():
            if rows:
                await session.execute(insert(table), rows)
        for name in ("requests", "matches"):
            await counters.reach(session, name, last)
        return known


def _copied(session: Session, table: Table, row: Row, ids: dict[int, int], number: int, address: str) -> Row:
    copied = {name: ids.get(value, value) if type(value) is int else value for name, value in row.items()}
    for column in table.columns:
        if isinstance(column.type, Sealed) and row[column.name] is not None:
            opened = session.vault.open_bytes(row[column.name], f"{column}:{row['id']}")
            copied[column.name] = session.vault.seal_bytes(opened, f"{column}:{copied['id']}")
    if "number" in row:
        copied["number"] = number
    if address:
        copied["address"] = session.vault.seal(address, f"accounts.address:{copied['id']}")
        copied["address_index"] = session.vault.index(row["channel"], address)
    return copied
