"""How are you, as people meet it: chosen, answered, changed and stopped by a press; a person offered, never pushed."""

import pytest

from handlers.how_are_you import asking, choosing, company, words
from storage import how_are_you, how_are_you_questions as questions
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.test_offers import payload
from tests.jobs.test_how_are_you import HOW, asked, plan_of

BOTH = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def newest(circle: Circle, phone: Phone) -> questions.Question:
    async with circle.database.transaction() as session:
        (found,) = await questions.latest(session, circle.id(phone), 1)
    return found


async def answers(circle: Circle, phone: Phone, *labels: str) -> None:
    """Answer a question a week."""
    await circle.chat.passes(hours=28 if heard(phone, HOW) == 0 else 7 * 24)
    for label in labels[:1]:
        await phone.presses(label)
    for label in labels[1:]:
        await circle.chat.passes(days=7)
        await phone.presses(label)


@BOTH
async def test_a_person_chooses_in_three_presses_and_reads_when_the_first_question_comes(
    circle: Circle, channel: str
) -> None:
    olha = await circle.joins(channel)
    await olha.says("/howareyou")
    assert "relatives neither" in olha.screen.text
    await olha.presses("Yes, ask me")
    await olha.presses("Every two weeks")
    await olha.says("20:00")
    assert "Nobody outside Kolo is told" in olha.screen.text
    await olha.presses("A moderator hears")
    assert "Every two weeks" in olha.screen.text
    assert "22 November, 20:00" in olha.screen.text
    plan = await plan_of(circle, olha)
    assert (plan.every, plan.hour, plan.silence) == ("fortnight", 20, "moderator")


@BOTH
async def test_an_answer_is_taken_once_and_the_next_date_is_told(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    async with circle.database.transaction() as session:
        await choosing.finish(session, circle.people[olha.address], choosing.Chosen("week", 18, "nothing"))
    await circle.chat.passes(hours=28)
    good = payload(olha, "Good")
    await olha.presses("Good")
    assert "✓ Good" in olha.screen.text
    assert "29 November" in olha.screen.text
    await olha.sends_payload(good)
    assert asking.ANSWERED.text in olha.screen.text
    await olha.sends_payload(good.replace("good", "dark"))
    assert (await newest(circle, olha)).answer == "good"


async def test_nobody_answers_the_question_of_another(circle: Circle) -> None:
    olha, taras = await asked(circle), await circle.joins()
    await circle.chat.passes(hours=28)
    for label in ("Good", "Fine, leave me a month"):
        await taras.sends_payload(payload(olha, label))
        assert asking.NOT_HERE.text in taras.screen.text
    assert (await newest(circle, olha)).status == questions.ASKED


async def test_an_answer_after_a_month_is_not_kept_and_says_why(circle: Circle) -> None:
    olha = await asked(circle, every="month")
    await circle.chat.passes(hours=28)
    await circle.chat.passes(days=29)
    await olha.presses("Good")
    assert "from another day" in olha.screen.text
    assert (await newest(circle, olha)).answer == ""


async def test_words_come_beside_the_answer_sealed_and_only_the_person_sees_them(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await asked(circle)
    await answers(circle, olha, "Good")
    await olha.presses("A few words")
    await olha.says("the garden is in flower")
    assert "Only you can see it" in olha.screen.text
    assert (await newest(circle, olha)).words == "the garden is in flower"
    await olha.says("/mydata")
    await olha.presses("Show it here")
    assert any("«the garden is in flower»" in text for text in olha.texts)
    assert heard(desk, "garden") == 0


async def test_words_of_danger_bring_the_numbers(circle: Circle) -> None:
    olha = await asked(circle)
    await answers(circle, olha, "Very hard")
    await olha.presses("A few words")
    await olha.says("I don't want to live any more")
    assert heard(olha, "It sounds as if it is very hard") == 1


async def test_words_can_be_left_out_and_old_buttons_take_none(circle: Circle) -> None:
    olha = await asked(circle)
    await answers(circle, olha, "Good")
    button = payload(olha, "A few words")
    await olha.presses("A few words")
    await olha.presses("Skip")
    assert (await newest(circle, olha)).words == ""
    await circle.chat.passes(days=8)
    await olha.sends_payload(button)
    assert words.NO_ANSWER.text in olha.screen.text


async def test_fine_leave_me_for_a_month_is_one_press_on_every_question(circle: Circle) -> None:
    olha = await asked(circle, "moderator")
    await circle.chat.passes(hours=28)
    await olha.presses("Fine, leave me a month")
    assert "22 December" in olha.screen.text
    for _day in range(29):
        await circle.chat.passes(days=1)
    assert heard(olha, HOW) == 0, "the question was rewritten, and no other came"
    await circle.chat.passes(days=1)
    assert heard(olha, HOW) == 1


class TestTheOfferOfAPerson:
    """Two low answers, or a falling line: somebody is offered, and nothing happens without a press."""

    async def test_one_low_answer_offers_nobody_and_two_do(self, circle: Circle) -> None:
        olha = await asked(circle)
        await answers(circle, olha, "It is hard")
        assert "told to nobody" in olha.screen.text
        assert "SOS numbers" in olha.screen.labels
        await answers(circle, olha, "Very hard")
        assert company.OFFER.text in olha.screen.text
        assert "Write to my helper" not in olha.screen.labels, "nobody helps"
        await olha.presses("Not now")
        assert company.NOT_NOW.text in olha.screen.text
        await answers(circle, olha, "Very hard")
        assert company.OFFER.text not in olha.screen.text, "a no holds until it was hard twice again"

    async def test_somebody_to_talk_to_is_asked_for_with_two_answers_given(self, circle: Circle) -> None:
        olha = await asked(circle)
        await answers(circle, olha, "Good", "It is hard")
        await olha.presses("Somebody to talk to")
        assert "Where is help needed?" in olha.screen.text
        await olha.presses("Back")
        assert "What exactly?" in olha.screen.text

    async def test_a_moderator_hears_without_words_and_once(self, circle: Circle) -> None:
        desk, olha = circle.chat.desk(), await asked(circle)
        await answers(circle, olha, "It is hard", "Very hard")
        button = payload(olha, "Let a moderator know")
        await olha.presses("Let a moderator know")
        assert company.TOLD.text in olha.screen.text
        await olha.sends_payload(button)
        assert company.TOLD_ALREADY.text in olha.screen.text
        assert heard(desk, "it has been hard for them") == 1
        await desk.presses("I take it")
        assert heard(olha, "knows now that it has been hard for you") == 1

    async def test_the_helper_of_an_open_talk_can_be_written_to(self, circle: Circle) -> None:
        petro, olha = await circle.helper(), await asked(circle)
        await circle.writes(await circle.matched(olha, petro))
        await answers(circle, olha, "Good", "It is hard")
        await olha.presses("Write to my helper")
        await olha.says("could we talk")
        assert heard(petro, "could we talk") == 1

    async def test_nobody_accepts_what_was_offered_to_another(self, circle: Circle) -> None:
        olha, taras, desk = await asked(circle), await circle.joins(), circle.chat.desk()
        await answers(circle, olha, "It is hard", "Very hard")
        await taras.sends_payload(payload(olha, "Let a moderator know"))
        assert company.NOT_HERE.text in taras.screen.text
        assert heard(desk, "hard for them") == 0


class TestChangingAndStopping:
    """In the same place, at any time, by one press."""

    async def test_stopping_is_one_press_and_deletes_the_answers(self, circle: Circle) -> None:
        olha = await asked(circle)
        await answers(circle, olha, "Good")
        await olha.says("/howareyou")
        await olha.presses("Stop asking")
        assert (await newest(circle, olha)).answer == ""
        await circle.chat.passes(days=60)
        assert heard(olha, HOW) == 1
        await olha.sends_payload("a:how-plan:stop")
        assert choosing.NOT_ON.text in olha.screen.text

    async def test_a_month_of_peace_is_one_press(self, circle: Circle) -> None:
        olha = await asked(circle)
        await olha.says("/howareyou")
        await olha.presses("Leave me for a month")
        assert "21 December, 18:00" in olha.screen.text

    async def test_the_same_date_is_not_asked_again_after_stopping_and_beginning(
        self, circle: Circle
    ) -> None:
        olha = await asked(circle)
        await answers(circle, olha, "Good")
        async with circle.database.transaction() as session:
            await how_are_you.stop(session, circle.id(olha))
            person = circle.people[olha.address]
            await choosing.finish(session, person, choosing.Chosen("week", 23, "nothing"))
        await circle.chat.passes(hours=1)
        assert heard(olha, HOW) == 1

    async def test_where_it_is_dangerous_the_person_reads_how_it_comes(self, circle: Circle) -> None:
        olha = await circle.joins(place="danger")
        await olha.says("/howareyou")
        assert choosing.CAREFUL.text in olha.screen.text

    async def test_forget_takes_all_of_it(self, circle: Circle) -> None:
        olha = await asked(circle)
        await answers(circle, olha, "Good")
        id = circle.id(olha)
        await olha.says("/forget")
        await olha.presses("Delete everything")
        async with circle.database.transaction() as session:
            assert await how_are_you.get(session, id) is None
            assert not await questions.latest(session, id)


async def test_it_is_offered_once_after_a_talk_that_ended(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    for time in range(2):
        match_id = await circle.matched(olha, petro)
        await circle.writes(match_id)
        await olha.sends_payload(f"a:outcome:{match_id}:solved")
        assert (company.ONCE.text in olha.screen.text) == (time == 0)


async def test_the_menu_and_the_settings_lead_there(circle: Circle) -> None:
    olha = await circle.joins()
    for place in ("/menu", "/settings"):
        await olha.says(place)
        await olha.presses("Ask how I am")
        assert choosing.WHAT_IT_IS.text in olha.screen.text
