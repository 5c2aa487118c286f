"""What cards say, in each language in which somebody wrote them; sealed, and read into memory for the search."""

from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obstacles.cards import Content
from storage import counters
from storage.cards import CardRow
from storage.database import Sealed, Session, Table, insert_into
from storage.ids import random_id

REVISIONS = "card texts"  # counts what was written: the index in memory reads on from there


class CardTextRow(Table):
    """A card in one language."""

    __tablename__ = "card_texts"
    __table_args__ = (UniqueConstraint("card_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[bytes] = mapped_column(Sealed)
    revision: Mapped[int] = mapped_column(index=True)


class Written(NamedTuple):
    """One text of a card, and when in the order of all it was written."""

    id: int
    card_id: int
    content: Content
    revision: int


async def put(session: Session, card_id: int, language: str, content: Content) -> None:
    """Write a card in a language ("uk"), in the place of what it said there."""
    await session.execute(
        select(CardRow.id).where(CardRow.id == card_id).with_for_update()
    )  # one writes at a time
    theirs = CardTextRow.card_id == card_id, CardTextRow.language == language
    id = await session.scalar(select(CardTextRow.id).where(*theirs)) or random_id()
    row = {"words": session.vault.seal_json(asdict(content), f"card_texts.words:{id}")}
    revision = await counters.following(session, REVISIONS)
    written = insert_into(session, CardTextRow).values(
        id=id, card_id=card_id, language=language, revision=revision, **row
    )
    again = written.on_conflict_do_update(index_elements=["id"], set_={**row, "revision": revision})
    await session.execute(again)
    session.cards_written = True


async def of_card(session: Session, card_id: int) -> dict[str, Content]:
    """Return what a card says, by language."""
    rows = await session.scalars(
        select(CardTextRow).where(CardTextRow.card_id == card_id).execution_options(populate_existing=True)
    )
    return {row.language: _content(session, row) for row in rows}


async def newer(session: Session, revision: int, limit: int = 100) -> list[Written]:
    """Return texts that were written after a revision, in their order."""
    later = select(*CardTextRow.__table__.columns).where(CardTextRow.revision > revision)
    rows = await session.execute(later.order_by(CardTextRow.revision).limit(limit))
    return [Written(row.id, row.card_id, _content(session, row), row.revision) for row in rows]


def _content(session: Session, row: Any) -> Content:
    said: dict[str, Any] = session.vault.open_json(row.words, f"card_texts.words:{row.id}")
    return Content(said["title"], tuple(said["steps"]), tuple(said["refusals"]), said["source"])
