"""The audit, read in the chat."""

from bot.clock import StoppedClock
from jobs import keeping
from storage import audit, audit_chain, audit_old
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
    assert end.startswith("The audit ends at 4:")
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


async def test_an_end_that_was_said_before_is_found_again_or_missed(chat: Chat, desk: Phone) -> None:
    await desk.says("/queue")
    async with chat.database.transaction() as session:
        end = await audit_chain.noted(session)
    await desk.says("/queue")
    assert (await desk.says(f"/audit {end}")).text.startswith(f"{end} is still in the audit")
    for other in ("1:00000000", "99:9f02c6d1", f"{'9' * 15}:9f02c6d1"):
        assert (await desk.says(f"/audit {other}")).text.startswith(f"{other} is not in the audit")


async def test_an_end_of_more_than_a_year_ago_is_said_to_be_too_old(
    chat: Chat, desk: Phone, clock: StoppedClock
) -> None:
    await desk.says("/queue")
    await desk.says("/queue")
    async with chat.database.transaction() as session:
        end = await audit_chain.noted(session)
    clock.jump(audit_old.KEPT)
    await keeping.forget_acts(chat.database)
    assert (await desk.says("/audit 1:9f02c6d1")).text.startswith("1:9f02c6d1 is older than a year")
    assert (await desk.says(f"/audit {end}")).text.startswith(f"{end} is still in the audit")
