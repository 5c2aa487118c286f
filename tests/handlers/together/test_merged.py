"""An obstacle that a group works on is merged into another: ways, votes and the running request go on there."""

import pytest

from bot.domain.obstacles import states
from handlers.together.access import NOT_YOURS
from storage import (
    card_marks,
    joint_signatures,
    obstacle_groups,
    obstacle_reports,
    obstacle_tasks,
    obstacle_ways,
    obstacles,
)
from tests.circle import Circle, heard
from tests.handlers.obstacles.stand import TRANSLATION, card, in_other_words, now, status, tells
from tests.handlers.together import stand
from tests.handlers.together.stand import Work


async def merged(work: Work, group_id: int = 0) -> None:
    """Anna tells of number 2, which perhaps another group works on; number 1 is merged into it."""
    other = await tells(work.circle, await work.circle.joins(), in_other_words())
    async with work.circle.database.transaction() as session:
        if group_id:
            assert await obstacle_groups.give(session, other, group_id)
    await work.circle.chat.desk().sends_payload("a:m-join-two:1-2")


async def test_the_group_goes_on_with_its_way_votes_and_tasks(circle: Circle) -> None:
    work = await stand.work(circle)
    way, _task = await work.chosen()
    await work.proposes(work.olha, "Ask the ministry")
    await merged(work)
    kept = await now(circle, 2)
    assert kept is not None
    assert kept.group_id == work.group.id
    await work.petro.sends_payload(f"a:work:{work.obstacle.id}")
    assert "Number 2:" in work.petro.screen.text
    assert "Ways proposed: 2" in work.petro.screen.text
    await work.petro.presses("Tasks")
    assert "Ask them in writing" in work.petro.screen.text
    await work.petro.sends_payload(f"a:way:{way.id}")
    assert "It is chosen." in work.petro.screen.text


async def test_the_group_sees_it_once_in_its_list(circle: Circle) -> None:
    work = await stand.work(circle)
    await merged(work, work.group.id)
    await work.petro.sends_payload(f"a:group-obstacles:{work.group.id}")
    assert "Number 2:" in work.petro.screen.text
    assert "Number 1:" not in work.petro.screen.text


async def test_one_that_is_merged_is_not_taken_as_a_free_one(circle: Circle) -> None:
    work = await stand.work(circle)
    for _one in range(2):
        await tells(circle, await circle.joins())
    await circle.chat.desk().sends_payload("a:m-join-two:2-3")
    await work.olha.sends_payload(f"a:group-free:{work.group.id}")
    assert "Number 3:" in work.olha.screen.text
    assert "Number 2:" not in work.olha.screen.text


async def answers(work: Work, request_id: int) -> None:
    """Olha says that the authority refused."""
    await work.olha.sends_payload(f"a:joint-answer:{request_id}")
    await work.olha.presses("refused")
    await work.olha.says("Not free, they say")
    await work.olha.presses("Send")


@pytest.mark.parametrize("same_group", [False, True])
async def test_the_clock_runs_on_and_the_answer_moves_the_one_that_is_left(
    circle: Circle, same_group: bool
) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    for phone in (work.petro, work.ivan):
        await phone.sends_payload(f"a:joint-sign:{request.id}:1")
    await sends(work, request.id)
    await merged(work, work.group.id if same_group else 0)
    assert await status(circle, 2) == states.ASKED
    await circle.chat.passes(days=10)
    assert heard(work.olha, "Joint request 1 about obstacle 2") == 1
    await work.olha.presses("Open it")
    await work.olha.presses("Steer it")
    await answers(work, request.id)
    assert await status(circle, 2) == states.REFUSED
    assert "Joint request 1 about obstacle 2" in work.olha.screen.text
    await circle.chat.work()
    await circle.chat.work()
    assert heard(work.ivan, "The authority refused") == 1
    assert heard(work.ivan, "The authority has answered") == 0, "who is in it hears it once"
    assert heard(work.petro, "The authority has answered") == 1
    await work.ivan.sends_payload(f"a:obstacle:{work.obstacle.id}")
    assert "The authority answered: «Not free, they say»" in work.ivan.screen.text


async def sends(work: Work, request_id: int) -> None:
    """Olha says that it was sent."""
    await work.olha.sends_payload(f"a:joint-sent:{request_id}")
    for said in ("by post", "Today", "Skip", "Send"):
        await work.olha.presses(said)


async def test_where_another_group_works_it_gets_what_was_sent(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    group = await circle.group("Mukachevo", region="UA-21")
    other = await circle.coordinator(group)
    await merged(work, group.id)
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    assert NOT_YOURS.text in work.olha.screen.text
    await work.olha.sends_payload(f"a:draft-request:{work.obstacle.id}")
    assert NOT_YOURS.text in work.olha.screen.text
    await other.sends_payload(f"a:joint-steer:{request.id}")
    assert "Joint request 1 about obstacle 2" in other.screen.text
    await circle.chat.passes(days=10)
    assert [heard(phone, "The answer is late: the five") for phone in (work.olha, other)] == [0, 1]


async def test_when_the_merge_is_taken_back_the_group_has_its_request_again(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    group = await circle.group("Mukachevo", region="UA-21")
    await circle.coordinator(group)
    await merged(work, group.id)
    await circle.chat.desk().sends_payload("a:m-unjoin:1")
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    assert "Joint request 1 about obstacle 1" in work.olha.screen.text
    assert (await work.now()).group_id == work.group.id


async def test_who_deletes_everything_after_a_merge_leaves_nothing_of_theirs_in_it(circle: Circle) -> None:
    work = await stand.work(circle)
    way, task = await work.chosen()
    await work.proposes(work.petro, "Ask the ministry")
    await tells(circle, work.petro, TRANSLATION, work.obstacle.id)
    await work.petro.sends_payload(f"a:task-take:{task.id}")
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await merged(work)
    kept = await now(circle, 2)
    assert kept is not None
    found = await card(circle, kept)
    await work.petro.sends_payload(f"a:card-worked:{found.id}")
    id = circle.id(work.petro)
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")
    async with circle.database.transaction() as session:
        assert id not in [one.person_id for one in await obstacle_reports.of_obstacle(session, kept.id)]
        assert await joint_signatures.of(session, request.id, 1) == []
        assert await card_marks.of_person(session, id) == []
        assert await obstacle_ways.of(session, kept.id, work.group.id) == []
        assert await obstacle_tasks.get(session, task.id) is None
    await work.olha.sends_payload(f"a:work:{work.obstacle.id}")
    assert "2 people met it." in work.olha.screen.text
    await work.olha.sends_payload(f"a:way:{way.id}")
    assert NOT_YOURS.text in work.olha.screen.text
    await circle.chat.passes(days=29)
    async with circle.database.transaction() as session:
        assert not [*await obstacle_reports.to_tell(session), *await obstacle_reports.to_ask(session)]


async def test_when_all_have_left_after_a_merge_it_stays_until_the_authority_has_answered(
    circle: Circle,
) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    async with circle.database.transaction() as session:
        others = await obstacles.add(session, TRANSLATION.facts, 0)
    await tells(circle, work.ivan, TRANSLATION, others.id)
    await circle.chat.desk().sends_payload("a:m-join-two:1-2")
    await work.ivan.sends_payload(f"a:obstacle-leave:{others.id}:yes")
    assert await status(circle, 2) == states.ASKED
    await circle.chat.passes(days=10)
    assert heard(work.olha, "The answer is late: the five") == 1
    await work.olha.presses("Open it")
    await work.olha.presses("Steer it")
    await answers(work, request.id)
    await circle.chat.passes(hours=2)
    assert await status(circle, 1) == await status(circle, 2) == "gone", "nobody signed: nobody waits for it"
