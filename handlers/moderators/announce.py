"""/announce: the list of announcements, a new one, its texts in each language, whom it is for, and stopping it."""

from dataclasses import replace
from typing import Final

from bot.domain.announcements import LONGEST, Audience
from bot.domain.typed import names
from bot.errors import Refused
from bot.i18n import LANGUAGES, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, grid
from handlers.moderators import announcement_card as card, announcement_going, audience_words
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, queue_button
from storage import announcements
from storage.announcements import DRAFT, Announcement

SHOWN: Final = 6
NEW, STOP, TO = ctx("audience", "new"), ctx("audience", "stop"), ctx("audience", "to")
HOW: Final = _(
    "One is begun with “{new}”, and whom it is for. Then each language is written in one message: "
    "the command with the number and the language, the text in the next lines. "
    "Whose language has no text reads the Ukrainian one, without it the English, then the Russian. "
    "A second moderator must agree before it goes."
)
EXAMPLE_NEW: Final = _("/announce new helping Kherson")
EXAMPLE: Final = _("/announce 5 uk\nThe centre in Kherson is closed on Friday.")
EXAMPLE_STOP: Final = _("/announce stop 5")
NO_DRAFT: Final = _("Announcement {n} is no draft any more: it cannot be changed.")
TOO_LONG: Final = _("The text has {n} characters too many. One message of Telegram must hold it.")


async def announce(turn: DeskTurn) -> Screen:
    """/announce, with what is to be done."""
    first, _space, rest = turn.args.partition(" ")
    if not first:
        return await every(turn, "")
    if names(first, NEW):
        return await _new(turn, rest)
    if names(first, STOP):
        return await announcement_going.stop(turn, rest)
    what, *more = rest.split(maxsplit=1)[:2] or [""]
    if not what:
        return await look(turn, first)
    one = await card.find(turn, first)
    if names(what, TO):
        return await _to(turn, one, " ".join(more))
    if what.casefold() not in LANGUAGES or not more:
        raise Misread
    return await _write(turn, one, what.casefold(), more[0])


async def every(turn: DeskTurn, row: str) -> Screen:
    """List the newest, and say how one is written."""
    if row:
        raise Misread
    await turn.record("browse", "announcements")
    found = await announcements.latest(turn.session, SHOWN)
    listed = lines(*(card.NUMBER.format(n=one.number, state=card.STATES[one.status]) for one in found))
    examples = paragraphs(EXAMPLE_NEW, EXAMPLE, audience_words.EXAMPLE, EXAMPLE_STOP)
    how = HOW.format(new=NEW)
    buttons = (action_button(str(one.number), "m-news", one.number) for one in found)
    text = paragraphs(listed if found else _("There is no announcement yet."), how, examples)
    return Screen(text, (*grid(tuple(buttons), 3), (queue_button(),)))


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of one."""
    one = await card.find(turn, row)
    await turn.record("look", f"announcement {one.number}")
    return await card.screen(turn.session, one)


async def _new(turn: DeskTurn, words: str) -> Screen:
    one = await announcements.add(turn.session, await audience_words.read(turn.session, words, safe=False))
    await turn.record("news-new", f"announcement {one.number}")
    write = _("Now write it: {example}").format(example=f"/announce {one.number} uk …")
    return await card.screen(turn.session, one, write)


async def _to(turn: DeskTurn, one: Announcement, words: str) -> Screen:
    if not words.strip():
        raise Misread
    return await change(turn, one, await audience_words.read(turn.session, words, one.audience.safe))


async def change(turn: DeskTurn, one: Announcement, audience: Audience) -> Screen:
    """Set whom a draft is for."""
    await _keep(turn, one, "news-for", replace(one, audience=audience))
    return await card.anew(turn, one, _("Changed. What was counted is void."))


async def _write(turn: DeskTurn, one: Announcement, language: str, typed: str) -> Screen:
    text = "\n".join(line.strip() for line in _whole(typed).strip().splitlines())
    over = len(text.encode("utf-16-le")) // 2 - LONGEST
    if over > 0:
        raise Refused(TOO_LONG.format(n=over))
    texts = {
        code: said for code, said in {**one.texts, language: text}.items() if said not in ("-", "–", "—")
    }
    await _keep(turn, one, "news-write", replace(one, texts=texts))
    return await card.anew(turn, one, _("Kept. A dash in the place of the text takes a language away."))


def _whole(text: str) -> str:
    """Half a character, which a messenger let through, becomes a question mark."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def _keep(turn: DeskTurn, one: Announcement, act: str, changed: Announcement) -> None:
    if one.status != DRAFT or not await announcements.write(
        turn.session, one, changed.audience, changed.texts
    ):
        raise Refused(NO_DRAFT.format(n=one.number))
    await turn.record(act, f"announcement {one.number}")


HINT: Final = _("Announcements to many people: write, count, send, stop")
COMMANDS = (DeskCommand("announce", EXAMPLE_NEW, HINT, announce),)
ACTIONS = (DeskAction("m-news", look), DeskAction("m-newses", every))
