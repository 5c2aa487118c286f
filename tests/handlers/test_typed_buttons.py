"""On Viber, where some apps show no buttons, every button can be typed: by its label or by its number."""

from tests.chat import Chat, Phone


async def _at_the_menu(phone: Phone) -> None:
    await phone.says("/start")
    for label in ("English", "I agree", "I would rather not say"):
        await phone.presses(label)
    await phone.says("/menu")


async def test_the_label_of_a_menu_button_can_be_typed(chat: Chat) -> None:
    petro = chat.person("viber", "petro", language="en")
    await _at_the_menu(petro)
    assert "What do you need help with?" in (await petro.says("ask for HELP")).text


async def test_the_number_of_a_menu_button_can_be_typed(chat: Chat) -> None:
    petro = chat.person("viber", "petro", language="en")
    await _at_the_menu(petro)
    number = petro.screen.labels.index("Settings") + 1
    assert petro.screen.text != (settings := await petro.says(str(number))).text
    assert "Language" in settings.labels


async def test_the_language_can_be_typed_first_of_all(chat: Chat) -> None:
    petro = chat.person("viber", "petro")
    await petro.says("/start")
    assert "Кол" in (await petro.says("Русский")).text


async def test_in_a_flow_a_number_answers_the_question_and_nothing_else(chat: Chat) -> None:
    petro = chat.person("viber", "petro", language="en")
    await _at_the_menu(petro)
    await petro.presses("Ask for help")
    assert "✓ Documents" in (await petro.says("1")).text


async def test_on_telegram_words_that_look_like_a_button_are_words(chat: Chat) -> None:
    olha = chat.person("telegram", language="en")
    await _at_the_menu(olha)
    assert "it did not understand this" in (await olha.says("Settings please")).text
