"""/helpers: numbers, no names, by state, need, place, language, group and free place."""

import pytest

from bot.domain.matching import Skills
from storage import groups, helpers
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand
from tests.handlers.moderators.test_request_list import listed

LVIV = Skills(("medical",), ("uk",), in_person=True, regions=("UA-46",), gender="man")


async def volunteered(chat: Chat) -> None:
    """One who waits for approval, a man in Lviv, and one who rests."""
    await stand.volunteer(chat, chat.person())
    second = await stand.approved(chat, chat.person(), LVIV)
    await stand.volunteer(chat, chat.person(), status=helpers.RESTING)
    async with chat.database.transaction() as session:
        group = await groups.add(session, "Chestnut", "UA-46")
        await groups.join(session, second.person_id, group.id)


@pytest.mark.parametrize(
    "words, numbers",
    [
        ("", ["1", "2", "3"]),
        ("documents", ["1", "3"]),
        ("free medical", ["2"]),
        ("львів чоловік", ["2"]),
        ("отдыхают", ["3"]),
        ("to approve", ["1"]),
        ("group 1", ["2"]),
        ("in person", ["2"]),
        ("all english", ["1", "3"]),
        ("банани", []),
    ],
)
async def test_helpers_are_found_by_closed_words(
    chat: Chat, desk: Phone, words: str, numbers: list[str]
) -> None:
    await volunteered(chat)
    await desk.says(f"/helpers {words}")
    assert listed(desk) == numbers


async def test_an_item_leads_to_the_card_and_from_there_to_the_person(chat: Chat, desk: Phone) -> None:
    await volunteered(chat)
    await desk.says("/helpers lviv")
    assert "2 · helps 0 of 2\napproved\nLviv Oblast" in desk.screen.text
    await desk.presses("2")
    assert desk.screen.text.startswith("Helper 2: approved")
    await desk.presses("As a person")
    assert desk.screen.text.startswith("Person 1\n")
    assert "helper 2: approved" in desk.screen.text
    assert "1 Chestnut" in desk.screen.text
