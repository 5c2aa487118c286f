"""/letters: all correspondences that are open, those that wait for an answer first."""

import re
from typing import Final

from bot.i18n import Text, _, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators import correspondence, letter_opening
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import correspondences
from storage.correspondences import Correspondence

PAGE: Final = 8


async def command(turn: DeskTurn) -> Screen:
    """/letters, /letters N, or /letters N WHY."""
    return await (letter_opening.typed(turn) if turn.args else page(turn, "0"))


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show a page of the open ones, without words."""
    if re.fullmatch("[0-9]{1,6}", row) is None:
        raise Misread
    found = await correspondences.all_open(turn.session, PAGE + 1, int(row))
    if int(row) and not found:  # others were quicker: what is open stands before
        return await page(turn, "0")
    await turn.record("browse", "letters")
    items = [_item(turn, held) for held in found[:PAGE]]
    more = action_button(_("Further"), "m-letters", int(row) + PAGE) if found[PAGE:] else None
    nothing = None if items else _("No letters are open now.")
    buttons = grid(tuple(_button(held) for held in found[:PAGE]))
    return Screen(
        paragraphs(_("Letters between people and moderators"), *items, nothing),
        (*buttons, *stacked(more, queue_button())),
    )


def _item(turn: DeskTurn, held: Correspondence) -> Text:
    return correspondence.without_words(turn.session, held)


def _button(held: Correspondence) -> Button:
    return action_button(_("Letters {n}").format(n=held.number), "m-letter", held.number)


COMMANDS = (
    DeskCommand("letters", "/letters 5", _("Letters with people; with a number, one of them"), command),
)
ACTIONS = (DeskAction("m-letters", page),)
