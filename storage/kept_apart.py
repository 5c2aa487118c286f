"""Who is not brought together again by itself: both numbers outlive the talk in which one of the two paused it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, ForeignKey, Index, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table, insert_into
from storage.matches import MatchRow

PAUSED = or_(MatchRow.requester_paused, MatchRow.helper_paused)


class KeptApartRow(Table):
    """Two people whose talk is gone; which of them paused or reported it is not kept."""

    __tablename__ = "kept_apart"
    __table_args__ = (Index(None, "other_id"),)
    one_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


async def keep(session: Session, request_ids: Collection[int]) -> None:
    """Keep apart whoever is, before the talks of these requests go."""
    paused = select(MatchRow.requester_id, MatchRow.helper_id).where(
        MatchRow.request_id.in_(request_ids), PAUSED
    )
    for one, other in {tuple(sorted(pair)) for pair in (await session.execute(paused)).all()}:
        pair = insert_into(session, KeptApartRow).values(one_id=one, other_id=other)
        await session.execute(pair.on_conflict_do_nothing())


async def of(session: Session, person_ids: Collection[int]) -> dict[int, set[int]]:
    """Return with whom each of these people is not brought together again by itself.

    That is everybody in whose talk with them somebody paused, or reported, and did not go on.
    """
    talked = or_(MatchRow.requester_id.in_(person_ids), MatchRow.helper_id.in_(person_ids))
    kept = or_(KeptApartRow.one_id.in_(person_ids), KeptApartRow.other_id.in_(person_ids))
    found: dict[int, set[int]] = {}
    for one, other in await _pairs(session, talked, kept):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


async def every(session: Session) -> list[tuple[int, int]]:
    """Return all pairs, each once or twice."""
    return await _pairs(session, true(), true())


async def _pairs(
    session: Session, talked: ColumnElement[bool], kept: ColumnElement[bool]
) -> list[tuple[int, int]]:
    talks = select(MatchRow.requester_id, MatchRow.helper_id).where(PAUSED, talked)
    gone = select(KeptApartRow.one_id, KeptApartRow.other_id).where(kept)
    return [(one, other) for one, other in await session.execute(talks.union(gone))]
