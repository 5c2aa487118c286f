"""What tells who somebody is, is asked about before it goes: numbers, names, homes, units in all languages."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.domain.identifiers import find
from tests.domain import identifiers
from tests.domain.distress import corpus as distress
from tests.domain.distress.corpus import LANGUAGES
from tests.domain.identifiers import later
from tests.domain.scam import corpus as swindles

# Of lines that no rule was written from: found, of how many.
FOUND = {"address": (46, 49), "unit": (42, 44), "document": (29, 29), "phone": (15, 15), "name": (15, 17)}


def asked_about(texts: Iterable[str]) -> int:
    """Count the texts in which something is found."""
    return sum(bool(find(text)) for text in texts)


def seen() -> list[dict[str, str]]:
    """Return the older samples, which the rules know."""
    with (Path(identifiers.__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", FOUND)
def test_so_many_are_found_that_no_rule_was_written_from(kind: str) -> None:
    texts = [line.text for line in later.lines() if line.apart and line.kind == kind]
    assert (asked_about(texts), len(texts)) == FOUND[kind]


def test_at_least_95_of_100_are_found_of_what_is_kept_apart() -> None:
    figures = later.figures(line for line in later.lines() if line.apart)
    assert (figures.found, figures.signs) == (147, 154)
    assert figures.recall >= 0.95


def test_of_more_than_500_samples_at_least_95_of_100_are_found() -> None:
    texts = [line["text"] for line in seen() if line["kind"]]
    texts += [line.text for line in later.lines() if line.kind]
    assert (asked_about(texts), len(texts)) == (744, 751)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_harmless_is_asked_about(language: str) -> None:
    texts = [line.text for line in later.lines() if line.language == language and not line.kind]
    texts += [line.text for line in swindles.lines() if line.language == language and not line.kind]
    assert asked_about(texts) == 0


def test_of_thousands_of_messages_about_other_things_hardly_any_is_asked_about() -> None:
    assert asked_about(line.text for line in distress.lines()) == 5
