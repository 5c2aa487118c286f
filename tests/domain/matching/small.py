"""Made-up snapshots of a handful of people, in which every rule and every tie happens; and the best by trying all."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import TypeVar

from bot.domain.matching.forbidden import broken
from bot.domain.matching.order import seniority
from bot.domain.matching.proof import score
from bot.domain.matching.score import penalties
from bot.domain.matching.snapshot import NOBODY, Candidate, Key, Snapshot, Waiting

T = TypeVar("T")
Made = tuple[tuple[Waiting, Candidate], ...]
NEEDS, LANGUAGES, REGIONS, GROUPS = ("talk", "documents", "medical"), ("uk", "ru"), ("A", "B", "C"), (1, 2, 3)


def snapshot(seed: int, requests: int = 5, helpers: int = 4) -> Snapshot:
    """Return a made-up snapshot; requests have ids from 100, persons from 1, and some persons are both."""
    chance = Random(seed)
    ids = range(1, helpers + 1)
    return Snapshot(
        waiting=tuple(waiting(chance, 100 + i, helpers) for i in range(requests)),
        candidates=tuple(candidate(chance, id) for id in ids),
        near_regions={"A": frozenset("B"), "B": frozenset("AC"), "C": frozenset("B")},
        near_groups={1: frozenset({2}), 2: frozenset({1})},
        rarity={"talk": 0, "documents": 20, "medical": 60},
        barred=frozenset({(100, chance.choice(ids))}),
        blocks=frozenset({(chance.choice(ids), chance.choice(range(1, helpers + 4)))}),
        successes={(chance.choice(range(1, helpers + 4)), chance.choice(ids)): 1},
        pinned={101: chance.choice(ids)} if chance.random() < 0.2 else {},
    )


def waiting(chance: Random, id: int, helpers: int) -> Waiting:
    """Return a request of somebody who may be a helper too."""
    return Waiting(
        id,
        requester=chance.randint(1, helpers + 3),
        need=chance.choice(NEEDS),
        languages=_some(chance, LANGUAGES),
        urgency=chance.randint(1, 3),
        wait_h=chance.choice((0, 26, 26.5, 170, 200, 400)),
        group=chance.choice((*GROUPS, None)),
        circle=chance.choice((0, 1, 2, 2)),
        in_person=chance.random() < 0.4,
        region=chance.choice((*REGIONS, "")),
        restricted=chance.random() < 0.5,
        wants=chance.choice(("", "", "", "woman", "man")),
        slots=chance.choice((0b0011, 0b0110, 0b1111)),
    )


def candidate(chance: Random, id: int) -> Candidate:
    """Return a helper, most of whom may be asked about most."""
    return Candidate(
        id,
        needs=_some(chance, NEEDS),
        languages=_some(chance, LANGUAGES),
        groups=_some(chance, GROUPS),
        gender=chance.choice(("", "woman", "man")),
        regions=_some(chance, REGIONS),
        in_person=chance.random() < 0.8,
        can_travel=chance.random() < 0.5,
        slots=chance.choice((0b0001, 0b0111, 0b1110)),
        capacity=chance.randint(0, 4),
        load=chance.randint(0, 1),
        active=chance.random() < 0.9,
        asked_from=chance.choice((1, 1, 1, 2, NOBODY)),
        awake_from=chance.choice((1, 1, 1, 3, NOBODY)),
        offered=chance.randint(0, 4),
        helped_30d=chance.randint(0, 12),
        received=chance.randint(0, 1),
        asked_at=chance.randint(0, 3),
    )


def best_by_trying(snapshot: Snapshot) -> tuple[int, int, list[float]]:
    """Return the most points there can be, of those assignments the fewest turns, and of these the longest waits."""
    points, turn, waited = max(
        (
            score(snapshot, made),
            -turns(snapshot, [h.id for _, h in made]),
            waits(snapshot, [r.id for r, _ in made]),
        )
        for made in _all(snapshot, {})
    )
    return points, -turn, waited


def waits(snapshot: Snapshot, requests: Iterable[Key]) -> list[float]:
    """Return how long these requests have waited, the longest first."""
    served = set(requests)
    return sorted((each.wait_h for each in snapshot.waiting if each.id in served), reverse=True)


def turns(snapshot: Snapshot, helpers: Iterable[Key]) -> int:
    """Return the places of helpers in the row of those asked longest ago, added up."""
    row = [helper.id for helper in sorted(snapshot.candidates, key=seniority)]
    return sum(row.index(helper) for helper in helpers)


def _all(snapshot: Snapshot, taken: dict[Key, int], i: int = 0) -> Iterator[Made]:
    if i == len(snapshot.waiting):
        yield ()
        return
    request = snapshot.waiting[i]
    yield from _all(snapshot, taken, i + 1)
    for helper in snapshot.candidates:
        had = taken.get(helper.id, 0)
        if had < len(penalties(snapshot.score, helper)) and not broken(snapshot, request, helper):
            for rest in _all(snapshot, {**taken, helper.id: had + 1}, i + 1):
                yield ((request, helper), *rest)


def _some(chance: Random, kinds: tuple[T, ...]) -> frozenset[T]:
    return frozenset(chance.sample(kinds, chance.randint(1, len(kinds))))
