"""A moderators' chat that becomes a supergroup has another address, and goes on there as if nothing had been."""

from bot.dispatch import Dispatcher
from bot.incoming import Incoming
from bot.tasks import start, stop
from storage import desks
from tests.chat import DESK, Chat, Phone
from tests.conftest import NOON
from tests.handlers.moderators import stand

NEW = "-100777"


async def becomes_supergroup(chat: Chat) -> Phone:
    new = chat.person(address=NEW)
    new.sender = "7"
    await chat.receive(Incoming("telegram", "moved", DESK, "moved", NEW, sender="7"))
    return new


async def test_commands_work_there_and_whoever_runs_the_bot_is_told(chat: Chat, desk: Phone) -> None:
    new = await becomes_supergroup(chat)
    assert NEW in new.screen.text
    assert "MODERATORS_CHAT_ID" in new.screen.text
    assert (await new.says("/queue")).text.startswith("What waits")
    assert await stand.acts(chat) == ["chat-moved chat", "browse queue"]
    assert "became a supergroup" in (await new.says("/audit")).text


async def test_the_old_chat_is_no_desk_any_more(chat: Chat, desk: Phone) -> None:
    await becomes_supergroup(chat)
    desk.messages.clear()
    await desk.says("/queue")
    assert not desk.messages


async def test_the_board_comes_anew_and_who_was_removed_stays_removed(chat: Chat, desk: Phone) -> None:
    await chat.passes(minutes=1)
    at = str(int(NOON.timestamp()) + 1)
    await chat.receive(Incoming("telegram", "gone", DESK, "went", "7", sender="8", at=at))
    new = await becomes_supergroup(chat)
    await chat.passes(minutes=1)
    assert new.board is not None
    assert (await new.says("/queue")).text.startswith("This came from somebody who is no longer in this chat")


async def test_settings_that_name_the_old_or_the_new_address_mean_this_chat(chat: Chat, desk: Phone) -> None:
    await becomes_supergroup(chat)
    for named in (DESK, NEW):
        async with chat.database.transaction() as session:
            (before,) = await desks.every(session)
            await desks.appoint(session, [named])
            (after,) = await desks.every(session)
        assert (after.id, after.address) == (before.id, NEW)


async def test_a_bot_that_knows_the_old_address_from_its_settings_hears_the_new_one(
    chat: Chat, desk: Phone
) -> None:
    new = await becomes_supergroup(chat)
    dispatcher = Dispatcher(chat.database, lambda event: False, [DESK])
    working = start(dispatcher.run(), "dispatch")
    await dispatcher.receive(Incoming("telegram", "k1", NEW, "words", "/queue", sender="7"))
    await stop(working)
    await chat.settle()
    assert new.screen.text.startswith("What waits")


async def test_a_chat_that_is_known_already_is_not_taken_over(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        await desks.appoint(session, [DESK, NEW])
    await becomes_supergroup(chat)
    async with chat.database.transaction() as session:
        assert sorted(one.address for one in await desks.every(session)) == [DESK, NEW]
