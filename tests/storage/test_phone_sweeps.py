"""What goes from phones by itself: only where somebody wished so, only what is a day old, each message once."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from storage import accounts, bans, desks, outbox, persons, phone_messages, phone_sweeps
from storage.accounts import Account
from storage.database import Database
from storage.outbox import Outgoing
from storage.phone_messages import PhoneMessageRow

HOUR = timedelta(hours=1)


async def chat(
    database: Database, address: str = "1001", channel: str = "telegram", wished: bool = True
) -> Account:
    async with database.transaction() as session:
        account = (await persons.welcome(session, channel, address, "uk")).account
        await phone_sweeps.clear_daily(session, account.id, on=wished)
    return account


async def note(database: Database, account: Account, *messages: str, entrusted: bool = False) -> None:
    async with database.transaction() as session:
        await phone_messages.note(session, [(account.id, one) for one in messages], entrusted)


async def due(database: Database) -> Sequence[int]:
    async with database.transaction() as session:
        return await phone_sweeps.due(session)


async def clear(database: Database, account: Account) -> bool:
    async with database.transaction() as session:
        return await phone_sweeps.clear(session, account.id)


async def waiting(database: Database) -> list[Outgoing]:
    async with database.transaction() as session:
        return await outbox.due(session, "telegram", ())


async def lots(database: Database) -> list[list[str]]:
    return [out.body["delete"].split() for out in await waiting(database)]


async def test_what_is_not_a_day_old_for_sure_stays(database: Database, clock: StoppedClock) -> None:
    olha = await chat(database)
    clock.jump(timedelta(minutes=59))
    await note(database, olha, "1")
    clock.jump(24 * HOUR)
    assert await due(database) == []
    assert not await clear(database, olha)
    clock.jump(timedelta(minutes=1))
    assert await due(database) == [olha.id]
    assert await clear(database, olha)
    assert await lots(database) == [["1"]]


async def test_a_chat_is_left_alone_unless_its_owner_wished_otherwise(
    database: Database, clock: StoppedClock
) -> None:
    await note(database, await chat(database, wished=False), "1")
    await note(database, await chat(database, "1002", "viber"), "1")
    clock.jump(30 * HOUR)
    assert await due(database) == []


async def test_a_chat_of_moderators_never_clears_itself(database: Database, clock: StoppedClock) -> None:
    await note(database, await chat(database, "77"), "1")
    async with database.transaction() as session:
        await desks.appoint(session, ["77"])
    clock.jump(30 * HOUR)
    assert await due(database) == []


async def test_the_oldest_goes_first_in_lots_of_a_hundred(database: Database, clock: StoppedClock) -> None:
    late, early = await chat(database, "1001"), await chat(database, "1002")
    await note(database, early, *(str(n) for n in range(1, 251)))
    clock.jump(HOUR)
    await note(database, late, "1")
    clock.jump(30 * HOUR)
    assert await due(database) == [early.id, late.id]
    assert await clear(database, early)
    assert [len(lot) for lot in await lots(database)] == [100, 100, 50]
    assert (await lots(database))[0][:2] == ["1", "2"]


async def test_while_something_is_on_its_way_nothing_is_put_beside_it(
    database: Database, clock: StoppedClock
) -> None:
    olha = await chat(database)
    await note(database, olha, "1")
    clock.jump(25 * HOUR)
    assert await clear(database, olha)
    assert await due(database) == []


async def test_what_the_messenger_refused_is_not_tried_again_and_keeps_nothing_else(
    database: Database, clock: StoppedClock
) -> None:
    olha = await chat(database)
    await note(database, olha, "1")
    clock.jump(HOUR)
    await note(database, olha, "2")
    clock.jump(24 * HOUR)
    assert await clear(database, olha)
    async with database.transaction() as session:
        await outbox.park(session, [out.id for out in await outbox.due(session, "telegram", ())])
    assert not await clear(database, olha)
    clock.jump(HOUR)
    assert await clear(database, olha)
    assert await lots(database) == [["2"]]


async def test_what_no_bot_can_delete_any_more_is_not_tried(database: Database, clock: StoppedClock) -> None:
    olha = await chat(database)
    await note(database, olha, "1")
    clock.jump(49 * HOUR)
    assert await due(database) == []


async def test_whoever_turns_it_off_keeps_what_was_not_begun(database: Database, clock: StoppedClock) -> None:
    olha = await chat(database)
    await note(database, olha, "1")
    clock.jump(25 * HOUR)
    assert await clear(database, olha)
    async with database.transaction() as session:
        await phone_sweeps.clear_daily(session, olha.id, on=False)
    assert await waiting(database) == []
    assert not await clear(database, olha)


@pytest.mark.parametrize("first", [True, False])
async def test_a_message_that_showed_others_words_once_is_known_by_it(
    database: Database, clock: StoppedClock, first: bool
) -> None:
    olha = await chat(database)
    await note(database, olha, "1", entrusted=first)
    then = clock.now()
    clock.jump(3 * HOUR)
    await note(database, olha, "1", entrusted=not first)
    async with database.transaction() as session:
        row = await session.get_one(PhoneMessageRow, (olha.id, "1"))
    assert (row.entrusted, row.at) == (True, then.replace(minute=0, second=0, microsecond=0))


async def test_of_who_is_banned_only_what_was_entrusted_to_them_goes(database: Database) -> None:
    taras, olha = await chat(database, wished=False), await chat(database, "1002", wished=False)
    for one in (taras, olha):
        await note(database, one, "1", "2", entrusted=True)
        await note(database, one, "3")
    async with database.transaction() as session:
        assert not await phone_sweeps.of_banned(session, [taras.id, olha.id])
        assert await bans.ban(session, taras.person_id or 0, "harm")
        assert await phone_sweeps.of_banned(session, [taras.id, olha.id])
    assert [(out.account.id, out.body["delete"]) for out in await waiting(database)] == [(taras.id, "1 2")]


async def test_from_a_chat_that_is_closed_nothing_can_be_taken(
    database: Database, clock: StoppedClock
) -> None:
    olha = await chat(database)
    await note(database, olha, "1", entrusted=True)
    async with database.transaction() as session:
        await accounts.close(session, olha.id)
        assert await bans.ban(session, olha.person_id or 0, "harm")
        assert not await phone_sweeps.of_banned(session, [olha.id])
    clock.jump(30 * HOUR)
    assert await due(database) == []
