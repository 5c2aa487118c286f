"""Whatever the messengers do, no message is lost, each person gets theirs in order, and patience is kept."""

from datetime import timedelta
from itertools import pairwise

from sqlalchemy import select

from bot.pace import BURST
from bot.sandbox.phones import Phone
from storage import held_back
from storage.accounts import CLOSED, OPEN, AccountRow
from tests.app.calls import Call
from tests.app.town import Town, sees, texts, until, until_found

NUMBERS = [f"message {n}" for n in range(5)]
MORE = [f"message {n}" for n in range(12)]
COMMANDS = ("/menu", "/settings", "/menu", "/settings", "/menu")
A_SECOND = 1.0
JITTER = 0.05  # seconds that a call may take longer or shorter on its way than another


async def people(town: Town, count: int, channel: str = "telegram") -> list[Phone]:
    """Several people of one messenger."""
    return [await town.person(channel, f"Person {n}") for n in range(count)]


async def status(town: Town, phone: Phone) -> str | None:
    """Whether the bot thinks that it reaches the person."""
    async with town.app.database.transaction() as session:
        mine = select(AccountRow.status).where(AccountRow.person_id == town.people[phone.id].id)
        found: str | None = await session.scalar(mine)
        return found


async def test_nothing_is_lost_with_three_calls_in_ten_refused_and_no_chat_is_called_before_its_time(
    alive: Town,
) -> None:
    crowd = await people(alive, 8)
    alive.telegram.trouble.too_many = 0.3
    for phone in crowd:
        await alive.push(phone, *NUMBERS)
        for command in COMMANDS:  # each takes the buttons off the answer before
            await alive.write(phone, command)
    expected = len(NUMBERS) + len(COMMANDS)
    await until(
        lambda: all(len(texts(phone)) == expected for phone in crowd), "not everybody has everything", 60
    )
    assert all([text for text in texts(phone) if text in NUMBERS] == NUMBERS for phone in crowd)
    refused = [call for call in alive.calls.all if call.status == 429]
    assert len(refused) > 10
    assert not [(call, early) for call in refused for early in too_early(alive, call)]


def too_early(town: Town, refused: Call) -> list[Call]:
    """Calls to the chat of a refused one within the second that it was told to wait."""
    until = refused.answered + town.telegram.trouble.retry_after
    same = (call for call in town.calls.all if call.chat and call.chat == refused.chat)
    return [call for call in same if refused.answered < call.came < until]


async def test_a_call_that_fails_is_made_again(alive: Town) -> None:
    for kind in ("server_error", "html_page", "reset"):
        alive.telegram.trouble.plan(kind, method="sendMessage")
        alive.viber.trouble.plan(kind, method="send_message")
    crowd = await people(alive, 3) + await people(alive, 3, "viber")
    for phone in crowd:
        await alive.push(phone, *NUMBERS)
    for phone in crowd:
        await until(lambda: len(texts(phone)) == len(NUMBERS), f"{phone.title} waits")  # noqa: B023
        assert texts(phone) == NUMBERS
    await alive.quiet()
    assert await alive.waiting() == (0, 0)


async def test_an_account_that_is_gone_is_closed_and_its_queue_dropped(alive: Town) -> None:
    (olena,), (serhii,) = await people(alive, 1), await people(alive, 1, "viber")
    await alive.telegram.deactivate(olena.id)
    alive.viber.answer_next(6)
    for phone in (olena, serhii):
        await alive.push(phone, *NUMBERS)
        await until_found(lambda: closed(alive, phone), "the account stays open")  # noqa: B023
        assert len(alive.calls.sent(phone.chat_id)) == 1
        assert not texts(phone)
    await alive.quiet()


async def closed(town: Town, phone: Phone) -> bool:
    """Whether the account is closed."""
    return await status(town, phone) == CLOSED


async def test_who_blocks_the_bot_and_comes_back_is_answered(alive: Town) -> None:
    (olena,), (serhii,) = await people(alive, 1), await people(alive, 1, "viber")
    for messenger, phone in ((alive.telegram, olena), (alive.viber, serhii)):
        await messenger.block(phone.id)
        await until_found(lambda: closed(alive, phone), "the account stays open")  # noqa: B023
        await alive.push(phone, "nobody hears this")
        await alive.write(phone, "/menu")
        await sees(phone, "Що зробимо?")
        assert await status(alive, phone) == OPEN
        assert len(texts(phone)) == 1


async def test_a_message_that_viber_is_too_busy_for_waits_and_goes_out_after_a_restart(
    town: Town, sqlite_url: str
) -> None:
    async with town.bot(sqlite_url):
        (serhii,) = await people(town, 1, "viber")
        town.viber.answer_next(12)
        await town.push(serhii, *NUMBERS)
        await until(lambda: town.calls.sent(serhii.chat_id), "nothing was sent")
    assert len(town.calls.sent(serhii.chat_id)) == 1
    async with town.bot(sqlite_url):
        assert await town.waiting() == (len(NUMBERS), 0)
        await sees(serhii, NUMBERS[-1])
    assert texts(serhii) == NUMBERS


async def held(town: Town) -> int:
    """How many messages are held back since nobody pays."""
    async with town.app.database.transaction() as session:
        return (await held_back.backlog(session)).messages


async def test_without_a_budget_a_message_waits_until_the_person_writes(alive: Town) -> None:
    (serhii,) = await people(alive, 1, "viber")
    alive.clock.jump(timedelta(days=2))
    await alive.push(serhii, "a word from the bot")
    await until_found(lambda: held(alive), "the message does not wait")
    assert not alive.calls.sent(serhii.chat_id)
    await alive.write(serhii, "/menu")
    await sees(serhii, "a word from the bot")
    await alive.quiet()
    assert (len(texts(serhii)), alive.viber.paid) == (2, 0)


async def test_a_budget_is_spent_and_never_passed(town: Town, sqlite_url: str) -> None:
    async with town.bot(sqlite_url, VIBER_MONTHLY_BUDGET="2"):
        (serhii,) = await people(town, 1, "viber")
        town.clock.jump(timedelta(days=2))
        await town.push(serhii, *NUMBERS)
        await until_found(lambda: held(town), "no message waits")
        assert (texts(serhii), town.viber.paid) == (NUMBERS[:2], 2)
        assert await held(town) == 3


async def test_all_chats_together_get_25_messages_a_second(alive: Town) -> None:
    crowd = await people(alive, 60)
    for phone in crowd:
        await alive.push(phone, "first", "second")
    for phone in crowd:
        await sees(phone, "second", 15)
    came = [call.came for call in alive.calls.sent()]
    assert max(sum(begin <= other < begin + A_SECOND for other in came) for begin in came) <= 26


async def test_one_chat_gets_eight_messages_at_once_and_then_one_a_second(alive: Town) -> None:
    (olena,) = await people(alive, 1)
    await alive.push(olena, *MORE)
    await sees(olena, MORE[-1])
    assert texts(olena) == MORE
    came = [call.came for call in alive.calls.sent(olena.chat_id)]
    assert came[BURST - 1] - came[0] < A_SECOND
    spaced = [came[0], *came[BURST:]]
    assert all(later - sooner > A_SECOND - JITTER for sooner, later in pairwise(spaced)), spaced
