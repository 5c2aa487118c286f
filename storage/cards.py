"""Cards: what worked against an obstacle, written by moderators for everybody; texts in storage/card_texts.py."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obstacles.facts import Facts
from storage import counters, obstacles
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id


class CardRow(Table):
    """One card; it outlives the obstacle, in which nobody may be left."""

    __tablename__ = "cards"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    obstacle_id: Mapped[int | None] = mapped_column(
        ForeignKey("obstacles.id", ondelete="SET NULL"), index=True
    )
    facts: Mapped[bytes] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Moment)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)  # since then everybody can read it


@dataclass(frozen=True, slots=True)
class Card:
    """One card: for which office and place it holds (region "": anywhere)."""

    id: int
    number: int
    obstacle_id: int | None
    facts: Facts
    created_at: datetime
    shown: bool


async def add(session: Session, facts: Facts, obstacle_id: int | None = None) -> Card:
    """Keep a new card, which nobody is shown yet."""
    id, number = random_id(), await counters.following(session, "cards")
    row = CardRow(id=id, number=number, obstacle_id=obstacle_id, created_at=session.now, shown_at=None)
    row.facts = session.vault.seal_json(asdict(facts), f"cards.facts:{id}")
    session.add(row)
    await session.flush()
    return _card(session, row)


async def get(session: Session, card_id: int) -> Card | None:
    """Return a card by id."""
    row = await session.get(CardRow, card_id, populate_existing=True)
    return None if row is None else _card(session, row)


async def by_number(session: Session, number: int) -> Card | None:
    """Return a card by the number that people call it."""
    return next(iter(await _all(session, CardRow.number == number)), None)


async def every(session: Session) -> list[Card]:
    """Return all cards, also hidden ones, the newest first."""
    return await _all(session, CardRow.number > 0)


async def shown(session: Session) -> list[Card]:
    """Return the cards that everybody can read, the newest first."""
    return await _all(session, CardRow.shown_at.is_not(None))


async def of_obstacle(session: Session, obstacle_id: int) -> list[Card]:
    """Return the cards of an obstacle, and of what was merged into it, that everybody can read, the newest first."""
    ids = await obstacles.within(session, obstacle_id)
    return await _all(session, CardRow.obstacle_id.in_(ids), CardRow.shown_at.is_not(None))


async def show(session: Session, card_id: int, shown: bool) -> bool:
    """Let everybody read a card, or hide it; False when it stood so already."""
    value = session.now if shown else None
    other = CardRow.shown_at.is_(None) if shown else CardRow.shown_at.is_not(None)
    changed = update(CardRow).where(CardRow.id == card_id, other).values(shown_at=value)
    return await session.scalar(changed.returning(CardRow.id)) is not None


async def place(session: Session, card_id: int, facts: Facts) -> None:
    """Say for which office and place a card holds."""
    sealed = session.vault.seal_json(asdict(facts), f"cards.facts:{card_id}")
    await session.execute(update(CardRow).where(CardRow.id == card_id).values(facts=sealed))


async def _all(session: Session, *which: ColumnElement[bool]) -> list[Card]:
    rows = await session.scalars(select(CardRow).where(*which).order_by(CardRow.number.desc()))
    return [_card(session, row) for row in rows]


def _card(session: Session, row: CardRow) -> Card:
    facts = Facts(**session.vault.open_json(row.facts, f"cards.facts:{row.id}"))
    return Card(row.id, row.number, row.obstacle_id, facts, row.created_at, row.shown_at is not None)
