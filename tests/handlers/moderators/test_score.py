"""/score: the points as a table, changed by moderators; the next pairing counts with them."""

from dataclasses import replace

from bot.domain.matching.policy import OURS
from handlers.moderators.score import NAMES
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
    assert "from 150 to 1000" in (await desk.says("/score need 100")).text
    assert "need = 200 · " in (await desk.says("/score")).text
