"""What a moderator began to write to a person, until it is sent or discarded: a prompt in the chat, then its words."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import correspondence
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id


class LetterDraftRow(Table):
    """One prompt; other words under it are another row, so that a button of the earlier ones does nothing."""

    __tablename__ = "letter_drafts"
    __table_args__ = (UniqueConstraint("desk_id", "message"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    desk_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    message: Mapped[str] = mapped_column(String(32))  # the bot's, or the command's, that is answered
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    moderator: Mapped[int] = mapped_column(server_default="0")  # the number of who writes it
    about: Mapped[str] = mapped_column(String(32))
    words: Mapped[bytes | None] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter that is not sent yet; `words` are "" while nothing is written."""

    id: int
    desk_id: int
    message: str
    person_id: int
    moderator: int
    about: str
    words: str = field(default="", repr=False)


async def put(
    session: Session,
    desk_id: int,
    moderator: int,
    message: str,
    to: tuple[int, str],
    words: str = "",
) -> LetterDraft:
    """Keep a draft in the place of what was drafted under the same message; `to`: the person, and what it is about."""
    await session.execute(delete(LetterDraftRow).where(*_under(desk_id, message)))
    person_id, about = to
    draft = LetterDraft(random_id(), desk_id, message, person_id, moderator, about, words)
    session.add(
        LetterDraftRow(
            id=draft.id,
            desk_id=desk_id,
            message=message,
            person_id=person_id,
            moderator=moderator,
            about=about,
            words=session.vault.seal(words, _place(draft.id)) if words else None,
            at=session.now,
        )
    )
    await session.flush()
    return draft


async def get(session: Session, id: int, desk_id: int) -> LetterDraft | None:
    """Return a draft of a moderators' chat by id, locked until the commit."""
    return await _found(session, LetterDraftRow.id == id, LetterDraftRow.desk_id == desk_id)


async def stands(session: Session, id: int, message: str) -> None:
    """Keep under which message a draft is asked for, once that has arrived."""
    await session.execute(update(LetterDraftRow).where(LetterDraftRow.id == id).values(message=message))


async def under(session: Session, desk_id: int, message: str) -> LetterDraft | None:
    """Return the draft that belongs to a message of a moderators' chat, locked until the commit."""
    return await _found(session, *_under(desk_id, message))


async def drop(session: Session, id: int) -> bool:
    """Forget a draft, since it was sent or discarded; of two at once, one does."""
    gone = delete(LetterDraftRow).where(LetterDraftRow.id == id).returning(LetterDraftRow.id)
    return await session.scalar(gone) is not None


async def forget(session: Session, desk_id: int) -> None:
    """Delete what was begun in a moderators' chat whose messages have other numbers now."""
    await session.execute(delete(LetterDraftRow).where(LetterDraftRow.desk_id == desk_id))


async def give_up_of(session: Session, moderator: int) -> None:
    """Forget what a moderator drafted who left the chat: nobody sends it in their stead."""
    await session.execute(delete(LetterDraftRow).where(LetterDraftRow.moderator == moderator))


async def forget_old(session: Session) -> None:
    """Delete what nobody sent."""
    oldest = session.now - correspondence.DRAFTED
    await session.execute(delete(LetterDraftRow).where(LetterDraftRow.at < oldest))


async def _found(session: Session, *which: ColumnElement[bool]) -> LetterDraft | None:
    fresh = LetterDraftRow.at >= session.now - correspondence.DRAFTED
    found = select(LetterDraftRow).where(*which, fresh).with_for_update()
    row = await session.scalar(found.execution_options(populate_existing=True))
    if row is None:
        return None
    words = session.vault.open(row.words, _place(row.id)) if row.words else ""
    return LetterDraft(row.id, row.desk_id, row.message, row.person_id, row.moderator, row.about, words)


def _under(desk_id: int, message: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return LetterDraftRow.desk_id == desk_id, LetterDraftRow.message == message


def _place(id: int) -> str:
    return f"letter_drafts.words:{id}"
