"""The return code: shown twice, checked once, and then nobody can show it again."""

from bot.domain import codes
from handlers.accounts.writing_down import CHECKED, UNLIKE
from storage import return_codes
from storage.return_codes import Standing
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.accounts.stand import code_on, owner, return_code


async def standing(circle: Circle, phone: Phone) -> Standing | None:
    """What is known of a person's code."""
    async with circle.database.transaction() as session:
        return await return_codes.standing(session, circle.id(phone))


def asked(phone: Phone, code: str) -> str:
    """The two groups that the bot asks for."""
    first, second = (int(word) for word in phone.screen.text.replace(":", "").split() if word.isdecimal())
    parts = codes.groups(code)
    return f"{parts[first - 1]} {parts[second - 1]}"


async def test_a_code_is_shown_shown_again_and_checked(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/code")
    assert "You have none yet." in olha.screen.text
    await olha.presses("Make a code")
    code = code_on(olha)
    await olha.presses("Show it again")
    assert code_on(olha) == code
    await olha.presses("It is on paper")
    await olha.says(asked(olha, code))
    assert olha.screen.text == CHECKED.text
    found = await standing(circle, olha)
    assert found is not None
    assert found.checked
    await olha.sends_payload("a:code:again")
    assert "cannot be shown any more" in olha.screen.text


async def test_what_is_written_wrongly_is_told_and_the_code_can_be_looked_at_again(circle: Circle) -> None:
    olha = await circle.joins("viber")
    code = await return_code(olha)
    await olha.presses("It is on paper")
    await olha.says("00000 0000")
    assert olha.screen.text == UNLIKE.text
    await olha.presses("Write it again")
    await olha.says(asked(olha, code))
    assert olha.screen.text == CHECKED.text


async def test_the_code_leaves_the_phone_after_ten_minutes_where_it_can(circle: Circle) -> None:
    telegram, viber = await circle.joins(), await circle.joins("viber")
    for phone in (telegram, viber):
        await return_code(phone)
    assert "deleted in 10 minutes" in telegram.screen.text
    assert "delete the message with the code yourself" in viber.screen.text
    await circle.chat.passes(minutes=11)
    assert [any(len(codes.digits(text)) == 40 for text in phone.texts) for phone in (telegram, viber)] == [
        False,
        True,
    ]


async def test_after_an_hour_nobody_can_show_the_code_and_it_still_works(circle: Circle) -> None:
    olha, new = await circle.joins(), circle.chat.person("viber")
    code = await return_code(olha)
    await circle.chat.passes(hours=2)
    await olha.sends_payload("a:code:check")
    assert "cannot be shown any more" in olha.screen.text
    await new.says(code)
    assert await owner(circle, new) == circle.id(olha)


async def test_words_are_taken_as_a_part_of_the_code_only_right_after_the_question(circle: Circle) -> None:
    olha = await circle.joins()
    code = await return_code(olha)
    await olha.presses("It is on paper")
    groups = asked(olha, code)
    await olha.says("/menu")
    await olha.says(groups)
    assert "it did not understand this" in olha.screen.text
    assert (await standing(circle, olha)) == Standing(circle.database.clock.now(), False)


async def test_the_entrance_and_the_settings_lead_there(circle: Circle) -> None:
    newcomer = circle.chat.person(language="en")
    await newcomer.says("/start")
    assert "I have been here before" in newcomer.screen.labels
    await newcomer.presses("English")
    await newcomer.presses("I agree")
    await newcomer.presses("I would rather not say")
    assert "Return code" in newcomer.screen.labels
    await newcomer.says("/settings")
    assert {"Return code", "Second messenger or phone"} <= set(newcomer.screen.labels)
