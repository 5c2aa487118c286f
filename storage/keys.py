"""The key of the blind index: made once, kept sealed under the data key, so that rotation leaves it as it is."""

import os

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Database, Sealed, Table

NAME = "blind index"


class KeyRow(Table):
    """One key of the deployment, sealed."""

    __tablename__ = "keys"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[bytes] = mapped_column(Sealed)


async def unlock(database: Database) -> None:
    """Give the database's vault the key of the blind index; raise CannotOpen when the data keys are wrong."""
    async with database.transaction() as session:
        row = await session.get(KeyRow, NAME, with_for_update=True)
        if row is None:
            index_key = os.urandom(32)
            session.add(KeyRow(name=NAME, key=session.vault.seal_bytes(index_key, _place())))
        else:
            index_key = session.vault.open_bytes(row.key, _place())
    database.vault = database.vault.with_index(index_key)


def _place() -> str:
    return f"keys.key:{NAME}"
