"""Agreements: what one moderator wants done and another has to agree to; who asks can never be who agrees."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id

OPEN, AGREED, REFUSED = "open", "agreed", "refused"
KEPT: Final = timedelta(days=30)  # after it lapsed; the audit keeps who agreed to what


class AgreementRow(Table):
    """One act that waits for a second moderator, or did."""

    __tablename__ = "agreements"
    __table_args__ = (Index(None, "act", "about"), Index(None, "account_id"))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[str] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(String(32))
    reason: Mapped[bytes] = mapped_column(Sealed)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE")
    )  # the desk that asked
    asker: Mapped[int]  # the numbers of two moderators
    second: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One act and how it stands; `about` is the row that it was asked for, such as "csv" or "17"."""

    id: int
    act: str
    about: str
    reason: str = field(repr=False)
    desk_id: int  # the account of the chat where it was asked for, and where the outcome belongs
    asker: int
    status: str
    until: datetime
    is_new: bool = False  # nobody was shown it yet


async def ask(
    session: Session, act: str, about: str, who: tuple[int, int], reason: str, within: timedelta
) -> Agreement:
    """Keep what `who` (the desk's account, the moderator's number) wants.

    An open wish for the same and the same reason comes back: whoever agrees has read the reason that is kept.
    """
    waiting = AgreementRow.status == OPEN, AgreementRow.until > session.now
    rows = await session.scalars(
        select(AgreementRow).where(AgreementRow.act == act, AgreementRow.about == about, *waiting)
    )
    for there in [_opened(session, row) for row in rows]:
        if there.reason == reason:
            return there
    one = Agreement(random_id(), act, about, reason, *who, OPEN, session.now + within, is_new=True)
    row = AgreementRow(id=one.id, act=act, about=about, account_id=one.desk_id, asker=one.asker)
    row.reason, row.second = session.vault.seal(reason, _place(one.id)), None
    row.status, row.at, row.until = OPEN, session.now, one.until
    session.add(row)
    await session.flush()
    return one


async def get(session: Session, id: int) -> Agreement | None:
    """Return one by id."""
    row = await session.get(AgreementRow, id, populate_existing=True)
    return None if row is None else _opened(session, row)


async def settle(session: Session, id: int, second: int, status: str) -> bool:
    """End one that is open and has not lapsed; of two who press at once, one does."""
    ended = update(AgreementRow).where(
        AgreementRow.id == id, AgreementRow.status == OPEN, AgreementRow.until > session.now
    )
    done = ended.values(status=status, second=second).returning(AgreementRow.id)
    return await session.scalar(done) is not None


async def give_up_of(session: Session, asker: int) -> None:
    """End what is open and was asked for by somebody who left: it would have to be asked for anew."""
    theirs = AgreementRow.asker == asker, AgreementRow.status == OPEN
    await session.execute(update(AgreementRow).where(*theirs).values(status=REFUSED))


async def forget_old(session: Session) -> None:
    """Delete what lapsed long ago."""
    await session.execute(delete(AgreementRow).where(AgreementRow.until < session.now - KEPT))


def _opened(session: Session, row: AgreementRow) -> Agreement:
    reason = session.vault.open(row.reason, _place(row.id))
    who = row.account_id, row.asker
    return Agreement(row.id, row.act, row.about, reason, *who, row.status, row.until)


def _place(id: int) -> str:
    return f"agreements.reason:{id}"
