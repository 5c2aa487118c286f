"""Saved answers of the moderators: those that come with the program, changed, taken out and added to by rows here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.saved_answers import SHIPPED
from bot.i18n import LANGUAGES
from storage import counters
from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import random_id

OWN_FROM: Final = 100  # the program's own have the numbers below


class SavedAnswerRow(Table):
    """One saved answer in one language; without words it is taken out."""

    __tablename__ = "saved_answers"
    __table_args__ = (UniqueConstraint("number", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What a moderator need not write anew, by language ("uk")."""

    number: int
    texts: Mapping[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which nothing is written yet."""
        return tuple(language for language in LANGUAGES if language not in self.texts)

    def beginning(self, language: str) -> str:
        """The words in a language, or in the first one that is there."""
        return self.texts.get(language) or next(iter(self.texts.values()))


async def every(session: Session) -> list[SavedAnswer]:
    """Return all saved answers by number."""
    texts = {number: dict(shipped) for number, shipped in SHIPPED.items()}
    for row in await session.scalars(select(SavedAnswerRow).order_by(SavedAnswerRow.number)):
        theirs = texts.setdefault(row.number, {})
        theirs.pop(row.language, None)
        if row.words is not None:
            theirs[row.language] = session.vault.open(row.words, _place(row.id))
    return [SavedAnswer(number, said) for number, said in sorted(texts.items()) if said]


async def get(session: Session, number: int) -> SavedAnswer | None:
    """Return a saved answer by number."""
    return next((one for one in await every(session) if one.number == number), None)


async def add(session: Session, language: str, words: str) -> int:
    """Keep a new one, in one language, and return its number."""
    number = OWN_FROM + await counters.following(session, "saved answer")
    await put(session, number, language, words)
    return number


async def put(session: Session, number: int, language: str, words: str) -> None:
    """Write a saved answer in a language, in the place of what it said there."""
    await _write(session, number, language, words)


async def remove(session: Session, number: int) -> None:
    """Take one out, in all languages."""
    await session.execute(delete(SavedAnswerRow).where(SavedAnswerRow.number == number))
    for language in SHIPPED.get(number, {}):
        await _write(session, number, language, None)


async def _write(session: Session, number: int, language: str, words: str | None) -> None:
    theirs = SavedAnswerRow.number == number, SavedAnswerRow.language == language
    id = await session.scalar(select(SavedAnswerRow.id).where(*theirs)) or random_id()
    sealed = {"words": None if words is None else session.vault.seal(words, _place(id)), "at": session.now}
    new = insert_into(session, SavedAnswerRow).values(id=id, number=number, language=language, **sealed)
    await session.execute(new.on_conflict_do_update(index_elements=["id"], set_=sealed))


def _place(id: int) -> str:
    return f"saved_answers.words:{id}"
