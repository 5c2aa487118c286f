"""Back, cancel, and leaving: nothing is lost that was not given up."""

import pytest

from tests.conversation.trip import ANSWERS, TOWNS, Traveller, before


def test_back_returns_to_the_previous_question_and_forgets_only_its_answer() -> None:
    for name in list(ANSWERS)[1:]:
        traveller = Traveller(name)
        traveller.presses("<")
        previous = list(before(name))[-1]
        assert traveller.name == previous
        assert traveller.draft.answers == before(previous)


def test_back_from_the_review_returns_to_the_last_question() -> None:
    traveller = Traveller("review")
    traveller.presses("<")
    assert traveller.name == "ticket"


def test_back_to_the_beginning_and_no_further() -> None:
    traveller = Traveller("review")
    for _question in ANSWERS:
        traveller.presses("<")
    assert (traveller.name, traveller.draft.answers) == ("way", {})
    assert "<" not in traveller.values
    assert not traveller.presses("<").fits


def test_back_to_several_picks_shows_them_still_picked() -> None:
    traveller = Traveller("stop")
    traveller.presses("<")
    assert traveller.draft.view.picked == ("odesa", "lviv")
    traveller.presses("+")
    assert traveller.draft.answers["towns"] == ["odesa", "lviv"]


@pytest.mark.parametrize("upto, words", [("way", "п"), ("towns", "o")])
def test_back_from_a_search_returns_to_all_options(upto: str, words: str) -> None:
    traveller = Traveller(upto)
    traveller.presses(*(["odesa"] if upto == "towns" else []))
    traveller.says(words)
    assert traveller.draft.view.search
    traveller.presses("<")
    assert (traveller.name, traveller.draft.view.search) == (upto, "")
    assert traveller.draft.view.picked == (("odesa",) if upto == "towns" else ())


def test_cancel_gives_the_draft_up() -> None:
    for name in (*ANSWERS, "review"):
        done = Traveller(name).presses("x")
        assert (done.draft, done.result) == (None, None)


def test_cancel_works_as_a_word_in_every_language() -> None:
    for word in ("Скасувати", "ОТМЕНИТЬ", " cancel "):
        traveller = Traveller("note")
        assert traveller.says(word).draft is None, word


def test_a_draft_left_for_weeks_goes_on_where_it_was() -> None:
    traveller = Traveller(answers=before("bags"))
    assert traveller.name == "bags"
    traveller.presses("3")
    assert traveller.draft.answers["bags"] == 3
    assert before("bags").items() <= traveller.draft.answers.items()


def test_answers_of_a_way_not_taken_are_kept_for_coming_back_to_it() -> None:
    traveller = Traveller("review")
    traveller.presses(">", "?way", "bus")
    assert (traveller.name, traveller.draft.answers["seat"]) == ("review", "soft")
    traveller.presses(">", "?way", "train")
    assert traveller.name == "review"


def test_the_first_option_comes_first_and_the_others_keep_their_order() -> None:
    traveller = Traveller("stop")
    shown = [value for value in traveller.values if value in dict(TOWNS)]
    assert shown == ["lviv", *[id for id, _says in TOWNS if id != "lviv"][: len(shown) - 1]]
