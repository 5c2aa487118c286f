"""An alert is taken by one, by its button or its number, and all who see it see by whom."""

from bot.incoming import Incoming
from handlers.moderators import alerts
from storage import audit, danger_alerts, desks, groups
from storage.outbox import Outgoing, Priority
from tests.chat import DESK, Chat, Phone
from tests.handlers.moderators import stand


async def danger(chat: Chat, olha: Phone) -> None:
    """Signs of danger in what a person wrote."""
    person = await stand.person(chat, olha)
    async with chat.database.transaction() as session:
        await alerts.danger_seen(session, await danger_alerts.see(session, person.id, ["danger"]))
    await chat.settle()


async def test_it_is_taken_by_its_number_and_its_message_shows_who_has_it(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person(), held=True)
    await held(chat)
    answer = await desk.says("/take 1")
    (alert, _answer) = desk.messages
    for message in (alert, answer):
        assert "Alert 1. Taken by moderator 1 at 14:00." in message.text
        assert "I take it" not in message.labels
        assert "Release to helpers" in message.labels
    assert (await desk.says("/take 1")).text == "Taken by moderator 1 at 14:00."
    assert await stand.acts(chat) == ["take alert 1"]


async def held(chat: Chat) -> None:
    """The alert about each request that is held."""
    for request in await stand.requests_now(chat):
        async with chat.database.transaction() as session:
            await alerts.request_held(session, request)
    await chat.settle()


async def test_a_message_of_another_desk_with_the_same_number_is_not_taken_for_the_pressed_one(
    chat: Chat, desk: Phone
) -> None:
    other = chat.person(address="-1002", language="en")
    async with chat.database.transaction() as session:
        await desks.appoint(session, [DESK, "-1002"])
    await other.says("/queue", sender="7")
    await danger(chat, chat.person())
    await desk.says("/alerts")
    await desk.presses("Alert 1")
    assert desk.screen.id == other.screen.id
    await desk.presses("I take it")
    assert "Taken by moderator 1" in desk.screen.text


async def test_what_was_said_often_is_rewritten_behind_what_moderators_wait_for(
    chat: Chat, desk: Phone
) -> None:
    await danger(chat, chat.person())
    await chat.passes(minutes=5)
    await chat.passes(minutes=10)
    sent: list[Outgoing] = []
    chat.database.committed = sent.extend
    pressed = desk.screen
    button = pressed.rows[0][0][1]
    await desk.sends("press", text=button, press="p", message=pressed.id)
    edits = {out.body["edit"]: out.priority for out in sent if "edit" in out.body}
    assert edits.pop(pressed.id) == Priority.REPLY
    assert set(edits.values()) == {Priority.CHECK_IN}


async def test_of_two_desks_each_sees_it(chat: Chat, desk: Phone) -> None:
    other = chat.person(address="-1002", language="en")
    async with chat.database.transaction() as session:
        await desks.appoint(session, [DESK, "-1002"])
    await danger(chat, chat.person())
    await desk.presses("I take it")
    assert "взято: модератор 1" in other.screen.text
    assert "Взяти" not in other.screen.labels


async def test_who_took_danger_says_when_it_is_done(chat: Chat, desk: Phone) -> None:
    await danger(chat, chat.person())
    await desk.presses("I take it")
    assert "The person has been told." in desk.screen.text
    await desk.presses("It is done")
    assert desk.screen.text == (
        "Alert 1, signs of danger: closed. Taken by moderator 1 at 14:00. The person has been told."
    )
    assert desk.screen.labels == []
    assert (await desk.sends_payload("a:m-done:1")).text == "Alert 1 is closed already."
    assert (await desk.says("/take 1")).text == "Alert 1 is closed already."
    assert await stand.acts(chat) == ["take alert 1", "done alert 1"]


async def test_what_ends_by_itself_is_not_ended_by_hand(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        await alerts.coordinator_left(session, await groups.add(session, "Batumi", "GE"))
    await desk.says("/take 1")
    assert (await desk.sends_payload("a:m-done:1")).text == ("Alert 1 ends by itself, as soon as it is done.")


async def test_done_needs_somebody_who_took_it(chat: Chat, desk: Phone) -> None:
    await danger(chat, chat.person())
    assert "ends by itself" in (await desk.sends_payload("a:m-done:1")).text
    assert await stand.acts(chat) == []


async def test_an_unknown_number_is_named(chat: Chat, desk: Phone) -> None:
    assert (await desk.says("/take 99")).text == "There is no alert 99. /alerts shows what waits."


async def test_a_press_on_an_alert_leaves_it_for_the_others(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person(), held=True)
    await held(chat)
    before = desk.screen.text
    await desk.presses("Choose a helper")
    assert len(desk.messages) == 2
    assert desk.messages[0].text == before


async def test_somebody_who_was_removed_takes_nothing(chat: Chat, desk: Phone) -> None:
    await danger(chat, chat.person())
    await desk.says("/alerts")
    await chat.receive(Incoming("telegram", "went", DESK, "went", "7", sender="8", at="1800000000"))
    await desk.presses("I take it")
    assert "no longer in this chat" in desk.screen.text
    async with chat.database.transaction() as session:
        assert not await audit.has(session, "take", "alert 1")
