"""The numbers."""

from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_the_numbers_count_what_is_there(chat: Chat, desk: Phone) -> None:
    for _number in range(3):
        await stand.request(chat, chat.person())
    await stand.request(chat, chat.person(), held=True)
    await stand.volunteer(chat, chat.person())
    await stand.approved(chat, chat.person())
    await desk.sends_payload("a:m-end:1-solved")
    await desk.sends_payload("a:m-end:2-no_help")
    numbers = (await desk.says("/stats")).text
    for line in (
        "asked: 4",
        "helped: 1",
        "held for a moderator: 1",
        "looking for a helper: 1",
        "closed: 2",
        "solved: 1",
        "no help found: 1",
        "wait for approval: 1",
        "approved: 1",
        "talks open: 0",
        "messages not accepted: 0",
        "events not understood: 0",
    ):
        assert line in numbers.splitlines(), line


async def test_the_numbers_of_an_empty_circle_are_noughts(chat: Chat, desk: Phone) -> None:
    assert "asked: 0\nhelped: 0" in (await desk.says("/stats")).text
