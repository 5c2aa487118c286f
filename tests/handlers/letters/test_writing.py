"""A person writes to the moderators, in answer or first; who reads it is said before."""

from bot.domain.correspondence import UNANSWERED
from tests.chat import Phone
from tests.circle import Circle

ASKS = "What would you like to tell the moderators?"
SENT = "Your letter is with the moderators."


async def writes(phone: Phone, words: str) -> None:
    await phone.says("/team")
    await phone.says(words)
    await phone.presses("Send")


async def answered(desk: Phone) -> None:
    await desk.presses("Answer")
    await desk.replies(desk.screen, "we look at it")
    await desk.presses("Send")


async def test_who_reads_it_is_said_before_a_word_is_written(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/help")
    await olha.presses("Write to the team")
    assert ASKS in olha.screen.text
    assert "The one on duty reads it, and the others of the team can; helpers cannot." in olha.screen.text


async def test_a_letter_comes_to_the_desk_with_its_words_and_without_a_name(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins(name="Kalyna")
    await writes(olha, "Nobody has come to the office.")
    assert olha.screen.text.startswith(SENT)
    assert desk.screen.text.startswith(
        "A person has written to the moderators.\n\nLetters 1: the person wrote first"
    )
    assert "Nobody has come to the office." in desk.screen.text
    assert "Kalyna" not in desk.screen.text
    assert desk.screen.labels == ["I take it", "Answer", "Close", "All letters"]


async def test_it_is_answered_back_and_forth(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await writes(olha, "first question")
    await desk.presses("Answer")
    assert "first question" in desk.screen.text
    await desk.replies(desk.screen, "first answer")
    await desk.presses("Send")
    letter = olha.screen
    await olha.presses("Answer")
    assert letter.text.startswith("«first answer»")
    await olha.says("second question")
    await olha.presses("Send")
    assert "first answer" in desk.screen.text
    assert "second question" in desk.screen.text
    assert desk.screen.text.count("Letters 1") == 1


async def test_not_now_leaves_the_letter_as_it_is(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await circle.asks(olha)
    await desk.says("/write 1 Is it solved?")
    await desk.presses("Send")
    letter = olha.screen
    await olha.presses("Not now")
    assert "Is it solved?" in letter.text
    assert olha.screen.text.startswith("Good. The letter stays here")


async def test_what_shows_who_somebody_is_is_named_before_it_goes(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/team")
    await olha.says("My number is +380 67 123 45 67")
    assert "It shows: a phone number. The moderators will read it as it is." in olha.screen.text


async def test_nothing_written_sends_nothing(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await olha.says("/team")
    await olha.presses("Skip")
    assert olha.screen.text == "Nothing was written, so nothing has changed."
    assert not desk.messages


async def test_signs_of_danger_in_a_letter_bring_the_numbers_and_an_alert(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await olha.says("/team")
    await olha.says("I don't want to live any more")
    assert any("112" in text for text in olha.texts)
    assert any(text.startswith("Signs of danger in a message") for text in desk.texts)


async def test_after_some_unanswered_letters_it_is_told_before_one_more_is_written(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    for n in range(UNANSWERED):
        await writes(olha, f"letter {n}")
    told = await olha.says("/team")
    assert told.text.startswith("Your earlier letters still wait for an answer. The moderators have them")
    assert told.labels == ["SOS numbers", "Menu"]
    await answered(desk)
    await writes(olha, "it is")
    assert olha.screen.text.startswith(SENT)


async def test_a_letter_that_is_one_too_many_stays_and_goes_after_an_answer(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    for n in range(UNANSWERED):
        await writes(olha, f"letter {n}")
    await olha.sends_payload("c:anew:letter")  # an old button, under which nothing was said of a limit
    await olha.says("one too many")
    await olha.presses("Send")
    assert "so this one was not sent yet. It stays here" in olha.screen.text
    assert "Letter: one too many" in olha.screen.text
    assert not any("one too many" in text for text in desk.texts)
    await answered(desk)
    await olha.presses("Send")
    assert olha.screen.text.startswith(SENT)


async def test_the_moderators_close_it_and_the_person_can_write_again(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await writes(olha, "a secret question")
    await desk.presses("Close")
    assert desk.screen.text == "Letters 1 are closed. The person hears that they can write again."
    assert olha.screen.text.startswith("The moderators have closed this correspondence.")
    await circle.chat.work()
    assert not any("secret" in text for text in desk.texts)
    await olha.presses("Write to the team")
    await olha.says("one more question")
    await olha.presses("Send")
    assert "Letters 2: the person wrote first" in desk.screen.text


async def test_closing_twice_is_answered_kindly(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await writes(olha, "a question")
    await desk.sends_payload("a:m-letters-end:1")
    await desk.sends_payload("a:m-letters-end:1")
    assert desk.screen.text == "These letters are closed already."


async def test_my_data_shows_the_letters(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await writes(olha, "a question of mine")
    await desk.presses("Answer")
    await desk.replies(desk.screen, "an answer of theirs")
    await desk.presses("Send")
    await olha.says("/mydata")
    await olha.presses("Show it here")
    shown = "\n".join(olha.texts)
    assert "you: «a question of mine»" in shown
    assert "a moderator on duty: «an answer of theirs»" in shown


async def test_the_list_shows_who_waits_first_and_no_words(circle: Circle) -> None:
    desk = circle.chat.desk()
    for words in ("the first", "the second"):
        await writes(await circle.joins(), words)
    await desk.says("/letters 1")
    await desk.presses("To answer the person")
    await desk.presses("Answer")
    await desk.replies(desk.screen, "answered")
    await desk.presses("Send")
    await desk.says("/letters")
    waiting, answered = desk.screen.text.split("\n\n")[1:]
    assert waiting.startswith("Letters 2")
    assert "Waits for an answer: 0 min" in waiting
    assert answered.endswith("answered")
    assert "the second" not in desk.screen.text
