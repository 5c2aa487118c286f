"""What tells who somebody is gets found, and ordinary words do not."""

import csv
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, strategies as st

from bot.domain.contacts import CONTACTS, Contact
from bot.domain.identifiers import Found, Kind, find
from tests.domain.identifiers import later
from tests.growth import MOST, growth

with (Path(__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
    CORPUS = [(line["kind"], line["text"]) for line in csv.DictReader(file)]
REVEALING = [(kind, text) for kind, text in CORPUS if kind]
HARMLESS = [text for kind, text in CORPUS if not kind]


def kinds(text: str) -> list[Kind]:
    return [found.kind for found in find(text)]


def test_the_corpus_is_large_and_knows_every_kind() -> None:
    assert len(REVEALING) >= 300
    assert len(HARMLESS) >= 300
    assert {kind for kind, _ in REVEALING} | {line.kind for line in later.lines() if line.kind} == set(
        get_args(Kind)
    )


def test_at_least_95_of_100_revealing_lines_are_found_as_what_they_are() -> None:
    missed = [(kind, text) for kind, text in REVEALING if kind not in kinds(text)]
    assert len(missed) <= 0.05 * len(REVEALING), missed


def test_at_most_3_of_100_harmless_lines_are_held_back() -> None:
    held = [text for text in HARMLESS if find(text)]
    assert len(held) <= 0.03 * len(HARMLESS), held


def test_the_place_of_a_finding_is_that_in_the_original_text() -> None:
    text = "Мій номер: 0\u200b6\ufe0f7 １２３ 45 67, дякую"
    (found,) = find(text)
    assert text[found.start : found.end] == "0\u200b6\ufe0f7 １２３ 45 67"


def test_two_findings_come_in_the_order_of_the_text() -> None:
    assert kinds("067 123 45 67 або @ivan_p, картка 4111 1111 1111 1111") == ["phone", "name", "card"]


def test_an_account_number_is_not_also_a_phone() -> None:
    assert kinds("UA213223130000026007233566001") == ["iban"]


@pytest.mark.parametrize(
    "text",
    [
        "０６７ １２３ ４５ ６７",  # full-width digits
        "0\u200b67\u2060 123\u200d 45 67",  # zero-width characters
        "٠٦٧١٢٣٤٥٦٧",  # digits of another script
        "067\u00a0123\u202f45\u200967",  # unusual spaces
        "067‒123–45—67",  # unusual dashes
        "t.mе/ivan",  # a Cyrillic letter in a domain
        "t точка me",
        "ｔ.ｍｅ/ivan",
    ],
)
def test_tricks_with_characters_do_not_hide_anything(text: str) -> None:
    assert find(text)


@pytest.mark.parametrize("contact", [one for one in CONTACTS if one.ship == "yes"], ids=lambda one: one.id)
def test_public_numbers_of_help_pass(contact: Contact) -> None:
    for phone in contact.phones:
        assert find(f"Дзвоніть {phone.show}") == ()
        assert find(f"call {phone.dial}") == ()


@pytest.mark.parametrize("text", ["", " ", "0", "+", "@", "🙂", "\u200d"])
def test_almost_nothing_holds_nothing(text: str) -> None:
    assert find(text) == ()


@given(st.text(alphabet="0123456789 +-.@/tmeіоаUA№:,x\u200d\n", max_size=80))
def test_findings_lie_in_the_text_and_never_overlap(text: str) -> None:
    ends = [0]
    for found in find(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1 ",
        "0 ",
        "а.",
        "a-",
        "+",
        "@",
        "один ",
        "1-",
        "паспорт ",
        "Ab1",
        "вул. ",
        "живу ",
        "92 ",
        "5й ",
        "12/",
        "$1 ",
        "t.me ",
        "тел 12 ",
        "а b ",
    ],
)
def test_a_text_of_7000_characters_costs_no_more_for_its_length(piece: str) -> None:
    assert growth(find, (piece * 7000)[:7000]) < MOST


def test_a_finding_can_be_compared() -> None:
    assert find("@ivan_p") == (Found("name", 0, 7),)
