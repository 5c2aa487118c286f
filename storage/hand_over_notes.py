"""Notes for the next helper of a request: passed on only when the person who is helped says yes to the very words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table, insert_into
from storage.ids import random_id
from storage.requests import CLOSED, RequestRow

ASKED, AGREED, REFUSED, PASSED = "asked", "agreed", "refused", "passed"
WAITS: Final = (ASKED, AGREED)  # the words are kept no longer than this


class HandOverNoteRow(Table):
    """What the helper of one match leaves to the next one; the words go as soon as it is decided and done."""

    __tablename__ = "hand_over_notes"
    __table_args__ = (UniqueConstraint("match_id", "author_id", "requester_id"),)  # one note a match
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"))
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    requester_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class HandOverNote:
    """A note for the next helper."""

    id: int
    match_id: int
    request_id: int
    author_id: int
    requester_id: int
    status: str
    words: str = field(repr=False)  # "" when they were passed on or refused


async def add(
    session: Session, match_id: int, request_id: int, author_id: int, requester_id: int, words: str
) -> int | None:
    """Keep a note and return its id; None when this match has one already."""
    id = random_id()
    note = insert_into(session, HandOverNoteRow).values(
        id=id,
        match_id=match_id,
        request_id=request_id,
        author_id=author_id,
        requester_id=requester_id,
        status=ASKED,
        words=session.vault.seal(words, f"hand_over_notes.words:{id}"),
        created_at=session.now,
    )
    kept: int | None = await session.scalar(note.on_conflict_do_nothing().returning(HandOverNoteRow.id))
    return kept


async def none_for(
    session: Session, match_id: int, request_id: int, author_id: int, requester_id: int
) -> None:
    """Let the helper of a match leave no note: it was others who ended it."""
    id = await add(session, match_id, request_id, author_id, requester_id, "")
    if id is not None:
        await move(session, id, ASKED, REFUSED)


async def get(session: Session, note_id: int) -> HandOverNote | None:
    """Return a note by id."""
    row = await session.get(HandOverNoteRow, note_id, populate_existing=True)
    return None if row is None else _note(session, row)


async def of_match(session: Session, match_id: int) -> HandOverNote | None:
    """Return the note that the helper of a match has left, whatever became of it."""
    row = await session.scalar(select(HandOverNoteRow).where(HandOverNoteRow.match_id == match_id))
    return None if row is None else _note(session, row)


async def written_by(session: Session, person_id: int) -> list[HandOverNote]:
    """Return the notes of a person that wait."""
    theirs = HandOverNoteRow.author_id == person_id, HandOverNoteRow.status.in_(WAITS)
    rows = await session.scalars(select(HandOverNoteRow).where(*theirs).order_by(HandOverNoteRow.id))
    return [_note(session, row) for row in rows]


async def move(session: Session, note_id: int, before: str, after: str) -> bool:
    """Change the state if it is still `before`; when nothing waits any more, the words go."""
    values = {"status": after} if after in WAITS else {"status": after, "words": None}
    changed = update(HandOverNoteRow).where(HandOverNoteRow.id == note_id, HandOverNoteRow.status == before)
    return await session.scalar(changed.values(values).returning(HandOverNoteRow.id)) is not None


async def take_agreed(session: Session, request_id: int) -> list[str]:
    """Return the words that may be shown to the helper whom a request has now, once; the oldest first."""
    waits = HandOverNoteRow.request_id == request_id, HandOverNoteRow.status == AGREED
    rows = await session.scalars(select(HandOverNoteRow).where(*waits).order_by(HandOverNoteRow.created_at))
    notes = [_note(session, row) for row in rows]
    return [note.words for note in notes if await move(session, note.id, AGREED, PASSED)]


async def forget_old(session: Session) -> None:
    """Delete the notes of requests that are closed."""
    closed = select(RequestRow.id).where(RequestRow.status == CLOSED)
    await session.execute(delete(HandOverNoteRow).where(HandOverNoteRow.request_id.in_(closed)))


def _note(session: Session, row: HandOverNoteRow) -> HandOverNote:
    words = session.vault.open(row.words, f"hand_over_notes.words:{row.id}") if row.words else ""
    return HandOverNote(
        row.id, row.match_id, row.request_id, row.author_id, row.requester_id, row.status, words
    )
