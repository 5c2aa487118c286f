"""Words name values in any order and with any ending; what names nothing is told, with what is near."""

import pytest

from bot.domain.filtering import named
from bot.domain.filtering.vocabulary import Vocabulary, names, phrases
from bot.i18n import _

KNOWN = Vocabulary((*named.place_names(), *named.need_names(), *named.language_names()), named.called())


@pytest.mark.parametrize(
    "words, values",
    [
        ("kherson", {("r", "UA-65")}),
        ("Херсон", {("r", "UA-65")}),
        ("херсонській", {("r", "UA-65")}),
        ("в Одесі", {("r", "UA-51")}),
        ("Польша", {("c", "PL")}),
        ("documents", {("n", "documents")}),
        ("російська", {("l", "ru")}),
        ("uk", {("l", "uk")}),
    ],
)
def test_a_word_of_any_language_and_case_is_found(words: str, values: set[tuple[str, str]]) -> None:
    found = [meant for _said, meant in phrases(words, KNOWN.meant) if meant]
    assert found == [frozenset(values)]


def test_the_order_of_words_means_nothing() -> None:
    one, other = (
        set(phrases(words, KNOWN.meant)) for words in ("documents kherson uk", "uk Kherson DOCUMENTS")
    )
    assert one == other


def test_an_ending_never_swallows_a_word() -> None:
    assert phrases("kherson zzz", KNOWN.meant) == [
        ("kherson", frozenset({("r", "UA-65")})),
        ("zzz", frozenset()),
    ]


def test_an_unknown_word_stands_alone_without_a_meaning() -> None:
    assert phrases("qwzx kherson", KNOWN.meant)[0] == ("qwzx", frozenset())


@pytest.mark.parametrize(
    "word, value", [("хирсон", ("r", "UA-65")), ("pollend", ("c", "PL")), ("lviw", ("r", "UA-46"))]
)
def test_a_slip_of_the_pen_is_near_to_what_was_meant(word: str, value: tuple[str, str]) -> None:
    assert not KNOWN.meant(word)
    assert value in KNOWN.nearest(word)


def test_noise_is_near_to_nothing() -> None:
    assert KNOWN.nearest("qwzxqwzx") == []


def test_several_names_of_a_value_are_divided_by_a_bar() -> None:
    few = Vocabulary(names(("s", "x"), _("Yes"), "open|not closed"), {})
    assert few.meant("not closed") == few.meant("open") == frozenset({("s", "x")})
    assert few.knows(("s", "x"))
    assert not few.knows(("s", "y"))
