"""Ways that members of a group propose to bring an obstacle down."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage import obstacle_votes, obstacles
from storage.database import Moment, Sealed, Session, Table
from storage.ids import ordered_id

OPEN, CHOSEN, CLOSED = "open", "chosen", "closed"


class WayRow(Table):
    """One proposed way, in its author's words; nobody is shown whose they are."""

    __tablename__ = "obstacle_ways"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int]  # whose way it is: should another group take the obstacle, it begins anew
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    words: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Way:
    """One proposed way, and how many are for it."""

    id: int
    obstacle_id: int
    group_id: int
    author_id: int
    status: str
    words: str = field(repr=False)
    votes: int = 0


async def add(session: Session, obstacle_id: int, group_id: int, author_id: int, words: str) -> int:
    """Keep a proposed way; return its id."""
    row = WayRow(id=ordered_id(), obstacle_id=obstacle_id, group_id=group_id, author_id=author_id)
    row.status, row.at = OPEN, session.now
    row.words = session.vault.seal(words, f"obstacle_ways.words:{row.id}")
    session.add(row)
    await session.flush()
    return row.id


async def get(session: Session, id: int) -> Way | None:
    """Return a way by id."""
    row = await session.get(WayRow, id, populate_existing=True)
    return None if row is None else await _way(session, row)


async def of(session: Session, obstacle_id: int, group_id: int) -> list[Way]:
    """Return the ways of a group for an obstacle, and for what was merged into it.

    The chosen ones come first, then those that most are for, then the oldest.
    """
    about = WayRow.obstacle_id.in_(await obstacles.within(session, obstacle_id))
    theirs = about, WayRow.group_id == group_id
    ways = [await _way(session, row) for row in await session.scalars(select(WayRow).where(*theirs))]
    places = CHOSEN, OPEN, CLOSED
    return sorted(ways, key=lambda way: (places.index(way.status), -way.votes, way.id))


async def proposed(session: Session, obstacle_id: int, author_id: int) -> int:
    """Return how many open ways of a person there are for an obstacle, and for what was merged into it."""
    about = WayRow.obstacle_id.in_(await obstacles.within(session, obstacle_id))
    theirs = about, WayRow.author_id == author_id, WayRow.status == OPEN
    return await session.scalar(select(func.count()).select_from(WayRow).where(*theirs)) or 0


async def move(session: Session, way: Way, status: str) -> bool:
    """Choose, close or reopen a way; False when it stands otherwise by now."""
    as_seen = WayRow.id == way.id, WayRow.status == way.status
    changed = update(WayRow).where(*as_seen).values(status=status).returning(WayRow.id)
    return status != way.status and await session.scalar(changed) is not None


async def remove(session: Session, id: int) -> bool:
    """Delete a way, with its votes and tasks; False when it is gone."""
    return await session.scalar(delete(WayRow).where(WayRow.id == id).returning(WayRow.id)) is not None


async def _way(session: Session, row: WayRow) -> Way:
    words = session.vault.open(row.words, f"obstacle_ways.words:{row.id}")
    return Way(
        row.id,
        row.obstacle_id,
        row.group_id,
        row.author_id,
        row.status,
        words,
        await obstacle_votes.count(session, row.id),
    )
