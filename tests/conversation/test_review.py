"""On the review every answer can be changed, and only that one."""

import pytest

from bot.conversation.replay import BUTTONS, WHICH
from bot.i18n import translate
from tests.conversation.trip import ANSWERS, Traveller


def test_the_review_lists_every_labelled_answer_in_the_readers_language() -> None:
    traveller = Traveller("review")
    assert traveller.text("uk").splitlines()[-7:] == [
        "• Way: Потяг",
        "• Seat: М’який",
        "• Towns: Одеса, Львів",
        "• Stop: пропущено",
        "• Bags: 2",
        "• Note: early",
        "• Ticket: фото",
    ]
    assert "• Towns: Одесса, Львов" in traveller.text("ru")


def test_changing_opens_the_list_of_answers_and_back_closes_it() -> None:
    traveller = Traveller("review")
    review = traveller.values
    traveller.presses(">")
    assert traveller.text().startswith(translate(WHICH, "en"))
    traveller.presses("<")
    assert (traveller.values, traveller.draft.answers) == (review, ANSWERS)


def test_every_answer_is_offered_for_a_change_and_no_screen_is_too_full() -> None:
    traveller = Traveller("review")
    traveller.presses(">")
    offered: list[str] = []
    while not set(offered) & set(traveller.values):
        offered += [value for value in traveller.values if value.startswith("?")]
        assert len(traveller.values) <= BUTTONS
        traveller.presses(">")
    assert offered == [f"?{name}" for name in ANSWERS]


CHANGES = {
    "way": ("bus",),
    "seat": ("hard",),
    "towns": ("sumy", "odesa", "+"),
    "stop": ("lviv",),
    "bags": ("3",),
    "note": ("-",),
}
CHANGED = {"way": "bus", "seat": "hard", "towns": ["lviv", "sumy"], "stop": "lviv", "bags": 3, "note": None}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_answer_leaves_the_others_as_they_were(name: str) -> None:
    traveller = Traveller("review")
    traveller.presses(">", f"?{name}")
    assert traveller.name == name
    traveller.presses(*CHANGES[name])
    assert traveller.name == "review"
    assert traveller.draft.answers == {**ANSWERS, name: CHANGED[name]}
    assert traveller.draft.changing is None


@pytest.mark.parametrize("name", ANSWERS)
def test_back_out_of_a_change_restores_the_old_answer(name: str) -> None:
    traveller = Traveller("review")
    traveller.presses(">", f"?{name}")
    assert traveller.name == name
    traveller.presses("<")
    assert (traveller.name, traveller.draft.answers, traveller.draft.changing) == ("review", ANSWERS, None)


def test_a_change_survives_pages_searches_and_what_does_not_fit() -> None:
    traveller = Traveller("review")
    traveller.presses(">", "?stop", ">")
    traveller.says("ch")
    traveller.says("???")
    traveller.presses("<", "<")
    assert (traveller.name, traveller.draft.answers) == ("review", ANSWERS)


def test_an_answer_that_no_longer_fits_after_a_change_is_asked_again() -> None:
    traveller = Traveller(answers={**ANSWERS, "way": "bus", "seat": "velvet"})
    assert traveller.name == "review"
    traveller.presses(">", "?way", "train")
    assert traveller.name == "seat"
    traveller.presses("soft")
    assert (traveller.name, traveller.draft.answers) == ("review", {**ANSWERS, "seat": "soft"})


def test_a_change_of_several_begins_with_what_was_picked() -> None:
    traveller = Traveller("review")
    traveller.presses(">", "?towns")
    assert traveller.draft.view.picked == ("odesa", "lviv")


def test_only_answers_that_are_listed_can_be_taken_out() -> None:
    for value in ("?", "?review", "?nonsense", "?seat:", "??way"):
        traveller = Traveller("review")
        assert not traveller.presses(value).fits, value
        assert traveller.draft.answers == ANSWERS
    traveller = Traveller(answers={**ANSWERS, "way": "bus"})
    assert not traveller.presses(">", "?seat").fits  # answered once, but not on this way


def test_nothing_but_send_sends() -> None:
    for word in ("yes", "ok", "+", "Change"):
        traveller = Traveller("review")
        assert traveller.says(word).result is None, word
        assert "review" not in traveller.draft.answers
    traveller = Traveller("review")
    assert traveller.says("надіслати").result is not None


def test_a_stored_review_counts_only_if_it_was_sent() -> None:
    for stored in (None, True, "", "no", ["send"]):
        assert Traveller(answers={**ANSWERS, "review": stored}).name == "review"
