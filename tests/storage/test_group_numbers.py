"""The numbers of a group count its own people and requests, and no others."""

from datetime import timedelta

from bot.clock import Clock
from bot.domain.matching import Ask, Skills
from storage import group_numbers, groups, helpers, joinings, persons, requests
from storage.database import Database, Session
from storage.group_numbers import Need, Numbers

PAPERS, DOCTOR = Ask("documents", "documents.passport"), Ask("medical", "medical.doctor")


async def person(session: Session, address: str) -> int:
    return (await persons.welcome(session, "telegram", address, "uk")).person.id


async def ask(session: Session, who: int, group_id: int, ask: Ask, held: bool = False) -> int:
    number = await requests.add(session, who, "uk", group_id, ask, held)
    request = await requests.by_number(session, number)
    assert request is not None
    return request.id


async def close(session: Session, id: int, outcome: str) -> None:
    before = (requests.WAITING,)
    await requests.move(session, id, before, requests.CLOSED, outcome=outcome, closed_at=session.now)


async def test_a_group_counts_its_own(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        circle, other = [(await groups.add(session, name, "GE")).id for name in ("А", "Б")]
        one, two, three = [await person(session, each) for each in "123"]
        for who in (one, two):
            await groups.join(session, who, circle)
        await helpers.volunteer(session, one, Skills(("documents",), ("uk",)), 2)
        await helpers.move(session, one, (helpers.PENDING,), helpers.APPROVED)
        await helpers.volunteer(session, two, Skills(("documents",), ("uk",)), 2)
        await joinings.ask(session, three, circle)
        await close(session, await ask(session, one, circle, PAPERS), "solved")
        await close(session, await ask(session, one, circle, PAPERS), "no_help")
        await ask(session, two, circle, PAPERS, held=True)
        await ask(session, two, other, PAPERS)
        assert await group_numbers.of(session, circle) == Numbers(2, 1, open=1, helped=1, asking=1)
        assert await group_numbers.helping_numbers(session, circle) == {1: groups.MEMBER}
    clock.jump(group_numbers.LATELY + timedelta(days=1))
    async with database.transaction() as session:
        assert (await group_numbers.of(session, circle)).helped == 0


async def test_what_waits_is_counted_by_need_with_the_oldest(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        circle = (await groups.add(session, "А", "GE")).id
        one, began = await person(session, "1"), session.now
        await ask(session, one, circle, PAPERS)
        matched = await ask(session, one, circle, DOCTOR)
        await requests.move(session, matched, (requests.WAITING,), requests.MATCHED)
    clock.jump(timedelta(hours=3))
    async with database.transaction() as session:
        await ask(session, one, circle, DOCTOR)
        await ask(session, one, circle, PAPERS, held=True)
        assert await group_numbers.waiting(session, circle) == [
            Need("documents", 2, began),
            Need("medical", 1, session.now),
        ]


async def test_open_requests_of_a_closed_group_go_on_without_it(database: Database) -> None:
    async with database.transaction() as session:
        circle = (await groups.add(session, "А", "GE")).id
        one = await person(session, "1")
        goes_on, ended = [await ask(session, one, circle, PAPERS) for _each in range(2)]
        await close(session, ended, "solved")
        await requests.without_group(session, circle)
        found = [await requests.get(session, id) for id in (goes_on, ended)]
    assert [request.group_id for request in found if request] == [0, circle]
