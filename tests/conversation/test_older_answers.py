"""Answers that an older deployment stored: what no longer fits is asked again, and nothing ever raises."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.conversation import Choice, Conversation, Said, Text, View, ask, replay
from tests.conversation.trip import ANSWERS, TOWNS, Traveller, Trip, talk

NO_LONGER_FIT: list[tuple[str, Any]] = [
    ("way", "plane"),
    ("way", "foot"),  # refused by now
    ("way", None),
    ("way", ["train"]),
    ("way", {"train": 1}),
    ("way", 3),
    ("seat", True),
    ("towns", "odesa"),
    ("towns", []),
    ("towns", ["odesa", "atlantis"]),
    ("towns", ["odesa", ["lviv"]]),
    ("towns", None),
    ("stop", ["lviv"]),
    ("stop", "atlantis"),
    ("bags", "two"),
    ("bags", 9),
    ("bags", 2.5),
    ("bags", True),
    ("bags", []),
    ("note", 5),
    ("note", {}),
    ("note", []),
    ("note", ["words"]),
    ("note", ["words", None, ""]),
    ("note", ["words", "7", "photo"]),
    ("note", ["words", 7, "video"]),
    ("note", ["words", 7, "photo", 1]),
    ("ticket", "words alone"),
    ("ticket", None),
    ("ticket", ["", 7, "voice"]),
]


@pytest.mark.parametrize("name, stored", NO_LONGER_FIT)
def test_an_answer_that_does_not_fit_any_more_is_asked_again(name: str, stored: Any) -> None:
    traveller = Traveller(answers={**ANSWERS, name: stored})
    assert traveller.name == name
    assert traveller.screen.rows
    traveller.presses(*([] if name == "way" else ["<"]))
    assert {**ANSWERS, **traveller.draft.answers} | {name: stored} == {**ANSWERS, name: stored}


def test_a_number_stored_as_words_is_still_that_number() -> None:
    at = replay(talk(), {**ANSWERS, "bags": "2", "review": "send"})
    assert at.result is not None
    assert at.result.bags == 2


def test_a_question_that_was_added_is_asked_and_the_others_are_not() -> None:
    traveller = Traveller(answers={name: answer for name, answer in ANSWERS.items() if name != "bags"})
    assert traveller.name == "bags"
    traveller.presses("1")
    assert traveller.name == "review"


def test_picks_of_options_that_are_gone_are_left_out() -> None:
    traveller = Traveller("towns")
    traveller.draft = type(traveller.draft)(
        "trip", "abc", traveller.draft.answers, View(picked=("atlantis", "odesa"))
    )
    assert traveller.screen.rows
    traveller.presses("+")
    assert traveller.draft.answers["towns"] == ["odesa"]
    traveller = Traveller("towns")
    traveller.draft = type(traveller.draft)(
        "trip", "abc", traveller.draft.answers, View(picked=("atlantis",))
    )
    assert not traveller.presses("+").fits


def test_a_view_from_another_question_shows_all_options() -> None:
    traveller = Traveller("way")
    traveller.draft = type(traveller.draft)(
        "trip", "abc", {}, View(page=7, search="atlantis", picked=("odesa",))
    )
    assert {"train", "bus", "foot"} <= set(traveller.values)


def test_words_that_are_longer_than_is_now_allowed_are_not_thrown_away() -> None:
    assert Traveller(answers={**ANSWERS, "note": "w" * 500}).name == "review"


def test_words_that_once_came_with_a_photo_are_asked_again_where_none_is_taken_now() -> None:
    def plain() -> Conversation[Any]:
        return (yield Text("note", "A note?"))

    at = replay(plain(), {"note": ["words", 7, "photo"]})
    assert at.question is not None
    assert replay(plain(), {"note": "words"}).result == "words"


def test_none_of_several_is_an_answer_only_where_it_may_be_left_open() -> None:
    def loose() -> Conversation[Any]:
        return (yield Choice("towns", "Towns?", TOWNS, many=True, optional=True))

    assert replay(loose(), {"towns": None}).result == ()
    assert replay(loose(), {"towns": []}).question is not None


json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["train", "odesa"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*ANSWERS, "review", "?"]), json), st.text(max_size=3))
def test_whatever_is_stored_a_question_is_asked_or_the_end_is_reached(
    stored: dict[str, Any], words: str
) -> None:
    traveller = Traveller(answers={**ANSWERS, **stored})
    at = replay(talk(), traveller.draft.answers)
    if at.question is None:
        assert isinstance(at.result, Trip)
    else:
        assert ask(talk, traveller.draft).rows
        traveller.does(Said(words=words))
