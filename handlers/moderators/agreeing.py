"""What needs two moderators: one asks, another agrees, and only then is it done; it lapses by itself."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.alerts import AGREEMENT
from bot.domain.cadence import AGREE_WITHIN, KNOWN_FOR
from bot.domain.powers import LEAD
from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen, stacked
from handlers.base import row_id
from handlers.moderators import agreement_card, alert_posts, alerts
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from storage import agreements, alerts as kept, desks, moderators, outbox
from storage.agreements import Agreement

OVER = _("This is decided already, or too old. It can be asked for anew.")

NEW = _(
    "Moderator {n} has been here for less than a day. "
    "What needs two is decided by those who have been here longer."
)


@dataclass(frozen=True, slots=True)
class AgreedAct:
    """What is done once two agree: `run` does it, records it, and returns what is shown in the card's place."""

    name: str  # at most 16 characters
    run: Callable[[DeskTurn, Agreement], Awaitable[Screen | None]]
    one_leads: bool = False  # whether one of the two has to be a lead


async def ask(turn: DeskTurn, act: str, row: str, says: Text, reason: str = "") -> Screen:
    """Keep that `act` is wanted for `row` (a number or word of ours, 32 characters at most), and return the card.

    A row that names its kind, such as "request 17", is what the audit says it is about.
    `says` tells the second moderator what will be done and why; it is an alert until it is answered or lapses.
    Asked again while it is open, the same card comes back.
    """
    who = turn.desk.id, turn.moderator.number
    wish = await agreements.ask(turn.session, act, row, who, reason, AGREE_WITHIN)
    card = agreement_card.card(wish, says)
    if wish.is_new:
        await turn.record("ask", _object(wish), reason)
        alert = await alerts.elsewhere(turn.session, AGREEMENT, wish.id, card, turn.desk.id)
    else:
        alert, _is_new = await kept.see(turn.session, AGREEMENT, wish.id, "", None)
    return Screen(card.text, (*card.rows, *stacked(alert_posts.button(alert))))


async def answer(turn: DeskTurn, wish: Agreement, screen: Screen, topic: str = "", **more: str | int) -> None:
    """Send what comes of it, such as a file, to the desk where it was asked for; `more` as in outbox.push_to."""
    for desk in await desks.every(turn.session):
        if desk.id == wish.desk_id:
            outbox.push_to(turn.session, desk, screen, outbox.Priority.REPLY, **more).topic = topic


def both(turn: DeskTurn, wish: Agreement) -> Text:
    """Say that two agreed."""
    return _("Moderators {a} and {b} agreed.").format(a=wish.asker, b=turn.moderator.number)


def actions(acts: Sequence[AgreedAct]) -> tuple[DeskAction, ...]:
    """Return the two buttons under what waits for a second moderator."""
    known = {act.name: act for act in acts}
    return DeskAction("m-agree", partial(_agree, known)), DeskAction("m-disagree", _disagree)


async def _agree(known: dict[str, AgreedAct], turn: DeskTurn, row: str) -> Screen | None:
    wish = await _open(turn, row)
    if wish.asker == turn.moderator.number:
        raise Refused(_("Another moderator has to agree. Nothing is done until then."))
    asker = await moderators.get(turn.session, wish.asker)
    if wish.act not in known or asker is None or not asker.here:
        raise Refused(OVER)  # what was asked for by somebody who is gone is asked for anew
    act = known[wish.act]
    if act.one_leads and LEAD not in (asker.role, turn.moderator.role):
        raise Refused(_("One of the two has to lead the moderators. Nothing is done until then."))
    for number in (wish.asker, turn.moderator.number):
        if await moderators.is_new(turn.session, number, KNOWN_FOR):
            raise Refused(NEW.format(n=number))
    await _settle(turn, wish, agreements.AGREED)
    await turn.record("agree", _object(wish), wish.reason)
    return await act.run(turn, wish)


async def _disagree(turn: DeskTurn, row: str) -> Screen:
    """Somebody says no, or who asked takes it back."""
    wish = await _open(turn, row)
    await _settle(turn, wish, agreements.REFUSED)
    await turn.record("disagree", _object(wish), wish.reason)
    text = _("Moderator {n} said no. Nothing was done.").format(n=turn.moderator.number)
    return Screen(text, stacked(queue_button()))


async def _open(turn: DeskTurn, row: str) -> Agreement:
    wish = await agreements.get(turn.session, row_id(row))
    if wish is None:
        raise Misread
    if wish.status != agreements.OPEN or wish.until <= turn.session.now:
        raise Refused(OVER)
    return wish


async def _settle(turn: DeskTurn, wish: Agreement, status: str) -> None:
    if not await agreements.settle(turn.session, wish.id, turn.moderator.number, status):
        raise Refused(OVER)


def _object(wish: Agreement) -> str:
    """What the audit says it is about: a row that names its kind ("request 17"), or the act with its row."""
    return wish.about if " " in wish.about else f"{wish.act} {wish.about}"
