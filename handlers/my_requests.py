"""A person's own request: how it stands, and taking it back."""

from bot.domain import catalogue
from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Here, Turn, row_id
from storage import matches, offers, requests
from storage.requests import Request

NOT_YOURS = _("There is no such request of yours.")


async def show(turn: Turn, row: str) -> Screen:
    """Show how the request stands."""
    request = await _mine(turn, row)
    match = await matches.of_request(turn.session, request.id)
    talk: Button | None = None
    if match is not None:
        talk = action_button(_("Open the talk"), "talk", match.id)
    drop = None
    if request.status in (requests.HELD, requests.WAITING):
        drop = action_button(_("No longer needed"), "drop-request", request.id)
    title = _("Request {n}: {need}").format(n=request.number, need=catalogue.need(request.ask.need).label)
    text = paragraphs(title, _STATES[request.status])
    return Screen(text, stacked(talk, drop, command_button(_("Menu"), "menu")), passing=True)


async def drop(turn: Turn, row: str) -> Here:
    """Close a request that nobody helps with yet; whoever is being asked hears that it is over when they press."""
    request = await _mine(turn, row)
    before = (requests.HELD, requests.WAITING)
    done = await requests.move(
        turn.session, request.id, before, requests.CLOSED, outcome="not_needed", closed_at=turn.session.now
    )
    if not done:
        raise Refused(_("This request is already with somebody, or closed."))
    await offers.withdraw(turn.session, request.id)
    await requests.look_at_all(turn.session)  # who was being asked may be asked about another one
    return Here(_("Request {n} is closed. You can ask again at any time.").format(n=request.number))


async def _mine(turn: Turn, row: str) -> Request:
    request = await requests.get(turn.session, row_id(row))
    if request is None or request.person_id != turn.person.id:
        raise Refused(NOT_YOURS)
    return request


_STATES = {
    requests.HELD: _("A moderator is reading it. Moderators answer from 9 to 21, Kyiv time."),
    requests.WAITING: _("We are asking people who can help with this. You will hear from us here."),
    requests.MATCHED: _("Somebody is helping. You talk through the bot, without names."),
    requests.CLOSED: _("It is closed."),
}
ACTIONS = (Action("request", show), Action("drop-request", drop))
