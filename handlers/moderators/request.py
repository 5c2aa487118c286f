"""Looking at a request, and releasing a held one to the helpers."""

from bot.domain.unanswered import steps
from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen
from handlers.moderators import request_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from storage import requests
from storage.database import Session
from storage.requests import Request


async def show(turn: DeskTurn) -> Screen:
    """/request N."""
    return await look(turn, turn.args)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of a request."""
    request = await find(turn, row)
    await turn.record("look", f"request {request.number}")
    return await request_card.card(turn.session, request)


async def release(turn: DeskTurn, row: str) -> Screen:
    """Let the helpers see a request that was held for a moderator."""
    request = await locked(turn, row)
    if not await search_begins(turn.session, request):
        return await anew(turn, request, _("It is not held any more."))
    await turn.record("release", f"request {request.number}")
    return await anew(turn, request, _("Released by a moderator: helpers are being asked."))


async def search_begins(session: Session, request: Request) -> bool:
    """Let helpers see a held request; False when it is not held any more.

    What was said while nobody had read it counts no longer: its stated times begin now, without the one at once.
    """
    at_once = sum(not step.after for step in steps(request.ask.urgency))
    anew = {"look_at": session.now, "notices": at_once, "released_at": session.now}
    return await requests.move(session, request.id, (requests.HELD,), requests.WAITING, **anew)


async def find(turn: DeskTurn, row: str) -> Request:
    """Return the request with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    request = await requests.by_number(turn.session, number)
    if request is None:
        raise Refused(_("There is no request {number}. /queue shows what waits.").format(number=number))
    return request


async def locked(turn: DeskTurn, row: str) -> Request:
    """Return it as `find` does, and keep it as it is until the commit."""
    request = await find(turn, row)
    return await requests.lock(turn.session, request.id) or request


async def anew(turn: DeskTurn, request: Request, note: Text) -> Screen:
    """Return the card as the request is now."""
    return await request_card.card(
        turn.session, await requests.get(turn.session, request.id) or request, note
    )


COMMANDS = (DeskCommand("request", "/request 17", _("The card of a request"), show),)
ACTIONS = (DeskAction("m-request", look), DeskAction("m-release", release))
