"""The budget of a month: never passed but for a crisis, and nothing is tried while the messenger says no."""

import asyncio
from datetime import timedelta

from bot.clock import StoppedClock
from storage import spending
from storage.database import Database


async def pay(database: Database, budget: int, urgent: bool = False) -> bool:
    """Pay for one message."""
    async with database.transaction() as session:
        return await spending.spend(session, "viber", budget, urgent)


async def spent(database: Database) -> int:
    """What was paid for this month."""
    async with database.transaction() as session:
        return await spending.spent(session, "viber")


async def test_a_budget_is_spent_and_begins_anew_with_the_month(
    database: Database, clock: StoppedClock
) -> None:
    assert [await pay(database, 2) for _one in range(3)] == [True, True, False]
    assert await spent(database) == 2
    clock.jump(timedelta(days=10))
    assert await pay(database, 2)


async def test_of_many_at_once_no_more_are_paid_than_the_budget_allows(database: Database) -> None:
    paid = await asyncio.gather(*(pay(database, 3) for _one in range(12)))
    assert (paid.count(True), await spent(database)) == (3, 3)


async def test_a_crisis_is_sent_and_counted_past_the_budget(database: Database) -> None:
    assert not await pay(database, 0)
    assert await pay(database, 0, urgent=True)
    assert await spent(database) == 1


async def test_what_did_not_go_out_is_not_counted(database: Database) -> None:
    await pay(database, 2)
    async with database.transaction() as session:
        await spending.give_back(session, "viber", 1)
        await spending.give_back(session, "viber", 1)
    assert await spent(database) == 0


async def test_for_an_hour_after_a_refusal_only_a_crisis_is_tried(
    database: Database, clock: StoppedClock
) -> None:
    async with database.transaction() as session:
        await spending.refused(session, "viber")
        assert await spending.left(session, "viber", 9) == 0
    assert not await pay(database, 9)
    assert await pay(database, 9, urgent=True)
    clock.jump(timedelta(minutes=61))
    assert await pay(database, 9)
    async with database.transaction() as session:
        assert await spending.left(session, "viber", 9) == 7
