"""Greetings, offers, errands and comfort are no signs of danger."""

import pytest

from bot.domain.data import table
from bot.domain.distress import ALSO, WEIGHED, WITHOUT_A_GRAVE_WORD, signs
from bot.domain.distress.gravity import is_grave
from bot.domain.distress.meaning import understand
from bot.domain.identifiers.reading import read
from tests.domain.distress import corpus

ORDINARY = [line for line in corpus.lines() if line.kept_apart and line.ordinary]
# The aim is 1 or 2 of 100; in Russian and English somewhat more alarm as yet.
MOST = {"uk": 0.02, "ru": 0.045, "en": 0.03, "mix": 0.02}
NEW = [line for line in corpus.lines() if line.batch in ("x07", "x08")]


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_of_ordinary_talk_never_learned_from_hardly_any_alarms(language: str) -> None:
    found = corpus.figures([line for line in ORDINARY if line.language == language])
    assert found.harmless >= (30 if language == "mix" else 180)
    assert found.false_alarms <= MOST[language]


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_of_new_signs_never_learned_from_nine_of_ten_are_found(language: str) -> None:
    found = corpus.figures([line for line in NEW if line.language == language])
    assert found.signs >= 60
    assert found.recall >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Вітаю. Я поруч. Що зараз було б найпотрібніше?",
        "Не поспішайте, я зачекаю",
        "Ви не самі, я поруч",
        "Привет! Как Вы сегодня?",
        "Вы не одни, я рядом",
        "Do you have enough food and medicine?",
        "You are not alone, I am here",
    ],
)
def test_what_helpers_say_is_left_alone(text: str) -> None:
    assert signs(text) == ()


def test_without_a_rule_or_a_grave_word_it_takes_far_more_to_speak_up() -> None:
    for line in corpus.lines()[::7]:
        found = signs(line.text)
        if found and {sign.rule for sign in found} == {WEIGHED} and not is_grave(understand(read(line.text))):
            assert sum(sign.likely for sign in found) > WITHOUT_A_GRAVE_WORD - 2 * max(ALSO.values())


def test_every_grave_concept_has_words() -> None:
    known = {row["concept"] for row in table("distress_words")} | {"suicide_alone", "rape_alone"}
    assert {row["concept"] for row in table("distress_grave")} <= known


def test_a_grave_word_is_one_also_when_it_is_denied() -> None:
    assert is_grave(understand(read("Я не хочу вмирати")))
    assert not is_grave(understand(read("Доброго ранку, як спалося?")))
