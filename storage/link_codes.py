"""Link codes: a person shows one in one chat and writes it in another; ten minutes, once, kept as a hash."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import codes
from storage.database import Hashed, Moment, Session, Table

LIFE = timedelta(minutes=10)


class LinkCodeRow(Table):
    """The code that a person shows now, and the account that wrote it and was asked whether it is theirs."""

    __tablename__ = "link_codes"
    code_hash: Mapped[bytes] = mapped_column(Hashed, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


async def make(session: Session, person_id: int) -> str:
    """Make a new code and return its digits; the one shown before is worth nothing any more."""
    code = codes.new_link_code()
    await session.execute(delete(LinkCodeRow).where(LinkCodeRow.person_id == person_id))
    await session.execute(
        insert(LinkCodeRow).values(
            person_id=person_id,
            code_hash=_hash(session, code),
            claimed_by=None,
            expires_at=session.now + LIFE,
        )
    )
    return code


async def is_of(session: Session, code: str, person_id: int) -> bool:
    """Whether this is a code that the person shows themself."""
    own = LinkCodeRow.code_hash == _hash(session, code), LinkCodeRow.person_id == person_id
    return await session.scalar(select(LinkCodeRow.person_id).where(*own)) is not None


async def claim(session: Session, code: str, account_id: int) -> bool:
    """Keep a code for the account that wrote it; False when it is unknown, too old, or another's by now."""
    claimed = (
        update(LinkCodeRow)
        .where(
            LinkCodeRow.code_hash == _hash(session, code),
            LinkCodeRow.expires_at > session.now,
            or_(LinkCodeRow.claimed_by.is_(None), LinkCodeRow.claimed_by == account_id),
        )
        .values(claimed_by=account_id)
        .returning(LinkCodeRow.person_id)
    )
    return await session.scalar(claimed) is not None


async def take(session: Session, account_id: int) -> int | None:
    """Take the code that the account wrote and return whose it is; None when it has none, or too late."""
    taken = delete(LinkCodeRow).where(
        LinkCodeRow.claimed_by == account_id, LinkCodeRow.expires_at > session.now
    )
    return await session.scalar(taken.returning(LinkCodeRow.person_id))


async def forget_old(session: Session) -> None:
    """Delete the codes that expired."""
    await session.execute(delete(LinkCodeRow).where(LinkCodeRow.expires_at <= session.now))


def _hash(session: Session, code: str) -> bytes:
    return session.vault.index("hash of a link code", code)
