"""Tasks: a chosen way becomes one, one member takes it, gives it back, or says that it is done."""

import asyncio

import pytest

from handlers.together.access import NOT_YOURS
from handlers.together.tasks import NOT_WITH_YOU, TAKEN
from storage import obstacle_tasks, obstacle_votes
from tests.circle import Circle
from tests.handlers.together import stand

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


@channels
async def test_a_chosen_way_is_taken_and_done_with_a_word(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    way, _task = await work.chosen()
    await work.petro.sends_payload(f"a:work:{work.obstacle.id}")
    assert "Tasks: 1, free: 1" in work.petro.screen.text
    await work.petro.presses("Tasks")
    await work.petro.presses("Task 1")
    await work.petro.presses("I take it")
    await work.petro.presses("It is done")
    await work.petro.says("They answered in writing")
    await work.olha.sends_payload(f"a:tasks:{work.obstacle.id}")
    assert f"1. {way.words}\ndone: «They answered in writing»" in work.olha.screen.text


async def test_a_task_that_is_given_back_is_free_again(circle: Circle) -> None:
    work = await stand.work(circle)
    way, task = await work.chosen()
    await work.petro.sends_payload(f"a:task-take:{task.id}")
    await work.olha.sends_payload(f"a:task-take:{task.id}")
    assert TAKEN.text in work.olha.screen.text
    await work.petro.presses("Give it back")
    await work.olha.sends_payload(f"a:task-take:{task.id}")
    assert [one.taken_by for one in await work.tasks(way)] == [circle.id(work.olha)]


async def test_only_who_has_a_task_gives_it_back_or_ends_it(circle: Circle) -> None:
    work = await stand.work(circle)
    way, task = await work.chosen()
    await work.petro.sends_payload(f"a:task-take:{task.id}")
    before = await work.tasks(way)
    for act in ("task-back", "task-done"):
        await work.olha.sends_payload(f"a:{act}:{task.id}")
        assert NOT_WITH_YOU.text in work.olha.screen.text
    assert await work.tasks(way) == before


async def test_of_two_who_take_one_task_at_once_one_gets_it(circle: Circle) -> None:
    work = await stand.work(circle)
    way, task = await work.chosen()

    async def take(person_id: int) -> bool:
        async with circle.database.transaction() as session:
            return await obstacle_tasks.take(session, task.id, person_id)

    both = circle.id(work.petro), circle.id(work.olha)
    assert sorted(await asyncio.gather(*(take(id) for id in both))) == [False, True]
    assert (await work.tasks(way))[0].taken_by in both


async def test_a_vote_that_comes_twice_at_once_counts_once(circle: Circle) -> None:
    work = await stand.work(circle)
    way = await work.proposes(work.petro)

    async def vote() -> bool:
        async with circle.database.transaction() as session:
            return await obstacle_votes.add(session, way.id, circle.id(work.petro))

    assert sorted(await asyncio.gather(vote(), vote(), vote())) == [False, False, True]
    assert [one.votes for one in await work.ways()] == [1]


async def test_a_coordinator_adds_tasks_to_a_chosen_way_alone(circle: Circle) -> None:
    work = await stand.work(circle)
    way, _task = await work.chosen()
    await work.olha.sends_payload(f"a:add-task:{way.id}")
    await work.olha.says("Find the address")
    assert [one.words for one in await work.tasks(way)] == ["", "Find the address"]
    other = await work.proposes(work.petro)
    await work.olha.sends_payload(f"a:add-task:{other.id}")
    assert "It stands otherwise by now" in work.olha.screen.text


async def test_another_groups_task_is_not_taken(circle: Circle) -> None:
    work = await stand.work(circle)
    way, task = await work.chosen()
    for act in ("task", "task-take", "task-back", "task-done"):
        await work.ivan.sends_payload(f"a:{act}:{task.id}")
        assert NOT_YOURS.text in work.ivan.screen.text
    assert [one.taken_by for one in await work.tasks(way)] == [0]


async def test_when_the_one_who_has_it_deletes_everything_a_task_is_free(circle: Circle) -> None:
    work = await stand.work(circle)
    way = await work.proposes(work.olha)
    await work.olha.sends_payload(f"a:way-choose:{way.id}")
    (task,) = await work.tasks(way)
    await work.petro.sends_payload(f"a:task-take:{task.id}")
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")
    assert [one.taken_by for one in await work.tasks(way)] == [0]
