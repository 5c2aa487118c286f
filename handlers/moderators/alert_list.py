"""/alerts: what the moderators were called for and is not done, and the card of each."""

import re
from collections.abc import Collection
from typing import Final

from bot.domain import alerts as kinds
from bot.i18n import Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators import alert_kinds, board, labels
from handlers.moderators.alert_posts import shown
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after, queue_button
from handlers.moderators.take import find
from storage import alerts
from storage.alerts import Alert

PAGE: Final = 6
ROW: Final = re.compile(r"([a-z]+)-([0-9]{1,6})")
TAKEN: Final = ctx("desk", "moderator {n} has it")
UNTAKEN: Final = ctx("desk", "nobody has it")


async def every(turn: DeskTurn) -> Screen:
    """/alerts."""
    nothing_after(turn)
    return await _page(turn, kinds.ALL, 0)


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show one page: of all, of one stream ("danger-0"), or of a line of the board ("unheard-0")."""
    found = ROW.fullmatch(row)
    if found is None or found[1] not in (kinds.ALL, *kinds.STREAMS, *board.NOBODY_HAS):
        raise Misread
    return await _page(turn, found[1], int(found[2]))


async def _page(turn: DeskTurn, stream: str, offset: int) -> Screen:
    title, of, states = _listed(stream)
    found = await alerts.not_done(turn.session, of, PAGE + 1, offset, states)
    if offset and not found:  # others were quicker: what is not done stands before
        return await _page(turn, stream, 0)
    await turn.record("browse", "alerts")
    nothing = None if found else _("There is none.")
    text = paragraphs(title, *(_item(turn, alert) for alert in found[:PAGE]), nothing)
    cards = grid(tuple(_button(alert) for alert in found[:PAGE]))
    more = f"{stream}-{offset + PAGE}"
    further = action_button(_("Further"), "m-alerts", more) if len(found) > PAGE else None
    return Screen(text, (*cards, *stacked(further, queue_button())))


def _listed(stream: str) -> tuple[Text, Collection[str], Collection[str]]:
    """Return the title of a list, and the kinds and states of alerts in it."""
    if stream in board.NOBODY_HAS:  # as many as the line of the board says
        return (*board.NOBODY_HAS[stream], (alerts.OPEN,))
    title = _("Alerts that are not done") if stream == kinds.ALL else kinds.STREAMS[stream].says
    return title, kinds.of_stream(stream), (alerts.OPEN, alerts.TAKEN)


def _item(turn: DeskTurn, alert: Alert) -> Text:
    age = labels.age(alert.at, turn.session.now)
    who = TAKEN.format(n=alert.taken_by) if alert.status == alerts.TAKEN else UNTAKEN
    return lines(
        lines(str(alert.number), kinds.KINDS[alert.kind].says, separator=" · "),
        lines(age, who, separator=" · "),
    )


def _button(alert: Alert) -> Button:
    return action_button(_("Alert {n}").format(n=alert.number), "m-alert", alert.number)


async def card(turn: DeskTurn, row: str) -> Screen:
    """Show one alert as it is now."""
    alert = await find(turn, row)
    await turn.record("look", f"alert {alert.number}")
    said = shown(turn.session, alert, await alert_kinds.screen(turn.session, alert))
    return said if said.rows else Screen(said.text, stacked(queue_button()))


COMMANDS = (DeskCommand("alerts", "/alerts", _("What you were called for and is not done"), every),)
ACTIONS = (DeskAction("m-alerts", page), DeskAction("m-alert", card))
