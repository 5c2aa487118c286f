"""What is chosen for a draft by buttons: role and language of the audience, danger zones; and how it reads."""

from dataclasses import replace
from typing import Final

from bot.domain.announcements import LONG, ROLES, text_for
from bot.domain.identifiers import find as identifiers
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, LANGUAGES, Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid, stacked
from handlers import news, swindles
from handlers.moderators import announce, announcement_card as card, audience_words
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from handlers.unseen import SEALED_LINE
from storage.announcements import Announcement

SAFE: Final = _(
    "In Russia and in occupied areas strangers look into phones. Safe means: whoever reads it there over "
    "somebody’s shoulder learns nothing that could harm them. No place and no route, nobody’s name, nothing about "
    "captivity, the army, the authorities or this help, no link, no call to do anything.\n\n"
    "People there get a line without content, “{line}”, and open it by a press. "
    "Everybody else gets it as it is. When in doubt, leave them out."
)
WHOM: Final = _("For: {whom}\n\nA group or a place is typed:")
READS: Final = _("How it reads in {language}:")
OTHER: Final = _("In {language} nothing is written: these people read the text in {other}.")
TOO_LONG_TO_SEE: Final = _(
    "It is long: a phone does not show it at once, and most people read the first lines."
)
TELLS: Final = _("There is a phone, a link, a card or a document’s number in it. Everybody will read it.")
RULE: Final = "⸻"


async def whom(turn: DeskTurn, row: str) -> Screen:
    """Show what narrows the audience, or set one thing: "5", "5-role-helps", "5-language-uk", "5-all"."""
    number, dash, chosen = row.partition("-")
    one = await card.find(turn, number)
    if not dash:
        await turn.record("look", f"announcement {one.number}")
        return _choices(one)
    kind, _dash, value = chosen.partition("-")
    if chosen == "all":
        audience = replace(one.audience, group=0, region="", role="", language="")
    elif kind == "role" and value in ROLES:
        audience = replace(one.audience, role=value)
    elif kind == "language" and value in LANGUAGES:
        audience = replace(one.audience, language=value)
    else:
        raise Misread
    return await announce.change(turn, one, audience)


def _choices(one: Announcement) -> Screen:
    n = one.number
    roles = (action_button(says, "m-news-for", f"{n}-role-{id}") for id, says in audience_words.ROLES.items())
    spoken = (action_button(LANGUAGE_NAMES[code], "m-news-for", f"{n}-language-{code}") for code in LANGUAGES)
    everybody = action_button(audience_words.ALL, "m-news-for", f"{n}-all")
    text = lines(
        WHOM.format(whom=audience_words.told(one.audience)),
        audience_words.EXAMPLE,
        audience_words.EXAMPLE_PLACE,
    )
    return Screen(text, (*grid(tuple(roles)), *grid(tuple(spoken), 3), *stacked(everybody, _back(one))))


def _back(one: Announcement) -> Button:
    return action_button(_("Back"), "m-news", one.number)


async def safe(turn: DeskTurn, row: str) -> Screen:
    """Say what safe means, or set it: "5", "5-yes", "5-no"."""
    number, dash, said = row.partition("-")
    one = await card.find(turn, number)
    if not dash:
        await turn.record("look", f"announcement {one.number}")
        yes = action_button(_("It is safe"), "m-news-safe", f"{one.number}-yes", "danger")
        no = action_button(_("Leave them out"), "m-news-safe", f"{one.number}-no")
        return Screen(SAFE.format(line=SEALED_LINE), stacked(yes, no))
    if said not in ("yes", "no"):
        raise Misread
    return await announce.change(turn, one, replace(one.audience, safe=said == "yes"))


async def see(turn: DeskTurn, row: str) -> Screen:
    """Show what a person of one language is sent ("5-uk"), and what is to be minded."""
    number, _dash, code = row.partition("-")
    language = next((each for each in LANGUAGES if each == code), None)
    if language is None:
        raise Misread
    one = await card.find(turn, number)
    if not one.texts:
        raise Refused(card.written(one))
    await turn.record("look", f"announcement {one.number}")
    read, text = text_for(one.texts, language)
    named, other = LANGUAGE_NAMES[language], LANGUAGE_NAMES[read]
    heads: tuple[Text | None, ...] = (
        READS.format(language=named) if read == language else OTHER.format(language=named, other=other),
        TOO_LONG_TO_SEE if len(text) > LONG else None,
        TELLS if identifiers(text) else None,
        swindles.like((text,)),
    )
    return Screen(paragraphs(*heads, RULE, news.words(text)), stacked(_back(one)))


ACTIONS = (
    DeskAction("m-news-for", whom),
    DeskAction("m-news-safe", safe),
    DeskAction("m-news-see", see),
)
