"""Who may be asked to help with a request, and in which order: hard rules first, then the gentlest choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.matching.asks import Ask, Skills


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that looks for a helper."""

    requester_id: int
    language: str
    ask: Ask
    group_id: int = 0
    barred: frozenset[int] = frozenset()  # helpers who said no, or stayed silent


@dataclass(frozen=True, slots=True)
class Candidate:
    """An approved helper."""

    helper_id: int
    skills: Skills
    free_places: int
    load: int = 0
    groups: frozenset[int] = frozenset()
    asked_at: datetime | None = None
    being_asked: int = 0  # open offers
    home: str = ""  # where the helper lives (a region's code), as far as known
    awake_at: datetime | None = None  # when the helper last answered an offer, or volunteered
    reachable: bool = True  # has an account that takes messages


def suits(waiting: Waiting, helper: Candidate, neighbours: Iterable[str] = ()) -> bool:
    """Whether the helper may be asked at all; none of these rules is ever traded for a better score."""
    ask, skills = waiting.ask, helper.skills
    return (
        helper.free_places > 0
        and helper.helper_id != waiting.requester_id
        and helper.helper_id not in waiting.barred
        and ask.need in skills.needs
        and waiting.language in skills.languages
        and (ask.wants == "any" or skills.gender == ask.wants)
        and (not ask.in_person or _meets(ask.region, skills, neighbours))
    )


def ranked(waiting: Waiting, helpers: Iterable[Candidate], neighbours: Iterable[str] = ()) -> list[Candidate]:
    """Return those who may be asked, the best first: own group, near, least loaded, longest not asked."""
    near = frozenset(neighbours)
    fitting = [helper for helper in helpers if suits(waiting, helper, near)]
    return sorted(fitting, key=lambda helper: _order(waiting, helper, near))


def _meets(region: str, skills: Skills, neighbours: Iterable[str]) -> bool:
    return skills.in_person and bool(region) and not {region, *neighbours}.isdisjoint(skills.regions)


def _order(waiting: Waiting, helper: Candidate, near: frozenset[str]) -> tuple[int, float, int]:
    points = 30 if waiting.group_id in helper.groups else 0
    if waiting.ask.region in helper.skills.regions:
        points += 40 if waiting.ask.in_person else 10
    elif near & {*helper.skills.regions}:
        points += 10 if waiting.ask.in_person else 5
    points -= (0, 6, 14, 24, 36)[min(helper.load, 4)]
    asked = helper.asked_at.timestamp() if helper.asked_at else 0.0
    return -points, asked, helper.helper_id
