"""Presses come from the phone: old, made up or doubled, they change nothing that they should not."""

from typing import Any

import pytest

from bot.conversation import Said
from bot.conversation.replay import BUTTONS, OLD_BUTTON
from bot.i18n import translate
from tests.conversation.trip import ANSWERS, TOWNS, Traveller, before

NAMES = (*ANSWERS, "review")


@pytest.mark.parametrize(
    "press", [("old", "seat", "hard"), ("abc", "way", "bus"), ("abc", "", ""), ("", "", "x")]
)
def test_a_button_of_another_draft_or_question_only_shows_where_the_person_is(press: Any) -> None:
    traveller = Traveller("seat")
    assert traveller.leaves_unchanged(Said(press=press))
    assert traveller.note == translate(OLD_BUTTON, "en")
    assert traveller.name == "seat"


def test_a_button_pressed_twice_counts_once() -> None:
    traveller = Traveller("seat")
    again = Said(press=("abc", "seat", "hard"))
    assert traveller.does(again).fits
    assert traveller.leaves_unchanged(again)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value", ["", "velvet", "Soft", "0", "-1", "²", "9" * 50, "None", "?", "f:abc", "\u202e"]
)
def test_a_value_that_was_never_offered_is_refused(name: str, value: str) -> None:
    assert Traveller(name).leaves_unchanged(Said(press=("abc", name, value)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["<", "-", ">", "+", "send", "?way", "?towns"])
def test_a_control_that_is_not_on_the_screen_is_refused(name: str, value: str) -> None:
    traveller = Traveller(name)
    if value in traveller.values or (name == "review" and value.startswith("?")):
        assert traveller.does(Said(press=("abc", name, value))).fits
    else:
        assert traveller.leaves_unchanged(Said(press=("abc", name, value)))


def test_send_pressed_early_sends_nothing() -> None:
    for name in ANSWERS:
        assert Traveller(name).presses("send").result is None


def test_an_option_of_a_page_that_is_not_shown_still_counts() -> None:
    traveller = Traveller("stop")
    assert "cherkasy" not in traveller.values
    traveller.presses("cherkasy")
    assert traveller.draft.answers["stop"] == "cherkasy"


def test_a_refused_option_says_why() -> None:
    traveller = Traveller()
    assert traveller.leaves_unchanged(Said(press=("abc", "way", "foot")))
    assert traveller.note == "Too far to walk."


def test_more_shows_every_option_once_and_begins_again() -> None:
    traveller = Traveller("stop")
    first = [value for value in traveller.values if value in dict(TOWNS)]
    shown = list(first)
    for _page in range(20):
        traveller.presses(">")
        page = [value for value in traveller.values if value in dict(TOWNS)]
        assert len(traveller.values) <= BUTTONS
        if page == first:
            break
        shown += page
    assert sorted(shown) == sorted(id for id, _says in TOWNS)


def test_several_are_picked_unpicked_and_done() -> None:
    traveller = Traveller("towns")
    traveller.presses("odesa", "kyiv", "odesa", "sumy")
    assert traveller.draft.view.picked == ("kyiv", "sumy")
    assert "✓ Kyiv" in traveller.labels()
    traveller.presses("+")
    assert traveller.draft.answers["towns"] == ["kyiv", "sumy"]
    assert traveller.note == "✓ Kyiv, Sumy"


def test_done_with_none_picked_is_refused() -> None:
    traveller = Traveller("towns")
    assert "+" not in traveller.values
    assert traveller.leaves_unchanged(Said(press=("abc", "towns", "+")))
    traveller.presses("odesa", "odesa")
    assert traveller.leaves_unchanged(Said(press=("abc", "towns", "+")))


def test_a_pick_leaves_the_options_where_they_are() -> None:
    traveller = Traveller("towns")
    traveller.presses(">")
    page = [value for value in traveller.values if value in dict(TOWNS)]
    traveller.presses(page[-1])
    assert [value for value in traveller.values if value in dict(TOWNS)] == page


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_has_two_to_eight_buttons_and_a_way_back_and_out(name: str) -> None:
    values = Traveller(name).values
    assert 1 <= len(values) <= BUTTONS
    assert "x" in values
    assert ("<" in values) == (name != "way")
    assert len(values) == len(set(values))


def test_a_press_with_words_beside_it_is_a_press() -> None:
    traveller = Traveller("note")
    traveller.does(Said(press=("abc", "note", "-"), words="words"))
    assert traveller.draft.answers == {**before("note"), "note": None}
