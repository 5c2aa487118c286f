"""The audit, read in the chat."""

from storage import audit
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_before_anything_was_done_it_says_so(chat: Chat, desk: Phone) -> None:
    assert (await desk.says("/audit")).text == "Nothing has been done yet."


async def test_acts_are_listed_newest_first_without_who_it_was_about(chat: Chat, desk: Phone) -> None:
    await stand.volunteer(chat, chat.person())
    await stand.approved(chat, chat.person())
    await stand.request(chat, chat.person())
    await desk.says("/approve 1")
    await desk.says("/assign 1 2")
    await desk.sends_payload("a:m-end:1-no_help")
    await desk.says("/language en")
    _title, *entries, end = (await desk.says("/audit")).text.split("\n\n")
    assert "to note down: 4:" in end
    said = [entry.split("\n")[1:] for entry in entries]
    assert said == [
        ["language set"],
        ["closed: request 1", "no help found"],
        ["helper chosen: request 1", "helper 2"],
        ["approved: helper 1"],
    ]


async def test_two_moderators_are_told_apart_by_numbers_not_names(chat: Chat, desk: Phone) -> None:
    await stand.volunteer(chat, chat.person())
    await stand.volunteer(chat, chat.person())
    await desk.says("/approve 1", sender="7")
    await desk.says("/approve 2", sender="8")
    entries = (await desk.says("/audit")).text.split("\n\n")[1:-1]
    who = [entry.split("\n")[0].rpartition(" · ")[2] for entry in entries]
    assert who == ["moderator 2", "moderator 1"]


async def test_who_acts_from_elsewhere_is_a_mark(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        await audit.write(session, "viber:somebody", "look", "group 1")
        await audit.write(session, "", "resume", "request 1")
    title_of = (await desk.says("/audit")).text.split("\n\n")[1].split("\n")[0]
    mark = title_of.rpartition(" · ")[2]
    assert len(mark) == 6
    assert "somebody" not in desk.screen.text
