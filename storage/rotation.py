"""Seals anew, under the newest data key, whatever lies under an older one; the bot may run meanwhile."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, bindparam, func, select, update

from storage.crypto import HEAD, KEY_ID, CannotOpen
from storage.database import Database, Sealed, Session
from storage.tables import METADATA

BATCH = 500  # values in a transaction

SealedColumn: TypeAlias = tuple[Table, Column[Any], Column[Any]]  # and the table's one primary key


@dataclass(slots=True)
class Rotated:
    """What became of the values."""

    anew: int = 0  # values that were sealed again
    damaged: list[str] = field(default_factory=list)  # places that no key opens: they are left as they are


def sealed_columns() -> Iterator[SealedColumn]:
    """Every column with sealed values; each is sealed for "table.column:primary key"."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                (key,) = table.primary_key.columns
                yield table, column, key


async def rotate(database: Database) -> Rotated:
    """Seal anew until no value is left under an older key, some at a time."""
    done = Rotated()
    for place in sealed_columns():
        after: Any = None
        while (after := await _some(database, place, after, done)) is not None:
            pass
    return done


async def usage(session: Session) -> Counter[str]:
    """Count the sealed values by the id of their key, as in `Vault.key_ids`."""
    found = Counter[str]()
    for _table, column, _key in sealed_columns():
        id = func.substr(column, 2, KEY_ID, type_=LargeBinary)
        rows = await session.execute(select(id, func.count()).where(column.is_not(None)).group_by(id))
        found.update({(head or b"").hex(): count for head, count in rows})  # "": too short to name one
    return found


async def _some(database: Database, place: SealedColumn, after: Any, done: Rotated) -> Any:
    """Do the next values behind the key `after`; return the last key that was looked at, None at the end."""
    table, column, key = place
    async with database.transaction() as session:
        older = column.is_not(None), _head(column) != session.vault.head
        behind = () if after is None else (key > after,)
        wanted = select(key, column).where(*older, *behind).order_by(key).limit(BATCH).with_for_update()
        rows = (await session.execute(wanted)).all()
        sealed = [_sealed_anew(session, table, column, id, value, done) for id, value in rows]
        anew = [values for values in sealed if values is not None]
        if anew:
            change = (
                update(table).where(key == bindparam("b_key")).values({column.name: bindparam("b_value")})
            )
            connection = await session.connection()
            await connection.execute(change, anew)
            done.anew += len(anew)
        return rows[-1][0] if rows else None


def _sealed_anew(
    session: Session, table: Table, column: Column[Any], id: Any, value: bytes, done: Rotated
) -> dict[str, Any] | None:
    place = f"{table.name}.{column.name}:{id}"
    try:
        return {
            "b_key": id,
            "b_value": session.vault.seal_bytes(session.vault.open_bytes(value, place), place),
        }
    except CannotOpen:
        done.damaged.append(place)
        return None


def _head(column: Column[Any]) -> ColumnElement[bytes]:
    return func.substr(column, 1, HEAD, type_=LargeBinary)
