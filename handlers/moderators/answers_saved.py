"""Taking a saved answer into a letter: in the person's language, with its blanks filled."""

import re
from typing import Final

from bot.domain.saved_answers import filled
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Msg, _, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.base import row_id
from handlers.moderators import addressee, letter_writing
from handlers.moderators.addressee import Addressee
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from handlers.moderators.letter_sending import DONE
from storage import letter_drafts, saved_answers
from storage.letter_drafts import LetterDraft

PAGE: Final = 6
SHORT: Final = 90  # characters of each
GONE: Final = _("This saved answer is not here any more, or not in the person’s language.")
LINE: Final = Msg("{n}. {words}")


async def offer(turn: DeskTurn, row: str) -> Screen:
    """Show the saved answers that can be sent to this person."""
    draft, offset = await _read(turn, row)
    language = (await addressee.account(turn.session, draft.person_id)).language
    values = await addressee.values(turn.session, draft.about, language)
    fitting = [
        (one.number, said)
        for one in await saved_answers.every(turn.session)
        if (said := filled(one.texts.get(language, ""), values))
    ]
    await turn.record("browse", "saved answers")
    some, more = fitting[offset : offset + PAGE], fitting[offset + PAGE :]
    title = _("Saved answers ({language})").format(language=LANGUAGE_NAMES[language])
    texts = (LINE.format(n=number, words=beginning(said)) for number, said in some)
    take = tuple(action_button(str(number), "m-use", f"{draft.id}-{number}") for number, _said in some)
    further = action_button(_("Further"), "m-saved", f"{draft.id}-{offset + PAGE}") if more else None
    leave = action_button(_("Do not write"), "m-letter-drop", draft.id)
    return Screen(paragraphs(title, *texts), (*grid(take, 3), *stacked(further, leave)))


def beginning(words: str) -> str:
    """Return the first words of a text."""
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"


async def use(turn: DeskTurn, row: str) -> Screen:
    """Take one, and show it as the person would read it."""
    draft, number = await _read(turn, row)
    language = (await addressee.account(turn.session, draft.person_id)).language
    one = await saved_answers.get(turn.session, number)
    values = await addressee.values(turn.session, draft.about, language)
    words = filled(one.texts.get(language, ""), values) if one is not None else None
    if not words:
        raise Refused(GONE)
    to = Addressee(draft.person_id, draft.about)
    return await letter_writing.preview(turn, turn.event.message or draft.message, to, words)


async def _read(turn: DeskTurn, row: str) -> tuple[LetterDraft, int]:
    found = re.fullmatch("([0-9]{1,19})-([0-9]{1,6})", row)
    if found is None:
        raise Misread
    draft = await letter_drafts.get(turn.session, row_id(found[1]), turn.desk.id)
    if draft is None:
        raise Refused(DONE)
    return draft, int(found[2])


ACTIONS = (DeskAction("m-saved", offer), DeskAction("m-use", use))
