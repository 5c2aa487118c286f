"""What needs two moderators is done by two, once, in time, and by nobody who is gone."""

from datetime import timedelta

import pytest

from bot.incoming import Incoming
from storage import desks
from tests.chat import DESK, Chat, Phone
from tests.conftest import NOON
from tests.handlers.moderators import stand

DECIDED = "This is decided already, or too old. It can be asked for anew."


@pytest.fixture
async def wish(chat: Chat, desk: Phone) -> str:
    """What "I agree" sends, under an export that moderator 1 asked for."""
    await desk.says("/export obstacles csv")
    return row_of(desk)


def row_of(desk: Phone) -> str:
    """What "I agree" sends with the newest card."""
    agree, _no = desk.screen.rows[0]
    return agree[1].partition(":")[2].partition(":")[2]


async def press(desk: Phone, name: str, wish: str, who: str) -> str:
    return (await desk.sends("press", text=f"a:{name}:{wish}", press="p", sender=who)).text


def files(desk: Phone) -> int:
    return sum(message.document is not None for message in desk.messages)


async def test_the_card_says_who_asks_and_nothing_is_done(desk: Phone, chat: Chat, wish: str) -> None:
    assert "Moderator 1 asks for this. Another one has to agree, until" in desk.screen.text
    assert files(desk) == 0
    assert await stand.acts(chat) == ["ask export csv"]


async def test_who_asked_cannot_agree(desk: Phone, chat: Chat, wish: str) -> None:
    assert (await press(desk, "m-agree", wish, "7")).startswith("Another moderator has to agree.")
    assert files(desk) == 0
    assert await stand.acts(chat) == ["ask export csv"]


async def test_a_second_one_agrees_once(desk: Phone, chat: Chat, wish: str) -> None:
    await press(desk, "m-agree", wish, "8")
    assert "Moderators 1 and 2 agreed." in "\n".join(desk.texts)
    assert await press(desk, "m-agree", wish, "8") == DECIDED
    assert await press(desk, "m-agree", wish, "9") == DECIDED
    assert files(desk) == 1
    assert await stand.acts(chat) == ["ask export csv", "agree export csv", "export obstacles"]


async def test_a_second_account_that_came_for_it_is_not_the_second_one(desk: Phone, chat: Chat) -> None:
    await desk.sends("words", text="/board", sender="9")
    chat.database.clock.jump(timedelta(days=2))
    await desk.says("/export obstacles csv")
    wish = row_of(desk)
    assert (await press(desk, "m-agree", wish, "8")).startswith(
        "Moderator 3 has been here for less than a day."
    )
    assert files(desk) == 0
    await press(desk, "m-agree", wish, "9")
    assert "agreed." in "\n".join(desk.texts)
    assert files(desk) == 1


async def test_who_came_today_asks_for_nothing_that_needs_two(desk: Phone, chat: Chat) -> None:
    await desk.says("/board")
    chat.database.clock.jump(timedelta(days=2))
    await desk.sends("words", text="/export obstacles csv", sender="9")
    wish = row_of(desk)
    assert (await press(desk, "m-agree", wish, "7")).startswith(
        "Moderator 2 has been here for less than a day."
    )
    assert files(desk) == 0


async def test_a_no_ends_it(desk: Phone, chat: Chat, wish: str) -> None:
    assert await press(desk, "m-disagree", wish, "8") == "Moderator 2 said no. Nothing was done."
    assert await press(desk, "m-agree", wish, "9") == DECIDED
    assert await stand.acts(chat) == ["ask export csv", "disagree export csv"]


async def test_who_asked_can_take_it_back(desk: Phone, wish: str) -> None:
    await press(desk, "m-disagree", wish, "7")
    assert await press(desk, "m-agree", wish, "8") == DECIDED


async def test_it_lapses_by_itself(desk: Phone, chat: Chat, wish: str) -> None:
    await chat.passes(hours=2)
    assert await press(desk, "m-agree", wish, "8") == DECIDED
    assert files(desk) == 0


async def test_what_somebody_asked_for_who_is_gone_is_not_done(desk: Phone, chat: Chat, wish: str) -> None:
    at = str(int(NOON.timestamp()) + 1)
    await chat.receive(Incoming("telegram", "gone", DESK, "went", "7", sender="7", at=at))
    assert await press(desk, "m-agree", wish, "8") == DECIDED
    assert files(desk) == 0


async def test_what_somebody_asked_for_who_is_gone_can_be_asked_for_anew_at_once(
    desk: Phone, chat: Chat, wish: str
) -> None:
    at = str(int(NOON.timestamp()) + 1)
    await chat.receive(Incoming("telegram", "gone", DESK, "went", "7", sender="7", at=at))
    await desk.says("/export obstacles csv", sender="8")
    assert "Moderator 2 asks for this." in desk.screen.text
    await stand.agrees(desk, "9")
    assert files(desk) == 1


async def test_the_other_desks_are_asked_too_and_the_file_comes_where_it_was_asked_for(
    chat: Chat, desk: Phone
) -> None:
    other = chat.person(address="-1002")
    async with chat.database.transaction() as session:
        await desks.appoint(session, [DESK, "-1002"])
    await desk.says("/export obstacles json")
    agree = other.screen.rows[0][0][1]
    await other.sends("press", text=agree, press="p", sender="8", message=other.screen.id)
    assert (files(desk), files(other)) == (1, 0)


async def test_asked_again_the_same_card_comes_back(desk: Phone, wish: str, chat: Chat) -> None:
    await desk.says("/export obstacles csv", sender="8")
    assert wish in desk.screen.rows[0][0][1]
    assert "Moderator 1 asks for this." in desk.screen.text
    assert await stand.acts(chat) == ["ask export csv"]
