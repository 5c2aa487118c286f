"""How an obstacle goes on: who moves it, what moves it by itself, and when somebody is asked again."""

import pytest

from bot.domain.obstacles import states
from bot.domain.obstacles.states import (
    ASKED,
    CONFIRMED,
    ENDED,
    GONE,
    GROUP,
    NEW,
    PARTLY,
    RETURNED,
    SOLVED,
    STATES,
    STILL,
    after_answer,
    after_joining,
    asks_again,
    moves,
)
from handlers.obstacles.standing import NEWS


def test_moderators_move_on_but_never_make_it_new_or_confirmed() -> None:
    for state in STATES:
        assert state not in moves(state, True)
        assert not {NEW, CONFIRMED} & set(moves(state, True))
        assert {ASKED, SOLVED} - {state} <= set(moves(state, True))


def test_a_group_can_work_on_it_only_where_there_is_one() -> None:
    assert GROUP in moves(NEW, True)
    assert GROUP not in moves(NEW, False)


@pytest.mark.parametrize("state", STATES)
def test_it_comes_back_only_from_an_end(state: str) -> None:
    assert (RETURNED in moves(state, True)) == (state in ENDED)


def test_the_second_person_confirms_and_nobody_confirms_twice() -> None:
    assert after_joining(NEW, 1, False) == NEW
    assert after_joining(NEW, 2, False) == CONFIRMED
    assert after_joining(ASKED, 3, False) == ASKED
    assert after_joining(CONFIRMED, 3, True) == CONFIRMED


def test_a_solved_one_returns_only_with_somebody_who_met_it_afterwards() -> None:
    assert after_joining(SOLVED, 5, True) == RETURNED
    assert after_joining(SOLVED, 5, False) == SOLVED


@pytest.mark.parametrize("answer", [STILL, PARTLY, GONE])
@pytest.mark.parametrize("state", STATES)
def test_only_still_there_since_it_was_solved_brings_it_back(state: str, answer: str) -> None:
    assert after_answer(state, answer, False) == state
    back = state == SOLVED and answer == STILL
    assert after_answer(state, answer, True) == (RETURNED if back else state)


def test_two_silences_are_enough() -> None:
    assert [asks_again("", silent) for silent in (0, 1, 2, 3)] == [True, True, False, False]
    assert [asks_again(answer, 9) for answer in (STILL, PARTLY, GONE)] == [True, True, False]


def test_every_state_but_the_first_is_told_to_those_in_it() -> None:
    assert NEWS.keys() == STATES.keys() - {states.NEW}
