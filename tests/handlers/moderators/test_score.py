"""/score: the points as a table, changed by moderators; the next pairing counts with them."""

from dataclasses import replace
from typing import Any

from bot.domain.matching import Candidate, Snapshot, Waiting, assign
from bot.domain.matching.policy import OURS
from handlers.moderators.score import NAMES, limits
from storage.points import CHANGEABLE
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle


def test_every_number_that_can_be_changed_has_a_name() -> None:
    assert set(NAMES) == set(CHANGEABLE)


async def test_the_table_names_every_number(desk: Phone) -> None:
    shown = (await desk.says("/score")).text
    for name in CHANGEABLE:
        assert f"{name} = {getattr(OURS.score, name)} · " in shown


async def test_a_changed_number_counts_from_now_on_and_can_go_back(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.helper(region="UA-05")
    await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05"))
    assert "same_region = 60 · " in (await desk.says("/score same_region 60")).text
    assert "same place, or near: +60" in (await desk.says("/match 1")).text
    assert "same_region = 10 · " in (await desk.says("/score same_region back")).text
    assert "same place, or near: +10" in (await desk.says("/match 1")).text
    journal = (await desk.says("/audit")).text
    assert "points changed\nsame_region 60" in journal


async def test_a_person_helped_can_never_be_worth_less_than_a_nicer_pair(desk: Phone) -> None:
    assert "from 181 to 1000" in (await desk.says("/score need 100")).text
    assert "need = 200 · " in (await desk.says("/score")).text
    assert "from 0 to 20" in (await desk.says("/score week 21")).text
    await desk.says("/score need 240")
    assert "week = 30 · " in (await desk.says("/score week 30")).text


def test_the_worst_pair_that_may_be_made_is_worth_making() -> None:
    for name in ("need", "week", "fatigue_most"):
        low, high = limits(OURS.score, name)
        edge: dict[str, Any] = {name: low if name == "need" else high}
        worst = Candidate(
            1,
            frozenset({"documents", "rare"}),
            frozenset({"uk"}),
            capacity=9,
            load=8,
            helped_30d=99,
            offered=99,
            week=OURS.week_most - 1,
        )
        scene = Snapshot(
            (Waiting(1, 2, "documents", frozenset({"uk"})),),
            (worst,),
            rarity={"rare": 60},
            score=replace(OURS.score, **edge),
        )
        assert assign(scene).pairs == ((1, 1),)
