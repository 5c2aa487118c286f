"""Writing a saved answer, one language at a time; what is still missing is said."""

from collections.abc import Mapping
from typing import Final

from bot.domain import identifiers
from bot.domain.correspondence import LONGEST, PLACEHOLDERS
from bot.domain.saved_answers import SHOWS, SPARE, TOO_LONG, UNKNOWN, unfit
from bot.errors import Refused
from bot.i18n import LANGUAGES, Text, _, ctx, everywhere, lines
from bot.screens import Screen
from handlers.moderators import templates
from handlers.moderators.base import DeskCommand, DeskTurn, Misread
from storage import saved_answers

NEW: Final = ctx("typed", "new")
WHY_NOT: Final[Mapping[str, Text]] = {
    TOO_LONG: _("It is too long: at most {limit} characters fit.").format(limit=LONGEST - SPARE),
    UNKNOWN: _("Only these blanks are filled in: {blanks}. Please leave other braces out.").format(
        blanks=lines(*PLACEHOLDERS.values(), separator=", ")
    ),
    SHOWS: _(
        "There is a phone, a link or another number in it. These grow old, so a saved answer holds none; "
        "numbers of help are under /sos."
    ),
}


async def command(turn: DeskTurn) -> Screen:
    """/templates, /templates 3, /templates 3 uk WORDS, /templates new uk WORDS."""
    if not turn.args:
        return await templates.page(turn, "0")
    which, *rest = turn.args.split(maxsplit=2)
    if not rest:
        return await templates.show(turn, which)
    if len(rest) < 2 or rest[0].casefold() not in LANGUAGES:
        raise Misread
    return await _write(turn, which, rest[0].casefold(), rest[1])


async def _write(turn: DeskTurn, which: str, language: str, words: str) -> Screen:
    words = identifiers.strip_controls(words).strip()
    if not words:
        raise Misread
    is_new = which.casefold() in everywhere(NEW)
    number = 0 if is_new else (await templates.find(turn, which)).number
    if why := unfit(words):
        raise Refused(WHY_NOT[why])
    if is_new:
        number = await saved_answers.add(turn.session, language, words)
    else:
        await saved_answers.put(turn.session, number, language, words)
    await turn.record("template", f"template {number}", language)
    one = await saved_answers.get(turn.session, number)
    assert one is not None, "it was just written"
    return templates.screen(
        one, _("Kept. People get it in their own language; where it is missing, it is not offered.")
    )


COMMANDS = (
    DeskCommand(
        "templates",
        lines("/templates", "/templates 3", templates.EXAMPLES),
        _("Saved answers for letters"),
        command,
    ),
)
