"""Announcements: words of the moderators for many people, from the first draft until they are forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.announcements import Audience
from storage import counters
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id

DRAFT, GOING, STOPPED, DONE, DROPPED = "draft", "going", "stopped", "done", "dropped"
THROUGH: Final = -1  # the job has looked at everybody
Counts = dict[str, int]


class AnnouncementRow(Table):
    """One announcement: its texts go some time after it went out."""

    __tablename__ = "announcements"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int]  # counts changes: what a second moderator agreed to is what goes out
    reached: Mapped[int]  # the id of the last person whom the job looked at
    look_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # when the job has work with it
    changed_at: Mapped[datetime] = mapped_column(Moment)
    audience: Mapped[bytes] = mapped_column(Sealed)
    texts: Mapped[bytes | None] = mapped_column(Sealed)
    counts: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement as the moderators see it; `counts` are whole when `counted`."""

    id: int
    number: int
    status: str
    revision: int
    reached: int
    changed_at: datetime
    audience: Audience
    texts: Mapping[str, str] = field(repr=False)
    counts: Mapping[str, int] | None = None
    busy: bool = False  # the job has work with it

    @property
    def counted(self) -> bool:
        """Whether it is known whom it reaches."""
        return self.counts is not None and not (self.busy and self.status == DRAFT)


async def add(session: Session, audience: Audience) -> Announcement:
    """Begin a draft."""
    id, number = random_id(), await counters.following(session, "announcements")
    row = AnnouncementRow(id=id, number=number, status=DRAFT, revision=1, reached=0, changed_at=session.now)
    row.audience, row.texts = _sealed(session, id, "audience", asdict(audience)), None
    row.look_at, row.counts = None, None
    session.add(row)
    await session.flush()
    return _opened(session, row)


async def get(session: Session, id: int) -> Announcement | None:
    """Return one by its id."""
    row = await session.get(AnnouncementRow, id, populate_existing=True)
    return None if row is None else _opened(session, row)


async def lock(session: Session, number: int) -> Announcement | None:
    """Return one by its number, kept as it is until the commit."""
    found = select(AnnouncementRow).where(AnnouncementRow.number == number).with_for_update()
    row = await session.scalar(found.execution_options(populate_existing=True))
    return None if row is None else _opened(session, row)


async def held(session: Session, id: int) -> Announcement | None:
    """Return one with which the job has work, kept as it is until the commit; None when it has none any more."""
    works = AnnouncementRow.id == id, AnnouncementRow.look_at <= session.now
    found = select(AnnouncementRow).where(*works).with_for_update().execution_options(populate_existing=True)
    row = await session.scalar(found)
    return None if row is None or row.status not in (DRAFT, GOING) else _opened(session, row)


async def latest(session: Session, limit: int) -> list[Announcement]:
    """Return those that were not thrown away, the newest first."""
    shown = select(AnnouncementRow).where(AnnouncementRow.status != DROPPED)
    rows = await session.scalars(shown.order_by(AnnouncementRow.number.desc()).limit(limit))
    return [_opened(session, row) for row in rows]


async def write(session: Session, one: Announcement, audience: Audience, texts: Mapping[str, str]) -> bool:
    """Change a draft, whose count is then void; False when it is none any more."""
    values = {
        "audience": _sealed(session, one.id, "audience", asdict(audience)),
        "texts": _sealed(session, one.id, "texts", dict(texts)),
        "counts": None,
        "look_at": None,
        "revision": one.revision + 1,
    }
    return await _move(session, one, (DRAFT,), DRAFT, **values)


async def count(session: Session, one: Announcement) -> bool:
    """Let the job count whom a draft reaches; False when it is none any more."""
    empty = _sealed(session, one.id, "counts", {})
    return await _move(session, one, (DRAFT,), DRAFT, look_at=session.now, reached=0, counts=empty)


async def move(
    session: Session, one: Announcement, before: Sequence[str], after: str, at_work: bool = False
) -> bool:
    """Bring one into another state unless it changed meanwhile; `at_work`: the job begins with it."""
    work: dict[str, Any] = {"look_at": session.now, "reached": 0} if at_work else {"look_at": None}
    return await _move(session, one, before, after, **work)


async def _move(
    session: Session, one: Announcement, before: Sequence[str], after: str, **values: Any
) -> bool:
    changed = update(AnnouncementRow).where(
        AnnouncementRow.id == one.id,
        AnnouncementRow.status.in_(before),
        AnnouncementRow.revision == one.revision,
    )
    done = changed.values(status=after, changed_at=session.now, **values).returning(AnnouncementRow.id)
    return await session.scalar(done) is not None


async def due(session: Session, limit: int = 20) -> Sequence[int]:
    """Return the ids of those with which the job has work now."""
    works = AnnouncementRow.look_at <= session.now, AnnouncementRow.status.in_((DRAFT, GOING))
    return (await session.scalars(select(AnnouncementRow.id).where(*works).limit(limit))).all()


async def postpone(session: Session, id: int, at: datetime) -> None:
    """Let the job look later; one that was stopped meanwhile is not begun again."""
    waits = AnnouncementRow.id == id, AnnouncementRow.look_at.is_not(None)
    await session.execute(update(AnnouncementRow).where(*waits).values(look_at=at))


async def got_to(session: Session, one: Announcement, person_id: int, counts: Counts | None = None) -> None:
    """Remember how far the job has come, and what it counted."""
    values: dict[str, Any] = {"reached": person_id}
    if counts is not None:
        values["counts"] = _sealed(session, one.id, "counts", counts)
    await session.execute(update(AnnouncementRow).where(AnnouncementRow.id == one.id).values(values))


async def counted(session: Session, one: Announcement) -> None:
    """The job has counted: it has no more work with this draft."""
    await session.execute(update(AnnouncementRow).where(AnnouncementRow.id == one.id).values(look_at=None))


async def old(session: Session, status: Sequence[str], before: datetime) -> list[Announcement]:
    """Return those in these states that are unchanged since `before` and not forgotten yet."""
    kept = AnnouncementRow.status.in_(status), AnnouncementRow.changed_at < before
    whole = or_(AnnouncementRow.texts.is_not(None), AnnouncementRow.status == DRAFT)
    rows = await session.scalars(select(AnnouncementRow).where(*kept, whole))
    return [_opened(session, row) for row in rows]


async def forget(session: Session, one: Announcement, status: str, counts: Counts) -> None:
    """Forget the texts; how many were sent it stays."""
    values = {"texts": None, "status": status, "counts": _sealed(session, one.id, "counts", counts)}
    await session.execute(update(AnnouncementRow).where(AnnouncementRow.id == one.id).values(values))


async def follow(session: Session, gone: int, kept: int) -> None:
    """Let what is being sent to the group with the number `gone` go on to its people in the group `kept`.

    One that is still planned stays as it was agreed to: it would go to all who were in `kept` before.
    """
    going = AnnouncementRow.status == GOING, AnnouncementRow.reached == THROUGH
    for row in (await session.scalars(select(AnnouncementRow).where(*going).with_for_update())).all():
        audience = _opened(session, row).audience
        if audience.group == gone:
            row.audience = _sealed(session, row.id, "audience", asdict(replace(audience, group=kept)))
    await session.flush()


def _sealed(session: Session, id: int, column: str, value: Mapping[str, Any]) -> bytes:
    return session.vault.seal_json(value, f"announcements.{column}:{id}")


def _opened(session: Session, row: AnnouncementRow) -> Announcement:
    def opened(column: str, sealed: bytes) -> Any:
        return session.vault.open_json(sealed, f"announcements.{column}:{row.id}")

    return Announcement(
        row.id,
        row.number,
        row.status,
        row.revision,
        row.reached,
        row.changed_at,
        Audience(**opened("audience", row.audience)),
        opened("texts", row.texts) if row.texts is not None else {},
        opened("counts", row.counts) if row.counts is not None else None,
        row.look_at is not None,
    )
