"""The index in memory follows the tables: what others write, what is left, what is undone, what is damaged."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from bot.domain.obstacles.facts import Facts, Story
from storage import known_obstacles, obstacle_reports, obstacles, obstacles_left, persons
from storage.database import Database, Session
from storage.obstacle_reports import ReportRow
from storage.obstacles import ObstacleRow

MONEY = Story(Facts("UA-21", "translator", "translation", "money"), words="money for a free translation")
QUEUE = Story(Facts("UA-63", "pension", "payment", "queue"), words="forty people stand before me")


async def told(session: Session, story: Story, address: str) -> int:
    """Somebody new tells of a new obstacle; return its id."""
    arrival = await persons.welcome(session, "telegram", address, "uk")
    obstacle = await obstacles.add(session, story.facts, 0)
    assert await obstacle_reports.add(session, obstacle.id, arrival.person.id, story, 0) is not None
    return obstacle.id


async def likest(database: Database, story: Story) -> list[int]:
    async with database.transaction() as session:
        return [one.id for one in await known_obstacles.likest(session, story)]


def replica(database: Database) -> Database:
    """Another process over the same tables."""
    url = database.engine.url.render_as_string(hide_password=False)
    return Database(url, database.vault, database.clock)


async def test_the_likest_comes_first(database: Database) -> None:
    async with database.transaction() as session:
        money, queue = await told(session, MONEY, "1"), await told(session, QUEUE, "2")
    assert (await likest(database, replace(MONEY, words="for a translation they want money")))[0] == money
    assert (await likest(database, QUEUE))[0] == queue


async def test_at_most_three_are_offered_and_each_once(database: Database) -> None:
    async with database.transaction() as session:
        ids = {await told(session, MONEY, str(n)) for n in range(5)}
        one = next(iter(ids))
        for n in range(5, 12):
            arrival = await persons.welcome(session, "telegram", str(n), "uk")
            await obstacle_reports.add(session, one, arrival.person.id, MONEY, 0)
    found = await likest(database, MONEY)
    assert len(found) == len(set(found)) == 3


async def test_another_replica_learns_what_was_told_and_what_was_left(database: Database) -> None:
    other = replica(database)
    async with database.transaction() as session:
        money = await told(session, MONEY, "1")
    assert await likest(other, MONEY) == [money]
    async with database.transaction() as session:
        queue = await told(session, QUEUE, "2")
    assert queue in await likest(other, QUEUE)
    async with database.transaction() as session:
        await session.execute(delete(ObstacleRow).where(ObstacleRow.id == money))
    assert money not in await likest(other, MONEY)
    assert len(other.known) == 1
    await other.close()


async def test_what_was_undone_is_not_known_and_does_not_hide_what_came_in_its_place(
    database: Database,
) -> None:
    with pytest.raises(ConnectionError):
        await _told_and_undone(database)
    async with database.transaction() as session:
        kept = await told(session, MONEY, "1")
    assert await likest(database, MONEY) == [kept]
    assert len(database.known) == 1


async def _told_and_undone(database: Database) -> None:
    async with database.transaction() as session:
        lost = await told(session, MONEY, "1")
        assert [one.id for one in await known_obstacles.likest(session, MONEY)] == [lost]
        raise ConnectionError


async def test_a_damaged_report_keeps_none_of_the_others_from_being_found(database: Database) -> None:
    async with database.transaction() as session:
        damaged, money = await told(session, QUEUE, "1"), await told(session, MONEY, "2")
        await session.execute(update(ReportRow).where(ReportRow.obstacle_id == damaged).values(told=b"x"))
    assert await likest(database, MONEY) == [money]


async def test_a_leaving_that_was_undone_leaves_it_known(database: Database) -> None:
    async with database.transaction() as session:
        money = await told(session, MONEY, "1")
    assert await likest(database, MONEY) == [money]
    with pytest.raises(ConnectionError):
        await _left_and_undone(database, money)
    assert await likest(database, MONEY) == [money]


async def _left_and_undone(database: Database, obstacle_id: int) -> None:
    async with database.transaction() as session:
        (report,) = await obstacle_reports.of_obstacle(session, obstacle_id)
        await obstacle_reports.leave(session, report.id)
        await obstacles_left.forget_empty(session)
        assert await known_obstacles.likest(session, MONEY) == []
        raise ConnectionError


async def test_at_start_all_is_read_however_much_there_is(database: Database) -> None:
    async with database.transaction() as session:
        ids = {await told(session, MONEY, str(n)) for n in range(known_obstacles.AT_ONCE + 5)}
    fresh = replica(database)
    await known_obstacles.fill(fresh)
    assert len(fresh.known) == len(ids)
    assert set(await likest(fresh, MONEY)) <= ids
    await fresh.close()


async def test_while_all_is_being_read_nobody_waits_for_it(database: Database) -> None:
    async with database.transaction() as session:
        await told(session, MONEY, "1")
    database.known.filling = True
    assert await likest(database, MONEY) == []
    await known_obstacles.fill(database)
    assert len(await likest(database, MONEY)) == 1
