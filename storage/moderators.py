"""Moderators: known by a number and a keyed hash of their address, and whether they are still in their chat."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.powers import LEAD, MODERATOR
from storage import counters
from storage.database import Hashed, Moment, Session, Table, insert_into


class ModeratorRow(Table):
    """Everybody who ever acted in a moderators' chat; neither name nor address is kept."""

    __tablename__ = "moderators"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[bytes] = mapped_column(Hashed, unique=True)  # as in the audit
    since: Mapped[datetime] = mapped_column(Moment)


class SeatRow(Table):
    """That somebody left one of the chats, or came back; who did neither has no row and is here."""

    __tablename__ = "moderator_seats"
    __table_args__ = (Index(None, "account_id"),)
    number: Mapped[int] = mapped_column(ForeignKey("moderators.number"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    here: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)  # by the messenger's clock


@dataclass(frozen=True, slots=True)
class Moderator:
    """One moderator: shown to others as a number, never as a name."""

    number: int
    role: str = MODERATOR
    here: bool = True  # in every chat they were ever in


async def known(session: Session, address: str) -> Moderator:
    """Return the moderator with this Telegram id, who gets a number when they are new."""
    mark = _mark(session, address)
    number = await session.scalar(select(ModeratorRow.number).where(ModeratorRow.mark == mark))
    if number is None:
        new = {"number": await counters.following(session, "moderators"), "mark": mark, "since": session.now}
        await session.execute(insert_into(session, ModeratorRow).values(new).on_conflict_do_nothing())
        number = await session.scalar(select(ModeratorRow.number).where(ModeratorRow.mark == mark))
        assert number is not None
    return Moderator(number, _role(session, mark), not await _gone_from(session, number))


async def get(session: Session, number: int) -> Moderator | None:
    """Return a moderator by number."""
    mark = await session.scalar(select(ModeratorRow.mark).where(ModeratorRow.number == number))
    if mark is None:
        return None
    return Moderator(number, _role(session, mark), not await _gone_from(session, number))


async def every(session: Session) -> list[Moderator]:
    """Return all who ever acted, by number."""
    gone = set(await session.scalars(select(SeatRow.number).where(SeatRow.here.is_(False))))
    rows = await session.execute(select(ModeratorRow.number, ModeratorRow.mark).order_by(ModeratorRow.number))
    return [Moderator(number, _role(session, mark), number not in gone) for number, mark in rows]


async def moved(session: Session, address: str, account_id: int, here: bool, at: datetime) -> int | None:
    """Note that somebody came into a moderators' chat, or is gone from it; return their number, or None: no news."""
    number = (await known(session, address)).number
    told = insert_into(session, SeatRow).values(number=number, account_id=account_id, here=here, at=at)
    news = told.on_conflict_do_update(
        index_elements=["number", "account_id"],
        set_={"here": here, "at": at},
        where=(SeatRow.at <= at) & (SeatRow.here.is_(not here)),  # what comes late is older
    )
    return await session.scalar(news.returning(SeatRow.number))


async def is_new(session: Session, number: int, known_for: timedelta) -> bool:
    """Whether a moderator came less than `known_for` ago; nobody did as long as the whole team is as new."""
    since = await session.scalar(select(ModeratorRow.since).where(ModeratorRow.number == number))
    first = await session.scalar(select(func.min(ModeratorRow.since)))
    oldest = session.now - known_for
    return since is not None and first is not None and first <= oldest < since


async def is_gone(session: Session, number: int, account_id: int) -> bool:
    """Whether somebody left this chat, or was removed from it, and has not come back."""
    return account_id in await _gone_from(session, number)


async def acts(session: Session, address: str) -> bool:
    """Whether whoever has this Telegram id leads, or has acted in a moderators' chat and left none since."""
    mark = _mark(session, address)
    if mark in {_mark(session, lead) for lead in session.leads}:
        return True
    number = await session.scalar(select(ModeratorRow.number).where(ModeratorRow.mark == mark))
    return number is not None and not await _gone_from(session, number)


async def numbers(session: Session, marks: Collection[bytes]) -> dict[bytes, int]:
    """Return the numbers of those whose marks stand in the audit."""
    rows = await session.execute(
        select(ModeratorRow.mark, ModeratorRow.number).where(ModeratorRow.mark.in_(marks))
    )
    return {mark: number for mark, number in rows}


async def _gone_from(session: Session, number: int) -> Collection[int]:
    gone = select(SeatRow.account_id).where(SeatRow.number == number, SeatRow.here.is_(False))
    return set(await session.scalars(gone))


def _role(session: Session, mark: bytes) -> str:
    """Of the leads only the settings know: whoever is taken out of them leads no more, at once."""
    leads = {_mark(session, lead) for lead in session.leads}
    return LEAD if not leads or mark in leads else MODERATOR


def _mark(session: Session, address: str) -> bytes:
    return session.vault.index("actor", f"telegram:{address}")
