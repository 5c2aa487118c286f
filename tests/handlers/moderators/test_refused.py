"""Messages that a messenger refused: tried again or let go by one, without a word of what they say."""

from storage import outbox
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_one_is_tried_again(chat: Chat, desk: Phone) -> None:
    await stand.refused(chat)
    listed = await desk.sends_payload("a:m-refused:0")
    assert "1 · 21.11 14:00 · Telegram\nanswer or news" in listed.text
    card = await desk.presses("1")
    assert "secret" not in card.text
    payload = next(data for row in card.rows for said, data, _style in row if said == "Try again")
    await desk.presses("Try again")
    async with chat.database.transaction() as session:
        assert await outbox.backlog(session) == (1, 0)
    assert "not here any more" in (await desk.sends_payload(payload)).text
    assert "message-again message" in await stand.acts(chat)


async def test_one_is_let_go(chat: Chat, desk: Phone) -> None:
    await stand.refused(chat)
    await desk.sends_payload("a:m-refused:0")
    await desk.presses("1")
    await desk.presses("Let it go")
    assert "There is none." in (await desk.sends_payload("a:m-refused:0")).text
    async with chat.database.transaction() as session:
        assert await outbox.backlog(session) == (0, 0)


async def test_what_is_not_refused_cannot_be_named(chat: Chat, desk: Phone) -> None:
    for name in ("m-message", "m-again", "m-let-go"):
        assert "not here any more" in (await desk.sends_payload(f"a:{name}:7")).text
    assert await stand.acts(chat) == []


async def test_many_are_paged(chat: Chat, desk: Phone) -> None:
    await stand.refused(chat, 8)
    assert (await desk.sends_payload("a:m-refused:0")).labels[-2:] == ["Further", "To the queue"]
    assert (await desk.presses("Further")).labels == ["7", "8", "To the queue"]
    assert "1" in (await desk.sends_payload("a:m-refused:12")).labels, "others were quicker"
