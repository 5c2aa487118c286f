"""Helpers: people who volunteered; they are asked only after a moderator's approval."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, case, func, literal, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import cadence
from bot.domain.matching import Skills
from storage import counters
from storage.database import Moment, Sealed, Session, Table
from storage.matches import ACTIVE, MatchRow

PENDING, APPROVED, REFUSED, RESTING = "pending", "approved", "refused", "resting"
PAUSED, STOPPED = "paused", "stopped"  # by a moderator, until one ends it; by themselves, for good
ACTIVE_OR_RESTING = (APPROVED, RESTING)


class HelperRow(Table):
    """One person who helps: skills lie sealed."""

    __tablename__ = "helpers"
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    skills: Mapped[bytes] = mapped_column(Sealed)
    capacity: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    rest_until: Mapped[datetime | None] = mapped_column(Moment, index=True)  # None: until they say so
    word_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # the monthly word; None: not wished


@dataclass(frozen=True, slots=True)
class Helper:
    """A person who volunteered."""

    person_id: int
    number: int
    status: str
    skills: Skills
    capacity: int  # as wished
    places: int  # people at a time, within the limits of the cadence
    rest_until: datetime | None = None
    word_at: datetime | None = None


async def volunteer(session: Session, person_id: int, skills: Skills, capacity: int) -> int:
    """Keep what a person offers and return their helper's number; an approved helper stays approved.

    But who now says to be a woman or a man, and did not before, is looked at again: others ask for it.
    """
    sealed = session.vault.seal_json(asdict(skills), f"helpers.skills:{person_id}")
    row = await session.get(HelperRow, person_id)
    if row is not None:
        was = opened(session, row).skills.gender
        row.skills, row.capacity = sealed, capacity
        row.word_at = session.now + cadence.MONTHLY_WORD if row.status == STOPPED else row.word_at
        new = row.status in (REFUSED, STOPPED) or skills.gender not in ("", was)
        if new and row.status != PAUSED:
            row.status, row.rest_until = PENDING, None
        return row.number
    number = await counters.following(session, "helpers")
    session.add(
        HelperRow(
            person_id=person_id,
            number=number,
            status=PENDING,
            skills=sealed,
            capacity=capacity,
            created_at=session.now,
            word_at=session.now + cadence.MONTHLY_WORD,
        )
    )
    await session.flush()
    return number


async def get(session: Session, person_id: int) -> Helper | None:
    """Return the helper that a person is, or None."""
    row = await session.get(HelperRow, person_id, populate_existing=True)
    return None if row is None else opened(session, row)


async def by_number(session: Session, number: int) -> Helper | None:
    """Return a helper by number."""
    row = await session.scalar(select(HelperRow).where(HelperRow.number == number))
    return None if row is None else opened(session, row)


async def with_status(session: Session, status: str, limit: int = 50) -> list[Helper]:
    """Return the helpers in a state, in the order of their numbers."""
    rows = await session.scalars(
        select(HelperRow).where(HelperRow.status == status).order_by(HelperRow.number).limit(limit)
    )
    return [opened(session, row) for row in rows]


async def everybody(session: Session) -> list[Helper]:
    """Return all who volunteered, in the order of their numbers."""
    rows = await session.scalars(select(HelperRow).order_by(HelperRow.number))
    return [opened(session, row) for row in rows]


async def move(session: Session, person_id: int, before: tuple[str, ...], after: str) -> bool:
    """Change the state if it is still one of `before`; a rest is over then, and no old monthly word follows."""
    session.wakes_jobs = True
    next_word = literal(session.now + cadence.MONTHLY_WORD, Moment())
    ahead = case((HelperRow.word_at <= session.now, next_word), else_=HelperRow.word_at)
    return await _change(session, person_id, before, status=after, rest_until=None, word_at=ahead)


async def rest(session: Session, person_id: int, until: datetime | None) -> bool:
    """Let a helper rest until a moment, or (None) until they say so; False when they are not asked anyway."""
    return await _change(session, person_id, ACTIVE_OR_RESTING, status=RESTING, rest_until=until)


async def stop(session: Session, helper: Helper) -> bool:
    """Let a person help no more: what they offered goes, their number stays; False when it was so before."""
    sealed = session.vault.seal_json(asdict(Skills((), ())), f"helpers.skills:{helper.person_id}")
    before = (PENDING, APPROVED, RESTING, PAUSED)
    gone = {"status": STOPPED, "skills": sealed, "rest_until": None, "word_at": None}
    return await _change(session, helper.person_id, before, **gone)


async def _change(session: Session, person_id: int, before: Sequence[str], **values: Any) -> bool:
    theirs = HelperRow.person_id == person_id, HelperRow.status.in_(before)
    changed = update(HelperRow).where(*theirs).values(values).returning(HelperRow.person_id)
    return await session.scalar(changed) is not None


async def rested(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of those whose rest is over by now."""
    over = select(HelperRow.person_id).where(HelperRow.status == RESTING, HelperRow.rest_until <= session.now)
    return (await session.scalars(over.order_by(HelperRow.rest_until).limit(limit))).all()


async def awaiting_word(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of approved helpers whose monthly word is due."""
    due = select(HelperRow.person_id).where(HelperRow.status == APPROVED, HelperRow.word_at <= session.now)
    return (await session.scalars(due.order_by(HelperRow.word_at).limit(limit))).all()


async def set_word(session: Session, person_id: int, at: datetime | None) -> None:
    """Set when the next monthly word comes; None: not any more."""
    await session.execute(update(HelperRow).where(HelperRow.person_id == person_id).values(word_at=at))


async def wish(session: Session, person_id: int, capacity: int) -> None:
    """Keep how many people at a time a helper wishes to accompany."""
    session.wakes_jobs = True
    await session.execute(update(HelperRow).where(HelperRow.person_id == person_id).values(capacity=capacity))


async def postpone_rest(session: Session, person_id: int, until: datetime) -> None:
    """Let a rest last until a later moment (it is night there, or something failed)."""
    resting = HelperRow.person_id == person_id, HelperRow.status == RESTING
    await session.execute(update(HelperRow).where(*resting).values(rest_until=until))


async def asked(session: Session, person_id: int) -> None:
    """Record that the helper was asked now, so that others come first next time."""
    changed = update(HelperRow).where(HelperRow.person_id == person_id)
    await session.execute(changed.values(asked_at=session.now))


async def never(session: Session, helper: Helper, need: str) -> None:
    """Ask this helper no more about a kind of need."""
    skills = replace(helper.skills, needs=tuple(kept for kept in helper.skills.needs if kept != need))
    sealed = session.vault.seal_json(asdict(skills), f"helpers.skills:{helper.person_id}")
    await session.execute(
        update(HelperRow).where(HelperRow.person_id == helper.person_id).values(skills=sealed)
    )


async def lock(session: Session, person_id: int) -> Helper | None:
    """Return the helper and keep others from giving them anything until the commit."""
    row = await session.get(HelperRow, person_id, populate_existing=True, with_for_update=True)
    return None if row is None else opened(session, row)


async def has_free_place(session: Session, helper: Helper) -> bool:
    """Whether the helper may take one more person; offers that wait take no place."""
    active = select(func.count()).where(MatchRow.helper_id == helper.person_id, MatchRow.status == ACTIVE)
    return (await session.scalar(active) or 0) < helper.places


async def counts(session: Session) -> dict[str, int]:
    """Return how many helpers are in each state."""
    rows = await session.execute(select(HelperRow.status, func.count()).group_by(HelperRow.status))
    return {status: count for status, count in rows}


def opened(session: Session, row: HelperRow) -> Helper:
    """Return what a row says, with the skills opened."""
    told = session.vault.open_json(row.skills, f"helpers.skills:{row.person_id}")
    told.update({name: tuple(value) for name, value in told.items() if isinstance(value, list)})
    skills = Skills(**told)
    places = cadence.capacity(row.capacity, session.now - row.created_at)
    return Helper(
        row.person_id, row.number, row.status, skills, row.capacity, places, row.rest_until, row.word_at
    )
