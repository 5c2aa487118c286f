"""Return codes: one a person, found by a keyed hash; it brings them back from a new phone, once."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import codes
from storage.database import Hashed, Moment, Session, Table

SHOWN = timedelta(hours=1)  # for which it can be shown again


class ReturnCodeRow(Table):
    """The code of one person.

    It is made of `seed` under the key of the deployment, so that it can be shown again without being kept;
    once it was checked, or an hour later, the seed goes and nobody can make it again.
    """

    __tablename__ = "return_codes"
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    code_hash: Mapped[bytes] = mapped_column(Hashed, unique=True)
    seed: Mapped[bytes | None] = mapped_column(Hashed)
    checked: Mapped[bool]  # the person wrote a part of it back
    made_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a person's code."""

    made_at: datetime
    checked: bool


async def make(session: Session, person_id: int) -> str:
    """Make a new code and return its digits; the person's old one is worth nothing any more."""
    seed = os.urandom(16)
    code = _code(session, seed)
    await session.execute(delete(ReturnCodeRow).where(ReturnCodeRow.person_id == person_id))
    await session.execute(
        insert(ReturnCodeRow).values(
            person_id=person_id,
            code_hash=_hash(session, code),
            seed=seed,
            checked=False,
            made_at=session.now,
        )
    )
    return code


async def again(session: Session, person_id: int) -> str | None:
    """Return the digits once more, while they can still be made."""
    fresh = ReturnCodeRow.person_id == person_id, ReturnCodeRow.made_at > session.now - SHOWN
    seed = await session.scalar(select(ReturnCodeRow.seed).where(*fresh))
    return None if seed is None else _code(session, seed)


async def standing(session: Session, person_id: int) -> Standing | None:
    """Return whether and since when a person has a code."""
    rows = await session.execute(
        select(ReturnCodeRow.made_at, ReturnCodeRow.checked).where(ReturnCodeRow.person_id == person_id)
    )
    found = rows.first()
    return None if found is None else Standing(*found)


async def written_down(session: Session, person_id: int) -> None:
    """The person has it on paper: nobody can make it again."""
    changed = update(ReturnCodeRow).where(ReturnCodeRow.person_id == person_id)
    await session.execute(changed.values(checked=True, seed=None))


async def is_of(session: Session, code: str, person_id: int) -> bool:
    """Whether this is the person's own code."""
    own = ReturnCodeRow.code_hash == _hash(session, code), ReturnCodeRow.person_id == person_id
    return await session.scalar(select(ReturnCodeRow.person_id).where(*own)) is not None


async def spend(session: Session, code: str) -> int | None:
    """Take a code and return whose it was, or None: of two who try it at once, one takes it."""
    spent = delete(ReturnCodeRow).where(ReturnCodeRow.code_hash == _hash(session, code))
    return await session.scalar(spent.returning(ReturnCodeRow.person_id))


async def forget_old(session: Session) -> None:
    """Let no code be made again that was not checked in time; it stays valid."""
    late = ReturnCodeRow.made_at < session.now - SHOWN, ReturnCodeRow.seed.is_not(None)
    await session.execute(update(ReturnCodeRow).where(*late).values(seed=None))


def _code(session: Session, seed: bytes) -> str:
    return codes.return_code(session.vault.index("return code", seed.hex()))


def _hash(session: Session, code: str) -> bytes:
    return session.vault.index("hash of a return code", code)
