"""Counts whom announcements would reach, and feeds them into the outbox in small portions, each person once."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from handlers import news
from handlers.moderators import announcement_card
from jobs.base import AFTER_A_FAILURE
from jobs.outcome import failed
from storage import announced, announcements, audiences, outbox
from storage.announcements import DONE, GOING, THROUGH, Announcement
from storage.audiences import Reached
from storage.database import Database, Session
from storage.outbox import Priority

LOOKED_AT: Final = 100  # people in one transaction
PORTION: Final = 25  # messages in one transaction: whoever writes meanwhile waits for no more than these
UNDER_WAY: Final = 400  # messages of an announcement in the outbox at most
WITHOUT_MONEY: Final = timedelta(hours=1)  # between looks whether somebody on Viber wrote, or there is money
LOOKS: Final = timedelta(minutes=1)  # between looks at one that waits for nothing but the messenger


async def run(database: Database) -> int:
    """Work on all that are to be counted or sent; return how many messages were put on their way."""
    async with database.transaction() as session:
        ids = await announcements.due(session)
    done = 0
    for id in ids:
        try:
            done += await _work(database, id)
        except Exception as error:
            failed("announcements", id, error)
            async with database.transaction() as session:
                await announcements.postpone(session, id, session.now + AFTER_A_FAILURE)
    return done


async def _work(database: Database, id: int) -> int:
    """Look at people until all were looked at; then put portions on their way while there is room."""
    put: int | None = 0
    done = 0
    while put is not None:
        async with database.transaction() as session:
            one = await announcements.held(session, id)
            if one is None:
                return done
            put = 0 if await _look_at_people(session, one) else await _put_a_portion(session, one)
        done += put or 0
    return done


async def _look_at_people(session: Session, one: Announcement) -> bool:
    """Plan, or only count, the next people; False when all were looked at."""
    if one.reached == THROUGH:
        return False
    ids = await audiences.after(session, one.audience, one.reached, LOOKED_AT)
    found = await audiences.reached(session, one.audience, ids)
    if one.status == GOING:
        now = session.now
        moments = {each.person.id: each.person.profile.by_day(now) for each in found if each.account}
        await announced.plan(session, one.id, moments)
        await announcements.got_to(session, one, ids[-1] if ids else THROUGH)
        return True
    counts = Counter(one.counts or {})
    for each in found:
        counts.update(_counted(session, each))
    await announcements.got_to(session, one, ids[-1] if ids else THROUGH, dict(counts))
    return True


def _counted(session: Session, each: Reached) -> tuple[str, ...]:
    if each.account is None:
        return (each.why_not,)
    paid = (audiences.PAID,) if each.account.costs(session.now) else ()
    quiet = (audiences.NIGHT,) if each.person.profile.by_day(session.now) > session.now else ()
    return each.account.channel, each.account.language, *paid, *quiet


async def _put_a_portion(session: Session, one: Announcement) -> int | None:
    """Put the next messages on their way and return how many; None when there is nothing to do now."""
    if one.status != GOING:
        await announcements.counted(session, one)
        await announcement_card.tell(session, one.id)
        return None
    room = UNDER_WAY - await announced.in_outbox(session, one.number, held=False)
    ids = await announced.due(session, one.id, min(PORTION, room)) if room > 0 else ()
    if ids:
        return await _put(session, one, ids)
    if room == UNDER_WAY:
        await _wait_or_end(session, one)
    return None


async def _put(session: Session, one: Announcement, ids: Collection[int]) -> int:
    """Look once more at each: who wished for no news since, is in danger, asleep or out of reach gets none now."""
    found = {each.person.id: each for each in await audiences.reached(session, one.audience, ids)}
    money = await announced.can_pay(session, one.number)
    now, gone = list[int](), list[int]()
    for id in ids:
        later, money = _later(session, one, found.get(id), money)
        if later is None:
            gone.append(id)
        elif later > session.now:
            await announced.later(session, one.id, id, later)
        else:
            now.append(id)
    await announced.claim(session, one.id, gone, announced.LEFT)
    for id in await announced.claim(session, one.id, now, announced.PUT):
        _push(session, one, found[id])
    return len(ids)


def _later(
    session: Session, one: Announcement, each: Reached | None, money: int
) -> tuple[datetime | None, int]:
    """Return when somebody is sent it (None: not at all), and how many messages can be paid after that."""
    if each is None or each.account is None:
        return None, money
    day = each.person.profile.by_day(session.now)
    if day > session.now or not each.account.costs(session.now):
        return day, money
    if money > 0:
        return day, money - 1
    over = session.now - one.changed_at > outbox.LIFE
    return (None if over else session.now + WITHOUT_MONEY), 0


def _push(session: Session, one: Announcement, to: Reached) -> None:
    assert to.account is not None
    screen = news.screen(to.person, one, to.in_danger)
    message = outbox.push_to(session, to.account, screen, Priority.BULK, news=one.id)
    message.topic = announced.topic(one.number)


async def _wait_or_end(session: Session, one: Announcement) -> None:
    """Nothing is on its way: some sleep, on Viber some wait for money, or it is over."""
    next_at = await announced.next_at(session, one.id)
    if next_at is not None:
        await announcements.postpone(session, one.id, min(next_at, session.now + LOOKS))
    elif await announced.in_outbox(session, one.number):
        await announcements.postpone(session, one.id, session.now + LOOKS)
    elif await announcements.move(session, one, (GOING,), DONE):
        await announcement_card.tell(session, one.id)
