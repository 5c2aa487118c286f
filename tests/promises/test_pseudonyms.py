"""The name somebody is given follows from nothing about them: it is drawn anew for each talk."""

import random
from collections import Counter
from dataclasses import astuple
from inspect import signature

from bot.domain.pseudonyms import names, pick
from handlers import pairing
from tests.circle import Circle
from tests.handlers.conftest import circle as circle

PAIRS = 50_000


def test_of_100000_names_no_pair_has_one_twice_and_every_name_comes_up() -> None:
    chance, given = random.Random(1), Counter[str]()
    for _pair in range(PAIRS):
        asks = pick(chance)
        helps = pick(chance, {asks.uk})
        assert set(astuple(asks)).isdisjoint(astuple(helps))
        given.update((asks.uk, helps.uk))
    assert given.keys() == {name.uk for name in names()}
    even = 2 * PAIRS / len(names())
    assert max(given.values()) < 2 * even
    assert min(given.values()) > even / 4


def test_a_name_is_drawn_by_the_chance_of_the_machine_and_knows_nobody() -> None:
    assert isinstance(pairing.CHANCE, random.SystemRandom)
    assert [*signature(pick).parameters] == ["random", "taken"]


async def test_who_gave_no_name_has_another_one_in_each_talk(circle: Circle) -> None:
    asks, shown = await circle.joins(), set[str]()
    for _talk in range(3):
        match = await circle.match(await circle.matched(asks, await circle.helper(capacity=1)))
        shown.update((match.requester_name, match.helper_name))
    assert len(shown) >= 5, "two of six may be alike once in some hundred runs, four never"
