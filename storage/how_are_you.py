"""How are you: what each person chose, and when they are asked next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.how_are_you import OFF
from storage import how_are_you_questions as questions
from storage.database import Moment, Session, Table, insert_into


class HowAreYouRow(Table):
    """What one person chose; the row stays when they stop, so that it is not offered a second time."""

    __tablename__ = "how_are_you"
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    every: Mapped[str] = mapped_column(String(16))  # of bot/domain/how_are_you.py, or OFF
    hour: Mapped[int]  # local
    silence: Mapped[str] = mapped_column(String(16))  # which ladder
    next_on: Mapped[str] = mapped_column(String(10))  # the local date that has its question next
    next_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # None: off, or nothing reaches them
    slowed: Mapped[bool]  # questions met only silence: once a month, until the person is heard of


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person chose, and when they are asked next (`next_at` None: not, as long as nothing reaches them)."""

    person_id: int
    every: str
    hour: int
    silence: str
    next_on: date
    next_at: datetime | None
    slowed: bool = False


async def get(session: Session, person_id: int) -> Plan | None:
    """Return what the person chose; None when they are not asked."""
    row = await session.get(HowAreYouRow, person_id, populate_existing=True)
    if row is None or row.every == OFF:
        return None
    on = date.fromisoformat(row.next_on)
    return Plan(row.person_id, row.every, row.hour, row.silence, on, row.next_at, row.slowed)


async def offer(session: Session, person_id: int) -> bool:
    """Record that it is offered to the person now; False when they were offered it, or chose, before."""
    off = insert_into(session, HowAreYouRow).values(**_off(person_id))
    return await session.scalar(off.on_conflict_do_nothing().returning(HowAreYouRow.person_id)) is not None


async def put(session: Session, plan: Plan) -> None:
    """Keep what the person chose."""
    row = _off(plan.person_id) | {
        "every": plan.every,
        "hour": plan.hour,
        "silence": plan.silence,
        "next_on": plan.next_on.isoformat(),
        "next_at": plan.next_at,
        "slowed": plan.slowed,
    }
    kept = insert_into(session, HowAreYouRow).values(**row)
    await session.execute(kept.on_conflict_do_update(index_elements=["person_id"], set_=row))


async def stop(session: Session, person_id: int) -> None:
    """Ask no more; what was answered is forgotten at once."""
    mine = update(HowAreYouRow).where(HowAreYouRow.person_id == person_id)
    await session.execute(mine.values(every=OFF, next_at=None, slowed=False))
    await questions.forget(session, person_id)


async def sleep(session: Session, person_id: int) -> None:
    """Ask nothing while nothing reaches the person, and draw nothing from their silence."""
    mine = update(HowAreYouRow).where(HowAreYouRow.person_id == person_id)
    await session.execute(mine.values(next_at=None))
    await questions.let_go(session, person_id)


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the persons whose hour has come."""
    ready = select(HowAreYouRow.person_id).where(HowAreYouRow.next_at <= session.now)
    return (await session.scalars(ready.order_by(HowAreYouRow.next_at).limit(limit))).all()


async def postpone(session: Session, person_id: int, at: datetime) -> None:
    """Look again at a later moment, if the person is to be asked at all."""
    mine = HowAreYouRow.person_id == person_id, HowAreYouRow.next_at.is_not(None)
    await session.execute(update(HowAreYouRow).where(*mine).values(next_at=at))


async def claim(session: Session, plan: Plan, next_on: date, next_at: datetime, slowed: bool) -> bool:
    """Take the date that is due, and plan the next one; False when it was taken, or changed, meanwhile."""
    mine = (
        HowAreYouRow.person_id == plan.person_id,
        HowAreYouRow.every == plan.every,
        HowAreYouRow.next_on == plan.next_on.isoformat(),
        HowAreYouRow.next_at.is_not(None),
    )
    taken = update(HowAreYouRow).where(*mine).returning(HowAreYouRow.person_id)
    ahead = taken.values(next_on=next_on.isoformat(), next_at=next_at, slowed=slowed)
    return await session.scalar(ahead) is not None


def _off(person_id: int) -> dict[str, object]:
    return {
        "person_id": person_id,
        "every": OFF,
        "hour": 0,
        "silence": "",
        "next_on": "",
        "next_at": None,
        "slowed": False,
    }
