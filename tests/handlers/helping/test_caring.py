"""Words for the helper themself: once, by day, answered by one tap, kept by nobody, and never forced."""

import pytest

from storage import helpers, matches
from tests.circle import Circle, heard
from tests.handlers.helping.test_handing_over import paired
from tests.handlers.helping.test_rest import both, stands
from tests.handlers.test_offers import payload

MONTHLY = "A word for yourself."
PAUSE = "may have been heavy"


@both
async def test_once_a_month_a_helper_hears_what_their_help_came_to(circle: Circle, channel: str) -> None:
    olha, petro, match_id = await paired(circle, channel)
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await circle.chat.passes(days=29)
    assert heard(petro, MONTHLY) == 0
    await circle.chat.passes(days=1)
    assert heard(petro, MONTHLY) == 1
    assert "you accompanied 1 person." in petro.screen.text
    assert "1 request is solved, in full or in part." in petro.screen.text
    assert "Kalyna" not in petro.screen.text
    assert petro.screen.labels == ["Good", "Tired", "I want to rest", "No monthly word", "Menu"]
    await circle.chat.passes(days=1)
    assert heard(petro, MONTHLY) == 1
    await circle.chat.passes(days=30)
    assert heard(petro, MONTHLY) == 2


async def test_a_month_without_anybody_is_said_honestly(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(days=30)
    assert "you had no talk as a helper, and that is fine" in petro.screen.text


async def test_what_is_not_solved_yet_is_said_honestly(circle: Circle) -> None:
    _olha, petro, _match = await paired(circle)
    await circle.chat.passes(days=30)
    assert any("Nothing is solved yet." in text for text in petro.texts)


@pytest.mark.parametrize("status", [helpers.PENDING, helpers.RESTING, helpers.PAUSED, helpers.STOPPED])
async def test_who_does_not_help_now_hears_nothing(circle: Circle, status: str) -> None:
    petro = await circle.helper()
    async with circle.database.transaction() as session:
        await helpers.move(session, circle.id(petro), (helpers.APPROVED,), status)
    await circle.chat.passes(days=40)
    assert heard(petro, MONTHLY) == 0


async def test_who_comes_back_after_months_is_not_met_with_an_old_word(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:written")
    await circle.chat.passes(days=40)
    await petro.presses("I am back")
    await circle.chat.passes(days=1)
    assert heard(petro, MONTHLY) == 0
    await circle.chat.passes(days=30)
    assert heard(petro, MONTHLY) == 1


async def test_at_night_it_waits_for_the_day_there(circle: Circle) -> None:
    petro = await circle.helper(region="US")
    await circle.chat.passes(days=29, hours=18)  # one in the morning in New York
    await circle.chat.passes(hours=6)
    assert heard(petro, MONTHLY) == 0, "seven in the morning"
    await circle.chat.passes(hours=3)
    assert heard(petro, MONTHLY) == 1


async def test_tired_brings_a_rest_fewer_people_or_somebody_to_talk_with(circle: Circle) -> None:
    petro, desk = await circle.helper(), circle.chat.desk()
    await circle.chat.passes(days=30)
    await petro.presses("Tired")
    assert petro.screen.labels == ["Rest", "How much", "Talk with somebody", "How I help", "Menu"]
    await petro.presses("Talk with somebody")
    assert petro.screen.labels == ["Ask for a peer", "Tell the moderators", "How I help", "Menu"]
    assert heard(desk, "Helping weighs on this helper") == 0, "only if they wish"
    for _time in range(2):
        await petro.sends_payload("a:care:moderator")
    assert heard(desk, "Helping weighs on this helper") == 1
    await petro.sends_payload("a:care:talk")
    await petro.presses("Ask for a peer")
    assert "What do you need help with?" in petro.screen.text


async def test_the_answer_counts_once(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(days=30)
    good, no_more = payload(petro, "Good"), payload(petro, "No monthly word")
    await petro.sends_payload(good)
    assert "Good to hear." in petro.screen.text
    await petro.sends_payload(no_more)
    assert "You have answered this one." in petro.screen.text
    assert (await stands(circle, petro)).word_at is not None


async def test_one_tap_ends_the_monthly_word(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(days=30)
    await petro.presses("No monthly word")
    assert "No monthly word comes any more." in petro.screen.text
    await circle.chat.passes(days=60)
    assert heard(petro, MONTHLY) == 0


async def test_somebody_elses_word_is_not_answered(circle: Circle) -> None:
    petro = await circle.helper()
    await circle.chat.passes(days=30)
    vira = await circle.helper()
    await vira.sends_payload(payload(petro, "No monthly word"))
    assert (await stands(circle, petro)).word_at is not None
    assert (await stands(circle, vira)).word_at is not None


async def test_after_a_hard_talk_a_pause_is_offered_once_and_never_forced(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:outcome:{match_id}:left")
    assert heard(petro, PAUSE) == 0
    await circle.chat.passes(hours=2)
    assert heard(petro, PAUSE) == 1
    assert petro.screen.labels == [
        "Until tomorrow", "Until Monday", "Two weeks", "Until I write", "Talk with somebody", "No pause now", "Menu",
    ]  # fmt: skip
    assert (await stands(circle, petro)).status == helpers.APPROVED
    assert heard(olha, PAUSE) == 0
    await petro.presses("No pause now")
    assert "A rest is possible at any time" in petro.screen.text
    other = await circle.matched(await circle.joins(), petro)
    await petro.sends_payload(f"a:outcome:{other}:left")
    await circle.chat.passes(days=6)
    assert heard(petro, PAUSE) == 0, "once a week at most"


@pytest.mark.parametrize("who", ["asks", "helps"])
async def test_words_of_danger_in_a_talk_bring_the_helper_the_offer_of_a_pause(
    circle: Circle, who: str
) -> None:
    olha, petro, match_id = await paired(circle)
    phone = olha if who == "asks" else petro
    await phone.sends_payload(f"a:talk:{match_id}")
    await phone.says("I do not want to live any more")
    await circle.chat.passes(hours=2)
    assert (heard(petro, PAUSE), heard(olha, PAUSE)) == (1, 0)


async def test_a_helper_who_had_to_report_a_talk_is_offered_a_pause(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:talk-reported:{match_id}:threats")
    await circle.chat.passes(hours=2)
    assert (heard(petro, PAUSE), heard(olha, PAUSE)) == (1, 0)


async def test_whom_a_report_has_paused_is_not_offered_a_pause_on_top(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await olha.sends_payload(f"a:talk-reported:{match_id}:threats")
    await circle.chat.passes(hours=2)
    assert (heard(petro, PAUSE), heard(petro, "This says nothing about you yet")) == (0, 1)


async def test_after_a_light_talk_nothing_is_offered(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle)
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await circle.chat.passes(days=2)
    assert heard(petro, PAUSE) == 0


async def test_the_third_farewell_of_a_week_brings_the_offer(circle: Circle) -> None:
    petro = await circle.helper(capacity=2)
    for number in range(3):
        olha = await circle.joins()
        match_id = await circle.matched(olha, petro)
        await circle.writes(match_id)
        await olha.sends_payload(f"a:outcome:{match_id}:solved")
        await circle.chat.passes(days=1)
        assert heard(petro, PAUSE) == (number == 2)


async def test_who_rests_already_is_offered_no_pause(circle: Circle) -> None:
    _olha, petro, match_id = await paired(circle)
    await petro.sends_payload(f"a:outcome:{match_id}:left")
    await petro.sends_payload("a:rest:monday")
    await circle.chat.passes(hours=2)
    assert heard(petro, PAUSE) == 0
    async with circle.database.transaction() as session:
        assert await matches.active_of(session, circle.id(petro)) == []
