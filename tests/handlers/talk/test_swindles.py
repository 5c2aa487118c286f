"""Words like those of swindlers wait for their author's word, and arrive with a warning."""

import pytest

from bot.domain.flood import LIMITS
from tests.handlers.talk.conftest import Two

LIST = "I know someone who can put your husband on the exchange list for 3000 dollars"


@pytest.mark.parametrize(
    "text, like",
    [
        (LIST, "a place on an exchange list for money"),
        ("Please send me 200 dollars, I will pay you back on Monday", "money is asked for"),
        ("You will get a code by sms, tell it to me please", "a code or a password is asked for"),
        ("Please send a photo of your passport, both sides", "a photo of a document is asked for"),
        ("Скинь 500 грн на к а р т к у, завтра верну", "money is asked for"),
    ],
)
async def test_the_author_is_asked_and_told_what_is_never_asked_for_here(
    two: Two, text: str, like: str
) -> None:
    question = await two.olha.says(text)
    assert f"It sounds like: {like}.\nSwindlers write like this, so we ask." in question.text
    assert question.labels == ["Send anyway", "Do not send", "Menu"]
    assert not two.talks.to(two.petro)


async def test_who_gets_it_after_all_reads_a_warning_with_it(two: Two) -> None:
    await two.olha.says(LIST)
    assert (await two.olha.presses("Send anyway")).text == "Sent to Yavir."
    assert two.petro.screen.text == (
        f"Kalyna:\n{LIST}\n\n"
        "Exchange lists are made by states. Nobody can buy a place on them: who takes money for it lies."
    )
    assert two.petro.screen.labels == ["Reply", "Report", "Menu"]


async def test_what_was_harmless_and_is_rewritten_into_a_swindle_is_asked_about(two: Two) -> None:
    await two.olha.says("Good morning", message="71")
    await two.olha.sends("edited", text=LIST, message="71")
    assert "a place on an exchange list for money" in two.olha.screen.text
    assert two.petro.screen.text == "Kalyna:\nGood morning"


@pytest.mark.parametrize(
    "text",
    [
        "They asked me for money to release my brother, I said no",
        "Мені пропонували за гроші внести чоловіка в список, я відмовилась",
        "Госпошлина за паспорт платится в банке, квитанцию сохраните",
        "The bus ticket costs 30 euro",
        "My card was blocked and I cannot pay for food",
    ],
)
async def test_who_tells_of_it_or_names_a_fee_is_not_asked(two: Two, text: str) -> None:
    assert (await two.olha.says(text)).text == "Sent to Yavir."
    assert two.petro.screen.text == f"Kalyna:\n{text}"


async def test_too_many_messages_into_one_talk_are_answered_once(two: Two) -> None:
    two.talks.chat.dispatcher.limited = True
    for number in range(LIMITS["talk"].at_once + 5):
        await two.olha.says(f"line {number}")
    assert len(two.talks.to(two.petro)) == LIMITS["talk"].at_once
    answers = [text for text in two.olha.texts if "did not go to Yavir and is not kept" in text]
    assert len(answers) == 1
