"""Simpler rules to match by, and the most pairs that any rule could make."""

from heapq import heapify, heappop, heapreplace

from bot.domain.matching.order import by_id
from bot.domain.matching.pairs import Pairs
from bot.domain.matching.rules import Rules, ones
from bot.domain.matching.score import penalties
from bot.domain.matching.snapshot import Snapshot

Made = dict[int, int]  # request: helper, both as numbers of `Pairs`


def first_come(pairs: Pairs, best: bool) -> Made:
    """Give whoever waits longest the first helper with a place, or the one with the most points."""
    taken, made = [0] * len(pairs.helpers), Made()
    waited = sorted(range(len(pairs.requests)), key=lambda r: -pairs.requests[r].wait_h)
    listed = {
        h: i
        for i, h in enumerate(sorted(range(len(pairs.helpers)), key=lambda h: by_id(pairs.helpers[h].id)))
    }
    for r in waited:
        free = {
            h: w - pairs.penalties[h][taken[h]]
            for h, w in pairs.listed(r).items()
            if taken[h] < len(pairs.penalties[h])
        }
        if free:
            made[r] = max(free, key=lambda h: (free[h] if best else 0, -listed[h]))
            taken[made[r]] += 1
    return made


def best_pair_first(pairs: Pairs) -> Made:
    """Make the pair with the most points of all, then the next: what a careful person would do."""
    taken, made = [0] * len(pairs.helpers), Made()
    queue = [
        (pairs.penalties[h][0] - w, r, h)
        for r in range(len(pairs.requests))
        for h, w in pairs.listed(r).items()
    ]
    worth: dict[tuple[int, int], int] = {}
    heapify(queue)
    while queue:
        points, r, h = queue[0]
        if r in made or taken[h] == len(pairs.penalties[h]):
            heappop(queue)
            continue
        before = worth.setdefault((r, h), points - pairs.penalties[h][0])
        if before + pairs.penalties[h][taken[h]] != points:
            heapreplace(queue, (before + pairs.penalties[h][taken[h]], r, h))
            continue
        heappop(queue)
        made[r] = h
        taken[h] += 1
    return made


def score(pairs: Pairs, made: Made) -> int:
    """Return the points of what was made, less the load."""
    taken = [0] * len(pairs.helpers)
    for h in made.values():
        taken[h] += 1
    load = sum(sum(places[:n]) for places, n in zip(pairs.penalties, taken, strict=True))
    return sum(pairs.worth(r, h) for r, h in made.items()) - load


def most_possible(snapshot: Snapshot) -> int:
    """Return how many requests could get a helper at most, by longer and longer chains of moves (Hopcroft-Karp)."""
    rules = Rules(snapshot)
    crowds = [rules.may_ask(each) for each in snapshot.waiting]
    room = [len(penalties(snapshot.score, helper)) for helper in rules.candidates]
    helper_of: dict[int, int] = {}
    guests: list[set[int]] = [set() for _ in room]
    grown = True
    while grown:
        unseen, grown = rules.everybody, False
        for r, crowd in enumerate(crowds):
            if crowd and r not in helper_of:
                unseen, found = _grow(r, crowds, room, helper_of, guests, unseen)
                grown |= found
    return len(helper_of)


def _grow(
    first: int,
    crowds: list[int],
    room: list[int],
    helper_of: dict[int, int],
    guests: list[set[int]],
    unseen: int,
) -> tuple[int, bool]:
    by: dict[int, int] = {}
    row = [first]
    for r in row:
        fresh = crowds[r] & unseen
        unseen ^= fresh
        for h in ones(fresh):
            by[h] = r
            if len(guests[h]) < room[h]:
                _move(first, h, by, helper_of, guests)
                return unseen, True
            row += guests[h]
    return unseen, False


def _move(
    first: int, last: int, by: dict[int, int], helper_of: dict[int, int], guests: list[set[int]]
) -> None:
    h, r = last, None
    while r != first:
        r = by[h]
        left, helper_of[r] = helper_of.get(r), h
        guests[h].add(r)
        if left is not None:
            guests[left].discard(r)
            h = left
