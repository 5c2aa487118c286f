"""What every moderators' chat hears about duty by itself: is somebody still there, did nobody take over."""

from bot.i18n import _, paragraphs
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import alerts, labels, on_duty
from storage import duty
from storage.database import Session
from storage.duty import Duty


async def still_there(session: Session, current: Duty) -> None:
    """After long hours, ask."""
    text = _("Moderator {n} has been on duty for {age}. Still there?")
    stay = action_button(_("Stay on duty"), "m-duty-stay", current.id, "primary")
    give = action_button(_("Hand over"), "m-duty-give", current.id)
    age = labels.age(current.since, session.now)
    await alerts.push(session, Screen(text.format(n=current.moderator, age=age), stacked(stay, give)))


async def nobody_took_over(session: Session, current: Duty) -> None:
    """An offer lapsed."""
    text = _("Nobody has taken over: moderator {n} stays on duty.").format(n=current.moderator)
    take = action_button(_("I take over"), "m-duty-take", current.id)
    await alerts.push(session, Screen(text, stacked(take)))


async def left(session: Session, moderator: int) -> None:
    """Somebody left the chat: if they were on duty, nobody is now."""
    current = await duty.now(session)
    if current is None or current.moderator != moderator or not await duty.end(session, current.id):
        return
    text = _("Moderator {n} is not in this chat any more.").format(n=moderator)
    await alerts.push(session, Screen(paragraphs(text, on_duty.NOBODY), stacked(_begin())))


def _begin() -> Button:
    return action_button(_("I am on duty"), "m-duty-on", "now", "primary")


async def ended(session: Session, current: Duty) -> None:
    """Who was on duty has not answered."""
    text = _("Moderator {n} has not said that they are still there.").format(n=current.moderator)
    await alerts.push(session, Screen(paragraphs(text, on_duty.NOBODY), stacked(_begin())))
