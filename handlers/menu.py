"""The menu: what is open for the person now, and what can be done; and /cancel, the way out of everything."""

from bot.conversation.replay import BUTTONS
from bot.domain import catalogue
from bot.i18n import Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, command_button, grid
from handlers.base import Command, Here, Turn
from handlers.helping import page
from storage import helpers, matches, offers, requests
from storage.requests import Request


async def menu(turn: Turn) -> Screen:
    """Show what waits for the person, then what they can do."""
    turn.state.pop("talk", None)
    turn.state.pop("held", None)
    session, person = turn.session, turn.person
    mine = [r for r in await requests.of_person(session, person.id) if r.status != requests.CLOSED][:2]
    talks = await matches.active_of(session, person.id)
    waiting = await offers.of_helper(session, person.id, offers.OPEN)
    helper = await helpers.get(session, person.id)
    buttons: list[Button] = [Button(_("Ask for help"), "c:ask", "primary")]
    if talks:
        buttons.append(command_button(_("My talks"), "talks"))
    buttons += [action_button(_("An offer waits"), "offer", offer.id) for offer in waiting[:1]]
    last: list[Button] = [
        command_button(_("An office refused"), "obstacle"),
        command_button(_("How I help") if page.is_one(helper) else _("I can help"), "volunteer"),
        command_button(_("Settings"), "settings"),
        Button(_("SOS numbers"), "c:sos", "danger"),
    ]
    room = BUTTONS - len(buttons) - len(last)
    buttons += [action_button(_("Request {n}").format(n=r.number), "request", r.id) for r in mine[:room]]
    if len(buttons) + len(last) < BUTTONS:
        buttons.append(command_button(_("Ask how I am"), "howareyou"))
    buttons += last
    text = paragraphs(
        lines(*(_state_of(request) for request in mine)) if mine else None,
        plural("{n} talk is open.", "{n} talks are open.", len(talks)) if talks else None,
        _("What would you like to do?"),
    )
    return Screen(text, grid(tuple(buttons)), passing=True)


def _state_of(request: Request) -> Text:
    states = {
        requests.HELD: _("Request {n}, {need}: a moderator is reading it."),
        requests.WAITING: _("Request {n}, {need}: looking for a helper."),
        requests.MATCHED: _("Request {n}, {need}: somebody is helping."),
    }
    return states[request.status].format(n=request.number, need=catalogue.need(request.ask.need).label)


async def cancel(turn: Turn) -> Here:
    """Leave what is on the screen; what was answered is not kept."""
    had = turn.state.pop("draft", None)
    held = turn.state.pop("held", None)
    nothing = had is None and held is None
    return Here(_("There is nothing to cancel.") if nothing else _("Cancelled. Nothing was sent."))


COMMANDS = (
    Command("menu", _("menu|main menu"), _("What is possible now"), menu),
    Command("cancel", _("cancel|stop"), _("Leave what you are filling in"), cancel, before_consent=True),
)
