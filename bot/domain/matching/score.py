"""The points of a pair: whole numbers with names, in one table, whose sum is the pair's worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from bot.domain.matching.snapshot import Candidate, Snapshot, Waiting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers that moderators may change; the hard rules are none of them.

    The reference score: one more person helped is worth 200 and more, while two helpers of one request differ by 250
    at the very most, so nobody loses a helper for the sake of a nicer pair.
    """

    need: int = 200
    urgency: tuple[int, int, int] = (0, 100, 300)  # no hurry, today, now
    waiting: int = 100  # after `waiting_h` hours; less before, in proportion
    waiting_h: int = 168
    own_group: int = 30
    neighbouring_group: int = 15
    same_region_in_person: int = 40
    neighbouring_region_in_person: int = 10
    same_region: int = 10
    neighbouring_region: int = 5
    previous: int = 20  # this helper helped this person well before
    reciprocity: int = 8  # the helper has received help
    acceptance: int = 40  # times (accepted + 2) / (offered + 4), rounded down
    fatigue: int = 2  # minus, for each help of the last 30 days
    fatigue_most: int = 20
    week: int = 0  # minus, for each offer of the last seven days
    # Minus, for who becomes the helper's 0th, 1st ... 5th at once (and so on as the last); it never falls.
    load: tuple[int, ...] = (0, 0, 6, 14, 24, 36)


REFERENCE: Final = Score()


def parts(snapshot: Snapshot, waiting: Waiting, candidate: Candidate) -> dict[str, int]:
    """Return the points of a pair by name, in the order they are shown; their sum is its worth before the load."""
    score = snapshot.score
    named = {
        "need": score.need,
        "urgency": score.urgency[waiting.urgency - 1],
        "waiting": waiting_points(score, waiting.wait_h),
        "group": _tie(
            waiting.group, candidate.groups, snapshot.near_groups, score.own_group, score.neighbouring_group
        ),
        "region": _tie(
            waiting.region, candidate.regions, snapshot.near_regions, *region_points(score, waiting)
        ),
        "previous": score.previous if snapshot.successes.get((waiting.requester, candidate.id), 0) > 0 else 0,
        **helper_parts(score, candidate),
        "rare_skill": -spared(snapshot.rarity, candidate, waiting.need),
    }
    return {name: points for name, points in named.items() if points}


def request_points(score: Score, waiting: Waiting) -> int:
    """Return what any helper of this request is worth: need, urgency and waiting."""
    return score.need + score.urgency[waiting.urgency - 1] + waiting_points(score, waiting.wait_h)


def waiting_points(score: Score, wait_h: float) -> int:
    """Return the points for hours of waiting, rounded down: 15 for 26 hours in the reference score."""
    return int(score.waiting * min(max(wait_h, 0), score.waiting_h) // score.waiting_h)


def region_points(score: Score, waiting: Waiting) -> tuple[int, int]:
    """Return the points for a helper of the same region, and for one of a neighbouring region."""
    if waiting.in_person:
        return score.same_region_in_person, score.neighbouring_region_in_person
    return score.same_region, score.neighbouring_region


def helper_parts(score: Score, candidate: Candidate) -> dict[str, int]:
    """Return the points that a helper brings to any request."""
    return {
        "reciprocity": score.reciprocity if candidate.received > 0 else 0,
        "acceptance": score.acceptance * (candidate.accepted + 2) // (candidate.offered + 4),
        "fatigue": -min(score.fatigue * candidate.helped_30d, score.fatigue_most),
        "week": -score.week * candidate.week,
    }


def spared(rarity: Mapping[str, int], candidate: Candidate, need: str) -> int:
    """Return the points off because the helper has a skill that is rarer than the one needed."""
    rarest = max((rarity.get(each, 0) for each in candidate.needs), default=0)
    return max(0, rarest - rarity.get(need, 0))


def penalties(score: Score, candidate: Candidate) -> tuple[int, ...]:
    """Return the points off for each free place of a helper, in the order they are taken; () when full."""
    last = len(score.load) - 1
    places = range(candidate.load + 1, candidate.capacity + 1)
    return tuple(score.load[min(place, last)] for place in places)


def _tie(own: T | None, theirs: Set[T], near: Mapping[T, Set[T]], same: int, neighbouring: int) -> int:
    if own is None or own in theirs:
        return same if own is not None else 0
    return neighbouring if not theirs.isdisjoint(near.get(own, ())) else 0
