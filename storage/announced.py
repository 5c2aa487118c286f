"""Who is sent an announcement, each once: planned, put into the outbox, sent, or left out after all."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, String, delete, func, select, tuple_, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.announcements import DRAFT_KEPT, KEPT, SHARE_OF_BUDGET
from storage import announcements, held_back, spending
from storage.accounts import CHARGES, AccountRow
from storage.announcements import DONE, DRAFT, DROPPED, STOPPED
from storage.database import Moment, Session, Table, insert_into
from storage.outbox import OutboxRow

# waiting: not in the outbox yet; put: in it; left: asked for no news meanwhile, went into danger, is gone.
WAITING, PUT, SENT, LEFT = "waiting", "put", "sent", "left"
STILL: Final = "still"  # of those that were put, how many are in the outbox


class AnnouncedRow(Table):
    """One person and one announcement: the key lets nobody be sent it twice."""

    __tablename__ = "announced"
    __table_args__ = (Index(None, "person_id"), Index(None, "announcement_id", "status", "due_at"))
    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime] = mapped_column(Moment)


def topic(number: int) -> str:
    """By what the messages of an announcement are found in the outbox."""
    return f"announcement {number}"


async def plan(session: Session, id: int, moments: Mapping[int, datetime]) -> None:
    """Plan an announcement for these people, each from a moment on; whoever is planned already stays so."""
    if moments:
        rows = [
            {"announcement_id": id, "person_id": person_id, "status": WAITING, "due_at": at}
            for person_id, at in moments.items()
        ]
        await session.execute(insert_into(session, AnnouncedRow).values(rows).on_conflict_do_nothing())


async def due(session: Session, id: int, limit: int) -> Sequence[int]:
    """Return whom it may go to now, those who waited longest first."""
    waits = AnnouncedRow.announcement_id == id, AnnouncedRow.status == WAITING
    now = select(AnnouncedRow.person_id).where(*waits, AnnouncedRow.due_at <= session.now)
    return (await session.scalars(now.order_by(AnnouncedRow.due_at).limit(limit))).all()


async def next_at(session: Session, id: int) -> datetime | None:
    """Return when it may go to the next person; None when nobody waits for it."""
    waits = AnnouncedRow.announcement_id == id, AnnouncedRow.status == WAITING
    return await session.scalar(select(func.min(AnnouncedRow.due_at)).where(*waits))


async def claim(session: Session, id: int, person_ids: Collection[int], status: str) -> set[int]:
    """Move people on who still wait, and return them: of two at once, one moves each."""
    waits = (
        AnnouncedRow.announcement_id == id,
        AnnouncedRow.person_id.in_(person_ids),
        AnnouncedRow.status == WAITING,
    )
    moved = update(AnnouncedRow).where(*waits).values(status=status).returning(AnnouncedRow.person_id)
    return set(await session.scalars(moved))


async def later(session: Session, id: int, person_id: int, at: datetime) -> None:
    """Let it wait for the end of a person's quiet hours."""
    one = AnnouncedRow.announcement_id == id, AnnouncedRow.person_id == person_id
    await session.execute(update(AnnouncedRow).where(*one).values(due_at=at))


async def sent(session: Session, pairs: Collection[tuple[int, int]]) -> None:
    """Note for these pairs of announcement and person that the messenger took it."""
    if not pairs:
        return
    arrived = tuple_(AnnouncedRow.announcement_id, AnnouncedRow.person_id).in_(list(pairs))
    await session.execute(update(AnnouncedRow).where(arrived).values(status=SENT))


async def is_for(session: Session, id: int, person_id: int) -> bool:
    """Whether a person was sent it."""
    row = await session.get(AnnouncedRow, (id, person_id), populate_existing=True)
    return row is not None and row.status in (PUT, SENT)


async def counts(session: Session, id: int, number: int) -> dict[str, int]:
    """Return how many are in each state, and how many messages still wait in the outbox (`STILL`)."""
    by_state = select(AnnouncedRow.status, func.count()).where(AnnouncedRow.announcement_id == id)
    rows = await session.execute(by_state.group_by(AnnouncedRow.status))
    return {**{status: n for status, n in rows}, STILL: await in_outbox(session, number)}


async def in_outbox(session: Session, number: int, held: bool = True) -> int:
    """Return how many of its messages are in the outbox; without those `held` back, what is on its way now."""
    states = ("", *held_back.BACK) if held else ("",)
    theirs = OutboxRow.topic == topic(number), OutboxRow.held.in_(states), OutboxRow.parked.is_(False)
    return await session.scalar(select(func.count()).select_from(OutboxRow).where(*theirs)) or 0


async def can_pay(session: Session, number: int = 0) -> int:
    """Return how many messages announcements may still pay for; what is on its way counts as paid."""
    share = int(session.budget * SHARE_OF_BUDGET)
    under_way = await in_outbox(session, number, held=False) if number else 0
    return max(0, await spending.left(session, CHARGES, share) - under_way)


async def take_back(session: Session, id: int, number: int) -> None:
    """Take out of the outbox what was not begun to be sent; these people were not sent it."""
    theirs = OutboxRow.topic == topic(number), OutboxRow.begun.is_(False)
    gone = delete(OutboxRow).where(*theirs).returning(OutboxRow.account_id)
    taken = set(await session.scalars(gone))
    whose = select(AccountRow.person_id).where(AccountRow.id.in_(taken))
    put = AnnouncedRow.announcement_id == id, AnnouncedRow.status == PUT, AnnouncedRow.person_id.in_(whose)
    await session.execute(update(AnnouncedRow).where(*put).values(status=WAITING))


async def forget_old(session: Session) -> None:
    """Forget the texts and who was sent them, some time after; and drafts that nobody works on."""
    for one in await announcements.old(session, (DONE, STOPPED), session.now - KEPT):
        numbers = await counts(session, one.id, one.number)
        await announcements.forget(session, one, one.status, numbers)
        await session.execute(delete(AnnouncedRow).where(AnnouncedRow.announcement_id == one.id))
    for one in await announcements.old(session, (DRAFT,), session.now - DRAFT_KEPT):
        await announcements.forget(session, one, DROPPED, {})
