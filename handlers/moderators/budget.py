"""The money of Viber: how many paid messages went out this month, and what waits."""

from datetime import datetime

from bot.i18n import Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators import labels
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after, queue_button
from storage import held_back, spending
from storage.accounts import CHARGES
from storage.database import Session

PAID, BUDGET = ctx("budget", "paid for"), ctx("budget", "budget of the month")
WAITING, PEOPLE = ctx("budget", "messages held back"), ctx("budget", "people they are for")
SINCE = ctx("budget", "the oldest: {time}")
REFUSED = ctx("budget", "no money: {time}")
HOW = _(
    "A message is paid for when a person has not written for 24 hours. Without money it waits until they write, "
    "72 hours at most, or goes to their Telegram. Only a crisis is always sent."
)
TELLS = _(
    "Viber itself said so. For an hour only what is urgent is sent. Please look at the account at Viber."
)


async def budget(turn: DeskTurn) -> Screen:
    """/budget."""
    nothing_after(turn)
    await turn.record("browse", "budget")
    return Screen(paragraphs(*await _tables(turn.session), HOW), stacked(queue_button()))


async def _tables(session: Session) -> tuple[Text | None, ...]:
    spent, waits = await spending.spent(session, CHARGES), await held_back.backlog(session)
    refused = await spending.refused_at(session, CHARGES)
    return (
        lines(_("Viber this month"), labels.counted(PAID, spent), labels.counted(BUDGET, session.budget)),
        lines(
            _("What waits"),
            labels.counted(WAITING, waits.messages),
            labels.counted(PEOPLE, waits.people),
            SINCE.format(time=_moment(waits.since)) if waits.since else None,
        ),
        lines(REFUSED.format(time=_moment(refused)), TELLS) if refused else None,
    )


def _moment(at: datetime) -> When:
    return When(at, pattern="dd.MM HH:mm")


COMMANDS = (DeskCommand("budget", "/budget", _("Paid messages of Viber, and what waits"), budget),)
