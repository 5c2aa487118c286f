"""/budget: what was paid for this month, and what waits."""

from bot.screens import Screen
from storage import held_back, outbox, spending
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_the_count_of_the_month_and_what_waits_are_told(chat: Chat, desk: Phone) -> None:
    chat.database.budget = 40
    person = await stand.person(chat, chat.person("viber"))
    chat.database.committed, deliver = lambda outgoing: None, chat.database.committed
    async with chat.database.transaction() as session:
        for text in ("one", "two"):
            await outbox.push(session, person.id, Screen(text))
        waiting = [out.id for out in session.outgoing]
        await spending.spend(session, "viber", 40)
    async with chat.database.transaction() as session:
        await held_back.hold(session, waiting)
    chat.database.committed = deliver
    lines = (await desk.says("/budget")).text.split("\n")
    assert lines[:3] == ["Viber this month", "paid for: 1", "budget of the month: 40"]
    assert lines[4:8] == [
        "What waits",
        "messages held back: 2",
        "people they are for: 1",
        "the oldest: 21.11 14:00",
    ]


async def test_a_refusal_by_viber_itself_is_told(chat: Chat, desk: Phone) -> None:
    assert "no money" not in (await desk.says("/budget")).text
    async with chat.database.transaction() as session:
        await spending.refused(session, "viber")
    assert "no money: 21.11 14:00\nViber itself said so." in (await desk.says("/budget")).text
