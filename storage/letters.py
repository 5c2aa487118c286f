"""Letters: the words of a correspondence between a person and the moderators on duty, sealed."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.correspondences import Correspondence
from storage.database import Moment, Sealed, Session, Table
from storage.ids import ordered_id


class LetterRow(Table):
    """What one of the two sides wrote; which moderator it was stands in the audit alone."""

    __tablename__ = "letters"
    __table_args__ = (Index(None, "correspondence_id", "id"), Index(None, "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    correspondence_id: Mapped[int] = mapped_column(ForeignKey("correspondences.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))  # with whom
    by_person: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    words: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `by_person`: the person wrote it, else a moderator on duty."""

    by_person: bool
    at: datetime
    words: str = field(repr=False)


async def add(session: Session, to: Correspondence, words: str, by_person: bool) -> int:
    """Keep a letter; return its id."""
    id = ordered_id()
    session.add(
        LetterRow(
            id=id,
            correspondence_id=to.id,
            person_id=to.person_id,
            by_person=by_person,
            at=session.now,
            words=session.vault.seal(words, f"letters.words:{id}"),
        )
    )
    await session.flush()
    return id


async def to_person(session: Session, id: int, person_id: int) -> tuple[int, str] | None:
    """Return the correspondence and the words of a letter that moderators wrote to this person."""
    theirs = LetterRow.id == id, LetterRow.person_id == person_id, LetterRow.by_person.is_(False)
    row = await session.scalar(select(LetterRow).where(*theirs))
    return None if row is None else (row.correspondence_id, _letter(session, row).words)


async def latest(session: Session, correspondence_id: int, limit: int) -> list[Letter]:
    """Return the newest letters of a correspondence, the oldest of them first."""
    theirs = select(LetterRow).where(LetterRow.correspondence_id == correspondence_id)
    rows = (await session.scalars(theirs.order_by(LetterRow.id.desc()).limit(limit))).all()
    return [_letter(session, row) for row in reversed(rows)]


async def of_person(session: Session, person_id: int) -> list[Letter]:
    """Return all letters with a person that are kept, in their order."""
    rows = await session.scalars(
        select(LetterRow).where(LetterRow.person_id == person_id).order_by(LetterRow.id)
    )
    return [_letter(session, row) for row in rows]


async def written_since(session: Session, person_id: int, moment: datetime) -> int:
    """Return how many letters a person wrote at or after a moment."""
    theirs = LetterRow.person_id == person_id, LetterRow.by_person, LetterRow.at >= moment
    return await session.scalar(select(func.count()).select_from(LetterRow).where(*theirs)) or 0


def _letter(session: Session, row: LetterRow) -> Letter:
    return Letter(row.by_person, row.at, session.vault.open(row.words, f"letters.words:{row.id}"))
