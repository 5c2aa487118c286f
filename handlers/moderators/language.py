"""The language of the moderators' chat."""

from dataclasses import replace

from bot.i18n import LANGUAGES, _
from bot.screens import Screen, action_button, stacked
from handlers.language import NAMES
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import accounts


async def language(turn: DeskTurn) -> Screen:
    """/language uk, or without a language: the three to choose from."""
    if turn.args:
        return await speak(turn, turn.args.casefold())
    await turn.record("browse", "language")
    buttons = (action_button(NAMES[code], "m-language", code) for code in LANGUAGES)
    return Screen(_("In which language shall this chat be?"), stacked(*buttons))


async def speak(turn: DeskTurn, row: str) -> Screen:
    """Set the language; the answer is already said in it."""
    chosen = next((code for code in LANGUAGES if code == row), None)
    if chosen is None:
        raise Misread
    await accounts.speak(turn.session, turn.desk.id, chosen)
    await turn.record("language", chosen)
    turn.desk = replace(turn.desk, language=chosen)
    return Screen(_("From now on this chat is in English."), stacked(queue_button()))


COMMANDS = (DeskCommand("language", "/language uk", _("The language of this chat: uk, ru or en"), language),)
ACTIONS = (DeskAction("m-language", speak),)
