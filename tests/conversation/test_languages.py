"""A draft knows no language: the same one is shown in any, also when it changes in the middle."""

import pytest

from bot.i18n import LANGUAGES, Language, translate
from tests.conversation.trip import ANSWERS, Traveller


@pytest.mark.parametrize("name", [*ANSWERS, "review"])
def test_a_screen_has_the_same_buttons_in_every_language(name: str) -> None:
    traveller = Traveller(name)
    data = [button.data for row in traveller.screen.rows for button in row]
    assert len(set(data)) == len(data)
    for language in LANGUAGES:
        assert len(traveller.labels(language)) == len(data)
        assert all(traveller.labels(language))


def test_the_controls_speak_the_readers_language() -> None:
    traveller = Traveller("note")
    assert traveller.labels("uk") == ["Пропустити", "Назад", "Скасувати"]
    assert traveller.labels("ru") == ["Пропустить", "Назад", "Отменить"]
    assert traveller.labels("en") == ["Skip", "Back", "Cancel"]


def test_a_language_changed_in_the_middle_keeps_the_draft_and_its_buttons() -> None:
    traveller = Traveller("towns")
    traveller.says("одеса")
    draft = traveller.draft
    assert "✓ Одесса" in traveller.labels("ru")
    assert "✓ Odesa" in traveller.labels("en")
    assert traveller.draft == draft
    traveller.says("Done")
    assert traveller.text("ru").startswith("✓ Одесса")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_said_in_the_readers_language(language: Language) -> None:
    traveller = Traveller("bags")
    traveller.says("9")
    note = translate(traveller.done.note or "", language)
    assert (
        note
        == {
            "uk": "Потрібне число від 1 до 3.",
            "ru": "Нужно число от 1 до 3.",
            "en": "A number from 1 to 3 is needed.",
        }[language]
    )
