"""In a chat with topics, what a moderator asks for is answered in the topic where they asked."""

from handlers.moderators import alerts
from storage import desk_topics, desks, groups
from tests.chat import Chat, Phone


async def test_an_answer_comes_into_the_topic_of_its_command(chat: Chat, desk: Phone) -> None:
    assert (await desk.says("/queue", thread="3")).thread == "3"
    assert (await desk.says("/queue 5", thread="3")).thread == "3"
    assert (await desk.says("/queue")).thread == ""


async def test_an_alert_comes_into_its_own_topic_whatever_brought_it(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        (account,) = await desks.every(session)
        await desk_topics.opened(session, account.id, "people", "9")
        await alerts.coordinator_left(session, await groups.add(session, "Batumi", "GE"))
    await chat.settle()
    assert desk.screen.thread == "9"
    pressed = await desk.sends_payload("a:m-group:1", desk.screen.id)
    assert pressed.text.startswith("Group: 1 Batumi")
