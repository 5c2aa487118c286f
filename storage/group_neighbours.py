"""Which groups are neighbours: their helpers are asked after a group's own; it always holds both ways."""

from sqlalchemy import ColumnElement, ForeignKey, and_, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table, insert_into
from storage.groups import OPEN, GroupRow


class GroupNeighbourRow(Table):
    """A group has a neighbour; the neighbour has a row of its own."""

    __tablename__ = "group_neighbours"
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    neighbour_id: Mapped[int] = mapped_column(
        ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, index=True
    )


async def toggle(session: Session, one: int, other: int) -> bool:
    """Make two different groups neighbours, or no longer; return whether they are now."""
    ours, theirs = (_pair(*pair) for pair in ((one, other), (other, one)))
    gone = delete(GroupNeighbourRow).where(ours | theirs).returning(GroupNeighbourRow.group_id)
    if (await session.scalars(gone)).all():
        return False
    rows = [{"group_id": one, "neighbour_id": other}, {"group_id": other, "neighbour_id": one}]
    await session.execute(insert_into(session, GroupNeighbourRow).values(rows).on_conflict_do_nothing())
    return True


async def of(session: Session, group_id: int) -> frozenset[int]:
    """Return the ids of a group's neighbours that are open."""
    return (await every(session)).get(group_id, frozenset())


async def every(session: Session) -> dict[int, frozenset[int]]:
    """Return the neighbours of every open group that has any, by its id; closed groups are nobody's neighbours."""
    is_open = select(GroupRow.id).where(GroupRow.status == OPEN)
    pairs = select(GroupNeighbourRow.group_id, GroupNeighbourRow.neighbour_id).where(
        GroupNeighbourRow.group_id.in_(is_open), GroupNeighbourRow.neighbour_id.in_(is_open)
    )
    found: dict[int, set[int]] = {}
    for group_id, neighbour_id in await session.execute(pairs):
        found.setdefault(group_id, set()).add(neighbour_id)
    return {group_id: frozenset(ids) for group_id, ids in found.items()}


async def forget(session: Session, group_id: int) -> None:
    """Leave a group without neighbours."""
    own = (GroupNeighbourRow.group_id == group_id) | (GroupNeighbourRow.neighbour_id == group_id)
    await session.execute(delete(GroupNeighbourRow).where(own))


def _pair(group_id: int, neighbour_id: int) -> ColumnElement[bool]:
    return and_(GroupNeighbourRow.group_id == group_id, GroupNeighbourRow.neighbour_id == neighbour_id)
