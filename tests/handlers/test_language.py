"""The language is chosen by its own name, at any moment, and the answer already speaks it."""

from tests.chat import Chat
from tests.circle import Circle


async def test_before_consent_the_language_can_be_chosen_by_its_own_name(chat: Chat) -> None:
    olha = chat.person(language="uk")
    await olha.says("/start")
    assert olha.screen.labels == ["Українська", "Русский", "English", "Я тут не вперше"]
    await olha.presses("English")
    assert "I agree" in olha.screen.labels


async def test_the_answer_is_already_in_the_new_language(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/language")
    await olha.presses("Русский")
    assert "Теперь по-русски." in olha.screen.text
    assert "Нужна помощь" in " ".join(olha.screen.labels) or "Меню" in " ".join(olha.screen.labels)
    await olha.presses("Настройки")
    assert "Язык: Русский" in olha.screen.text


async def test_in_the_middle_of_a_flow_the_question_is_asked_again_in_the_new_language(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    before = [data for row in olha.screen.rows for _label, data, _style in row]
    asked = olha.screen.text
    await olha.says("/language")
    await olha.presses("Українська")
    assert [data for row in olha.screen.rows for _label, data, _style in row] == before
    assert asked not in olha.screen.text


async def test_a_language_that_is_not_here_changes_nothing(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends_payload("a:speak:fr")
    assert "not here yet" in olha.screen.text
    await olha.says("/settings")
    assert "Language: English" in olha.screen.text


async def test_on_viber_the_language_changes_just_so(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("language")
    await olha.presses("Українська")
    assert "Меню" in olha.screen.labels or "Налаштування" in olha.screen.labels
