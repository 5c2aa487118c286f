"""The person whom a note is about answers: the very words may be passed on, or they are deleted."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, stacked
from handlers.base import Turn, row_id
from handlers.helping.page import MENU
from handlers.pairing import show_notes
from storage import hand_over_notes, matches
from storage.hand_over_notes import HandOverNote

NOT_HERE: Final = _("This question is not here any more.")
ANSWERED: Final = _("You have answered this one. Thank you.")


async def agree(turn: Turn, row: str) -> Screen:
    """Let the next helper read it: at once when there is one already."""
    note = await _asked_of_me(turn, row)
    if not await hand_over_notes.move(turn.session, note.id, hand_over_notes.ASKED, hand_over_notes.AGREED):
        return Screen(ANSWERED, stacked(MENU))
    match = await matches.of_request(turn.session, note.request_id)
    if match is not None:
        await show_notes(turn.session, match)
    return _decided(note, _("✓ It may be passed on: to the next helper of this request, and to nobody else."))


async def refuse(turn: Turn, row: str) -> Screen:
    """Delete the words; who wrote them is not told."""
    note = await _asked_of_me(turn, row)
    if not await hand_over_notes.move(turn.session, note.id, hand_over_notes.ASKED, hand_over_notes.REFUSED):
        return Screen(ANSWERED, stacked(MENU))
    return Screen(_("✓ It is deleted. Nobody reads it."), stacked(MENU))


def _decided(note: HandOverNote, said: Text) -> Screen:
    return Screen(paragraphs(f"«{note.words}»", said), stacked(MENU))


async def _asked_of_me(turn: Turn, row: str) -> HandOverNote:
    note = await hand_over_notes.get(turn.session, row_id(row))
    if note is None or note.requester_id != turn.person.id:
        raise Refused(NOT_HERE)
    return note
