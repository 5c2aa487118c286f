"""Helpers: people who volunteered; they are asked only after a moderator's approval."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.matching import Candidate, Skills
from storage import counters
from storage.database import Moment, Sealed, Session, Table
from storage.groups import MembershipRow

PENDING, APPROVED, REFUSED, RESTING = "pending", "approved", "refused", "resting"


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


@dataclass(frozen=True, slots=True)
class Helper:
    """A person who volunteered."""

    person_id: int
    number: int
    status: str
    skills: Skills
    capacity: int


async def volunteer(session: Session, person_id: int, skills: Skills, capacity: int) -> int:
    """Keep what a person offers and return their helper's number; an approved helper stays approved."""
    sealed = session.vault.seal_json(asdict(skills), f"helpers.skills:{person_id}")
    row = await session.get(HelperRow, person_id)
    if row is not None:
        row.skills, row.capacity = sealed, capacity
        row.status = PENDING if row.status == REFUSED else row.status
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
        )
    )
    await session.flush()
    return number


async def get(session: Session, person_id: int) -> Helper | None:
    """Return the helper that a person is, or None."""
    row = await session.get(HelperRow, person_id, populate_existing=True)
    return None if row is None else _helper(session, row)


async def by_number(session: Session, number: int) -> Helper | None:
    """Return a helper by number."""
    row = await session.scalar(select(HelperRow).where(HelperRow.number == number))
    return None if row is None else _helper(session, row)


async def with_status(session: Session, status: str, limit: int = 50) -> list[Helper]:
    """Return the helpers in a state, in the order of their numbers."""
    rows = await session.scalars(
        select(HelperRow).where(HelperRow.status == status).order_by(HelperRow.number).limit(limit)
    )
    return [_helper(session, row) for row in rows]


async def move(session: Session, person_id: int, before: tuple[str, ...], after: str) -> bool:
    """Change the state if it is still one of `before`."""
    session.wakes_jobs = True
    changed = (
        update(HelperRow)
        .where(HelperRow.person_id == person_id, HelperRow.status.in_(before))
        .values(status=after)
        .returning(HelperRow.person_id)
    )
    return await session.scalar(changed) is not None


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


async def candidates(session: Session) -> list[Candidate]:
    """Return all approved helpers with their groups and free places; open offers take a place too."""
    from storage.matches import MatchRow
    from storage.offers import OPEN, OfferRow

    rows = (await session.scalars(select(HelperRow).where(HelperRow.status == APPROVED))).all()
    active = select(MatchRow.helper_id, func.count()).where(MatchRow.status == "active")
    loads = {id: n for id, n in await session.execute(active.group_by(MatchRow.helper_id))}
    open_offers = select(OfferRow.helper_id, func.count()).where(OfferRow.status == OPEN)
    asked = {id: n for id, n in await session.execute(open_offers.group_by(OfferRow.helper_id))}
    groups: dict[int, set[int]] = {}
    for person_id, group_id in await session.execute(select(MembershipRow.person_id, MembershipRow.group_id)):
        groups.setdefault(person_id, set()).add(group_id)
    return [
        Candidate(
            row.person_id,
            _helper(session, row).skills,
            row.capacity - loads.get(row.person_id, 0) - asked.get(row.person_id, 0),
            loads.get(row.person_id, 0),
            frozenset(groups.get(row.person_id, ())),
            row.asked_at,
        )
        for row in rows
    ]


async def counts(session: Session) -> dict[str, int]:
    """Return how many helpers are in each state."""
    rows = await session.execute(select(HelperRow.status, func.count()).group_by(HelperRow.status))
    return {status: count for status, count in rows}


def _helper(session: Session, row: HelperRow) -> Helper:
    told = session.vault.open_json(row.skills, f"helpers.skills:{row.person_id}")
    told.update({name: tuple(told[name]) for name in ("needs", "languages", "regions")})
    skills = Skills(**told)
    return Helper(row.person_id, row.number, row.status, skills, row.capacity)
