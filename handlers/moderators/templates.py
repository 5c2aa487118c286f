"""/templates: saved answers: all of them, one of them in three languages, and taking one out."""

import re
from typing import Final

from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, LANGUAGES, Language, Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers.moderators.answers_saved import LINE, beginning
from handlers.moderators.base import DeskAction, DeskTurn, Misread, numbers, queue_button
from storage import saved_answers
from storage.saved_answers import SavedAnswer

PAGE: Final = 6
EXAMPLES: Final = lines("/templates 3 uk …", "/templates new uk …", separator=", ")
TITLE: Final = ctx("desk", "Saved answer {n}")
MISSING: Final = _("Not written yet: {languages}.")
IN_ONE: Final = Msg("{language}: {words}")


async def page(turn: DeskTurn, row: str) -> Screen:
    """Show a page of the saved answers, in the language of the chat."""
    if re.fullmatch("[0-9]{1,6}", row) is None:
        raise Misread
    await turn.record("browse", "saved answers")
    every = await saved_answers.every(turn.session)
    offset = int(row) if int(row) < len(every) else 0  # some were taken out meanwhile
    some, more = every[offset : offset + PAGE], every[offset + PAGE :]
    further = action_button(_("Further"), "m-templates", offset + PAGE) if more else None
    nothing = None if some else _("There is nothing here.")
    how = _("To change or add one: {examples}").format(examples=EXAMPLES)
    text = paragraphs(_("Saved answers"), *(_line(turn, one) for one in some), nothing, how)
    buttons = grid(tuple(_to(one) for one in some), 3)
    return Screen(text, (*buttons, *stacked(further, queue_button())))


def _line(turn: DeskTurn, one: SavedAnswer) -> Text:
    words = beginning(one.beginning(turn.desk.language))
    return lines(LINE.format(n=one.number, words=words), missing(one))


def missing(one: SavedAnswer) -> Text | None:
    """Say in which languages it is not written yet."""
    names = (LANGUAGE_NAMES[language] for language in one.missing)
    return MISSING.format(languages=lines(*names, separator=", ")) if one.missing else None


def _to(one: SavedAnswer) -> Button:
    return action_button(str(one.number), "m-template", one.number)


async def show(turn: DeskTurn, row: str) -> Screen:
    """Show one in all languages."""
    one = await find(turn, row)
    await turn.record("look", f"template {one.number}")
    return screen(one)


def screen(one: SavedAnswer, note: Text | None = None) -> Screen:
    """One saved answer, with what is missing of it."""
    texts = (_said(one, language) for language in LANGUAGES if language in one.texts)
    out = action_button(_("Take it out"), "m-template-out", one.number)
    back = action_button(_("Saved answers"), "m-templates", 0)
    text = paragraphs(note, TITLE.format(n=one.number), *texts, missing(one))
    return Screen(text, stacked(out, back, queue_button()))


def _said(one: SavedAnswer, language: Language) -> Text:
    return IN_ONE.format(language=LANGUAGE_NAMES[language], words=one.texts[language])


async def take_out(turn: DeskTurn, row: str) -> Screen:
    """Ask once, then take it out in all languages."""
    number, _dash, sure = row.partition("-")
    one = await find(turn, number)
    if sure not in ("", "yes"):
        raise Misread
    if not sure:
        text = _("Take saved answer {n} out, in all languages? Letters that were sent stay as they are.")
        yes = action_button(_("Take it out"), "m-template-out", f"{one.number}-yes", "danger")
        back = action_button(_("Leave it as it is"), "m-template", one.number)
        return Screen(text.format(n=one.number), stacked(yes, back))
    await saved_answers.remove(turn.session, one.number)
    await turn.record("template-out", f"template {one.number}")
    back = action_button(_("Saved answers"), "m-templates", 0)
    return Screen(_("Saved answer {n} is taken out.").format(n=one.number), stacked(back, queue_button()))


async def find(turn: DeskTurn, row: str) -> SavedAnswer:
    """Return the saved answer with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    one = await saved_answers.get(turn.session, number)
    if one is None:
        raise Refused(_("There is no saved answer {number}. /templates shows them.").format(number=number))
    return one


ACTIONS = (
    DeskAction("m-templates", page),
    DeskAction("m-template", show),
    DeskAction("m-template-out", take_out),
)
