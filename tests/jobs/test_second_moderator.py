"""What waits for a second moderator, and duty, are alerts: taken, said again, widened, and closed when it is over."""

import pytest

from bot.incoming import Incoming
from tests.chat import DESK, Phone
from tests.circle import Circle, heard
from tests.conftest import NOON
from tests.handlers.moderators import stand

AGAIN = "A second moderator is waited for: obstacles as a file (csv)."
CLOSED = "second moderator to agree: closed."
SECONDS = int(NOON.timestamp())


async def asked(circle: Circle) -> Phone:
    """Moderator 1 asks for an export."""
    desk = circle.chat.desk()
    await desk.says("/export obstacles csv")
    return desk


async def went(circle: Circle, who: str) -> None:
    key = str(next(circle.chat.keys))
    await circle.chat.receive(
        Incoming("telegram", key, DESK, "went", who, sender="9", at=str(SECONDS + 6000))
    )


async def press(desk: Phone, label: str, who: str) -> str:
    """Let a moderator press under the newest message that has the button."""
    for message in reversed(desk.messages):
        for row in message.rows:
            for text, data, _style in row:
                if text == label:
                    said = await desk.sends("press", text=data, message=message.id, press="press", sender=who)
                    return said.text
    raise AssertionError(f"there is no {label}")


async def test_nobody_answers_so_it_is_said_again_until_it_lapses_and_closes(circle: Circle) -> None:
    desk = await asked(circle)
    assert desk.screen.labels == ["I agree", "No", "I take it"]
    await circle.chat.passes(minutes=10)
    await circle.chat.passes(minutes=10)
    assert heard(desk, AGAIN) == 2
    assert "Nobody has taken this for 20 min." in desk.screen.text
    await circle.chat.passes(minutes=100)
    assert (heard(desk, AGAIN), heard(desk, CLOSED)) == (0, 2)
    await circle.chat.passes(hours=5)
    assert heard(desk, AGAIN) == 0


@pytest.mark.parametrize("answer", ["I agree", "No"])
async def test_an_answer_closes_it(circle: Circle, answer: str) -> None:
    desk = await asked(circle)
    await circle.chat.passes(minutes=10)
    await press(desk, answer, "8")
    await circle.chat.work()
    assert (heard(desk, AGAIN), heard(desk, CLOSED)) == (0, 1)
    assert "There is none." in (await desk.says("/alerts")).text


async def test_who_takes_it_is_left_in_peace_for_a_while(circle: Circle) -> None:
    desk = await asked(circle)
    await press(desk, "I take it", "8")
    await circle.chat.passes(minutes=19)
    assert heard(desk, AGAIN) == 1, "the answer to the press"
    await circle.chat.passes(minutes=1)
    assert heard(desk, AGAIN) == 2


async def test_who_asked_cannot_take_it(circle: Circle) -> None:
    desk = await asked(circle)
    assert (await press(desk, "I take it", "7")).startswith("You asked for this yourself")
    assert await stand.acts(circle.chat) == ["ask export csv"]


async def test_what_was_asked_for_by_somebody_who_left_waits_no_more(circle: Circle) -> None:
    desk = await asked(circle)
    await circle.chat.passes(minutes=10)
    await went(circle, "7")
    await circle.chat.work()
    assert (heard(desk, AGAIN), heard(desk, CLOSED)) == (0, 1)


async def test_an_offer_of_duty_is_said_again_and_closes_with_the_yes(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/duty")
    await desk.presses("I am on duty")
    await desk.says("/handover")
    await circle.chat.passes(minutes=10)
    assert heard(desk, "Moderator 1 hands over: who takes it?") == 2
    assert "I take it" not in desk.screen.labels
    await press(desk, "I take it over", "8")
    await circle.chat.work()
    assert heard(desk, "duty to take over: closed.") == 1


async def test_an_offer_to_somebody_who_leaves_is_over_at_once(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/board", sender="8")
    await desk.says("/duty")
    await desk.presses("I am on duty")
    await desk.says("/handover 1")
    await went(circle, "8")
    assert desk.screen.text == "Nobody has taken over: moderator 2 stays on duty."
    await circle.chat.passes(minutes=31)
    assert heard(desk, "Nobody has taken over") == 1


async def test_nobody_on_duty_is_said_until_somebody_is(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/duty")
    await desk.presses("I am on duty")
    await went(circle, "7")
    assert desk.screen.labels == ["I take it", "I am on duty"]
    await circle.chat.passes(hours=1)
    assert heard(desk, "Nobody is on duty.") == 2
    await press(desk, "I am on duty", "8")
    await circle.chat.work()
    assert heard(desk, "nobody on duty: closed.") == 2
    await circle.chat.passes(hours=5)
    assert heard(desk, "Nobody is on duty.") == 0


async def test_the_question_whether_somebody_is_still_there_is_said_again_and_closes(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/duty")
    await desk.presses("I am on duty")
    await circle.chat.passes(hours=19)
    await circle.chat.passes(hours=1)
    assert heard(desk, "Still there?") == 2
    await press(desk, "Stay on duty", "7")
    await circle.chat.work()
    assert heard(desk, "still on duty or not: closed.") == 2
