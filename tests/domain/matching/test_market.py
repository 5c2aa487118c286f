"""A market is as good after every event as solving anew."""

from dataclasses import replace
from random import Random

import pytest

from bot.domain.matching import assign, check
from bot.domain.matching.market import Market
from bot.domain.simulation import population
from tests.domain.matching import small


def happen(market: Market, chance: Random) -> None:
    """Let one of the things happen that happen to a community."""
    now = market.snapshot
    request, helper = chance.choice(now.waiting), chance.choice(now.candidates)
    happens = chance.randrange(8)
    if happens == 0:
        market.request_comes(small.waiting(chance, chance.randint(100, 160), 30))
    elif happens == 1 and len(now.waiting) > 1:
        market.request_goes(request.id)
    elif happens == 2:
        market.request_comes(
            replace(request, circle=min(2, request.circle + 1), urgency=chance.randint(1, 3))
        )
    elif happens == 3:
        market.helper_comes(small.candidate(chance, chance.randint(1, 40)))
    elif happens == 4 and len(now.candidates) > 1:
        market.helper_goes(helper.id)
    elif happens == 5:
        market.helper_comes(replace(helper, load=max(0, helper.load + chance.choice((-1, 1)))))
    elif happens == 6:
        market.forbid(request.id, helper.id)
    elif happens == 7:
        market.pin(request.id, chance.choice((helper.id, None)))


@pytest.mark.parametrize("seed", range(12))
def test_after_every_event_nothing_is_better(seed: int) -> None:
    chance = Random(seed)
    market = Market(small.snapshot(seed, requests=24, helpers=16))
    for _ in range(60):
        happen(market, chance)
        found = market.assignment()
        assert check(market.snapshot, found).best
        assert found.score == assign(market.snapshot).score


def test_a_town_of_hundreds_stays_the_best_after_many_events() -> None:
    chance = Random(5)
    market = Market(population.snapshot(200, 120, 5))
    for _ in range(100):
        happen(market, chance)
    found = market.assignment()
    assert check(market.snapshot, found).best
    assert len(found.pairs) > 20


def test_who_is_not_here_can_go() -> None:
    market = Market(small.snapshot(1))
    before = market.assignment()
    market.request_goes("nobody")
    market.helper_goes("nobody")
    market.forbid("nobody", "nobody")
    assert market.assignment() == before


def test_a_market_begins_empty_and_fills() -> None:
    market = Market(replace(small.snapshot(2), waiting=(), candidates=()))
    for each in small.snapshot(2).candidates:
        market.helper_comes(each)
    for request in small.snapshot(2).waiting:
        market.request_comes(request)
    assert market.assignment().score == assign(small.snapshot(2)).score
