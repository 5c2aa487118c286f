"""Media: photos and voice messages on their way from one person to another, sealed, and gone soon after."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Select, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Hashed, Moment, Sealed, Session, Table
from storage.ids import random_id

NEW, READY, FAILED = "new", "ready", "failed"
# A failed fetch is tried again after so long; short, since the words behind a photo wait for it.
AGAIN = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 20, 40))
LONGEST_TRY = timedelta(minutes=2)  # after it a try that nobody ended, since its process died, is made again
KEPT = timedelta(hours=72)  # as relayed messages; of a request: until it is closed
HOSTED = timedelta(minutes=10)  # the copy that Viber fetches


class MediaRow(Table):
    """One photo or voice message: first where to fetch it, then its cleaned bytes; or a file that the program made."""

    __tablename__ = "media"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # None: made by the program itself (the QR picture of an invitation)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(8), index=True)
    attempts: Mapped[int]
    try_at: Mapped[datetime] = mapped_column(Moment)
    source: Mapped[bytes] = mapped_column(Sealed)
    body: Mapped[bytes | None] = mapped_column(Sealed)
    page_hash: Mapped[bytes | None] = mapped_column(Hashed)  # of the random path for Viber
    page_until: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True, slots=True)
class NewMedia:
    """Something to be fetched from the messenger."""

    id: int
    person_id: int
    kind: str
    channel: str
    source: str = field(repr=False)
    attempts: int  # that were begun before


async def add(session: Session, id: int, person_id: int, kind: str, channel: str, source: str) -> None:
    """Keep where a photo or voice message can be fetched (a file id or a link); `id` was made before."""
    session.wakes_jobs = True
    session.add(
        MediaRow(
            id=id,
            person_id=person_id,
            kind=kind,
            channel=channel,
            status=NEW,
            attempts=0,
            try_at=session.now,
            source=session.vault.seal(source, f"media.source:{id}"),
            expires_at=session.now + KEPT,
        )
    )
    await session.flush()


async def keep(session: Session, body: bytes, person_id: int | None = None, kind: str = "photo") -> int:
    """Keep what the program made, perhaps out of a photo of a person, ready to be sent; return its id."""
    id = random_id()
    session.add(
        MediaRow(
            id=id,
            person_id=person_id,
            kind=kind,
            channel="",
            status=READY,
            attempts=0,
            try_at=session.now,
            source=session.vault.seal("", f"media.source:{id}"),
            body=session.vault.seal_bytes(body, f"media.body:{id}"),
            expires_at=session.now + KEPT,
        )
    )
    await session.flush()
    return id


async def to_fetch(session: Session, limit: int = 20) -> list[NewMedia]:
    """Return what should be fetched now, the oldest first."""
    waiting = select(MediaRow).where(MediaRow.status == NEW, MediaRow.try_at <= session.now)
    rows = await session.scalars(waiting.order_by(MediaRow.try_at, MediaRow.id).limit(limit))
    opened = session.vault.open
    return [
        NewMedia(
            row.id,
            row.person_id or 0,
            row.kind,
            row.channel,
            opened(row.source, f"media.source:{row.id}"),
            row.attempts,
        )
        for row in rows
    ]


async def fetched(session: Session, id: int, body: bytes) -> None:
    """Keep the cleaned bytes; where they came from is forgotten."""
    values = {
        "status": READY,
        "body": session.vault.seal_bytes(body, f"media.body:{id}"),
        "source": session.vault.seal("", f"media.source:{id}"),
    }
    await session.execute(update(MediaRow).where(MediaRow.id == id, MediaRow.status == NEW).values(**values))


async def claim(session: Session, medium: NewMedia) -> bool:
    """Begin a try, counted before it is made: a file that ends the process on every try is given up all the same.

    False when another process has begun, or it is gone.
    """
    mine = MediaRow.id == medium.id, MediaRow.status == NEW, MediaRow.attempts == medium.attempts
    claimed = update(MediaRow).where(*mine)
    claimed = claimed.values(attempts=medium.attempts + 1, try_at=session.now + LONGEST_TRY)
    return await session.scalar(claimed.returning(MediaRow.id)) is not None


async def failed(session: Session, medium: NewMedia, for_good: bool) -> bool:
    """Record that the try failed; return True when the medium is given up, and this call did so."""
    given_up = for_good or medium.attempts >= len(AGAIN)
    values: dict[str, Any] = (
        {"status": FAILED} if given_up else {"try_at": session.now + AGAIN[medium.attempts]}
    )
    changed = update(MediaRow).where(MediaRow.id == medium.id, MediaRow.status == NEW).values(**values)
    return await session.scalar(changed.returning(MediaRow.id)) is not None and given_up


async def forget(session: Session, id: int) -> None:
    """Delete one medium now: its message was withdrawn."""
    await session.execute(delete(MediaRow).where(MediaRow.id == id))


async def body(session: Session, id: int) -> tuple[str, bytes | None]:
    """Return the state of a medium and, when it is ready, its bytes; ("failed", None) when it is gone."""
    row = await session.get(MediaRow, id, populate_existing=True)
    if row is None:
        return FAILED, None
    return row.status, None if row.body is None else session.vault.open_bytes(row.body, f"media.body:{id}")


async def is_of(session: Session, id: int, person_id: int) -> bool:
    """Whether a medium is this person's."""
    found = select(MediaRow.id).where(MediaRow.id == id, MediaRow.person_id == person_id)
    return await session.scalar(found) is not None


async def host(session: Session, id: int, page: str) -> None:
    """Let the medium be fetched at a random page for HOSTED."""
    values = {"page_hash": _hash(page), "page_until": session.now + HOSTED}
    await session.execute(update(MediaRow).where(MediaRow.id == id).values(**values))


async def hosted(session: Session, page: str) -> bytes | None:
    """Return the bytes at a page, or None when there is no such page (any more)."""
    row = await session.scalar(select(MediaRow).where(MediaRow.page_hash == _hash(page)))
    if row is None or row.body is None or row.page_until is None or row.page_until < session.now:
        return None
    return session.vault.open_bytes(row.body, f"media.body:{row.id}")


async def keep_longer(session: Session, ids: Collection[int] | Select[int], until: datetime) -> None:
    """Keep the media of a request, or of a report, until then."""
    await session.execute(update(MediaRow).where(MediaRow.id.in_(ids)).values(expires_at=until))


async def forget_old(session: Session) -> Sequence[int]:
    """Delete what has reached the end of its time; return the ids."""
    old = delete(MediaRow).where(MediaRow.expires_at < session.now).returning(MediaRow.id)
    return (await session.scalars(old)).all()


def new_page() -> str:
    """Return a random name (128 bits) under which a medium can be fetched."""
    return secrets.token_urlsafe(16)


def _hash(page: str) -> bytes:
    return hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()
