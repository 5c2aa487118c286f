"""The board stands on top of the chat, says what waits, and is rewritten in place when that changes."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.i18n import LANGUAGES, Language, translate
from handlers.moderators import alerts, board, labels
from handlers.moderators.queue import LISTS
from jobs import board as job
from storage import danger_alerts, desks
from tests.chat import Chat, Message, Phone
from tests.handlers.moderators import stand

ITEMS = ("m-alert", "m-request", "m-helper", "m-message", "m-obstacle")


async def looks(chat: Chat, seconds: int = 11) -> Message:
    """The board after the job has looked, some seconds later."""
    assert isinstance(chat.database.clock, StoppedClock)
    chat.database.clock.jump(timedelta(seconds=seconds))
    await job.run(chat.database)
    await chat.settle()
    shown = chat.desk().board
    assert shown is not None
    return shown


async def test_on_an_empty_desk_it_says_that_nothing_waits(chat: Chat, desk: Phone) -> None:
    shown = await looks(chat)
    assert shown.text.startswith("The board\n\nNothing waits for a moderator.")
    assert (shown.labels, desk.messages) == ([], [])


async def test_what_burns_is_on_top_and_each_line_leads_to_its_list(chat: Chat, desk: Phone) -> None:
    olha = await stand.request(chat, chat.person(), stand.asking(urgency="now"))
    await stand.volunteer(chat, chat.person())
    async with chat.database.transaction() as session:
        await alerts.danger_seen(session, await danger_alerts.see(session, olha.person_id, ["danger"]))
    shown = await looks(chat)
    assert shown.labels == [
        "⚠️ Danger, nobody has it: 1",
        "Urgent, not accepted: 1",
        "Nobody is being asked: 1",
        "Volunteers to approve: 1",
    ]
    assert "since 21.11 14:00" in shown.text
    for label, opens in zip(shown.labels, ("⚠️ Danger", "Urgent", "Nobody is", "Volunteers"), strict=True):
        data = next(data for row in shown.rows for said, data, _style in row if said == label)
        assert (await desk.sends_payload(data, shown.id)).text.startswith(opens)
    assert shown.text.startswith("The board"), "no press rewrites it"


async def opened(desk: Phone, data: str) -> list[str]:
    """The buttons to items of a list, on all its pages."""
    page, found = await desk.sends_payload(data), list[str]()
    while True:
        rows = [(label, data) for row in page.rows for label, data, _style in row]
        found += [label for label, data in rows if data.split(":")[1] in ITEMS]
        further = next((data for label, data in rows if label == "Further"), None)
        if further is None:
            return found
        page = await desk.sends_payload(further)


async def test_each_line_says_as_many_as_its_list_holds(chat: Chat, desk: Phone) -> None:
    people = [await stand.request(chat, chat.person(), stand.asking(urgency="now")) for _one in range(8)]
    helpers = [await stand.volunteer(chat, chat.person()) for _one in range(7)]
    async with chat.database.transaction() as session:
        for request in people[:2]:
            await alerts.danger_seen(session, await danger_alerts.see(session, request.person_id, ["danger"]))
        for helper in helpers[:2]:
            await alerts.volunteer_waits(session, helper)
        await alerts.nobody_found(session, people[0])
    await stand.refused(chat, 7)
    await chat.settle()
    await desk.says("/take 1")  # of danger
    await desk.says("/take 3")  # of a volunteer
    shown = await looks(chat)
    said = {label: data for row in shown.rows for label, data, _style in row}
    assert "⚠️ Danger, nobody has it: 1" in said
    assert "Alerts, nobody has them: 2" in said
    sizes = {label: len(await opened(desk, data)) for label, data in said.items()}
    assert [label for label, size in sizes.items() if not label.endswith(f": {size}")] == []


async def test_it_is_rewritten_only_when_it_says_something_else(chat: Chat, desk: Phone) -> None:
    first = await looks(chat)
    assert await job.run(chat.database) == 0
    assert not (await looks(chat, 3600)).rewritten
    await stand.volunteer(chat, chat.person())
    again = await looks(chat)
    assert (again.id, again.rewritten) == (first.id, True)
    assert "Volunteers to approve: 1" in again.labels


async def test_two_changes_within_ten_seconds_wait_for_each_other(chat: Chat, desk: Phone) -> None:
    await looks(chat)
    await stand.volunteer(chat, chat.person())
    await looks(chat)
    await stand.request(chat, chat.person(), held=True)
    assert "Requests to read first: 1" not in (await looks(chat, 5)).labels
    assert "Requests to read first: 1" in (await looks(chat, 5)).labels


async def test_a_command_puts_it_there_anew(chat: Chat, desk: Phone) -> None:
    first = await looks(chat)
    await desk.says("/board")
    assert desk.board is not None
    assert desk.board.id != first.id
    assert desk.messages == []
    assert await stand.acts(chat) == ["browse board"]


async def test_what_the_bot_may_not_do_is_said_once_on_the_board_itself(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        (account,) = await desks.every(session)
        await desks.allowed(session, account.id, pin=False)
    shown = await looks(chat)
    assert shown.text.count("cannot be pinned") == 1
    async with chat.database.transaction() as session:
        await desks.allowed(session, account.id, pin=True, topics=False)
    assert "may not open any" in (await looks(chat)).text


async def test_a_chat_that_is_a_desk_no_more_loses_its_board(chat: Chat, desk: Phone) -> None:
    await looks(chat)
    async with chat.database.transaction() as session:
        await desks.appoint(session, [])
    assert await job.run(chat.database) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits_a_phone(language: Language) -> None:
    says = (board.DANGER, board.ALERTS, board.OBSTACLES, board.REFUSED, board.JOBS, board.HUSHED)
    lists = (says for says, _read in LISTS.values())
    lines = [translate(labels.counted(line, 999), language) for line in (*says, *lists)]
    assert not [line for line in lines if len(line) > 34]
