"""Who is on duty, as a line; and who is called by an alert that nobody takes."""

from typing import Final

from bot.domain import duty as hours
from bot.domain.powers import LEAD
from bot.i18n import Msg, Text, When, _, ctx
from bot.screens import Screen
from handlers.moderators import labels
from storage import duty, moderator_bells, moderators, outbox
from storage.database import Session
from storage.duty import Duty
from storage.moderators import Moderator
from storage.outbox import Priority

SINCE: Final = _("On duty: moderator {n} since {when}")
NOBODY: Final = _("Nobody is on duty.")
CALLS: Final = _(
    "You are called in the moderators’ chat: there are signs of danger that nobody has taken yet. "
    "Under /duty there you can turn these calls off."
)


async def present(session: Session) -> Duty | None:
    """Return who is on duty, if they are still in the moderators' chat."""
    current = await duty.now(session)
    who = await moderators.get(session, current.moderator) if current is not None else None
    return current if who is not None and who.here else None


async def line(session: Session) -> Text:
    """Say who is on duty: "On duty: moderator 3 since 14:00"."""
    current = await present(session)
    return NOBODY if current is None else SINCE.format(n=current.moderator, when=_since(session, current))


def _since(session: Session, current: Duty) -> When:
    today = current.since.date() == session.now.date()
    return When(current.since, pattern="HH:mm" if today else "dd.MM HH:mm")


async def called(session: Session, rounds: int) -> Text:
    """Say whom an alert is for when it is said for the `rounds`-th time (from 1)."""
    current = await present(session)
    who = hours.called(rounds, current is not None)
    if who == "leads":
        return await _to_leads(session)
    if current is None:
        return _("Nobody is on duty: this is for everybody here.")
    if who == "on duty":
        return _("For moderator {n}, who is on duty.").format(n=current.moderator)
    silent = _("Moderator {n}, on duty, has not answered: this is for everybody here.")
    return silent.format(n=current.moderator)


async def _to_leads(session: Session) -> Text:
    numbers = [MODERATOR.format(n=one.number) for one in await _who(session, "leads")]
    text = _("Nobody has answered: this is for those who lead ({who}), and for everybody here.")
    return text.format(who=labels.several(tuple(numbers)))


async def ring(session: Session, rounds: int) -> None:
    """Call them in their own chats too, if they wish it; nothing of the alert is said there."""
    current = await present(session)
    who = hours.called(rounds, current is not None)
    numbers = [one.number for one in await _who(session, who)]
    if who == "on duty" and current is not None:
        numbers = [current.moderator]
    for account in await moderator_bells.of(session, numbers):
        outbox.push_to(session, account, Screen(CALLS), Priority.CRISIS)


async def _who(session: Session, who: hours.Called) -> list[Moderator]:
    here = [one for one in await moderators.every(session) if one.here]
    return [one for one in here if who != "leads" or one.role == LEAD]


MODERATOR: Final[Msg] = ctx("desk", "moderator {n}")
