"""What is told: what counts as nothing, and what helped how many."""

import pytest

from bot.domain.obstacles.facts import (
    HAPPENED,
    HELPED,
    OFFICES,
    PROMISED,
    WHEN,
    Facts,
    Story,
    called,
    what_helped,
)
from bot.i18n import everywhere

CODES = pytest.mark.parametrize("codes", [OFFICES, PROMISED, HAPPENED, WHEN, HELPED])


@pytest.mark.parametrize(
    "story",
    [
        Story(words="they refused"),
        Story(Facts(happened="queue")),
        Story(Facts(promised="work")),
        Story(detail="500"),
    ],
)
def test_one_thing_that_happened_is_enough_to_be_told(story: Story) -> None:
    assert not story.empty


@pytest.mark.parametrize(
    "story", [Story(), Story(Facts(region="UA-21")), Story(when="week", place="Uzhhorod")]
)
def test_where_and_when_alone_tell_nothing(story: Story) -> None:
    assert story.empty


def test_what_helped_is_counted_the_most_first_and_nothing_is_no_help() -> None:
    told = [("law",), ("together", "law"), ("nothing",), (), ("gone code",)]
    assert what_helped(told) == {"law": 2, "together": 1}
    assert what_helped([]) == {}


def test_a_code_of_another_version_is_called_nothing() -> None:
    assert called(OFFICES, "gone") is None
    assert called(OFFICES, "") is None
    assert called(OFFICES, "court") is not None


@CODES
def test_every_label_is_short_and_its_own_in_every_language(codes: dict[str, object]) -> None:
    for says in zip(*(everywhere(label) for label in codes.values()), strict=True):  # type: ignore[arg-type]
        assert len(set(says)) == len(says)
        assert all(len(said) <= 32 and len(said.split()) <= 4 for said in says), says
