"""Ways: proposed without a name, voted for once, steered by coordinators alone; another group's stay untouched."""

import pytest

from bot.domain.obstacles import states
from handlers.together.access import NOT_COORDINATOR, NOT_YOURS
from handlers.together.ways import MOST
from storage import audit, groups, obstacle_ways
from tests.circle import Circle
from tests.handlers.obstacles.stand import TRANSLATION
from tests.handlers.together import stand

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


@channels
async def test_a_member_proposes_and_the_group_reads_it_without_a_name(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    await work.petro.says("/groups")
    await work.petro.presses("Uzhhorod")
    await work.petro.presses("Its obstacles")
    await work.petro.presses("Number 1")
    assert "1 person met it." in work.petro.screen.text
    assert TRANSLATION.words not in str(work.petro.texts)
    await work.petro.presses("Propose a way")
    await work.petro.says("Ask them in writing")
    await work.olha.sends_payload(f"a:ways:{work.obstacle.id}")
    assert "1. Ask them in writing\nFor it: 0. It is open." in work.olha.screen.text


async def test_what_could_name_somebody_is_not_passed_on(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.petro.sends_payload(f"a:propose-way:{work.obstacle.id}")
    await work.petro.says("Call +380 67 123 45 67")
    assert "could name somebody" in work.petro.screen.text
    assert await work.ways() == []


async def test_who_writes_nothing_proposes_nothing(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.petro.sends_payload(f"a:propose-way:{work.obstacle.id}")
    await work.petro.presses("Skip")
    assert "nothing has changed" in work.petro.screen.text
    assert await work.ways() == []


@channels
async def test_one_vote_a_person_which_can_be_taken_back(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    way = await work.proposes(work.petro)
    for phone in (work.petro, work.olha, work.petro):
        await phone.sends_payload(f"a:way-for:{way.id}")
    assert [one.votes for one in await work.ways()] == [2]
    await work.petro.presses("I am not for it")
    assert "For it: 1." in work.petro.screen.text
    await work.petro.sends_payload(f"a:way-not-for:{way.id}")
    assert [one.votes for one in await work.ways()] == [1]


async def test_coordinators_choose_close_reopen_and_remove_and_each_is_in_the_audit(circle: Circle) -> None:
    work = await stand.work(circle)
    way, _task = await work.chosen()
    assert (await work.now()).status == states.GROUP
    for act, status in (("close", obstacle_ways.CLOSED), ("reopen", obstacle_ways.OPEN)):
        await work.olha.sends_payload(f"a:way-{act}:{way.id}")
        assert [one.status for one in await work.ways()] == [status]
    await work.olha.presses("Remove it")
    assert len(await work.ways()) == 1, "it is asked once"
    await work.olha.presses("Remove it")
    assert await work.ways() == []
    async with circle.database.transaction() as session:
        acts = [entry.act for entry in await audit.latest(session, 10)]
    assert acts[:4][::-1] == ["way-choose", "way-close", "way-reopen", "way-remove"]


async def test_a_member_steers_nothing(circle: Circle) -> None:
    work = await stand.work(circle)
    way = await work.proposes(work.petro)
    for act in ("choose", "close", "reopen", "remove"):
        await work.petro.sends_payload(f"a:way-{act}:{way.id}:yes")
        await work.petro.sends_payload(f"a:way-{act}:{way.id}")
        assert NOT_COORDINATOR.text in work.petro.screen.text
    assert [one.status for one in await work.ways()] == [obstacle_ways.OPEN]


async def test_nobody_votes_for_what_is_decided(circle: Circle) -> None:
    work = await stand.work(circle)
    way, _task = await work.chosen()
    await work.petro.sends_payload(f"a:way-for:{way.id}")
    assert "The group has decided" in work.petro.screen.text
    assert [one.votes for one in await work.ways()] == [0]


async def test_another_groups_proposal_is_not_voted_for(circle: Circle) -> None:
    work = await stand.work(circle)
    way = await work.proposes(work.petro)
    other = await circle.coordinator(await circle.group("Lviv", region="UA-46"))
    for act in ("way", "way-for", "way-not-for", "way-choose", "way-remove"):
        await other.sends_payload(f"a:{act}:{way.id}")
        assert NOT_YOURS.text in other.screen.text
    assert way in await work.ways()


async def test_who_leaves_the_group_takes_votes_and_tasks_along(circle: Circle) -> None:
    work = await stand.work(circle)
    voted = await work.proposes(work.olha)
    await work.petro.sends_payload(f"a:way-for:{voted.id}")
    way, task = await work.chosen()
    await work.petro.sends_payload(f"a:task-take:{task.id}")
    await work.petro.sends_payload(f"a:group-left:{work.group.id}")
    assert [one.votes for one in await work.ways()] == [0, 0]
    assert [one.taken_by for one in await work.tasks(way)] == [0]
    await work.petro.sends_payload(f"a:way-for:{voted.id}")
    assert NOT_YOURS.text in work.petro.screen.text


async def test_one_person_cannot_fill_the_list(circle: Circle) -> None:
    work = await stand.work(circle)
    for _time in range(MOST + 1):
        await work.proposes(work.petro)
    assert len(await work.ways()) == MOST
    assert "wait for the group already" in work.petro.screen.text


async def test_where_a_phone_may_be_searched_nothing_of_it_is_shown(circle: Circle) -> None:
    work = await stand.work(circle)
    hidden = await circle.joins(place="danger")
    async with circle.database.transaction() as session:
        await groups.join(session, circle.id(hidden), work.group.id)
    for press in (f"work:{work.obstacle.id}", f"group-obstacles:{work.group.id}"):
        await hidden.sends_payload(f"a:{press}")
        assert "a phone may be searched" in hidden.screen.text


async def test_who_deletes_everything_takes_ways_and_votes_along(circle: Circle) -> None:
    work = await stand.work(circle)
    voted = await work.proposes(work.olha)
    await work.proposes(work.petro)
    await work.petro.sends_payload(f"a:way-for:{voted.id}")
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")
    assert [(one.words, one.votes) for one in await work.ways()] == [(voted.words, 0)]
