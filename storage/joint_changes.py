"""Questions that members propose to add to a joint request: one a person and request, until a coordinator decides."""

from dataclasses import dataclass, field

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Sealed, Session, Table, insert_into
from storage.ids import ordered_id


class JointChangeRow(Table):
    """One proposed question; nobody is shown whose it is."""

    __tablename__ = "joint_changes"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("joint_requests.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    words: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class JointChange:
    """One proposed question."""

    id: int
    request_id: int
    words: str = field(repr=False)


async def propose(session: Session, request_id: int, person_id: int, words: str) -> bool:
    """Keep a person's proposal; False when one of theirs waits already."""
    id = ordered_id()
    row = insert_into(session, JointChangeRow).values(id=id, request_id=request_id, person_id=person_id)
    sealed = session.vault.seal(words, f"joint_changes.words:{id}")
    kept = row.values(words=sealed).on_conflict_do_nothing().returning(JointChangeRow.id)
    return await session.scalar(kept) is not None


async def get(session: Session, id: int) -> JointChange | None:
    """Return a proposal by id."""
    row = await session.get(JointChangeRow, id, populate_existing=True)
    return None if row is None else _change(session, row)


async def of(session: Session, request_id: int) -> list[JointChange]:
    """Return what is proposed for a request, the oldest first."""
    theirs = select(JointChangeRow).where(JointChangeRow.request_id == request_id)
    return [_change(session, row) for row in await session.scalars(theirs.order_by(JointChangeRow.id))]


async def settle(session: Session, id: int) -> bool:
    """Take a proposal off the table; of two who decide at once, one does."""
    gone = delete(JointChangeRow).where(JointChangeRow.id == id).returning(JointChangeRow.id)
    return await session.scalar(gone) is not None


def _change(session: Session, row: JointChangeRow) -> JointChange:
    words = session.vault.open(row.words, f"joint_changes.words:{row.id}")
    return JointChange(row.id, row.request_id, words)
