"""Photos of refusals: which report each belongs to, and whether others may see it; the picture itself is a medium."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage import counters, media
from storage.database import Session, Table
from storage.ids import random_id
from storage.media import MediaRow

UNSEEN, HELD, FIT = "unseen", "held", "fit"  # held: not to be shown before something is blacked out


class PhotoRow(Table):
    """One photo of a report."""

    __tablename__ = "obstacle_photos"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("obstacle_reports.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16))


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of a report."""

    id: int
    number: int
    report_id: int
    person_id: int
    media_id: int
    status: str


async def add(session: Session, report_id: int, person_id: int, media_id: int) -> Photo:
    """Keep a photo, whose medium came before, with a report; as long as the report is there."""
    id, number = random_id(), await counters.following(session, "photos")
    row = PhotoRow(id=id, number=number, report_id=report_id, person_id=person_id, media_id=media_id)
    row.status = UNSEEN
    session.add(row)
    await session.flush()
    return _photo(row)


async def get(session: Session, photo_id: int) -> Photo | None:
    """Return a photo by id."""
    row = await session.get(PhotoRow, photo_id, populate_existing=True)
    return None if row is None else _photo(row)


async def by_number(session: Session, number: int) -> Photo | None:
    """Return a photo by the number that moderators call it."""
    row = await session.scalar(select(PhotoRow).where(PhotoRow.number == number))
    return None if row is None else _photo(row)


async def of_report(session: Session, report_id: int) -> list[Photo]:
    """Return the photos of a report by their numbers."""
    rows = await session.scalars(
        select(PhotoRow).where(PhotoRow.report_id == report_id).order_by(PhotoRow.number)
    )
    return [_photo(row) for row in rows]


async def move(session: Session, photo: Photo, status: str) -> bool:
    """Say whether others may see the photo; False when it stands so already, or was exchanged meanwhile."""
    as_seen = PhotoRow.id == photo.id, PhotoRow.media_id == photo.media_id, PhotoRow.status != status
    changed = update(PhotoRow).where(*as_seen).values(status=status).returning(PhotoRow.id)
    return await session.scalar(changed) is not None


async def exchange(session: Session, photo: Photo, media_id: int) -> bool:
    """Put another picture in the photo's place and forget the one before; False when that was done meanwhile."""
    as_seen = PhotoRow.id == photo.id, PhotoRow.media_id == photo.media_id
    changed = update(PhotoRow).where(*as_seen).values(media_id=media_id, status=UNSEEN)
    if await session.scalar(changed.returning(PhotoRow.id)) is None:
        return False
    await media.forget(session, photo.media_id)
    return True


async def forget(session: Session, report_id: int) -> None:
    """Delete the photos of a report, with their pictures."""
    pictures = select(PhotoRow.media_id).where(PhotoRow.report_id == report_id)
    await session.execute(delete(MediaRow).where(MediaRow.id.in_(pictures)))


async def keep(session: Session) -> None:
    """Let no picture of a report reach the end of its time."""
    await media.keep_longer(session, select(PhotoRow.media_id), session.now + media.KEPT)


def _photo(row: PhotoRow) -> Photo:
    return Photo(row.id, row.number, row.report_id, row.person_id, row.media_id, row.status)
