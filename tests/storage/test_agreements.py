"""What waits for a second moderator: once, for a time, and for one of two who press at once."""

from datetime import timedelta

from bot.clock import StoppedClock
from storage import accounts, agreements, moderators
from storage.agreements import AGREED, REFUSED, Agreement
from storage.database import Database, Session

HOURS = timedelta(hours=2)


async def asked(session: Session, about: str = "csv", why: str = "because") -> Agreement:
    number = (await moderators.known(session, "7")).number
    desk = await accounts.of_chat(session, "telegram", "-1001")
    return await agreements.ask(session, "export", about, (desk.id, number), why, HOURS)


async def test_the_same_wish_is_kept_once(database: Database) -> None:
    async with database.transaction() as session:
        first, again, other = await asked(session), await asked(session), await asked(session, "json")
        assert (first.id, first.is_new) == (again.id, not again.is_new)
        assert other.id != first.id
        assert again.reason == "because"
        assert (await asked(session, why="for another reason")).id != first.id


async def test_of_two_who_decide_one_does(database: Database) -> None:
    async with database.transaction() as session:
        wish, second = await asked(session), (await moderators.known(session, "8")).number
        assert await agreements.settle(session, wish.id, second, AGREED)
        assert not await agreements.settle(session, wish.id, second, REFUSED)
        assert (await asked(session)).id != wish.id


async def test_a_wish_lapses_and_is_forgotten(database: Database, clock: StoppedClock) -> None:
    async with database.transaction() as session:
        wish = await asked(session)
        clock.jump(HOURS)
        assert not await agreements.settle(session, wish.id, wish.asker, AGREED)
        clock.jump(agreements.KEPT + timedelta(seconds=1))
        await agreements.forget_old(session)
        assert await agreements.get(session, wish.id) is None
