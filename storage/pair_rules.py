"""Pairs that a moderator pinned (only this helper is asked about the request) or forbade."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into

PINNED, FORBIDDEN = "pinned", "forbidden"


class PairRuleRow(Table):
    """What a moderator decided about one helper and one request."""

    __tablename__ = "pair_rules"
    __table_args__ = (Index(None, "helper_id"),)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class PairRule:
    """A pinned or forbidden pair."""

    request_id: int
    helper_id: int
    kind: str


async def put(session: Session, request_id: int, helper_id: int, kind: str) -> None:
    """Pin or forbid a pair; a request has one pinned helper at most."""
    if kind == PINNED:
        await unpin(session, request_id)
    row = insert_into(session, PairRuleRow).values(
        request_id=request_id, helper_id=helper_id, kind=kind, created_at=session.now
    )
    await session.execute(
        row.on_conflict_do_update(index_elements=["request_id", "helper_id"], set_={"kind": kind})
    )


async def lift(session: Session, request_id: int, helper_id: int) -> bool:
    """Take back what was decided about a pair; False when nothing was."""
    pair = PairRuleRow.request_id == request_id, PairRuleRow.helper_id == helper_id
    lifted = delete(PairRuleRow).where(*pair).returning(PairRuleRow.helper_id)
    return await session.scalar(lifted) is not None


async def unpin(session: Session, request_id: int) -> None:
    """Let others be asked about the request too."""
    pinned = PairRuleRow.request_id == request_id, PairRuleRow.kind == PINNED
    await session.execute(delete(PairRuleRow).where(*pinned))


async def of_requests(session: Session, request_ids: Collection[int]) -> list[PairRule]:
    """Return what was decided about these requests."""
    rows = await session.scalars(select(PairRuleRow).where(PairRuleRow.request_id.in_(request_ids)))
    return [PairRule(row.request_id, row.helper_id, row.kind) for row in rows]
