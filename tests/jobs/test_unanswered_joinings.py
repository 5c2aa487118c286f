"""Whoever asks to join a group and is not answered within a day comes before the moderators, once."""

from datetime import timedelta

from bot.clock import StoppedClock
from jobs import unanswered_joinings
from storage import groups, joinings, persons
from storage.database import Database
from storage.groups import GroupRow
from tests.chat import Chat


async def asked(database: Database, address: str, group_id: int) -> int:
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", address, "uk")).person
        joining = await joinings.ask(session, person.id, group_id)
        assert joining is not None
        return joining.id


async def test_each_is_told_once_and_only_while_it_waits(chat: Chat, clock: StoppedClock) -> None:
    database, desk = chat.database, chat.desk()
    async with database.transaction() as session:
        group = await groups.add(session, "Коло", "GE")
    await asked(database, "1", group.id)
    answered = await asked(database, "2", group.id)
    clock.jump(timedelta(hours=1))
    await asked(database, "3", group.id)
    async with database.transaction() as session:
        await joinings.decline(session, answered)
    clock.jump(joinings.HEARD_AFTER - timedelta(hours=1))
    assert [await unanswered_joinings.run(database) for _run in range(2)] == [1, 0]
    await chat.settle()
    assert len(desk.messages) == 1
    assert "Коло" in desk.screen.text
    clock.jump(timedelta(hours=1))
    assert await unanswered_joinings.run(database) == 1


async def test_one_that_cannot_be_told_keeps_no_other_and_is_tried_again_in_an_hour(
    chat: Chat, clock: StoppedClock
) -> None:
    database, desk = chat.database, chat.desk()
    async with database.transaction() as session:
        damaged, sound = await groups.add(session, "Дім", "GE"), await groups.add(session, "Коло", "GE")
        name = (await session.get_one(GroupRow, damaged.id)).name
    await asked(database, "1", damaged.id)
    await asked(database, "2", sound.id)
    await named(database, damaged.id, b"damaged")
    clock.jump(joinings.HEARD_AFTER)
    assert await unanswered_joinings.run(database) == 1
    await named(database, damaged.id, name)
    assert await unanswered_joinings.run(database) == 0, "it is put off"
    clock.jump(timedelta(hours=1))
    assert await unanswered_joinings.run(database) == 1
    await chat.settle()
    assert len(desk.messages) == 2


async def named(database: Database, group_id: int, name: bytes) -> None:
    """Write the sealed name of a group."""
    async with database.transaction() as session:
        (await session.get_one(GroupRow, group_id)).name = name
