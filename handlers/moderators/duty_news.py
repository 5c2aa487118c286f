"""What moderators hear about duty by itself: is somebody still there, is nobody on duty, did nobody take over."""

from typing import Final

from bot.domain.alerts import OFF_DUTY, STILL_ON
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import alerts, labels, on_duty
from storage import duty
from storage.database import Session
from storage.duty import Duty

NOBODY: Final = 0  # what an alert is about that nobody is on duty: there is one


async def still_there(session: Session, current: Duty) -> None:
    """After long hours, ask."""
    await alerts.raised(session, STILL_ON, current.id, asked(session, current))


def asked(session: Session, current: Duty) -> Screen:
    """The question whether somebody is still there."""
    text = _("Moderator {n} has been on duty for {age}. Still there?")
    stay = action_button(_("Stay on duty"), "m-duty-stay", current.id, "primary")
    give = action_button(_("Hand over"), "m-duty-give", current.id)
    age = labels.age(current.since, session.now)
    return Screen(text.format(n=current.moderator, age=age), stacked(stay, give))


async def nobody_took_over(session: Session, current: Duty) -> None:
    """An offer is over; this is news for who made it, and nothing that anybody has to take."""
    text = _("Nobody has taken over: moderator {n} stays on duty.").format(n=current.moderator)
    take = action_button(_("I take over"), "m-duty-take", current.id)
    await alerts.push(session, Screen(text, stacked(take)))


async def left(session: Session, moderator: int) -> None:
    """Somebody left the chat: what they were on, or were offered, ends at once."""
    current = await duty.now(session)
    if current is not None and current.offered_to == moderator:
        await duty.stay(session, current.id)
        await nobody_took_over(session, current)
    if current is None or current.moderator != moderator or not await duty.end(session, current.id):
        return
    await _off_duty(session, _("Moderator {n} is not in this chat any more.").format(n=moderator))


async def ended(session: Session, current: Duty) -> None:
    """Who was on duty has not answered."""
    text = _("Moderator {n} has not said that they are still there.").format(n=current.moderator)
    await _off_duty(session, text)


async def _off_duty(session: Session, why: Text) -> None:
    await alerts.raised(session, OFF_DUTY, NOBODY, off_duty(why), news=True)


def off_duty(why: Text | None = None) -> Screen:
    """Nobody is on duty; the way to be."""
    begin = action_button(_("I am on duty"), "m-duty-on", "now", "primary")
    return Screen(paragraphs(why, on_duty.NOBODY), stacked(begin))
