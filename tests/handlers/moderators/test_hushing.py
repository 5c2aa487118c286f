"""/hush and /unhush: one moderator stops sending to people at once, two let it go on."""

from jobs import board
from storage import hushes
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def stopped(chat: Chat) -> set[str]:
    """Who has stopped sending."""
    async with chat.database.transaction() as session:
        return set(await hushes.since(session))


async def test_one_moderator_stops_it_at_once_and_the_audit_keeps_why(chat: Chat, desk: Phone) -> None:
    answer = await desk.says("/hush the wrong announcement")
    assert answer.text.startswith("Nothing is sent to people since")
    assert await stopped(chat) == {hushes.MODERATORS}
    assert (await stand.acts(chat))[-1] == "hush sending"
    assert "the wrong announcement" in (await desk.says("/audit")).text


async def test_it_may_be_said_without_a_reason_and_in_ukrainian(chat: Chat, desk: Phone) -> None:
    await desk.says("/стоп")
    assert await stopped(chat) == {hushes.MODERATORS}


async def test_stopping_what_is_stopped_shows_how_it_stands(chat: Chat, desk: Phone) -> None:
    await desk.says("/hush")
    assert "Two moderators let it go on" in (await desk.says("/hush again")).text
    assert (await stand.acts(chat)).count("hush sending") == 1


async def test_nobody_lets_it_go_on_alone(chat: Chat, desk: Phone) -> None:
    await desk.says("/hush")
    await desk.says("/unhush")
    await stand.agrees(desk, who="7")
    assert await stopped(chat) == {hushes.MODERATORS}
    await stand.agrees(desk)
    assert await stopped(chat) == set()
    assert "unhush sending" in await stand.acts(chat)


async def test_what_goes_on_is_not_let_go_on_again(desk: Phone) -> None:
    assert (await desk.says("/unhush")).text.startswith("Sending is not stopped.")


async def test_the_board_shows_it_and_leads_to_the_way_on(chat: Chat, desk: Phone) -> None:
    await desk.says("/hush")
    await chat.passes(minutes=1)
    await board.run(chat.database)
    await chat.settle()
    assert desk.board is not None
    assert desk.board.labels[0] == "Sending stopped, waiting: 1"
    await desk.sends_payload("a:m-hush:", desk.board.id)
    await desk.presses("Let it go on")
    await stand.agrees(desk)
    assert await stopped(chat) == set()


async def test_the_alert_ends_when_sending_goes_on(chat: Chat, desk: Phone) -> None:
    await desk.says("/hush")
    assert "sending is stopped" in (await desk.says("/alerts")).text
    await desk.says("/unhush")
    await stand.agrees(desk)
    await chat.passes(minutes=1)
    await board.run(chat.database)
    assert "sending is stopped" not in (await desk.says("/alerts")).text
