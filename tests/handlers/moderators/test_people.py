"""/people: how many do what, and lists by closed words; nobody is found by what they wrote."""

import pytest

from storage import persons
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators.test_request_list import listed


async def lively(chat: Chat) -> Circle:
    """Kalyna asks, Yavir helps her, and somebody in Poland does nothing yet."""
    circle = Circle(chat)
    await circle.talking(region="UA-65")
    await circle.joins(region="PL")
    return circle


async def test_it_counts_what_people_do_and_shows_nobody(chat: Chat, desk: Phone) -> None:
    await lively(chat)
    await desk.says("/people")
    for line in ("3 people", "ask for help now: 1", "help somebody now: 1", "nothing open: 1", "banned: 0"):
        assert line in desk.screen.text.splitlines()
    assert not listed(desk)
    await desk.presses("help somebody now")
    assert desk.screen.text.startswith("1 person\nhelp somebody now")


@pytest.mark.parametrize(
    "words, count",
    [
        ("asks", 1),
        ("просить kherson", 1),
        ("poland", 1),
        ("ukraine helps", 0),
        ("week english", 3),
        ("ban", 0),
    ],
)
async def test_closed_words_make_a_list_of_numbers(chat: Chat, desk: Phone, words: str, count: int) -> None:
    await lively(chat)
    await desk.says(f"/people {words}")
    assert len(listed(desk)) == count


@pytest.mark.parametrize("words", ["Kalyna", "passport lost", "Yavir"])
async def test_names_and_own_words_find_nobody(chat: Chat, desk: Phone, words: str) -> None:
    await lively(chat)
    await desk.says(f"/people {words}")
    assert desk.screen.text.startswith("This list does not know")
    assert not listed(desk)


async def test_a_number_stays_and_is_not_given_again(chat: Chat, desk: Phone) -> None:
    circle = await lively(chat)
    await desk.says("/people poland")
    (number,) = listed(desk)
    gone = list(circle.people.values())[-1]
    await desk.says("/people week")
    assert number in listed(desk)
    async with chat.database.transaction() as session:
        await persons.erase(session, gone)
    await circle.joins(region="PL")
    await desk.says("/people poland")
    assert listed(desk) != [number]
    assert (await desk.says(f"/person {number}")).text.startswith(f"There is no person {number}.")
