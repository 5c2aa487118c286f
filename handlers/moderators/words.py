"""Opening what a person wrote: for a stated reason, and written down."""

from collections.abc import Mapping

from bot.domain.identifiers import untappable
from bot.errors import Refused
from bot.i18n import Msg, Text, _, lines
from bot.screens import Screen, action_button, stacked
from handlers.moderators import request_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.reasons import stated
from handlers.moderators.request import find
from storage import outbox
from storage.requests import Request

REASONS: Mapping[str, Msg] = {
    "place": _("To find the right helper"),
    "safety": _("For somebody’s safety"),
    "complaint": _("Because of a complaint"),
}


async def ask_why(turn: DeskTurn, row: str) -> Screen:
    """Ask for the reason; nothing is opened yet."""
    request = await find(turn, row)
    reasons = [action_button(says, "m-open", f"{request.number}-{id}") for id, says in REASONS.items()]
    text = _("Why open what is written in request {n}? The reason is kept in the audit.")
    back = action_button(_("Leave it closed"), "m-request", request.number)
    return Screen(text.format(n=request.number), stacked(*reasons, back))


async def open_words(turn: DeskTurn, row: str) -> Screen:
    """Show the words on the card; a photo or a voice message comes beside it."""
    number, _dash, reason = row.partition("-")
    if reason not in REASONS:
        await find(turn, number)
        raise Refused(_("A reason is needed: please press “Open the words” on the card again."))
    return await _open(turn, number, reason)


async def typed(turn: DeskTurn) -> Screen:
    """/words N WHY: open them for a reason in own words; without it: the reasons to choose from."""
    number, _space, reason = turn.args.partition(" ")
    if not reason.strip():
        return await ask_why(turn, number)
    await find(turn, number)
    return await _open(turn, number, stated(reason))


async def _open(turn: DeskTurn, number: str, reason: str) -> Screen:
    request = await find(turn, number)
    await turn.record("words", f"request {request.number}", reason)
    _show_media(turn, request)
    return await request_card.card(turn.session, request, words=_words(request))


async def take_away(turn: DeskTurn, row: str) -> None:
    """Take a photo or voice message out of the chat."""
    await turn.record("browse", "medium taken away")
    if turn.event.message:
        outbox.push_to(turn.session, turn.desk, Screen(""), delete=turn.event.message)


def _words(request: Request) -> Text:
    if not request.ask.words:
        return _("There are no words, only what comes below.")
    return lines(_("In the person’s own words:"), untappable(request.ask.words))


def _show_media(turn: DeskTurn, request: Request) -> None:
    id, rows = request.ask.media, stacked(action_button(_("Take it away"), "m-away", request.number))
    if id is None:
        return
    if request.ask.media_kind == "voice":
        screen = Screen(_("Voice of request {n}").format(n=request.number), rows, voice=id)
    else:
        screen = Screen(_("Photo of request {n}").format(n=request.number), rows, picture=id)
    outbox.push_to(turn.session, turn.desk, screen)


COMMANDS = (
    DeskCommand(
        "words", _("/words 17 the helper needs the dates"), _("Opens what is written, for a reason"), typed
    ),
)
ACTIONS = (DeskAction("m-words", ask_why), DeskAction("m-open", open_words), DeskAction("m-away", take_away))
