"""The card of a group: numbers, kind, trust, words; and neighbours."""

import pytest

from bot.i18n import LANGUAGES, Language, translate
from handlers.moderators import labels
from storage import group_neighbours, groups
from storage.groups import Group
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def opened(chat: Chat, number: int = 1) -> Group:
    """A group as it is now."""
    async with chat.database.transaction() as session:
        found = await groups.by_number(session, number)
    assert found is not None
    return found


async def two(desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/newgroup Kyiv, Kyiv")


async def test_a_new_group_is_of_a_place_until_a_press_says_otherwise(chat: Chat, desk: Phone) -> None:
    answer = await desk.says("/newgroup Tbilisi, Georgia")
    assert answer.labels == ["women’s circle", "relatives", "other", "Trust", "Invite", "Group 1"]
    assert (await opened(chat)).kind == groups.PLACE
    assert "Kind: women’s circle" in (await desk.presses("women’s circle")).text
    assert (await opened(chat)).kind == groups.WOMEN
    assert await stand.acts(chat) == ["new-group group 1", "kind group 1"]


async def test_the_card_tells_all_of_it_and_people_are_numbers(chat: Chat, desk: Phone) -> None:
    await two(desk)
    helper = await stand.approved(chat, chat.person())
    async with chat.database.transaction() as session:
        group = await groups.by_number(session, 1)
        assert group is not None
        await groups.join(session, helper.person_id, group.id)
        await groups.appoint(session, helper.person_id, group.id, groups.COORDINATOR)
    await desk.says("/neighbours 1 2")
    card = await desk.says("/group 1")
    for told in (
        "Group: 1 Tbilisi",
        "Kind: of a place",
        "Place: Georgia",
        "Trust: seen",
        "People: 1",
        "Helpers: 1",
    ):
        assert told in card.text
    assert "Neighbours: 2 Kyiv" in card.text
    assert "Coordinators: helper 1" in card.text
    assert str(helper.person_id) not in card.text + str(card.rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", groups.MODES)
async def test_a_mode_is_known_in_every_language(
    chat: Chat, desk: Phone, mode: str, language: Language
) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    word = translate(labels.MODES[mode], language)
    assert "Changed." in (await desk.says(f"/mode 1 {word.capitalize()}")).text
    assert (await opened(chat)).mode == mode


async def test_the_modes_are_explained_and_offered(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    asked = await desk.says("/mode 1")
    assert "confirmed: a moderator confirms each pair" in asked.text
    assert asked.labels == ["confirmed", "peers", "Back to the card"]
    assert "Trust: peers" in (await desk.presses("peers")).text
    assert (await opened(chat)).mode == groups.PEERS
    assert (await stand.acts(chat))[-1] == "mode group 1"


async def test_what_a_group_says_of_itself_is_set_and_taken_away(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    words = "We meet people at the border. Then we help with papers."
    assert words in (await desk.says(f"/describe 1 {words}")).text
    assert (await opened(chat)).description == words
    await desk.says("/describe 1 -")
    assert (await opened(chat)).description == ""
    assert words not in str(await stand.acts(chat))


@pytest.mark.parametrize("words", ["call 067 123 45 67", "t.me/kolo", "ask @kolo_1985"])
async def test_a_description_leads_to_nobody(chat: Chat, desk: Phone, words: str) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    assert "Everybody can read this." in (await desk.says(f"/describe 1 {words}")).text
    assert (await opened(chat)).description == ""


async def test_neighbours_are_made_and_unmade_from_either_side(chat: Chat, desk: Phone) -> None:
    await two(desk)
    assert "Groups 1 and 2 are neighbours now." in (await desk.says("/neighbours 1 2")).text
    assert "Groups 2 and 1 are no longer neighbours." in (await desk.says("/neighbours 2 1")).text
    async with chat.database.transaction() as session:
        assert await group_neighbours.every(session) == {}
    assert (await stand.acts(chat))[-2:] == ["neighbour group 1", "no-neighbour group 2"]


async def test_a_press_on_the_list_makes_a_neighbour_and_marks_it(chat: Chat, desk: Phone) -> None:
    await two(desk)
    await desk.says("/newgroup Batumi, Georgia")
    await desk.says("/group 1")
    assert (await desk.presses("Neighbours")).labels == ["3 Batumi", "2 Kyiv", "Back to the card"]
    await desk.presses("2 Kyiv")
    assert "Neighbours: 2 Kyiv" in desk.screen.text
    assert "✓ 2 Kyiv" in (await desk.presses("Neighbours")).labels
    await desk.presses("2 Kyiv")
    assert "Neighbours: none" in desk.screen.text


async def test_many_groups_to_choose_from_have_pages(chat: Chat, desk: Phone) -> None:
    for number in range(9):
        await desk.says(f"/newgroup G{number}, Georgia")
    assert "Further" in (await desk.sends_payload("a:m-near:1")).labels
    assert (await desk.presses("Further")).labels == ["8 G7", "9 G8", "Back to the card"]
