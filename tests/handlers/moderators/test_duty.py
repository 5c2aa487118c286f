"""Who is on duty: one at a time, handed over by two, taken over by anybody, and who is called when nobody answers."""

from storage import desks
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.handlers.moderators.test_leaving import moves

WORDS = "I don't want to live any more"


async def press(desk: Phone, label: str, who: str) -> str:
    """Let the moderator with this address press the newest button that begins so."""
    for message in reversed(desk.messages):
        for says, data, _style in (button for row in message.rows for button in row):
            if says.startswith(label):
                return (await desk.sends("press", text=data, press="p", message=message.id, sender=who)).text
    raise AssertionError(f"no button {label!r}")


async def on_duty(desk: Phone, who: str = "7") -> None:
    await desk.says("/duty", sender=who)
    await press(desk, "I am on duty", who)


async def test_a_moderator_goes_on_duty_and_everybody_reads_since_when(chat: Chat, desk: Phone) -> None:
    await desk.says("/duty")
    assert desk.screen.text.startswith(
        "Nobody is on duty.\n\nNothing waits just now.\n\nAt night, from 21 to 9 in Kyiv"
    )
    await desk.presses("I am on duty")
    assert desk.screen.text.startswith("On duty: moderator 1 since 14:00")
    assert [act for act in await stand.acts(chat) if "duty-" in act] == ["duty-on moderator 1"]


async def test_only_one_is_on_duty(chat: Chat, desk: Phone) -> None:
    await on_duty(desk)
    await desk.sends("press", text="a:m-duty-on:now", press="p", sender="8")
    assert desk.screen.text == "On duty: moderator 1 since 14:00"


async def test_it_is_handed_over_with_what_is_open_and_accepted_by_the_other(
    circle: Circle, desk: Phone
) -> None:
    await stand.request(circle.chat, circle.chat.person(), held=True)
    await stand.volunteer(circle.chat, circle.chat.person())
    await desk.says("/duty", sender="8")
    await on_duty(desk)
    await desk.says("/handover 2")
    assert desk.screen.text.startswith("Moderator 1 hands over to moderator 2.\n\nOn duty: moderator 1")
    assert "held for a moderator: 1\nvolunteers to approve: 1" in desk.screen.text
    assert "Until somebody accepts, moderator 1 stays on duty." in desk.screen.text
    assert (await press(desk, "I take it over", "9")).startswith("This is offered to another moderator.")
    assert (await press(desk, "I take it over", "8")).startswith("Moderator 2 is on duty after moderator 1.")


async def test_whoever_is_there_may_accept_but_not_the_same_one(desk: Phone) -> None:
    await on_duty(desk)
    await desk.presses("Hand over")
    await desk.presses("Whoever can")
    assert desk.screen.text.startswith("Moderator 1 hands over: who takes it?")
    assert await press(desk, "I take it over", "7") == "You are on duty already."
    assert (await press(desk, "I take it over", "8")).startswith("Moderator 2 is on duty after moderator 1.")


async def test_every_moderators_chat_reads_the_offer(chat: Chat, desk: Phone) -> None:
    other = chat.person(address="-2002", language="en")
    async with chat.database.transaction() as session:
        await desks.appoint(session, [desk.address, other.address])
    await on_duty(desk)
    await desk.says("/handover")
    await other.sends("press", text=other.screen.rows[0][0][1], press="p", sender="8")
    assert (await desk.says("/duty")).text.startswith("On duty: moderator 2")


async def test_an_offer_is_taken_back(desk: Phone) -> None:
    await on_duty(desk)
    await desk.says("/handover")
    accept = desk.screen.rows[0][0][1]
    await desk.presses("Stay on duty")
    assert desk.screen.text.startswith("Moderator 1 stays on duty.")
    await desk.sends("press", text=accept, press="p", sender="8")
    assert desk.screen.text == "This is not offered any more. /duty shows who is on duty."


async def test_it_is_accepted_once(desk: Phone) -> None:
    await on_duty(desk)
    await desk.says("/handover")
    accept = desk.screen.rows[0][0][1]
    for who in ("8", "9"):
        await desk.sends("press", text=accept, press="p", sender=who)
    assert desk.screen.text == "This turn of duty is over already. /duty shows how it is now."
    assert (await desk.says("/duty")).text.startswith("On duty: moderator 2")


async def test_anybody_takes_over_from_who_does_not_answer(chat: Chat, desk: Phone) -> None:
    await on_duty(desk)
    await desk.says("/duty", sender="8")
    assert (await press(desk, "I take over", "8")).startswith("Moderator 2 is on duty after moderator 1.")
    assert "duty-take moderator 2" in await stand.acts(chat)


async def test_what_belongs_to_who_is_on_duty_is_refused_to_others(desk: Phone) -> None:
    await on_duty(desk)
    assert (await press(desk, "Leave duty", "8")).startswith("Only who is on duty can do this.")
    assert (await press(desk, "Hand over", "8")).startswith("Only who is on duty can do this.")
    assert (await desk.says("/handover", sender="8")).text.startswith("You are not on duty")


async def test_nobody_hands_over_to_who_is_not_there(desk: Phone) -> None:
    await on_duty(desk)
    assert (await desk.says("/handover 9")).text == "There is no moderator 9 in this chat."
    assert (await desk.says("/handover 1")).text == "You are on duty already."


async def test_who_left_the_chat_is_on_duty_no_more(chat: Chat, desk: Phone) -> None:
    await on_duty(desk)
    await moves(chat, "went", "7")
    await desk.says("/duty", sender="8")
    assert desk.screen.text.startswith("Nobody is on duty.")
    assert (await press(desk, "I am on duty", "8")).startswith("On duty: moderator 2")


async def test_an_alert_calls_who_is_on_duty_then_everybody_then_those_who_lead(
    circle: Circle, desk: Phone
) -> None:
    circle.database.leads = ("8",)
    await desk.says("/duty", sender="8")
    await on_duty(desk)
    await (await circle.joins()).says(WORDS)
    assert "For moderator 1, who is on duty." in desk.screen.text
    await circle.chat.passes(minutes=5)
    assert "Moderator 1, on duty, has not answered: this is for everybody here." in desk.screen.text
    await circle.chat.passes(minutes=10)
    assert "Nobody has answered: this is for those who lead (moderator 2)" in desk.screen.text


async def test_without_anybody_on_duty_everybody_is_called_at_once(circle: Circle, desk: Phone) -> None:
    await (await circle.joins()).says(WORDS)
    assert "Nobody is on duty: this is for everybody here." in desk.screen.text


async def test_who_wishes_it_is_called_in_their_own_chat_also_at_night(circle: Circle, desk: Phone) -> None:
    own = await circle.joins_as("7")
    await on_duty(desk)
    await desk.presses("Call me in my own chat")
    assert "Call me here only" in desk.screen.labels
    await circle.chat.passes(hours=11)
    await (await circle.joins()).says(WORDS)
    assert own.screen.text.startswith("You are called in the moderators’ chat")
    assert WORDS not in own.screen.text
    await desk.says("/duty")
    await desk.presses("Call me here only")
    known = len(own.messages)
    await (await circle.joins()).says(WORDS)
    assert len(own.messages) == known


async def test_a_moderator_without_an_own_chat_reads_what_to_do(desk: Phone) -> None:
    await desk.says("/duty")
    await desk.presses("Call me in my own chat")
    assert desk.screen.text.startswith("You have no chat of your own with the bot yet.")


async def test_what_is_handed_over_counts_urgent_requests_as_the_board_does(chat: Chat, desk: Phone) -> None:
    for held in (True, False):
        await stand.request(chat, chat.person(), stand.asking(urgency="now"), held)
    await chat.work()
    assert desk.board is not None
    assert "Urgent, not accepted: 2" in desk.board.text
    await desk.says("/duty")
    assert "urgent, not accepted: 2" in desk.screen.text
