"""Groups: the list, and opening a new one."""

import pytest

from storage import groups
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def opened(chat: Chat) -> list[tuple[str, str]]:
    """Names and places of all groups."""
    async with chat.database.transaction() as session:
        return [(group.name, group.region) for group in await groups.all_open(session)]


@pytest.mark.parametrize(
    "typed,place",
    [
        ("Тбілісі, Грузія", "GE"),
        ("Тбилиси, Грузия", "GE"),
        ("Tbilisi,georgia", "GE"),
        ("Tbilisi, GE", "GE"),
        ("Коло, Львівська", "UA-46"),
        ("Коло, львівська область", "UA-46"),
        ("Коло, Львів", "UA-46"),
        ("Коло, ua-46", "UA-46"),
        ("Коло, Київ", "UA-30"),
        ("Коло, м. Київ", "UA-30"),
        ("Kolo, Kyiv", "UA-30"),
        ("Коло, Київська", "UA-32"),
        ("Бучач, Тернопіль, Тернопільська область", "UA-61"),
    ],
)
async def test_a_place_is_known_in_every_language_and_by_its_code(
    chat: Chat, desk: Phone, typed: str, place: str
) -> None:
    answer = await desk.says(f"/newgroup {typed}")
    assert "Group 1 is open" in answer.text
    assert await opened(chat) == [(typed.rpartition(",")[0], place)]


@pytest.mark.parametrize(
    "typed,says",
    [
        ("", "/newgroup Tbilisi, Georgia"),
        ("Тбілісі", "/newgroup Tbilisi, Georgia"),
        (", Грузія", "/newgroup Tbilisi, Georgia"),
        ("!?, Грузія", "/newgroup Tbilisi, Georgia"),
        ("Тбілісі,", "/newgroup Tbilisi, Georgia"),
        ("Тбілісі, Атлантида", "No country or region is called so"),
        ("Тбілісі, У", "No country or region is called so"),
        ("Коло, Одеса", "Perhaps: Odesa"),
        ("Kolo, Pol", "Perhaps: "),
        ("Х" * 29 + ", Грузія", "longer than 28 characters"),
    ],
)
async def test_what_cannot_be_read_is_explained_by_example(
    chat: Chat, desk: Phone, typed: str, says: str
) -> None:
    answer = await desk.says(f"/newgroup {typed}")
    assert says in answer.text
    assert await opened(chat) == []
    assert await stand.acts(chat) == []


async def test_the_same_group_is_opened_once(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    again = await desk.says("/newgroup tbilisi, Грузія")
    assert again.text == "There is such a group already: number 1."
    assert await opened(chat) == [("Tbilisi", "GE")]


async def test_the_list_shows_sizes_and_leads_to_the_cards(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/newgroup Kyiv, Kyiv")
    olha = await stand.person(chat, chat.person())
    async with chat.database.transaction() as session:
        first = await groups.by_number(session, 1)
        assert first is not None
        await groups.join(session, olha.id, first.id)
    listed = await desk.says("/groups")
    assert "1 · Tbilisi\nGeorgia, 1 person" in listed.text
    assert "2 · Kyiv\n" in listed.text
    assert listed.labels == ["Group 1", "Group 2"]


async def test_many_groups_have_pages(chat: Chat, desk: Phone) -> None:
    for number in range(12):
        await desk.says(f"/newgroup G{number}, Georgia")
    assert "Further" in (await desk.says("/groups")).labels
    assert (await desk.presses("Further")).labels == ["Group 11", "Group 12"]
    assert "Group 1" in (await desk.sends_payload("a:m-groups:20")).labels, "others were closed meanwhile"


async def test_without_groups_the_list_says_how_to_open_one(chat: Chat, desk: Phone) -> None:
    assert "/newgroup Tbilisi, Georgia" in (await desk.says("/groups")).text


@pytest.mark.parametrize(
    "typed, kind, mode",
    [
        ("/newgroup Tbilisi, Georgia, women, confirmed", "women", "confirmed"),
        ("/newgroup Тбілісі, Грузія, довіряємо, рідні", "", ""),
        ("/newgroup Тбілісі, Грузія, рідні", "relatives", "seen"),
        ("/newgroup Tbilisi, Georgia, peers", "place", "peers"),
    ],
)
async def test_kind_and_trust_can_be_said_at_once(
    chat: Chat, desk: Phone, typed: str, kind: str, mode: str
) -> None:
    await desk.says(typed)
    async with chat.database.transaction() as session:
        found = await groups.by_number(session, 1)
    assert (found.kind, found.mode) == (kind, mode) if found is not None else not kind
