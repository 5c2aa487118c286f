"""Flows in a terminal, without a token and without a database."""

from io import StringIO

import pytest

from bot.channels.console import play
from bot.i18n import LANGUAGES, Language
from handlers.registry import FLOWS
from storage.persons import Person

ASKING = ("Документи", "1", "Одес", "2", "1", "1", "5", "1", "Потрібна довідка", "1")


def played(name: str, language: Language, *lines: str) -> tuple[int, list[str]]:
    """Type the lines; return the exit code and the lines that were shown."""
    person = Person(1, language)
    shown = StringIO()
    code = play(lambda: FLOWS[name].begin(person), language, StringIO("\n".join(lines) + "\n"), shown)
    return code, shown.getvalue().splitlines()


def test_asking_for_help_is_played_to_its_end() -> None:
    code, shown = played("ask_for_help", "uk", *ASKING)
    assert code == 0
    assert "З чим потрібна допомога?" in shown
    assert "• Своїми словами: Потрібна довідка" in shown
    assert shown[-1].startswith("→ NewRequest(ask=Ask(need='documents'")
    assert "'UA-51'" in shown[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_answers_lead_to_the_same_request_in_every_language(language: Language) -> None:
    assert played("ask_for_help", language, *ASKING)[1][-1] == played("ask_for_help", "uk", *ASKING)[1][-1]


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_can_be_begun_and_cancelled(name: str) -> None:
    code, shown = played(name, "uk", "", "скасувати")
    assert code == 0
    assert any(line.startswith("  1. ") for line in shown)
    assert shown[-1] == "×"


def test_every_button_is_numbered_and_its_number_works() -> None:
    _code, shown = played("ask_for_help", "uk", "1")
    number, label = shown[-2].strip().split(". ")
    assert label == "Назад"
    _code, shown = played("ask_for_help", "uk", "1", number)
    assert shown.count("З чим потрібна допомога?") == 2


def test_a_flow_that_is_left_before_its_end_is_no_success() -> None:
    assert played("ask_for_help", "uk", "1")[0] == 1
