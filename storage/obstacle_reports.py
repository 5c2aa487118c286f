"""Reports: one person's part in an obstacle, whether they told of it first or said "me too"; sealed, without a name."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obstacles.facts import Facts, Story
from bot.domain.obstacles.states import ASKED_AGAIN
from storage import counters
from storage.crypto import CannotOpen
from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import ordered_id

log = structlog.get_logger(__name__)
REVISIONS = (
    "obstacle reports"  # counts what was written into reports: the index in memory reads on from there
)


class ReportRow(Table):
    """One person met one obstacle; what they told lies sealed."""

    __tablename__ = "obstacle_reports"
    __table_args__ = (UniqueConstraint("obstacle_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    told: Mapped[bytes] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int] = mapped_column(index=True)
    heard: Mapped[int]  # the last change of the obstacle that the person was told of
    tell_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # a change waits to be told
    ask_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # whether it still stands
    released_at: Mapped[datetime | None] = mapped_column(
        Moment
    )  # a moderator let others read the public sentence
    # the number by which its person knew the obstacle before a merge or split, until they are told; 0: none
    was: Mapped[int] = mapped_column(server_default="0", default=0)


@dataclass(frozen=True, slots=True)
class Report:
    """One person's part in an obstacle."""

    id: int
    obstacle_id: int
    person_id: int
    story: Story = field(repr=False)
    at: datetime
    heard: int
    released: bool
    was: int = 0


async def add(session: Session, obstacle_id: int, person_id: int, story: Story, heard: int) -> Report | None:
    """Keep a person's report of an obstacle; None when they have one there already."""
    id = ordered_id()  # who told first stays first, whatever is retold
    row = insert_into(session, ReportRow).values(
        id=id,
        obstacle_id=obstacle_id,
        person_id=person_id,
        told=session.vault.seal_json(asdict(story), f"obstacle_reports.told:{id}"),
        at=session.now,
        revision=await counters.following(session, REVISIONS),
        heard=heard,
        tell_at=None,
        ask_at=session.now + ASKED_AGAIN,
        released_at=None,
    )
    session.obstacles_told = True
    added = await session.scalar(row.on_conflict_do_nothing().returning(ReportRow.id))
    return None if added is None else await get(session, id)


async def get(session: Session, report_id: int) -> Report | None:
    """Return a report by id."""
    row = await session.get(ReportRow, report_id, populate_existing=True)
    return None if row is None else _report(session, row)


async def lock(session: Session, report_id: int) -> Report | None:
    """Return a report and keep it as it is until the commit: whoever tells it anew locks it first."""
    row = await session.get(ReportRow, report_id, populate_existing=True, with_for_update=True)
    return None if row is None else _report(session, row)


async def of_both(session: Session, obstacle_id: int, person_id: int) -> Report | None:
    """Return a person's report of an obstacle."""
    theirs = ReportRow.obstacle_id == obstacle_id, ReportRow.person_id == person_id
    row = await session.scalar(select(ReportRow).where(*theirs))
    return None if row is None else _report(session, row)


async def of_obstacle(session: Session, obstacle_id: int) -> list[Report]:
    """Return all reports of an obstacle, the oldest first."""
    return await _all(session, ReportRow.obstacle_id == obstacle_id)


async def of_person(session: Session, person_id: int) -> list[Report]:
    """Return all reports of a person, the oldest first."""
    return await _all(session, ReportRow.person_id == person_id)


async def times(session: Session) -> list[tuple[int, datetime]]:
    """Return of each report the id of its obstacle, and when it was told."""
    rows = await session.execute(select(ReportRow.obstacle_id, ReportRow.at))
    return [(obstacle_id, at) for obstacle_id, at in rows]


async def count(session: Session, obstacle_id: int) -> int:
    """Return how many people met an obstacle."""
    met = select(func.count()).select_from(ReportRow).where(ReportRow.obstacle_id == obstacle_id)
    return await session.scalar(met) or 0


async def leave(session: Session, report_id: int) -> None:
    """Delete a report."""
    session.obstacles_told = True
    await session.execute(delete(ReportRow).where(ReportRow.id == report_id))


async def retell(session: Session, report: Report, story: Story) -> Report:
    """Put another story in the place of what was told; another sentence is not let out."""
    values: dict[str, Any] = {
        "told": session.vault.seal_json(asdict(story), f"obstacle_reports.told:{report.id}"),
        "revision": await counters.following(session, REVISIONS),
    }
    same = story.public == report.story.public
    if not same:
        values["released_at"] = None
    await session.execute(update(ReportRow).where(ReportRow.id == report.id).values(**values))
    session.obstacles_told = True
    return replace(report, story=story, released=report.released and same)


async def release(session: Session, report_id: int, released: bool) -> bool:
    """Let everybody read the public sentence, or take it back; False when it stood so already."""
    value = session.now if released else None
    other = ReportRow.released_at.is_(None) if released else ReportRow.released_at.is_not(None)
    changed = update(ReportRow).where(ReportRow.id == report_id, other).values(released_at=value)
    return await session.scalar(changed.returning(ReportRow.id)) is not None


async def to_tell(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of reports whose person has not heard of a change yet."""
    waiting = select(ReportRow.id).where(ReportRow.tell_at <= session.now)
    return (await session.scalars(waiting.order_by(ReportRow.tell_at, ReportRow.id).limit(limit))).all()


async def told(session: Session, report: Report, step: int) -> bool:
    """Record that the person hears of all changes up to `step`; False when another told them meanwhile."""
    unheard = ReportRow.id == report.id, ReportRow.heard == report.heard, ReportRow.was == report.was
    changed = update(ReportRow).where(*unheard).values(heard=step, was=0, tell_at=None)
    return await session.scalar(changed.returning(ReportRow.id)) is not None


async def tell_later(session: Session, report_id: int, at: datetime) -> None:
    """Tell the person later: something failed."""
    await session.execute(update(ReportRow).where(ReportRow.id == report_id).values(tell_at=at))


async def to_ask(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of reports whose person is to be asked whether the obstacle still stands."""
    due = select(ReportRow.id).where(ReportRow.ask_at <= session.now)
    return (await session.scalars(due.order_by(ReportRow.ask_at, ReportRow.id).limit(limit))).all()


async def ask_later(session: Session, report_id: int, at: datetime | None) -> None:
    """Ask the person at that time; None: no more."""
    await session.execute(update(ReportRow).where(ReportRow.id == report_id).values(ask_at=at))


async def newer(session: Session, revision: int, limit: int = 1000) -> list[tuple[int, Report | None]]:
    """Return reports that were written after a revision, each with its own, in their order; None: it does not open."""
    later = select(*ReportRow.__table__.columns).where(ReportRow.revision > revision)
    rows = await session.execute(later.order_by(ReportRow.revision).limit(limit))
    return [(row.revision, _readable(session, row)) for row in rows]


def _readable(session: Session, row: Any) -> Report | None:
    try:
        return _report(session, row)
    except CannotOpen:  # one that is damaged keeps none of the others from being found
        log.error("report_does_not_open", report=row.id)
        return None


async def ids(session: Session) -> set[int]:
    """Return the ids of all reports."""
    return set(await session.scalars(select(ReportRow.id)))


async def how_many(session: Session) -> int:
    """Return how many reports there are."""
    return await session.scalar(select(func.count()).select_from(ReportRow)) or 0


async def _all(session: Session, which: ColumnElement[bool]) -> list[Report]:
    rows = await session.scalars(select(ReportRow).where(which).order_by(ReportRow.id))
    return [report for row in rows if (report := _readable(session, row)) is not None]


def _report(session: Session, row: Any) -> Report:
    told: dict[str, Any] = session.vault.open_json(row.told, f"obstacle_reports.told:{row.id}")
    story = Story(**{**told, "facts": Facts(**told["facts"]), "helped": tuple(told["helped"])})
    released = row.released_at is not None
    return Report(row.id, row.obstacle_id, row.person_id, story, row.at, row.heard, released, row.was)
