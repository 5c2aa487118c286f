"""Merging, splitting, joining and leaving at once: nobody is lost, counted twice, or waits for ever."""

import asyncio
from collections import Counter

import pytest

from bot.errors import Refused
from bot.incoming import Incoming
from handlers.moderators import obstacle_merging, obstacle_splitting
from handlers.moderators.base import DeskTurn
from handlers.obstacles import filing, parting
from handlers.obstacles.filing import NewReport
from storage import desks, obstacle_reports, obstacles, obstacles_left
from storage.moderators import Moderator
from tests.chat import DESK, Phone
from tests.circle import Circle
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells
from tests.machine import PATIENCE


async def press(circle: Circle, name: str, row: str) -> bool:
    """Let a moderator press, in a transaction of its own; False when it is refused."""
    action = {"join": obstacle_merging.do, "unjoin": obstacle_merging.undo, "split": obstacle_splitting.do}[
        name
    ]
    try:
        async with circle.database.transaction() as session:
            (desk,) = await desks.every(session)
            event = Incoming("telegram", "1", DESK, "press", sender="7")
            await action(DeskTurn(session, desk, event, Moderator(1)), row)
    except Refused:
        return False
    return True


async def joins(circle: Circle, phone: Phone, obstacle_id: int) -> None:
    """Let somebody say "me too", with an obstacle that they saw before."""
    async with circle.database.transaction() as session:
        await filing.finish(session, circle.people[phone.address], NewReport(QUEUE, None, obstacle_id, False))


async def leaves(circle: Circle, phone: Phone) -> None:
    """Let somebody leave all their obstacles."""
    async with circle.database.transaction() as session:
        theirs = await obstacle_reports.of_person(session, circle.id(phone))
        await parting.part(session, circle.id(phone), theirs)


async def in_each(circle: Circle) -> Counter[int]:
    """How many people are in each obstacle that stands alone."""
    async with circle.database.transaction() as session:
        live = await obstacles.all_live(session)
        return Counter({one.number: await obstacle_reports.count(session, one.id) for one in live})


async def two(circle: Circle) -> tuple[int, int]:
    """Two obstacles with two people each; their ids."""
    first, second = (
        await tells(circle, await circle.joins()),
        await tells(circle, await circle.joins(), QUEUE),
    )
    await tells(circle, await circle.joins(), QUEUE, first.id)
    await tells(circle, await circle.joins(), TRANSLATION, second.id)
    return first.id, second.id


async def test_of_crosswise_merges_at_once_exactly_one_is_done(circle: Circle) -> None:
    for _round in range(3):
        await two(circle)
        one, other = sorted(await in_each(circle))[-2:]
        before = sum((await in_each(circle)).values())
        rows = (f"{one}-{other}", f"{other}-{one}")
        done = await asyncio.wait_for(asyncio.gather(*(press(circle, "join", row) for row in rows)), PATIENCE)
        assert sorted(done) == [False, True]
        assert sum((await in_each(circle)).values()) == before


async def test_merging_joining_and_leaving_at_once_lose_nobody(circle: Circle) -> None:
    for _round in range(3):
        first, second = await two(circle)
        one, other = sorted(await in_each(circle))[-2:]
        newcomers, leaver = [await circle.joins() for _one in range(4)], await circle.joins()
        await tells(circle, leaver, QUEUE, first)
        await tells(circle, leaver, QUEUE, second)
        await asyncio.wait_for(
            asyncio.gather(
                press(circle, "join", f"{one}-{other}"),
                *(joins(circle, phone, first) for phone in newcomers[:2]),
                leaves(circle, leaver),
                *(joins(circle, phone, second) for phone in newcomers[2:]),
            ),
            PATIENCE,
        )
        assert (await in_each(circle))[other] == 8
        assert one not in await in_each(circle)


async def test_a_merge_and_its_undoing_at_once_end_in_one_of_both(circle: Circle) -> None:
    first, _second = await two(circle)
    assert await press(circle, "join", "1-2")
    phone = await circle.joins()
    await asyncio.wait_for(
        asyncio.gather(
            press(circle, "unjoin", "1"), press(circle, "join", "2-1"), joins(circle, phone, first)
        ),
        PATIENCE,
    )
    assert sum((await in_each(circle)).values()) == 5


async def test_what_was_merged_into_one_that_is_empty_stands_alone_or_goes(circle: Circle) -> None:
    phone, other = await circle.joins(), await circle.joins()
    first, second = await tells(circle, phone), await tells(circle, other, QUEUE)
    await tells(circle, phone, QUEUE, second.id)
    assert await press(circle, "join", "1-2")
    async with circle.database.transaction() as session:
        for report in await obstacle_reports.of_obstacle(session, second.id):
            await obstacle_reports.leave(session, report.id)
        await obstacles_left.forget_empty(session)
    assert await in_each(circle) == {1: 1}
    await leaves(circle, phone)
    async with circle.database.transaction() as session:
        assert await obstacles.get(session, first.id) is None


async def test_an_undone_merge_takes_only_what_is_still_there(circle: Circle) -> None:
    first, second = await two(circle)
    assert await press(circle, "join", "1-2")
    async with circle.database.transaction() as session:
        reports = await obstacle_reports.of_obstacle(session, second)
        moved = next(report for report in reports if report.was == 1)
        await obstacle_reports.leave(session, moved.id)
    assert await press(circle, "unjoin", "1")
    assert await in_each(circle) == {1: 1, 2: 2}
    assert first


@pytest.mark.parametrize("row", ["1-1", "1-99", "99-1"])
async def test_a_refused_merge_changes_nothing(circle: Circle, row: str) -> None:
    await two(circle)
    before = await in_each(circle)
    assert not await press(circle, "join", row)
    assert await in_each(circle) == before
