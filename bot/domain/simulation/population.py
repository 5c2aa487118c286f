"""Made-up snapshots of a community at one moment, by a seed: to try the matcher on, and to measure it with."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bot.domain.matching.policy import OURS
from bot.domain.matching.score import REFERENCE
from bot.domain.matching.snapshot import Candidate, Key, Snapshot, Waiting
from bot.domain.simulation import shares, town
from bot.domain.simulation.town import Town

MEAN_WAIT_H = 46  # of the requests that wait
PLACE_TAKEN = 0.43  # of the helpers' places
HOURS = (8, 21)  # of day, in which snapshots are taken
DECLINED, BLOCKED, KNOWN = 0.35, 0.02, 0.12  # how many of these for one request


@dataclass(frozen=True, slots=True)
class Scene:
    """A community at an hour of the day, with what waits and what was before."""

    town: Town
    hour: int
    snapshot: Snapshot


def snapshot(requests: int, helpers: int, seed: int) -> Snapshot:
    """Return a made-up snapshot; the same numbers give the same one."""
    return scene(requests, helpers, seed).snapshot


def scene(requests: int, helpers: int, seed: int) -> Scene:
    """Return a made-up community with so many waiting requests and so many helpers."""
    chance = Random(seed)
    made = town.built(chance, requests + helpers, helpers)
    hour = chance.randint(*HOURS)
    waiting = tuple(_waiting(chance, made, id, helpers) for id in range(1, requests + 1))
    candidates = tuple(_candidate(chance, one.candidate(hour)) for one in made.helpers)
    able = _by_need(candidates)
    return Scene(
        made,
        hour,
        Snapshot(
            waiting,
            candidates,
            near_regions=town.NEAR_REGIONS,
            near_groups=made.near,
            rarity=made.rarity,
            barred=frozenset(
                _drawn(chance, able, one, one.id) for one in waiting if _happens(chance, DECLINED)
            ),
            blocks=frozenset(
                _drawn(chance, able, one, one.requester) for one in waiting if _happens(chance, BLOCKED)
            ),
            successes={
                _drawn(chance, able, one, one.requester): chance.randint(1, 3)
                for one in waiting
                if _happens(chance, KNOWN)
            },
        ),
    )


def documents(made: Scene) -> dict[str, Any]:
    """Return a snapshot as the four JSON documents "meta", "requests", "helpers", "history"."""
    seen = made.snapshot
    return {
        "meta": _meta(made),
        "requests": [_request_document(one) for one in seen.waiting],
        "helpers": [
            _helper_document(helper, one)
            for helper, one in zip(made.town.helpers, seen.candidates, strict=True)
        ],
        "history": {
            "blocks": sorted([*pair] for pair in seen.blocks),
            "declines": sorted([*pair] for pair in seen.barred),
            "successes": [[*pair, times] for pair, times in seen.successes.items()],
        },
    }


def _happens(chance: Random, share: float) -> bool:
    return chance.random() < share


def _waiting(chance: Random, made: Town, id: int, helpers: int) -> Waiting:
    request = made.request(chance, id, helpers + id)
    wait = round(chance.expovariate(1 / MEAN_WAIT_H), 1)
    return replace(request, wait_h=wait, circle=OURS.circle(wait, request.urgency))


def _candidate(chance: Random, one: Candidate) -> Candidate:
    offered = int(chance.expovariate(1 / 12))
    accepted = sum(_happens(chance, 0.5) for _ in range(offered))
    return replace(
        one,
        load=sum(_happens(chance, PLACE_TAKEN) for _ in range(one.capacity)),
        offered=offered,
        accepted=accepted,
        helped_30d=min(accepted, int(chance.expovariate(1 / 2.5))),
        received=int(chance.expovariate(1.2)),
    )


def _by_need(candidates: tuple[Candidate, ...]) -> dict[str, list[Candidate]]:
    return {need: [one for one in candidates if need in one.needs] for need in shares.NEEDS}


def _drawn(chance: Random, able: dict[str, list[Candidate]], request: Waiting, first: Key) -> tuple[Key, Key]:
    """Pair a request, or its requester, with somebody who can help, rather of the same group."""
    can = able[request.need] or able["talk"]
    own = [one for one in can if request.group in one.groups]
    return first, chance.choice(own or can).id


def _meta(made: Scene) -> dict[str, Any]:
    near = made.snapshot.near_groups
    regions = [
        {"id": code, "kind": kind, "tz": town.AHEAD[code], "neighbours": sorted(town.NEAR_REGIONS[code])}
        for kind, codes in (("oblast", town.REGIONS), ("country", tuple(shares.COUNTRIES)))
        for code in codes
    ]
    groups = [
        {
            "id": group.id,
            "region": group.region,
            "kind": "thematic" if group.thematic else "regional",
            "neighbours": sorted(map(int, near[group.id])),
        }
        for group in made.town.groups
    ]
    return {
        "now_hour": made.hour,
        "regions": regions,
        "groups": groups,
        "categories": [{"id": need, "rarity": points} for need, points in made.town.rarity.items()],
        "languages": ["uk", "ru", "en"],
        "rules": {
            "open_neighbour_h": {str(urgency): h for urgency, h in OURS.open_neighbours_h.items()},
            "open_all_h": {str(urgency): h for urgency, h in OURS.open_all_h.items()},
        },
        "score": _score(),
    }


def _score() -> dict[str, Any]:
    return {name: getattr(REFERENCE, name) for name in REFERENCE.__slots__}


def _request_document(one: Waiting) -> dict[str, Any]:
    return {
        "id": one.id,
        "requester": one.requester,
        "group": one.group,
        "category": one.need,
        "languages": sorted(one.languages),
        "urgency": one.urgency,
        "wait_h": one.wait_h,
        "in_person": one.in_person,
        "region": one.region,
        "restricted": one.restricted,
        "wants_woman": one.wants == "woman",
        "slots": one.slots,
    }


def _helper_document(helper: town.Helper, one: Candidate) -> dict[str, Any]:
    return {
        "id": one.id,
        "groups": [*helper.groups],
        "skills": sorted(helper.needs),
        "languages": sorted(helper.languages),
        "gender": helper.gender,
        "region": helper.region,
        "can_travel": helper.can_travel,
        "capacity": helper.capacity,
        "load": one.load,
        "status": helper.status,
        "approved": helper.approved,
        "slots": helper.slots,
        "quiet": helper.quiet and [*helper.quiet],
        "night_ok": helper.night_ok,
        "offered": one.offered,
        "accepted": one.accepted,
        "helped_30d": one.helped_30d,
        "received": one.received,
    }
