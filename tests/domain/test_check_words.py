"""Check words are drawn by a key: the same for who has it, others for everybody else and every other day."""

from datetime import date, timedelta

from bot.domain import check_words
from bot.domain.check_words import DIGITS, PLACES, WORDS
from bot.i18n import everywhere

KEY, OTHER = b"k" * 32, b"o" * 32
DAY = date(2026, 11, 21)


def test_each_word_stands_once_in_every_language() -> None:
    for said in zip(*map(everywhere, WORDS), strict=True):
        assert len(set(said)) == len(WORDS) > 150
    assert all(word.strip() and " " not in word for each in WORDS for word in everywhere(each))


def test_the_words_of_a_day_are_other_words_on_another_day_and_with_another_key() -> None:
    today = check_words.on_paper(KEY, DAY)
    assert today == check_words.on_paper(KEY, DAY)
    assert len(set(today)) == PLACES
    assert today != check_words.on_paper(KEY, DAY + timedelta(days=1))
    assert today != check_words.on_paper(OTHER, DAY)


def test_a_persons_own_words_are_nobody_elses() -> None:
    drawn = {check_words.own(KEY, person) for person in range(1000)}
    assert len(drawn) > 950  # of 35,000 pairs
    assert check_words.own(KEY, 1) != check_words.own(OTHER, 1)


def test_the_number_for_a_caller_is_another_every_day_and_for_everybody() -> None:
    numbers = [check_words.number_of(KEY, person, DAY) for person in range(1000)]
    assert all(len(str(number)) == DIGITS for number in numbers)
    assert len(set(numbers)) > 990
    assert check_words.number_of(KEY, 1, DAY) != check_words.number_of(KEY, 1, DAY + timedelta(days=1))


def test_what_is_answered_to_a_number_cannot_be_read_from_another() -> None:
    said = [check_words.call(KEY, number, DAY)[1:] for number in range(100_000, 101_000)]
    most = max(said.count(pair) for pair in said)
    assert most < 5
    assert check_words.call(KEY, 482_193, DAY) != check_words.call(KEY, 482_193, DAY + timedelta(days=1))
