"""Hands one match, or all, on to another helper: asked once, without a reason, and a note may go along."""

from collections.abc import Sequence
from typing import Final

from bot.domain import outcomes
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers import parting
from handlers.base import Turn, row_id
from handlers.helping.page import MENU, PAGE, accompanied, page
from storage import matches, requests
from storage.database import Session
from storage.matches import Match

ALL, KEEP = "all", "keep"
NOTES: Final = 5  # buttons
NOT_YOURS: Final = _("There is nothing of yours to hand over here. Nothing was changed.")
OVER: Final = _("This talk is closed already, so there is nothing to hand over.")
KEPT: Final = _("It stays with you, also while you rest.")
PLACE: Final = _(
    "Another helper is asked, and the place in the queue is kept. The person who asked reads that you cannot go on, "
    "without a reason."
)
MAY_WRITE: Final = _(
    "If you like, write a few lines for whoever helps next. The person who asked reads them first and decides."
)


async def ask(turn: Turn, row: str) -> Screen:
    """Ask once whether it shall go on to another helper."""
    if row == KEEP:
        return await page(turn.session, turn.person, KEPT)
    going = await _meant(turn, row)
    question = plural("Hand over {n} talk?", "Hand over {n} talks?", len(going))
    told = lines(question, *[await _called(turn.session, match) for match in going])
    yes = action_button(_("Hand over"), "hand-over-yes", row, "primary")
    keep = action_button(_("Keep"), "hand-over", KEEP)
    return Screen(paragraphs(told, PLACE), stacked(yes, keep, MENU), passing=True)


async def hand_over(turn: Turn, row: str) -> Screen:
    """Hand over what is still open; who asked for help hears it kindly, and others are asked at once."""
    going = await _meant(turn, row)
    went = [
        match
        for match in going
        if await parting.give_back(turn.session, match, outcomes.LEFT, turn.person.id) is not None
    ]
    if not went:
        raise Refused(OVER)
    if turn.state.get("talk") in {match.id for match in went}:
        turn.state.pop("talk")
    return await handed_over(turn.session, went)


async def handed_over(session: Session, went: Sequence[Match], note: Text | None = None) -> Screen:
    """Say what went on to others, with a way to leave a note for each."""
    said = plural(
        "{n} talk is handed over: others are asked. Thank you for what you did there.",
        "{n} talks are handed over: others are asked. Thank you for what you did there.",
        len(went),
    )
    buttons = [await _note_button(session, match) for match in went[:NOTES]]
    text = paragraphs(note, said if went else None, MAY_WRITE if went else None)
    return Screen(text, stacked(*buttons, PAGE if note is None else None, MENU))


async def _meant(turn: Turn, row: str) -> list[Match]:
    """The open matches that a button means; raise Refused for any that is not the helper's, or closed."""
    if row == ALL:
        mine = await accompanied(turn.session, turn.person.id)
        if not mine:
            raise Refused(NOT_YOURS)
        return mine
    match = await matches.get(turn.session, row_id(row))
    if match is None or match.helper_id != turn.person.id:
        raise Refused(NOT_YOURS)
    if match.status != matches.ACTIVE:
        raise Refused(OVER)
    return [match]


async def _called(session: Session, match: Match) -> Text:
    request = await requests.get(session, match.request_id)
    number = request.number if request is not None else match.number
    return _("• {name}, request {number}").format(name=match.requester_name, number=number)


async def _note_button(session: Session, match: Match) -> Button:
    request = await requests.get(session, match.request_id)
    number = request.number if request is not None else match.number
    return action_button(_("Note: request {n}").format(n=number), "note", match.id)
