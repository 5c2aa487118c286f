"""Announcements that are under way to somebody who is not to get them any more, or not as openly."""

from typing import Final

from sqlalchemy import delete, select, update

from storage import announced, announcements, audiences
from storage.accounts import AccountRow
from storage.announced import LEFT, PUT, WAITING, AnnouncedRow
from storage.announcements import GOING, Announcement, AnnouncementRow
from storage.database import Session
from storage.outbox import OutboxRow

# What a person tells about themselves that decides whether, and how openly, announcements come.
DECIDES: Final = frozenset({"news", "place", "region", "zone"})


async def look_again(session: Session, person_id: int) -> None:
    """Take back what waits for a person who wished for none, left the audience, or went into danger meanwhile.

    What the sender began with has gone. What may also go into danger comes again, as a line without content.
    """
    mine = AnnouncedRow.person_id == person_id, AnnouncedRow.status == PUT
    found = await session.scalars(
        select(AnnouncementRow.id)
        .join(AnnouncedRow, AnnouncedRow.announcement_id == AnnouncementRow.id)
        .where(*mine, AnnouncementRow.status == GOING)
    )
    for id in found.all():
        one = await announcements.get(session, id)
        if one is not None:
            await _look_again_at(session, one, person_id)


async def _look_again_at(session: Session, one: Announcement, person_id: int) -> None:
    reached = await audiences.reached(session, one.audience, (person_id,))
    to = reached[0] if reached else None
    if to is not None and to.account is not None and not to.in_danger:
        return
    accounts = select(AccountRow.id).where(AccountRow.person_id == person_id)
    waits = OutboxRow.topic == announced.topic(one.number), OutboxRow.begun.is_(False)
    gone = delete(OutboxRow).where(OutboxRow.account_id.in_(accounts), *waits).returning(OutboxRow.id)
    if (await session.scalars(gone)).all():
        status = LEFT if to is None or to.account is None else WAITING
        row = AnnouncedRow.announcement_id == one.id, AnnouncedRow.person_id == person_id
        await session.execute(update(AnnouncedRow).where(*row).values(status=status))
