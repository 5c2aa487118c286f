"""A simulated month: nobody is lost, nobody is asked against the rules, and the same seed is the same month."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from bot.domain.matching.policy import OURS
from bot.domain.matching.round import decide
from bot.domain.matching.snapshot import NOW, Key
from bot.domain.simulation import figures
from bot.domain.simulation.arrivals import suits
from bot.domain.simulation.figures import Figures
from bot.domain.simulation.month import Log, Month
from bot.domain.simulation.ours import Ours
from bot.domain.simulation.people import members
from bot.domain.simulation.played import WAYS, Setting, month, month_with_more
from bot.domain.simulation.town import Town

SMALL = Setting(seed=11, helpers=100, days=10)
every_way = pytest.mark.parametrize("way", WAYS)


@cache
def played(way: str) -> tuple[Figures, Log]:
    return month(WAYS[way], SMALL)


def helper_of(town: Town, id: int) -> int:
    return town.helpers[id - 1].capacity


@every_way
def test_the_same_seed_is_the_same_month(way: str) -> None:
    found, log = month(WAYS[way], SMALL)
    assert found == played(way)[0]
    assert [(each.helper, each.at) for each in log.offers] == [
        (each.helper, each.at) for each in played(way)[1].offers
    ]


@every_way
def test_every_request_that_came_is_helped_once_or_still_waits(way: str) -> None:
    _, log = played(way)
    assert len(log.calls) == len(SMALL.calls(SMALL.town()))
    assert len({call.waiting.id for call in log.calls}) == len(log.calls)
    for call in log.calls:
        assert (call.helped_at is None) == (call.helper == 0)
        assert call.helped_at is None or call.at <= call.helped_at < SMALL.days * 24


@every_way
def test_nobody_is_asked_against_a_lasting_rule_or_after_a_no(way: str) -> None:
    _, log = played(way)
    town, said_no = SMALL.town(), set[tuple[int, int]]()
    for offer in log.offers:
        pair = int(offer.call.waiting.id), offer.helper
        assert suits(offer.call.waiting, town.helpers[offer.helper - 1])
        assert pair not in said_no
        if offer.said_no:
            said_no.add(pair)


@every_way
def test_after_silence_the_pair_rests_for_a_day(way: str) -> None:
    moments: dict[tuple[int, int], list[float]] = defaultdict(list)
    for offer in played(way)[1].offers:
        moments[int(offer.call.waiting.id), offer.helper].append(offer.at)
    waits = [later - earlier for times in moments.values() for earlier, later in pairwise(times)]
    assert not [wait for wait in waits if wait < OURS.silence_h]


def test_no_helper_gets_more_messages_a_week_than_the_budget() -> None:
    by_helper: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for offer in played("ours")[1].offers:
        by_helper[offer.helper].append((offer.at, offer.call.waiting.urgency))
    for offers in by_helper.values():
        for at, urgency in offers:
            week = sum(at - 7 * 24 < other <= at for other, _ in offers)
            assert week <= (OURS.week_most_now if urgency == NOW else OURS.week_most)


def test_open_offers_and_matches_together_never_exceed_the_places() -> None:
    town = SMALL.town()
    going = Month(town, SMALL.calls(town), WAYS["ours"], SMALL.seed)
    over: list[int] = []

    def look() -> None:
        for id, standing in going.people.standings.items():
            if standing.load + standing.reserved > helper_of(town, id):
                over.append(id)

    for hour in range(SMALL.days * 24):
        going.at(hour + 0.5, look)
    log = going.run(SMALL.days)
    assert log.offers
    assert not over
    assert not log.refused


def test_a_circle_that_has_opened_never_closes_again() -> None:
    town = SMALL.town()
    calls = SMALL.calls(town)
    going, seen = Month(town, calls, WAYS["ours"], SMALL.seed), dict[int, int]()

    def look() -> None:
        for call in calls:
            id = int(call.waiting.id)
            assert call.circle >= seen.get(id, 0)
            seen[id] = call.circle

    for hour in range(SMALL.days * 24):
        going.at(hour + 0.5, look)
    going.run(SMALL.days)
    assert max(seen.values()) > 0


def test_a_broadcast_costs_many_messages_and_tires_people() -> None:
    broadcast, rota = played("broadcast")[0], played("rota")[0]
    assert broadcast.messages > 2 * rota.messages
    assert broadcast.paused > rota.paused


def test_our_way_is_sooner_than_one_at_a_time_by_the_clock() -> None:
    ours, rota = played("ours")[0], played("rota")[0]
    assert ours.median_h < 0.8 * rota.median_h
    assert ours.match > rota.match - 0.03


def test_more_helpers_where_people_waited_help_more_of_them() -> None:
    before, log = played("ours")
    after, _ = month_with_more(SMALL, log, 10)
    assert after.match > before.match


def test_a_share_that_was_never_reached_takes_without_end() -> None:
    assert figures.quantile([1.0, 2.0, 3.0, float("inf")], 0.5) == 3.0
    assert figures.quantile([1.0, float("inf")], 0.9) == float("inf")


def test_the_requests_and_helpers_that_are_left_out_would_change_no_decision() -> None:
    town = SMALL.town()
    going, looks = Month(town, SMALL.calls(town), WAYS["ours"], SMALL.seed), list[int]()
    ours = WAYS["ours"]
    assert isinstance(ours, Ours)

    def look() -> None:
        calls = going.waiting()
        everybody = tuple(going.people.candidate(id, going.now) for id in going.people.standings)
        some = ours.snapshot(going.people, calls, going.now)
        asked = {call.waiting.id: frozenset[Key](members(call.asked)) for call in calls}
        barred = frozenset(
            (call.waiting.id, id) for call in calls for id in members(call.barred | call.resting)
        )
        whole = replace(some, candidates=everybody, barred=barred)
        assert sorted(decide(whole, ours.policy, asked).asks) == sorted(decide(some, ours.policy, asked).asks)
        looks.append(len(calls))

    for hour in range(1, SMALL.days * 24, 5):
        going.at(hour + 0.5, look)
    going.run(SMALL.days)
    assert max(looks) > 1
