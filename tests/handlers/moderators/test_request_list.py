"""/requests: a long list, looked through by words of any language in any order, paged by buttons."""

from datetime import timedelta

import pytest

from storage import groups, requests
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

KHERSON = stand.asking(region="UA-65", urgency="now")
LVIV = stand.asking(region="UA-46")


async def asked(chat: Chat) -> None:
    """Four requests: urgent in Kherson, in Lviv, held in Kherson, and a closed one."""
    await stand.request(chat, chat.person(), LVIV)
    await stand.request(chat, chat.person(), KHERSON)
    await stand.request(chat, chat.person(), stand.asking(region="UA-65"), held=True)
    closed = await stand.request(chat, chat.person(), KHERSON)
    async with chat.database.transaction() as session:
        await requests.move(session, closed.id, (requests.WAITING,), requests.CLOSED, outcome="solved")


def listed(phone: Phone) -> list[str]:
    """The numbers on the buttons."""
    return [label for label in phone.screen.labels if label.isdecimal()]


async def test_without_words_what_is_open_is_shown_the_urgent_first(chat: Chat, desk: Phone) -> None:
    await asked(chat)
    await desk.says("/requests")
    assert desk.screen.text.startswith("3 requests\n\n2 · now · 0 min\nPassport (ID card)\nKherson Oblast\n")
    assert listed(desk) == ["2", "1", "3"]
    assert "My secret words" not in desk.screen.text
    assert max(map(len, desk.screen.text.splitlines())) <= 34
    await desk.presses("2")
    assert desk.screen.text.startswith("Request 2")


@pytest.mark.parametrize(
    "words, numbers",
    [
        ("kherson urgent", ["2"]),
        ("Херсон терміново", ["2"]),
        ("срочно херсонская", ["2"]),
        ("urgent в херсонській області", ["2"]),
        ("kherson", ["2", "3"]),
        ("held", ["3"]),
        ("closed", ["4"]),
        ("закриті херсон", ["4"]),
        ("all kherson", ["2", "3", "4"]),
        ("documents lviv", ["1"]),
        ("ukraine", ["2", "1", "3"]),
        ("english", ["2", "1", "3"]),
        ("українською", []),
        ("today", ["2", "1", "3"]),
        ("no hurry", ["1", "3"]),
    ],
)
async def test_words_of_any_language_and_order_narrow_it(
    chat: Chat, desk: Phone, words: str, numbers: list[str]
) -> None:
    await asked(chat)
    await desk.says(f"/requests {words}")
    assert listed(desk) == numbers


async def test_a_group_is_named_by_its_number_or_its_name(chat: Chat, desk: Phone) -> None:
    one = await stand.request(chat, chat.person())
    person = await stand.person(chat, chat.person())
    async with chat.database.transaction() as session:
        group = await groups.add(session, "Chestnut", "UA-30")
        await requests.add(session, person.id, "en", group.id, stand.PASSPORT, held=False)
    for words in ("group 1", "група 1", "chestnut"):
        await desk.says(f"/requests {words}")
        assert listed(desk) == [str(one.number + 1)]


async def test_days_that_have_passed_are_no_longer_today(chat: Chat, desk: Phone) -> None:
    await asked(chat)
    chat.database.clock.jump(timedelta(days=2))
    await desk.says("/requests today")
    assert "0 requests" in desk.screen.text
    await desk.says("/requests тиждень")
    assert len(listed(desk)) == 3
    chat.database.clock.jump(timedelta(days=7))
    await desk.says("/requests week")
    assert not listed(desk)


async def test_an_unknown_word_is_named_with_what_it_may_have_been(chat: Chat, desk: Phone) -> None:
    await asked(chat)
    await desk.says("/requests urgent хирсон")
    assert desk.screen.text.startswith("This list does not know “хирсон”.\n\nPerhaps one of these was meant:")
    await desk.presses("Kherson Oblast")
    assert listed(desk) == ["2"]
    assert "now / today\nKherson Oblast" in desk.screen.text


async def test_many_are_paged_there_and_back_and_the_words_go_along(chat: Chat, desk: Phone) -> None:
    for _time in range(8):
        await stand.request(chat, chat.person(), LVIV)
    await asked(chat)
    await desk.says("/requests lviv")
    assert listed(desk) == ["1", "2", "3", "4", "5", "6"]
    await desk.presses("Further")
    assert listed(desk) == ["7", "8", "9"]
    assert desk.screen.text.startswith("9 requests\nLviv Oblast")
    await desk.presses("Back")
    assert listed(desk)[0] == "1"
    await desk.sends_payload(desk.screen.rows[2][0][1].replace(":6-", ":600-"))
    assert listed(desk)[0] == "1", "the rest was closed meanwhile"
