"""The numbers come after a moment: exact as text, and as a picture only of enough people."""

import pytest
from sqlalchemy import func, select, update

from storage import desks
from storage.requests import RequestRow
from storage.stats_wishes import StatsWishRow
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand


async def numbers(chat: Chat, desk: Phone, words: str = "") -> list[str]:
    """Ask for the numbers; return all lines that come."""
    known = len(desk.messages)
    await desk.says(f"/stats {words}".strip())
    await chat.work()
    return [line for text in desk.texts[known:] for line in text.splitlines()]


async def test_the_numbers_count_what_is_there(chat: Chat, desk: Phone) -> None:
    for _number in range(3):
        await stand.request(chat, chat.person())
    await stand.request(chat, chat.person(), held=True)
    await stand.volunteer(chat, chat.person())
    await desk.sends_payload("a:m-end:1-solved")
    await desk.sends_payload("a:m-end:2-no_help")
    told = await numbers(chat, desk)
    for line in (
        "The last 30 days: 23 October – 21 November",
        "asked: 4 (0)",
        "helped: 1 (0)",
        "wait, no word yet: 2 (0)",
        "ended without help: 1 (0)",
        "2 of these still wait: neither helped nor failed yet.",
        "half: within 1 hour",
        "4 people asked.",
        "3 of them got neither a word nor help.",
        "2 of these still wait.",
        "no help found: 1",
        "held for a moderator: 1",
        "nobody could be asked: 1",
        "Documents: 4",
        "helped 1, no word 3",
        "not said: 4",
        "no group: 4",
        "English: 4",
        "wait for approval: 1",
        "free places: 0",
        "messages not accepted: 0",
    ):
        assert line in told, line


async def test_the_numbers_of_an_empty_circle_are_noughts(chat: Chat, desk: Phone) -> None:
    told = await numbers(chat, desk, "week")
    assert {"asked: 0 (0)", "For a picture that may be passed on, too few people asked."} <= set(told)
    assert "Who got nothing" not in told


async def test_a_request_after_a_week_belongs_to_the_time_before(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await chat.passes(days=7)
    await stand.request(chat, chat.person())
    await stand.request(chat, chat.person())
    assert "asked: 2 (1)" in await numbers(chat, desk, "week")
    assert "asked: 3 (0)" in await numbers(chat, desk, "month")


async def test_the_helpers_side_is_counted(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.talking()
    told = await numbers(chat, desk)
    for line in (
        "word came, goes on: 1 (0)",
        "accompany one person: 1",
        "helpers with new talks: 1",
        "free places: 1",
        "Each of them got a word or help.",
    ):
        assert line in told, line


async def test_a_picture_comes_when_five_people_asked_and_shows_no_few(chat: Chat, desk: Phone) -> None:
    for _number in range(4):
        await stand.request(chat, chat.person())
    await numbers(chat, desk)
    assert not any(message.picture for message in desk.messages)
    await stand.request(chat, chat.person())
    told = await numbers(chat, desk)
    assert sum(message.picture for message in desk.messages) == 1
    assert "For a picture that may be passed on, too few people asked." not in told


@pytest.mark.parametrize("words, days", [("тиждень", 7), ("Месяц", 30), ("year", 365), ("рік", 365)])
async def test_the_time_is_typed_in_any_language(chat: Chat, desk: Phone, words: str, days: int) -> None:
    assert any(line.startswith(f"The last {days} days") for line in await numbers(chat, desk, words))


async def test_buttons_bring_the_other_times_below_and_twice_is_once(chat: Chat, desk: Phone) -> None:
    await numbers(chat, desk)
    shown = len(desk.messages)
    await desk.presses("A year")
    await desk.presses("A year")
    async with chat.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(StatsWishRow)) == 1
    await chat.work()
    title, parts = desk.texts[shown:]
    assert title.startswith("The last 365 days: 22 November 2025 – 21 November 2026")
    assert parts == desk.screen.text
    assert desk.screen.labels == ["A week", "A month", "To the queue"]


async def test_a_chat_that_is_no_desk_any_more_gets_nothing(chat: Chat, desk: Phone) -> None:
    await desk.says("/stats")
    shown = len(desk.messages)
    async with chat.database.transaction() as session:
        await desks.appoint(session, ["-1002"])
    await chat.work()
    assert len(desk.messages) == shown
    async with chat.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(StatsWishRow)) == 0


async def somewhere(chat: Chat, region: str, need: str = "documents", count: int = 1) -> None:
    for _number in range(count):
        await stand.request(chat, chat.person(), stand.asking(region=region, need=need, subneed=""))


@pytest.mark.parametrize("words", ["kherson month", "місяць Херсон", "херсонская область", "в Херсоні"])
async def test_the_numbers_of_a_place_are_counted_alone(chat: Chat, desk: Phone, words: str) -> None:
    await somewhere(chat, "UA-65", count=2)
    await somewhere(chat, "UA-63", count=3)
    told = await numbers(chat, desk, words)
    assert {"asked: 2", "2 people asked.", "Documents: 2"} <= set(told)
    assert any("Kherson" in line for line in told[:4])
    assert not any("Kharkiv" in line for line in told)
    assert "free places: 0" not in told
    assert any(line.startswith("Only requests are counted here") for line in told)


async def test_a_country_holds_its_regions_and_words_narrow_each_other(chat: Chat, desk: Phone) -> None:
    await somewhere(chat, "UA-65", "medical")
    await somewhere(chat, "UA-63")
    await somewhere(chat, "DE")
    assert "asked: 2" in await numbers(chat, desk, "україна")
    assert "asked: 1" in await numbers(chat, desk, "україна documents рік")
    assert "asked: 3 (0)" in await numbers(chat, desk, "english week")
    assert "asked: 0" in await numbers(chat, desk, "germany medical")


async def test_the_time_before_is_of_the_same_place(chat: Chat, desk: Phone) -> None:
    await somewhere(chat, "UA-65", count=2)
    await somewhere(chat, "UA-63")
    await chat.passes(days=7)
    await somewhere(chat, "UA-65")
    assert "asked: 1 (2)" in await numbers(chat, desk, "kherson week")


async def test_what_is_deleted_since_its_time_is_over_still_counts_in_the_totals(
    chat: Chat, desk: Phone
) -> None:
    await somewhere(chat, "UA-65", count=3)
    await desk.sends_payload("a:m-end:1-solved")
    await desk.sends_payload("a:m-end:2-no_help")
    await chat.passes(days=31)
    await somewhere(chat, "UA-65", "medical")
    async with chat.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(RequestRow)) == 2
    lines = ("asked: 1 (3)", "helped: 0 (1)", "ended without help: 0 (1)", "deleted by the person: 0 (0)")
    assert set(lines) <= set(await numbers(chat, desk, "month"))
    told = await numbers(chat, desk, "year")
    year = {"asked: 4 (0)", "helped: 1 (0)", "no help found: 1", "1 person asked.", "Doctor and medicines: 1"}
    assert year <= set(told)
    assert not any(line.startswith("Documents") for line in told), "nobody can say it of all of them any more"
    assert any(line.startswith("Closed requests are kept for 30 days, then only how many") for line in told)


async def test_of_a_place_only_what_is_known_is_counted_and_that_is_said(chat: Chat, desk: Phone) -> None:
    await somewhere(chat, "UA-65", count=2)
    await desk.sends_payload("a:m-end:1-solved")
    await chat.passes(days=31)
    await somewhere(chat, "UA-65")
    told = await numbers(chat, desk, "kherson year")
    assert {"asked: 1", "helped: 0"} <= set(told)
    assert any("only what was asked since then is counted" in line for line in told)
    month = await numbers(chat, desk, "kherson month")
    assert "asked: 1" in month
    assert not any("kept for 30 days" in line or "In brackets" in line for line in month)


async def test_buttons_keep_the_place(chat: Chat, desk: Phone) -> None:
    await somewhere(chat, "UA-65")
    await somewhere(chat, "UA-63")
    await numbers(chat, desk, "kherson month")
    shown = len(desk.messages)
    await desk.presses("A year")
    await chat.work()
    told = "\n".join(desk.texts[shown:])
    assert "The last 365 days" in told
    assert "asked: 1\n" in told


async def test_a_group_is_counted_and_never_drawn(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    group = await circle.group("Kalyna")
    for _number in range(5):
        request = await circle.asks(await circle.joins())
        async with chat.database.transaction() as session:
            await session.execute(
                update(RequestRow).where(RequestRow.id == request).values(group_id=group.id)
            )
    await somewhere(chat, "UA-65")
    told = await numbers(chat, desk, "kalyna")
    assert "asked: 5" in told
    assert "Of one group there is no picture: its numbers would lead to people." in told
    assert not any(message.picture for message in desk.messages)


async def test_few_people_of_a_place_are_not_drawn_and_enough_are(chat: Chat, desk: Phone) -> None:
    await somewhere(chat, "UA-63", count=5)
    await somewhere(chat, "UA-65", count=4)
    told = await numbers(chat, desk, "kherson")
    assert "For a picture that may be passed on, too few people asked." in told
    assert not any(message.picture for message in desk.messages)
    await somewhere(chat, "UA-65")
    await numbers(chat, desk, "kherson")
    assert sum(message.picture for message in desk.messages) == 1


async def test_a_word_that_the_numbers_do_not_know_is_named(chat: Chat, desk: Phone) -> None:
    told = await numbers(chat, desk, "kherzon")
    assert "This list does not know “kherzon”." in told
    assert "/stats kherson month" in told
    assert "The numbers are being counted." not in desk.screen.text
