"""The key of the blind index: made once, kept sealed under the data key, so that rotation leaves it as it is."""

import os

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Database, Sealed, Table, insert_into

NAME = "blind index"


class KeyRow(Table):
    """One key of the deployment, sealed."""

    __tablename__ = "keys"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[bytes] = mapped_column(Sealed)


async def unlock(database: Database) -> None:
    """Give the database's vault the key of the blind index; raise CannotOpen when the data keys are wrong."""
    async with database.transaction() as session:
        # Of replicas that start at once, one makes the key and all take that one.
        new = {"name": NAME, "key": session.vault.seal_bytes(os.urandom(32), _place())}
        await session.execute(insert_into(session, KeyRow).values(new).on_conflict_do_nothing())
        sealed = (await session.scalars(select(KeyRow.key).where(KeyRow.name == NAME))).one()
        index_key = session.vault.open_bytes(sealed, _place())
    database.vault = database.vault.with_index(index_key)


def _place() -> str:
    return f"keys.key:{NAME}"
