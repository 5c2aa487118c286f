"""All acts of a group, all roles: members work on its obstacles, its coordinator steers, and nobody else does either.

Each act is tried by everybody who may not do it, then done by who may; every button of these handlers stands here.
"""

from collections.abc import AsyncIterator

import pytest

from bot.i18n import Msg, translate
from handlers import groups as group_handlers, together
from handlers.groups import coordinating, mine
from handlers.together import access
from storage import joinings, joint_changes
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.obstacles.stand import QUEUE, tells
from tests.handlers.together import stand
from tests.handlers.together.stand import Work
from tests.writes import watched

COORDINATOR, MEMBER = "coordinator", "member"
# Looking for a group, asking to join it, taking that back: anybody's own affair.
ANYBODYS = {"my-groups", "group", "group-look", "group-ask", "group-unask"}
NO: tuple[Msg, ...] = (access.NOT_YOURS, access.NOT_COORDINATOR, coordinating.NOT_YOURS, mine.NOT_YOURS)
Act = tuple[str, str, object]  # the button, who may press it, the row


async def day(work: Work) -> AsyncIterator[Act]:
    """A day of the group: what can be done, in an order in which all of it can."""
    olha, petro, group, obstacle = work.olha, work.petro, work.group.id, work.obstacle.id
    for name in ("group-main", "group-leave", "group-obstacles"):
        yield name, MEMBER, group
    for name in ("coordinate", "coordinate-invite", "coordinate-down", "coordinate-next", "group-free"):
        yield name, COORDINATOR, group
    yield "join-yes", COORDINATOR, await _asks(work)
    yield "join-no", COORDINATOR, await _asks(work)
    other = await tells(work.circle, await work.circle.joins(), QUEUE)
    yield "group-take", COORDINATOR, f"{group}:{other.id}"
    yield "work", MEMBER, obstacle
    yield "propose-way", MEMBER, obstacle
    await petro.says("Ask them in writing")
    (way,) = await work.ways()
    for name in ("ways", "way", "way-for", "way-not-for"):
        yield name, MEMBER, obstacle if name == "ways" else way.id
    yield "way-choose", COORDINATOR, way.id
    yield "add-task", COORDINATOR, way.id
    await olha.says("Ring the office")
    (task, *_more) = await work.tasks(way)
    for name in ("tasks", "task", "task-take", "task-back", "task-take", "task-done"):
        yield name, MEMBER, obstacle if name == "tasks" else task.id
    await petro.says("They said to write")
    for name in ("way-close", "way-reopen", "way-remove"):
        yield name, COORDINATOR, f"{way.id}:yes" if name == "way-remove" else way.id
    async for act in _request(work):
        yield act
    yield "group-left", MEMBER, group
    yield "coordinate-end", COORDINATOR, group


async def _request(work: Work) -> AsyncIterator[Act]:
    yield "draft-request", COORDINATOR, work.obstacle.id
    await work.olha.presses("Skip")
    dropped = await work.request()
    yield "joint-drop", COORDINATOR, dropped.id
    request = await work.drafted()
    yield "joint", MEMBER, work.obstacle.id
    yield "joint-read", MEMBER, request.id
    yield "joint-sign", MEMBER, f"{request.id}:{request.revision}"
    yield "sign-by-name", MEMBER, request.id
    await work.petro.says("Petro P.")
    yield "joint-unsign", MEMBER, request.id
    yield "propose-question", MEMBER, request.id
    await work.petro.says("Since when do they do so?")
    async with work.circle.database.transaction() as session:
        (change,) = await joint_changes.of(session, request.id)
    yield "joint-steer", COORDINATOR, request.id
    yield "joint-change", COORDINATOR, f"{change.id}:yes"
    yield "joint-file", COORDINATOR, request.id
    yield "joint-sent", COORDINATOR, request.id
    await work.olha.presses("by post")
    await work.olha.presses("Today")
    await work.olha.says("12/5")
    await work.olha.presses("Send")
    yield "joint-longer", COORDINATOR, request.id
    await work.circle.chat.passes(days=60)
    yield "joint-complaint", COORDINATOR, f"{request.id}:head"
    yield "joint-answer", COORDINATOR, request.id


async def _asks(work: Work) -> int:
    someone = await work.circle.joins()
    async with work.circle.database.transaction() as session:
        asked = await joinings.ask(session, work.circle.id(someone), work.group.id)
    assert asked is not None
    return asked.id


async def nobodies(work: Work) -> dict[str, Phone]:
    """Everybody else."""
    circle = work.circle
    elsewhere = await circle.group("Lviv", region="UA-46")
    stranger = circle.chat.person(address="4001", language="en")
    await stranger.says("/start")
    return {
        "stranger": stranger,
        "person": await circle.joins(),
        "who met the obstacle": work.ivan,
        "helper": await circle.helper(),
        "coordinator of another group": await circle.coordinator(elsewhere),
    }


def refused(text: str) -> bool:
    return any(translate(no, "en") in text for no in NO)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_does_what_is_not_theirs_to_do(circle: Circle) -> None:
    circle.database.links.telegram = "kolo_bot"
    work = await stand.work(circle)
    others, done = await nobodies(work), set[str]()
    async for name, role, row in day(work):
        act = f"a:{name}:{row}"
        below = {"member": work.petro} if role == COORDINATOR and name != "coordinate-end" else {}
        for who, phone in {**others, **below}.items():
            with watched(circle.database) as written:
                answer = (await phone.sends_payload(act)).text
            assert not written, (who, act)
            assert refused(answer) or who == "stranger", (who, act, answer)
        may = work.olha if role == COORDINATOR else work.petro
        assert not refused((await may.sends_payload(act)).text), act
        done.add(name)
    assert done | ANYBODYS == {one.name for one in (*group_handlers.ACTIONS, *together.ACTIONS)}
