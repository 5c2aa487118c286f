"""Groups: their names lie sealed, membership is once, invitations end."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.clock import Clock
from bot.domain.matching import Ask
from storage import groups, persons, requests
from storage.database import Database, Session
from storage.groups import Group


async def test_a_group_is_found_by_its_number_and_id(database: Database) -> None:
    async with database.transaction() as session:
        first = await groups.add(session, "Коло в Тбілісі", "GE")
        second = await groups.add(session, "Коло в Одесі", "UA-51")
    async with database.transaction() as session:
        assert (first.number, second.number) == (1, 2)
        assert await groups.by_number(session, 2) == second
        assert await groups.get(session, first.id) == first
        assert await groups.by_number(session, 3) is None


async def test_who_joins_twice_is_one_member(database: Database) -> None:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        for address in ("1", "2"):
            person = (await persons.welcome(session, "telegram", address, "uk")).person
            await groups.join(session, person.id, circle.id)
            await groups.join(session, person.id, circle.id)
            assert await groups.of_person(session, person.id) == [circle.id]
    async with database.transaction() as session:
        assert [group.members for group in await groups.all_open(session)] == [2]


async def test_an_invitation_leads_to_its_group_until_it_ends(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        await groups.invite(session, circle.id, "таємний-знак")
    clock.jump(groups.INVITATION)
    async with database.transaction() as session:
        assert await groups.invited_to(session, "таємний-знак") == circle
        assert await groups.invited_to(session, "інший-знак") is None
    clock.jump(timedelta(seconds=1))
    async with database.transaction() as session:
        assert await groups.invited_to(session, "таємний-знак") is None
        await groups.forget_old_invitations(session)
        assert await session.scalar(text("SELECT count(*) FROM invitations")) == 0


async def two_members(session: Session) -> tuple[Group, int, int]:
    circle = await groups.add(session, "Коло", "GE")
    one, other = [(await persons.welcome(session, "telegram", each, "uk")).person.id for each in "12"]
    await groups.join(session, one, circle.id)
    await groups.join(session, other, circle.id)
    return circle, one, other


async def test_a_new_group_is_of_a_place_and_its_pairs_are_seen(database: Database) -> None:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        assert (circle.kind, circle.mode, circle.description) == (groups.PLACE, groups.SEEN, "")
        await groups.change(session, circle.id, kind=groups.WOMEN)
        await groups.change(session, circle.id, mode=groups.PEERS)
        await groups.describe(session, circle.id, "Ми зустрічаємо на кордоні")
    async with database.transaction() as session:
        found = await groups.get(session, circle.id)
        assert found is not None
        assert (found.kind, found.mode, found.description) == (
            groups.WOMEN,
            groups.PEERS,
            "Ми зустрічаємо на кордоні",
        )
        assert await groups.modes(session) == {circle.id: groups.PEERS}
        await groups.describe(session, circle.id, "")
        assert await session.scalar(text("SELECT description FROM groups")) is None


async def test_what_a_group_says_of_itself_lies_sealed(database: Database) -> None:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        await groups.describe(session, circle.id, "Ми зустрічаємо на кордоні")
        stored = await session.scalar(text("SELECT description FROM groups"))
    assert "кордоні".encode() not in bytes(stored)


async def test_a_coordinator_is_a_member_with_a_role(database: Database) -> None:
    async with database.transaction() as session:
        circle, one, other = await two_members(session)
        assert await groups.appoint(session, one, circle.id, groups.COORDINATOR)
        assert not await groups.appoint(session, one, circle.id, groups.COORDINATOR)
        assert not await groups.appoint(session, 12345, circle.id, groups.COORDINATOR)
        await groups.join(session, one, circle.id)
        roles = [await groups.role(session, id, circle.id) for id in (one, other, 12345)]
        assert roles == [groups.COORDINATOR, groups.MEMBER, ""]
        assert await groups.coordinators(session, circle.id) == [one]
        assert await groups.leave(session, one, circle.id)
        assert not await groups.leave(session, one, circle.id)
        assert await groups.coordinators(session, circle.id) == []


async def test_a_closed_group_has_nobody_and_is_known_by_its_id_only(database: Database) -> None:
    async with database.transaction() as session:
        circle, one, other = await two_members(session)
        await groups.invite(session, circle.id, "знак")
        assert await groups.close(session, circle.id) == sorted([one, other])
        assert await groups.close(session, circle.id) is None
        assert await groups.kept_open(session, circle.id) is None
        assert await groups.by_number(session, 1) is None
        assert await groups.mine(session, one) == []
        assert await groups.modes(session) == {}
        assert await groups.memberships(session) == {}
        invited = await groups.invited_to(session, "знак")
    assert invited is not None
    assert invited.status == groups.CLOSED


async def test_memberships_are_read_at_once(database: Database) -> None:
    async with database.transaction() as session:
        circle, one, other = await two_members(session)
        second = await groups.add(session, "Друге", "PL")
        await groups.join(session, one, second.id)
        both = frozenset({circle.id, second.id})
        assert await groups.memberships(session) == {one: both, other: frozenset({circle.id})}
        assert [group.number for group in await groups.mine(session, one)] == [1, 2]


def test_new_requests_are_of_the_chosen_group_or_the_only_one() -> None:
    one, other = Group(11, 1, "", ""), Group(22, 2, "", "")
    assert groups.main(22, (one, other)) == 22
    assert groups.main(33, (one, other)) == 0
    assert groups.main(33, (one,)) == 11
    assert groups.main(33, ()) == 0


async def test_nobody_slips_into_a_group_that_is_being_closed(database: Database) -> None:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        people = [(await persons.welcome(session, "telegram", f"{n}", "uk")).person.id for n in range(8)]

    async def enter(person_id: int) -> None:
        async with database.transaction() as session:
            group = await groups.kept_open(session, circle.id)
            if group is not None:
                await groups.join(session, person_id, group.id)
                await requests.add(session, person_id, "uk", group.id, Ask("talk", "talk.chat"), held=True)

    async def close() -> None:
        async with database.transaction() as session:
            assert await groups.kept_open(session, circle.id, to_change=True)
            await groups.close(session, circle.id)
            await requests.without_group(session, circle.id)

    await asyncio.gather(*map(enter, people[:4]), close(), *map(enter, people[4:]))
    async with database.transaction() as session:
        assert await groups.memberships(session) == {}
        found = [await requests.of_person(session, person_id) for person_id in people]
    assert {request.group_id for own in found for request in own} <= {0}
