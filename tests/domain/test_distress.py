"""Words of danger are found, and sad, funny or past ones are left alone."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bot.domain.data import table
from bot.domain.distress import KINDS, Kind, signs

with (Path(__file__).parent / "distress.csv").open(encoding="utf-8", newline="") as file:
    CORPUS = [(line["kind"], line["text"]) for line in csv.DictReader(file)]


def kinds(text: str) -> list[Kind]:
    return [sign.kind for sign in signs(text)]


@pytest.mark.parametrize("kind", KINDS)
def test_at_least_95_of_100_lines_of_each_kind_are_found(kind: Kind) -> None:
    lines = [text for marked, text in CORPUS if marked == kind]
    missed = [text for text in lines if kind not in kinds(text)]
    assert len(missed) <= 0.05 * len(lines), missed


def test_at_most_3_of_100_harmless_lines_raise_an_alarm() -> None:
    lines = [text for marked, text in CORPUS if not marked]
    wrong = [text for text in lines if signs(text)]
    assert len(wrong) <= 0.03 * len(lines), wrong


@pytest.mark.parametrize(
    "text",
    [
        "Не хочу жити",
        "НЕ ХОЧУ ЖИТИ",
        "не  хочу\u200b жити",
        "Паспорт загублено.\nНе хочу жити",
        "не хочу більше, жити",
    ],
)
def test_writing_otherwise_changes_nothing(text: str) -> None:
    assert kinds(text) == ["self_harm"]


@pytest.mark.parametrize(
    "text",
    [
        "Не можу не думати про смерть",  # a double denial
        "Я більше не можу, хочу померти",  # the denial belongs to another clause
        "Раніше тримався, тепер хочу померти",
        "Брат хоче вмерти",  # somebody else needs the numbers as well
        "не хочу жити в цьому світі",
    ],
)
def test_what_only_looks_denied_past_or_foreign_is_found(text: str) -> None:
    assert kinds(text) == ["self_harm"]


@pytest.mark.parametrize(
    "text",
    [
        "Я не хочу вмирати",
        "Раніше хотів померти, зараз легше",
        "хочу вмерти від сміху",
        "не хочу жити в гуртожитку",
        "мене більше не б'ють",
        "переніс інфаркт у 2020 році",
        "фільм про самогубство",
    ],
)
def test_denials_idioms_the_past_and_other_places_are_left_alone(text: str) -> None:
    assert signs(text) == ()


def test_thoughts_of_death_come_first_and_each_rule_once() -> None:
    found = signs("Не можу дихати. Хочу померти. Хочу вмерти. Мене б'ють.")
    assert [sign.kind for sign in found] == ["self_harm", "danger", "medical"]


def test_a_sign_names_its_rule_and_the_words_that_were_meant() -> None:
    (sign,) = signs("Доброго дня. Я вже втомився жити, пробачте")
    assert (sign.rule, sign.words) == ("no wish to live", "втомився жити")


def test_every_turn_of_speech_has_a_kind_that_is_known() -> None:
    assert {row["kind"] for row in table("distress")} == set(KINDS)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(sign.words for sign in signs(text))


@pytest.mark.parametrize("piece", ["a", "хочу ", "не ", "він ", "думаю про ", "раніше ", "мене не "])
def test_no_text_takes_long_to_read(piece: str) -> None:
    text = (piece * 7000)[:7000]
    before = time.process_time()
    signs(text)
    assert time.process_time() - before < 1.0


@pytest.mark.parametrize("words", ["не хочу жити ", "хочу, ", "себе ", "a", "\n \n", "не ", "👍"])
def test_words_pasted_a_thousand_times_are_read_as_quickly(words: str) -> None:
    began = time.process_time()
    signs((words * 8192)[:8192])
    assert time.process_time() - began < 0.5
