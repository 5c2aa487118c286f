"""The keys that check words are drawn with: made when needed, kept sealed, changed when others know the words."""

import os
from typing import Final

from sqlalchemy import select, update

from storage.database import Session, insert_into
from storage.keys import KeyRow

OWN: Final = "own words"  # what each person is shown, and what is said on the phone
PAPER: Final = "words on paper"


async def key(session: Session, name: str) -> bytes:
    """Return one of the two keys, 32 bytes."""
    sealed = await session.scalar(select(KeyRow.key).where(KeyRow.name == name))
    if sealed is None:  # of several who need it first, one makes it and all take that one
        new = insert_into(session, KeyRow).values(name=name, key=_new(session, name))
        await session.execute(new.on_conflict_do_nothing())
        sealed = (await session.scalars(select(KeyRow.key).where(KeyRow.name == name))).one()
    return session.vault.open_bytes(sealed, _place(name))


async def change(session: Session, name: str) -> None:
    """Draw other words from now on."""
    await key(session, name)
    await session.execute(update(KeyRow).where(KeyRow.name == name).values(key=_new(session, name)))


def _new(session: Session, name: str) -> bytes:
    return session.vault.seal_bytes(os.urandom(32), _place(name))


def _place(name: str) -> str:
    return f"keys.key:{name}"
