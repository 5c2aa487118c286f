"""Messages that a messenger refused: when, on which messenger, how urgent; tried once more, or let go."""

from collections.abc import Mapping
from typing import Final

from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.base import row_id
from handlers.moderators.base import DeskAction, DeskTurn, Misread, queue_button
from storage import refused_messages
from storage.outbox import Priority
from storage.refused_messages import RefusedMessage

PAGE: Final = 6
PRIORITIES: Final[Mapping[int, Msg]] = {
    Priority.CRISIS: ctx("message", "danger to life"),
    Priority.TALK: ctx("message", "words of a talk"),
    Priority.REPLY: ctx("message", "answer or news"),
    Priority.CHECK_IN: ctx("message", "question how it goes"),
    Priority.BULK: ctx("message", "announcement"),
}
MESSENGERS: Final = {"telegram": "Telegram", "viber": "Viber"}


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show one page of them."""
    if not (row.isascii() and row.isdecimal() and len(row) < 7):
        raise Misread
    offset = int(row)
    found = await refused_messages.every(turn.session, PAGE + 1, offset)
    if offset and not found:  # others were quicker: what is left stands before
        return await page(turn, "0")
    await turn.record("browse", "refused")
    shown = tuple(
        action_button(str(offset + place), "m-message", message.id)
        for place, message in enumerate(found[:PAGE], 1)
    )
    items = (
        lines(str(offset + place), _facts(message), separator=" · ")
        for place, message in enumerate(found[:PAGE], 1)
    )
    nothing = None if found else _("There is none.")
    further = action_button(_("Further"), "m-refused", offset + PAGE) if len(found) > PAGE else None
    text = paragraphs(_("Messages that a messenger refused"), *items, nothing)
    return Screen(text, (*grid(shown, 3), *stacked(further, queue_button())))


async def card(turn: DeskTurn, row: str) -> Screen:
    """Show one of them."""
    message = await refused_messages.get(turn.session, row_id(row))
    if message is None:
        raise Refused(OVER)
    await turn.record("browse", "refused")
    text = paragraphs(
        _facts(message),
        _(
            "What it says and to whom is closed. It was refused as it is; after a mend of the program it may pass."
        ),
    )
    again = action_button(_("Try again"), "m-again", message.id)
    away = action_button(_("Let it go"), "m-let-go", message.id)
    return Screen(text, ((again, away), (action_button(_("All of them"), "m-refused", 0), queue_button())))


async def again(turn: DeskTurn, row: str) -> Screen:
    """Send one once more."""
    if not await refused_messages.try_again(turn.session, row_id(row)):
        raise Refused(OVER)
    await turn.record("message-again", "message")
    return Screen(
        _("It is tried once more. If it is refused again, it comes back here."), stacked(queue_button())
    )


async def let_go(turn: DeskTurn, row: str) -> Screen:
    """Forget one."""
    if not await refused_messages.let_go(turn.session, row_id(row)):
        raise Refused(OVER)
    await turn.record("message-gone", "message")
    return Screen(_("It is let go: nobody gets it."), stacked(queue_button()))


def _facts(message: RefusedMessage) -> Text:
    when = Msg("{when}").format(when=When(message.at, pattern="dd.MM HH:mm"))
    where = MESSENGERS.get(message.channel, message.channel)
    what = PRIORITIES[message.priority] if message.priority in PRIORITIES else str(message.priority)
    return lines(lines(when, where, separator=" · "), what)


OVER: Final = _("This message is not here any more: it was tried again, let go, or its three days are over.")
ACTIONS = (
    DeskAction("m-refused", page),
    DeskAction("m-message", card),
    DeskAction("m-again", again),
    DeskAction("m-let-go", let_go),
)
