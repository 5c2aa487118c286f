"""Questions that members propose to add to a joint request: one of each waits for a coordinator at a time.

What is taken in is known as its author's still, so that it goes with them; nobody is shown whose it is.
"""

from dataclasses import dataclass, field

from sqlalchemy import ForeignKey, Index, delete, false, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Sealed, Session, Table
from storage.ids import ordered_id


class JointChangeRow(Table):
    """One proposed question; nobody is shown whose it is."""

    __tablename__ = "joint_changes"
    __table_args__ = (Index(None, "request_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("joint_requests.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    taken: Mapped[bool] = mapped_column(server_default=false(), default=False)  # it stands in the request
    words: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class JointChange:
    """One proposed question."""

    id: int
    request_id: int
    words: str = field(repr=False)


async def propose(session: Session, request_id: int, person_id: int, words: str) -> bool:
    """Keep a person's proposal; False when one of theirs waits already. The request is locked."""
    theirs = JointChangeRow.request_id == request_id, JointChangeRow.person_id == person_id
    if await session.scalar(select(JointChangeRow.id).where(*theirs, ~JointChangeRow.taken)) is not None:
        return False
    row = JointChangeRow(id=ordered_id(), request_id=request_id, person_id=person_id, taken=False)
    row.words = session.vault.seal(words, f"joint_changes.words:{row.id}")
    session.add(row)
    await session.flush()
    return True


async def get(session: Session, id: int) -> JointChange | None:
    """Return a proposal that waits, by id."""
    row = await session.get(JointChangeRow, id, populate_existing=True)
    return None if row is None or row.taken else _change(session, row)


async def of(session: Session, request_id: int) -> list[JointChange]:
    """Return what waits for a request, the oldest first."""
    theirs = select(JointChangeRow).where(JointChangeRow.request_id == request_id, ~JointChangeRow.taken)
    return [_change(session, row) for row in await session.scalars(theirs.order_by(JointChangeRow.id))]


async def take_in(session: Session, id: int) -> None:
    """Record that a proposal stands in its request now."""
    await session.execute(update(JointChangeRow).where(JointChangeRow.id == id).values(taken=True))


async def leave_out(session: Session, id: int) -> None:
    """Delete a proposal."""
    await session.execute(delete(JointChangeRow).where(JointChangeRow.id == id))


async def forget(session: Session, request_id: int) -> None:
    """Delete all that was proposed for a request."""
    await session.execute(delete(JointChangeRow).where(JointChangeRow.request_id == request_id))


async def taken_of(session: Session, person_id: int) -> list[JointChange]:
    """Return the questions of a person that stand in requests."""
    theirs = select(JointChangeRow).where(JointChangeRow.person_id == person_id, JointChangeRow.taken)
    return [_change(session, row) for row in await session.scalars(theirs.order_by(JointChangeRow.id))]


def _change(session: Session, row: JointChangeRow) -> JointChange:
    words = session.vault.open(row.words, f"joint_changes.words:{row.id}")
    return JointChange(row.id, row.request_id, words)
