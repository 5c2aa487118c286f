"""Snapshots in documents are read as they were written; what is wrong with one is said by file, item and field."""

import copy
import json
from typing import Any

import pytest

from bot.domain.matching.fields import BadSnapshot
from bot.domain.matching.reading import read
from bot.domain.matching.score import REFERENCE
from bot.domain.matching.snapshot import ALL, NEIGHBOURING, NOBODY, NORMAL, NOW, OWN
from bot.domain.simulation import population

SCENE = population.scene(30, 20, 1)
GOOD = json.loads(json.dumps(population.documents(SCENE)))
GONE = object()


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """Return good documents with one value changed, or taken out when it is GONE."""
    documents: dict[str, Any] = copy.deepcopy(GOOD)
    place: Any = documents
    for step in path[:-1]:
        place = place[step]
    if to is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return documents


def test_what_was_written_is_read() -> None:
    assert read(GOOD) == SCENE.snapshot


BAD: list[tuple[tuple[str | int, ...], object, tuple[str, ...]]] = [
    (("meta",), GONE, ("meta.json is missing",)),
    (("meta",), [], ("meta.json", "object", "a list")),
    (("meta", "now_hour"), 24, ("meta.json", "now_hour", "24")),
    (("meta", "regions", 0, "id"), GONE, ("meta.json, regions, item 1", "id is missing")),
    (("meta", "regions", 1, "neighbours"), ["nowhere"], ("regions, item 2", "neighbours", "'nowhere'")),
    (("meta", "regions", 0, "tz"), "two", ("regions, item 1", "tz", "'two'")),
    (("meta", "groups"), {}, ("meta.json", "groups", "not a list")),
    (("meta", "groups", 0, "neighbours"), 5, ("groups, item 1", "neighbours", "not a list")),
    (("meta", "categories", 0, "rarity"), 61, ("categories, item 1", "rarity", "61")),
    (("meta", "rules"), GONE, ("meta.json", "rules is missing")),
    (("meta", "rules", "open_all_h", "3"), GONE, ("rules, open_all_h", "3 is missing")),
    (("meta", "rules", "open_all_h", "3"), float("nan"), ("open_all_h", "3 is nan")),
    (("meta", "score"), {"load": [0, 5, 3]}, ("meta.json", "score", "falls")),
    (("requests",), {"id": 1}, ("requests.json", "a list is expected")),
    (("requests", 2), None, ("requests.json, item 3", "null")),
    (("requests", 2, "id"), 1, ("requests.json, item 3", "id 1 is there twice")),
    (("requests", 2, "id"), True, ("requests.json, item 3", "id", "true")),
    (("requests", 2, "id"), 1.5, ("requests.json, item 3", "id", "1.5")),
    (("requests", 2, "requester"), "", ("item 3 (id 3)", "requester", "''")),
    (("requests", 0, "category"), "dancing", ("requests.json, item 1", "category", "'dancing'")),
    (("requests", 0, "group"), 999, ("requests.json, item 1", "group", "999")),
    (("requests", 0, "languages"), "uk", ("requests.json, item 1", "languages", "'uk'")),
    (("requests", 0, "languages"), [["uk"]], ("requests.json, item 1", "languages", "a list")),
    (("requests", 0, "languages"), ["xx"], ("requests.json, item 1", "languages", "'xx'")),
    (("requests", 0, "urgency"), 7, ("requests.json, item 1", "urgency is 7", "from 1 to 3")),
    (("requests", 0, "urgency"), "3", ("requests.json, item 1", "urgency is '3'")),
    (("requests", 0, "wait_h"), float("nan"), ("requests.json, item 1", "wait_h is nan")),
    (("requests", 0, "wait_h"), float("inf"), ("requests.json, item 1", "wait_h is inf")),
    (("requests", 0, "wait_h"), -1, ("requests.json, item 1", "wait_h is -1")),
    (("requests", 0, "wait_h"), None, ("requests.json, item 1", "wait_h is null")),
    (("requests", 0, "in_person"), 1, ("requests.json, item 1", "in_person is 1", "true or false")),
    (("requests", 0, "region"), "Atlantis", ("requests.json, item 1", "region", "'Atlantis'")),
    (("requests", 0, "slots"), 1 << 28, ("requests.json, item 1", "slots")),
    (("requests", 0, "slots"), -1, ("requests.json, item 1", "slots is -1")),
    (("helpers", 3, "id"), 1, ("helpers.json, item 4", "id 1 is there twice")),
    (("helpers", 0, "skills"), None, ("helpers.json, item 1", "skills is null")),
    (("helpers", 0, "skills"), ["dancing"], ("helpers.json, item 1", "skills", "'dancing'")),
    (("helpers", 0, "groups"), [999], ("helpers.json, item 1", "groups", "999")),
    (("helpers", 0, "capacity"), -1, ("helpers.json, item 1", "capacity is -1")),
    (("helpers", 0, "capacity"), 2.5, ("helpers.json, item 1", "capacity is 2.5", "whole")),
    (("helpers", 0, "load"), GONE, ("helpers.json, item 1", "load is missing")),
    (("helpers", 0, "status"), "asleep", ("helpers.json, item 1", "status", "paused")),
    (("helpers", 0, "status"), ["active"], ("helpers.json, item 1", "status", "paused")),
    (("helpers", 0, "accepted"), 10**9, ("helpers.json, item 1", "accepted")),
    (("helpers", 0, "quiet"), [22], ("helpers.json, item 1", "quiet", "two hours")),
    (("helpers", 0, "quiet"), [22, 30], ("helpers.json, item 1", "quiet", "to is 30")),
    (("helpers", 0, "quiet"), "night", ("helpers.json, item 1", "quiet", "'night'")),
    (("history",), "none", ("history.json", "'none'")),
    (("history", "blocks"), {"a": 1}, ("history.json", "blocks", "an object")),
    (("history", "blocks"), [[1]], ("history.json", "blocks, item 1", "a list of 2")),
    (("history", "declines"), [[1, 2], [1, None]], ("history.json, declines, item 2", "null")),
    (("history", "successes"), [[1, 2, "often"]], ("history.json, successes, item 1", "times", "'often'")),
]


@pytest.mark.parametrize("path, value, says", BAD)
def test_what_is_wrong_is_said_by_file_item_and_field(
    path: tuple[str | int, ...], value: object, says: tuple[str, ...]
) -> None:
    with pytest.raises(BadSnapshot) as wrong:
        read(changed(*path, to=value))
    assert not [word for word in says if word not in str(wrong.value)], str(wrong.value)


def test_in_person_without_a_region_is_a_contradiction() -> None:
    documents = changed("requests", 0, "region", to=None)
    documents["requests"][0]["in_person"] = True
    with pytest.raises(BadSnapshot, match=r"item 1 .*region is null"):
        read(documents)


@pytest.mark.parametrize("field", ["category", "wait_h"])
def test_a_long_wrong_text_is_said_shortly(field: str) -> None:
    with pytest.raises(BadSnapshot) as wrong:
        read(changed("requests", 0, field, to="x" * 5000))
    assert len(str(wrong.value)) < 200


def test_more_than_is_needed_is_left_alone_and_what_may_be_missing_may_be() -> None:
    documents = changed("requests", 0, "mood", to="calm")
    for one in documents["meta"]["regions"]:
        del one["kind"]
    for one in documents["meta"]["categories"]:
        del one["rarity"]
    del documents["meta"]["score"], documents["history"]["blocks"], documents["helpers"][0]["quiet"]
    snapshot = read(documents)
    assert set(snapshot.rarity.values()) == {0}
    assert (snapshot.score, snapshot.blocks) == (REFERENCE, frozenset())


def test_ids_may_be_texts_and_the_past_may_name_who_is_gone() -> None:
    documents = changed("requests", 0, "id", to="r-1")
    documents["helpers"][0]["id"] = "h-1"
    documents["history"]["declines"] = [["r-1", "h-1"], ["gone", 12345]]
    snapshot = read(documents)
    assert (snapshot.waiting[0].id, snapshot.candidates[0].id) == ("r-1", "h-1")
    assert ("r-1", "h-1") in snapshot.barred


def test_load_beyond_capacity_is_a_helper_who_is_full() -> None:
    documents = changed("helpers", 0, "load", to=9)
    documents["helpers"][0]["capacity"] = 2
    assert read(documents).candidates[0].load == 9


@pytest.mark.parametrize("field, value", [("approved", False), ("status", "paused"), ("status", "suspended")])
def test_only_who_is_approved_and_active_can_be_asked(field: str, value: object) -> None:
    assert not read(changed("helpers", 0, field, to=value)).candidates[0].active


@pytest.mark.parametrize(
    "now, ahead, quiet, night_ok, awake_from",
    [
        (23, 0, [22, 7], False, NOBODY),
        (23, 0, [22, 7], True, NOW),
        (6, 0, [22, 7], False, NOBODY),
        (7, 0, [22, 7], False, NORMAL),
        (22, 0, [22, 7], False, NOBODY),
        (21, 0, [22, 7], False, NORMAL),
        (13, 0, [12, 14], False, NOBODY),
        (14, 0, [12, 14], False, NORMAL),
        (22, -1, [22, 7], False, NORMAL),
        (1, -6, [17, 20], False, NOBODY),
        (21, 1.5, [22, 7], False, NOBODY),
        (12, 0, [0, 24], False, NOBODY),
        (12, 0, [12, 12], False, NORMAL),
        (12, 0, None, False, NORMAL),
    ],
)
def test_quiet_hours_are_those_where_the_helper_is(
    now: int, ahead: float, quiet: list[int] | None, night_ok: bool, awake_from: int
) -> None:
    documents = changed("meta", "now_hour", to=now)
    helper = documents["helpers"][0]
    helper["quiet"], helper["night_ok"] = quiet, night_ok
    for region in documents["meta"]["regions"]:
        region["tz"] = ahead
    assert read(documents).candidates[0].awake_from == awake_from


@pytest.mark.parametrize("keys", [str, int])
@pytest.mark.parametrize("hours, circle", [(5.9, OWN), (6, NEIGHBOURING), (23.9, NEIGHBOURING), (24, ALL)])
def test_circles_open_with_the_hours_of_waiting(hours: float, circle: int, keys: type) -> None:
    documents = changed("requests", 0, "wait_h", to=hours)
    documents["requests"][0]["urgency"] = 2
    documents["meta"]["rules"] = {
        "open_neighbour_h": {keys(urgency): h for urgency, h in ((1, 24), (2, 6), (3, 1))},
        "open_all_h": {keys(urgency): h for urgency, h in ((1, 72), (2, 24), (3, 3))},
    }
    assert read(documents).waiting[0].circle == circle


def test_numbers_of_the_score_are_taken_over_by_our_names_and_kinds_only() -> None:
    given = {"need": 1000, "load": [0, 1, 2], "waiting": "much", "urgency": {"3": 300}, "unknown": 5}
    score = read(changed("meta", "score", to=given)).score
    assert (score.need, score.load) == (1000, (0, 1, 2))
    assert (score.waiting, score.urgency) == (REFERENCE.waiting, REFERENCE.urgency)


def test_neighbours_are_meant_both_ways() -> None:
    documents = copy.deepcopy(GOOD)
    first, second = (one["id"] for one in documents["meta"]["groups"][:2])
    for one in documents["meta"]["groups"]:
        one["neighbours"] = [second] if one["id"] == first else []
    near = read(documents).near_groups
    assert (near[first], near[second]) == (frozenset({second}), frozenset({first}))
