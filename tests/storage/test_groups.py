"""Groups: their names lie sealed, membership is once, invitations end."""

from datetime import timedelta

from sqlalchemy import text

from bot.clock import Clock
from storage import groups, persons
from storage.database import Database


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
