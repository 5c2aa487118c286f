"""What people say of a card: it worked for me, or it went otherwise; of each the latest word counts, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, false, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

WORKED, OTHERWISE = "worked", "otherwise"


class CardMarkRow(Table):
    """One person's word on one card; it goes with the person."""

    __tablename__ = "card_marks"
    __table_args__ = (UniqueConstraint("card_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    said: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    alerted: Mapped[bool]  # the moderators heard that it went otherwise for this person


@dataclass(frozen=True, slots=True)
class Marks:
    """How many it worked for, when the latest of them said so, and how many it went otherwise for."""

    worked: int = 0
    otherwise: int = 0
    confirmed_at: datetime | None = None


async def say(session: Session, card_id: int, person_id: int, said: str) -> bool:
    """Keep a person's word; False when it is what they said before."""
    mark = insert_into(session, CardMarkRow).values(
        id=random_id(), card_id=card_id, person_id=person_id, said=said, at=session.now, alerted=False
    )
    changed = mark.on_conflict_do_update(
        index_elements=["card_id", "person_id"],
        set_={"said": said, "at": session.now},
        where=CardMarkRow.said != said,
    )
    return await session.scalar(changed.returning(CardMarkRow.id)) is not None


async def alert(session: Session, card_id: int, person_id: int) -> bool:
    """Record that moderators hear of it; False when they heard of this person and card before."""
    theirs = CardMarkRow.card_id == card_id, CardMarkRow.person_id == person_id
    unheard = update(CardMarkRow).where(*theirs, CardMarkRow.alerted == false()).values(alerted=True)
    return await session.scalar(unheard.returning(CardMarkRow.id)) is not None


async def counted(session: Session, card_ids: Sequence[int]) -> dict[int, Marks]:
    """Return what people say of these cards; a card of which nobody said anything has empty marks."""
    rows = await session.execute(
        select(CardMarkRow.card_id, CardMarkRow.said, func.count(), func.max(CardMarkRow.at))
        .where(CardMarkRow.card_id.in_(card_ids))
        .group_by(CardMarkRow.card_id, CardMarkRow.said)
    )
    found = {(card_id, said): (n, at) for card_id, said, n, at in rows}
    none = 0, None
    return {id: _marks(found.get((id, WORKED), none), found.get((id, OTHERWISE), none)) for id in card_ids}


def _marks(worked: tuple[int, datetime | None], otherwise: tuple[int, datetime | None]) -> Marks:
    return Marks(worked[0], otherwise[0], worked[1])


async def of_person(session: Session, person_id: int) -> list[tuple[int, str, datetime]]:
    """Return a person's words on cards: the card's id, what was said, and when; the oldest first."""
    mine = select(CardMarkRow.card_id, CardMarkRow.said, CardMarkRow.at)
    rows = await session.execute(
        mine.where(CardMarkRow.person_id == person_id).order_by(CardMarkRow.at, CardMarkRow.id)
    )
    return [(row.card_id, row.said, row.at) for row in rows]
