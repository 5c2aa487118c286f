"""The first line of what comes unasked is neutral: it stands on a locked screen, beside whoever looks at it.

Every text in every language is read, also those that only answer; what may name what happened to people stands in a
list with its reason. And requests of the kinds with painful names are played, with all that comes of them by itself.
"""

import re
from dataclasses import replace
from typing import Final

import polib
import pytest

from bot.domain import catalogue
from bot.domain.matching import Ask
from bot.i18n import LANGUAGES, Language, translate
from storage import matches, requests
from storage.outbox import Outgoing, Priority
from tests.chat import Chat, Phone
from tests.circle import SKILLS, Circle
from tests.guards.sources import ROOT

PAINFUL: Final[dict[Language, str]] = {
    "uk": "полон в’язн ув’язн тюрм колоні засудж катув депорт насил самогуб зґвалт вбив смерт помер загин арешт "
    "затрим слідч вирок небезпе",
    "ru": "плен тюрьм тюрем колони осужд пытк пыта депорт насили самоубий изнасил убий убил смерт умер погиб арест "
    "задерж следств пригов опасн",
    "en": "captiv prison colon convict tortur deport violen suicid rape kill death died arrest detain detention "
    "sentenced danger jail",
}
BUTTON: Final = 32  # characters; what is shorter is a label, or a word in a list
WHY: Final = {
    "answers, or part of one: whoever reads it has just asked or written": (
        "1 of 3. A person says",
        "A few words about it",
        "From what hour is it quiet?",
        "If life is in danger",
        "It sounds as if it is very hard",
        "• If it becomes too heavy",
        "• Never ask about captivity",
        "Kolo is not an emergency service",
    ),
    "of the moderators’ chats": (
        "/reveal request 17",
        "At night, from {start}",
        "Danger zones:",
        "In Russia and in occupied areas",
        "It could bring somebody into danger",
        "Signs of danger in a message",
        "They did so since somebody’s life",
        "What they write is kept",
        "You are called in the moderators’ chat",
    ),
    "what the bot is, read before it is begun": ("Kolo is a circle of people",),
    "life before the lock screen: a coordinator is called since no moderator answers": (
        "Somebody in group {n}",
    ),
}
UNASKED: Final = (Priority.TALK, Priority.CHECK_IN, Priority.BULK)
# Every kind whose name tells what happened.
KINDS: Final = (
    "psychological.crisis",
    "psychological.after_violence",
    "legal.detained",
    "family.captive",
    "family.in_prison",
    "restricted.house_arrest",
)


def painful(language: Language, line: str) -> list[str]:
    """The stems in a line that tell what happened to somebody."""
    return [stem for stem in PAINFUL[language].split() if re.search(rf"(?<!\w){stem}", line.casefold())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_first_line_tells_what_happened_to_anybody(language: Language) -> None:
    texts = polib.pofile(str(ROOT / f"locales/{language}/LC_MESSAGES/messages.po"))
    known = tuple(begins for many in WHY.values() for begins in many)
    telling = [
        text.msgid
        for text in texts
        if not text.obsolete and not text.msgid.startswith(known)
        for said in (text.msgstr or text.msgid, *text.msgstr_plural.values())
        if len(line := said.split("\n")[0]) > BUTTON and painful(language, line)
    ]
    assert not telling


def test_the_kinds_that_are_played_are_all_whose_names_are_painful() -> None:
    subneeds = (one for need in catalogue.NEEDS for one in need.subneeds)
    assert {one.id for one in subneeds if painful("uk", translate(one.label, "uk"))} == set(KINDS)


async def matched(circle: Circle, olha: Phone, taras: Phone, ask: Ask) -> int:
    """Let one ask, the other be offered it, and a moderator bring them together; return the match's id."""
    request_id = await circle.asks(olha, ask)
    await circle.chat.work()
    async with circle.database.transaction() as session:
        await requests.move(session, request_id, (requests.WAITING,), requests.MATCHED)
        sides = (circle.id(olha), "Kalyna"), (circle.id(taras), "Yavir")
        match = await matches.add(session, request_id, *sides)
    return match.id


@pytest.mark.parametrize("kind", KINDS)
async def test_what_comes_of_a_request_with_a_painful_name_does_not_begin_with_it(
    chat: Chat, kind: str
) -> None:
    circle = Circle(chat)
    unasked = list[Outgoing]()
    handed_over = circle.database.committed

    def overhear(outgoing: list[Outgoing]) -> None:
        unasked.extend(out for out in outgoing if out.priority in UNASKED and "text" in out.body)
        handed_over(outgoing)

    circle.database.committed = overhear
    need = kind.partition(".")[0]
    olha, taras = await circle.joins(), await circle.helper(skills=replace(SKILLS, needs=(need,)))
    nobody_helps = await circle.joins()
    await circle.asks(nobody_helps, Ask(need, kind, urgency="now"))
    await circle.chat.passes(days=2)
    match = await matched(circle, olha, taras, Ask(need, kind))
    await circle.writes(match)
    for _day in range(15):
        await circle.chat.passes(days=1)
    assert len(unasked) > 3
    firsts = {str(out.body["text"]).split("\n")[0] for out in unasked}
    assert not [line for line in firsts if painful("en", line)]
