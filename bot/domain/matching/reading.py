"""Reads a snapshot from its four documents (meta, requests, helpers, history), or says what is wrong with them.

Ids are whole numbers or texts. Fields that are not known are left alone; of the history, whoever is not here any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from bot.domain.matching.fields import BadSnapshot, Fields
from bot.domain.matching.score import REFERENCE, Score
from bot.domain.matching.snapshot import (
    ALL,
    NEIGHBOURING,
    NOBODY,
    NORMAL,
    NOW,
    OWN,
    Candidate,
    Key,
    Snapshot,
    Waiting,
)
from bot.domain.week import WHOLE_WEEK

DOCUMENTS: Final = ("meta", "requests", "helpers", "history")
STATUSES: Final = ("active", "paused", "pending", "suspended")
GENDERS: Final = {"female": "woman", "f": "woman", "w": "woman", "male": "man", "m": "man"}
URGENCIES: Final = range(NORMAL, NOW + 1)
RAREST: Final = 60


@dataclass(frozen=True, slots=True)
class _Meta:
    hour: int
    ahead: Mapping[str, float]  # region: hours to add to Kyiv time
    near_regions: Mapping[str, frozenset[str]]
    near_groups: Mapping[Key, frozenset[Key]]
    rarity: Mapping[str, int]
    languages: frozenset[str] | None
    open_neighbours_h: Mapping[int, float]
    open_all_h: Mapping[int, float]
    score: Score


def read(documents: Mapping[str, object]) -> Snapshot:
    """Return the snapshot of parsed JSON documents by name ("meta" ...); BadSnapshot says what is wrong."""
    meta = _meta(Fields(_document(documents, "meta"), "meta.json"))
    waiting = _each(documents, "requests", lambda one: _waiting(one, meta))
    candidates = _each(documents, "helpers", lambda one: _candidate(one, meta))
    history = Fields(_document(documents, "history"), "history.json")
    return Snapshot(
        tuple(waiting.values()),
        tuple(candidates.values()),
        meta.near_regions,
        meta.near_groups,
        meta.rarity,
        barred=frozenset((one[0], one[1]) for one in _tuples(history, "declines", 2)),
        blocks=frozenset((one[0], one[1]) for one in _tuples(history, "blocks", 2)),
        successes={(one[0], one[1]): one[2] for one in _tuples(history, "successes", 3)},
        score=meta.score,
    )


def _document(documents: Mapping[str, object], name: str) -> object:
    if name not in documents:
        raise BadSnapshot(f"{name}.json is missing")
    return documents[name]


def _each(documents: Mapping[str, object], name: str, read_one: Callable[[Fields], Any]) -> dict[Key, Any]:
    values = _document(documents, name)
    if not isinstance(values, list | tuple):
        raise BadSnapshot(f"{name}.json: a list is expected")
    return _by_id(values, f"{name}.json", read_one)


def _by_id(values: Any, where: str, read_one: Callable[[Fields], Any]) -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for number, value in enumerate(values, 1):
        one = Fields(value, f"{where}, item {number}")
        id = one.id("id")
        if id in found:
            raise one.wrong("id", f"{id!r} is there twice")
        one.where += f" (id {id})"
        found[id] = read_one(one)
    return found


def _meta(meta: Fields) -> _Meta:
    regions = _by_id(meta.listed("regions"), "meta.json, regions", lambda one: one)
    groups = _by_id(meta.listed("groups"), "meta.json, groups", lambda one: one)
    categories = _by_id(meta.listed("categories"), "meta.json, categories", lambda one: one)
    rules = meta.within("rules")
    return _Meta(
        hour=meta.whole("now_hour", 0, 23),
        ahead={
            str(id): one.number("tz", -24, 24) if "tz" in one.values else 0 for id, one in regions.items()
        },
        near_regions={str(id): frozenset(map(str, near)) for id, near in _near(regions).items()},
        near_groups=_near(groups),
        rarity={
            str(id): one.whole("rarity", 0, RAREST) if "rarity" in one.values else 0
            for id, one in categories.items()
        },
        languages=meta.texts("languages") if "languages" in meta.values else None,
        open_neighbours_h=_hours(rules, "open_neighbour_h"),
        open_all_h=_hours(rules, "open_all_h"),
        score=_score(meta),
    )


def _near(places: Mapping[Key, Fields]) -> dict[Key, frozenset[Key]]:
    """Return the neighbours of each place, also where only the other one names them."""
    near: dict[Key, set[Key]] = {id: set() for id in places}
    for id, one in places.items():
        for other in one.ids("neighbours", places) if one.values.get("neighbours") is not None else ():
            near[id].add(other)
            near[other].add(id)
    return {id: frozenset(others - {id}) for id, others in near.items()}


def _hours(rules: Fields, name: str) -> dict[int, float]:
    hours = rules.within(name)
    by_urgency = Fields({str(urgency): h for urgency, h in hours.values.items()}, hours.where)
    return {urgency: by_urgency.number(str(urgency), 0) for urgency in URGENCIES}


def _score(meta: Fields) -> Score:
    """Return the reference score, with the numbers that the document gives by our names."""
    given = meta.values.get("score")
    numbers = given if isinstance(given, Mapping) else {}
    taken: dict[str, Any] = {}
    for field in fields(Score):
        value, usual = numbers.get(field.name), getattr(REFERENCE, field.name)
        if isinstance(usual, int) and type(value) is int:
            taken[field.name] = value
        if isinstance(usual, tuple) and isinstance(value, list) and all(type(each) is int for each in value):
            taken[field.name] = tuple(value)
    score = replace(REFERENCE, **taken)
    if len(score.urgency) != len(URGENCIES) or not score.load or score.waiting_h <= 0:
        raise meta.wrong(
            "score", "needs three numbers for urgency, some for load, and hours of waiting above 0"
        )
    if list(score.load) != sorted(score.load):
        raise meta.wrong(
            "score", "has a load that falls: a further place cannot cost less than the one before"
        )
    return score


def _waiting(one: Fields, meta: _Meta) -> Waiting:
    urgency = one.whole("urgency", NORMAL, NOW)
    wait_h = one.number("wait_h", 0)
    in_person = one.flag("in_person")
    region = one.text_or_none("region", meta.near_regions)
    if in_person and region is None:
        raise one.wrong("region", "is null, though help is needed in person")
    return Waiting(
        id=one.id("id"),
        requester=one.id("requester"),
        need=one.text("category", meta.rarity),
        languages=one.texts("languages", meta.languages),
        urgency=urgency,
        wait_h=wait_h,
        group=one.id_or_none("group", meta.near_groups),
        circle=_circle(meta, wait_h, urgency),
        in_person=in_person,
        region=region or "",
        restricted=one.flag("restricted"),
        wants="woman" if one.flag("wants_woman") else "",
        slots=one.whole("slots", 0, WHOLE_WEEK),
    )


def _circle(meta: _Meta, wait_h: float, urgency: int) -> int:
    if wait_h >= meta.open_all_h[urgency]:
        return ALL
    return NEIGHBOURING if wait_h >= meta.open_neighbours_h[urgency] else OWN


def _candidate(one: Fields, meta: _Meta) -> Candidate:
    status, region = one.value("status"), one.text_or_none("region", meta.near_regions)
    if status not in STATUSES:
        raise one.wrong("status", f"is none of {', '.join(STATUSES)}")
    offered = one.whole("offered", 0)
    gender = one.value("gender")
    return Candidate(
        id=one.id("id"),
        needs=one.texts("skills", meta.rarity),
        languages=one.texts("languages", meta.languages),
        groups=one.ids("groups", meta.near_groups),
        gender=GENDERS.get(gender, gender) if isinstance(gender, str) else "",
        regions=frozenset() if region is None else frozenset({region}),
        can_travel=one.flag("can_travel"),
        slots=one.whole("slots", 0, WHOLE_WEEK),
        capacity=one.whole("capacity", 0),
        load=one.whole("load", 0),
        active=one.flag("approved") and status == "active",
        awake_from=_awake_from(one, meta.hour + meta.ahead.get(region or "", 0)),
        offered=offered,
        accepted=one.whole("accepted", 0, offered),
        helped_30d=one.whole("helped_30d", 0),
        received=one.whole("received", 0),
    )


def _awake_from(one: Fields, hour: float) -> int:
    """Return the least urgency that may disturb now; hours from one hour to the same are none, from 0 to 24 all."""
    if one.values.get("quiet") is None:
        return NORMAL
    hours = one.listed("quiet")
    if len(hours) != 2:
        raise one.wrong("quiet", "is not two hours")
    bounds = Fields({"from": hours[0], "to": hours[1]}, f"{one.where}, quiet")
    begins, ends = bounds.number("from", 0, 24), bounds.number("to", 0, 24)
    if ends - begins < 24 and (hour - begins) % 24 >= (ends - begins) % 24:
        return NORMAL
    return NOW if one.flag("night_ok") else NOBODY


def _tuples(history: Fields, name: str, length: int) -> list[tuple[Any, ...]]:
    if history.values.get(name) is None:
        return []
    found = []
    for number, each in enumerate(history.listed(name), 1):
        if not isinstance(each, list | tuple) or len(each) != length:
            raise history.wrong(f"{name}, item {number}", f"is not a list of {length}")
        item = Fields(
            dict(zip(("one", "other", "times"), each, strict=False)),
            f"{history.where}, {name}, item {number}",
        )
        rest = (item.whole("times", 0),) if length > 2 else ()
        found.append((item.id("one"), item.id("other"), *rest))
    return found
