"""A talk can be paused, reported and ended by either side, and nobody else touches it."""

import pytest

from tests.handlers.talk.conftest import OUTSIDE, Talks, Two

ACTIONS = ("talk-pause", "talk-resume", "talk-report", "talk-end")
PAUSED = "Kalyna: the talk is paused for now. Nothing is asked of you. You will hear when it goes on."


async def test_a_pause_stops_both_directions_and_the_other_is_told_neutrally(two: Two) -> None:
    await two.olha.presses("Pause")
    assert two.petro.texts == [PAUSED]
    await two.petro.sends_payload(f"a:talk:{two.match_id}")
    assert "is paused: nothing is passed on now" in two.petro.screen.text
    await two.olha.says("Hello")
    assert two.olha.screen.text.startswith("You have paused the talk with Yavir")
    assert two.olha.screen.labels == ["Resume", "Menu"]
    assert two.petro.texts[0] == PAUSED
    assert len(two.petro.texts) == 2


async def test_words_into_a_paused_talk_are_answered_and_not_sent(two: Two) -> None:
    await two.petro.sends_payload(f"a:talk-pause:{two.match_id}")
    before = list(two.petro.texts)
    answer = await two.olha.says("Hello")
    assert (
        answer.text
        == "The talk with Yavir is paused: nothing is passed on now. You will hear when it goes on."
    )
    assert two.petro.texts == before


async def test_only_who_paused_can_resume(two: Two) -> None:
    await two.olha.presses("Pause")
    answer = await two.petro.sends_payload(f"a:talk-resume:{two.match_id}")
    assert not (await two.talks.match(two.match_id)).open
    assert answer.labels == ["Menu"]
    await two.olha.presses("Resume")
    assert two.petro.screen.text == "Kalyna: the talk goes on."
    assert (await two.talks.match(two.match_id)).open
    await two.olha.says("Hello")
    assert two.petro.screen.text == "Kalyna:\nHello"


async def test_when_both_have_paused_both_must_resume(two: Two) -> None:
    await two.olha.presses("Pause")
    await two.petro.sends_payload(f"a:talk-pause:{two.match_id}")
    answer = await two.olha.presses("Resume")
    assert answer.text.startswith("Your pause is over. Yavir has a pause too")
    assert (await two.olha.says("Hello")).text.startswith("The talk with Yavir is paused")
    await two.petro.presses("Resume")
    assert two.olha.screen.text == "Yavir: the talk goes on."
    assert (await two.talks.match(two.match_id)).open


async def test_a_second_press_on_pause_tells_the_other_nothing_new(two: Two) -> None:
    for _again in range(2):
        await two.olha.sends_payload(f"a:talk-pause:{two.match_id}")
    assert two.petro.texts == [PAUSED]


async def test_what_waited_for_a_decision_is_asked_again_after_the_pause(two: Two) -> None:
    await two.olha.says("067 123 45 67")
    await two.olha.sends_payload(f"a:talk-pause:{two.match_id}")
    await two.olha.presses("Send anyway")
    assert two.petro.texts == [PAUSED]
    await two.olha.sends_payload(f"a:talk-resume:{two.match_id}")
    assert "What it shows: a phone number." in two.olha.screen.text
    await two.olha.presses("Send anyway")
    assert two.petro.screen.text == f"Kalyna:\n067 123 45 67{OUTSIDE}"


async def test_a_report_pauses_at_once_and_shows_the_moderators_no_words(two: Two) -> None:
    desk = two.talks.chat.desk()
    await two.olha.says("you promised money")
    await two.olha.sends_payload(f"a:talk-report:{two.match_id}")
    assert two.olha.screen.labels == [
        *("Money or cards", "Threats", "Asks for personal data", "Something else"),
        *("Back", "Menu"),
    ]
    assert not desk.texts
    answer = await two.olha.presses("Money or cards")
    assert answer.text.startswith("Thank you. The moderators have the report.")
    assert answer.labels == ["Show what was written", "Resume", "End", "SOS numbers", "Menu"]
    assert desk.texts == [
        "A report about a talk.\n\nReport 1 about talk 1\nReason: Money or cards\n\n"
        "Reported by: the person who asked for help\nThe talk is paused.\n\nNo messages are attached.\n\nAlert 1."
    ]
    assert two.petro.screen.text == PAUSED
    assert not (await two.talks.match(two.match_id)).open


async def test_a_second_press_on_a_reason_is_no_second_report(two: Two) -> None:
    desk = two.talks.chat.desk()
    for _again in range(2):
        await two.petro.sends_payload(f"a:talk-reported:{two.match_id}:threats")
    assert len(desk.texts) == 1
    assert "Reported by: the helper\n" in desk.texts[0]


async def test_a_closed_talk_can_still_be_reported(two: Two) -> None:
    desk = two.talks.chat.desk()
    await two.talks.close(two.match_id)
    answer = await two.olha.sends_payload(f"a:talk-reported:{two.match_id}:data")
    assert answer.text == "Thank you. The moderators have the report."
    assert "The talk was closed before." in desk.texts[0]
    assert not two.petro.texts


async def test_the_reported_side_reaches_the_sos_numbers(two: Two) -> None:
    await two.olha.sends_payload(f"a:talk-reported:{two.match_id}:threats")
    for phone in (two.olha, two.petro):
        assert "112" in (await phone.says("/sos")).text


async def test_the_end_is_one_question_with_a_way_back_and_changes_nothing_yet(two: Two) -> None:
    screen = await two.olha.presses("End")
    assert screen.text.startswith("How does the talk with Yavir end?")
    assert screen.labels[-2:] == ["Back", "Menu"]
    assert (await two.talks.match(two.match_id)).open


async def test_words_into_a_closed_talk_are_answered_once_and_then_the_menu_comes(two: Two) -> None:
    await two.talks.close(two.match_id)
    answer = await two.olha.says("Hello")
    assert answer.text.startswith("The talk with Yavir is closed: words are no longer passed on.")
    assert "The menu shows your open requests" in answer.text
    assert not two.petro.texts
    assert "What would you like to do?" in (await two.olha.says("Hello")).text


async def test_a_native_reply_into_a_closed_talk_is_answered(two: Two) -> None:
    await two.petro.sends_payload(f"a:talk:{two.match_id}")
    await two.petro.says("Hello")
    await two.talks.close(two.match_id)
    answer = await two.olha.replies(two.olha.screen, "Thank you")
    assert answer.text.startswith("The talk with Yavir is closed")
    assert not [out for out in two.talks.to(two.petro) if "Thank you" in out.body["text"]]


@pytest.mark.parametrize("action", [*ACTIONS, "talk"])
async def test_the_buttons_of_a_closed_talk_say_so(two: Two, action: str) -> None:
    await two.talks.close(two.match_id)
    answer = await two.olha.sends_payload(f"a:{action}:{two.match_id}")
    assert "closed" in answer.text or action == "talk-report"
    assert not two.petro.texts


@pytest.mark.parametrize(
    "payload",
    [
        *(f"a:{action}:{{match}}" for action in (*ACTIONS, "talk")),
        *(
            "a:talk-reported:{match}:money",
            "a:talk-tell:{held}:{match}",
            "a:talk-send:{held}",
            "a:talk-drop:{held}",
        ),
        *(
            "a:talk:",
            "a:talk:-1",
            "a:talk:99999999999999999999",
            "a:talk:x",
            "a:talk-tell:::",
            "a:talk-send:",
        ),
        *("a:talk-reported:{match}:", "a:talk-withdraw:{match}", "a:talk-withdraw:0"),
    ],
)
async def test_a_strangers_press_is_answered_and_changes_nothing(talks: Talks, payload: str) -> None:
    olha, petro, stranger = [await talks.joins() for _person in range(3)]
    desk = talks.chat.desk()
    match_id = await talks.meet(olha, petro, "Kalyna", "Yavir")
    await olha.sends_payload(f"a:talk:{match_id}")
    question = await olha.says("067 123 45 67")
    held = question.rows[0][0][1].rpartition(":")[2]
    before = await talks.match(match_id), len(talks.to(olha)), await talks.state(olha)
    answer = await stranger.sends_payload(payload.format(match=match_id, held=held))
    assert answer.text
    assert "Menu" in answer.labels or "What would you like to do?" in answer.text
    assert (await talks.match(match_id), len(talks.to(olha)), await talks.state(olha)) == before
    assert not talks.to(petro)
    assert not desk.texts
    assert "talk" not in await talks.state(stranger)


async def test_ones_own_words_cannot_be_told_into_a_strangers_talk(talks: Talks) -> None:
    olha, petro, ivan = [await talks.joins() for _person in range(3)]
    await talks.meet(olha, petro, "Kalyna", "Yavir")
    other = await talks.meet(ivan, petro, "Sokil", "Yavir")
    question = await olha.says("Hello")
    held = question.rows[0][0][1].split(":")[2]
    await olha.sends_payload(f"a:talk-tell:{held}:{other}")
    assert olha.screen.text.startswith("This talk is not here any more.")
    assert not talks.to(petro)
    assert not talks.to(ivan)
