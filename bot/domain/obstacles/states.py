"""How an obstacle stands: from new to solved, and back again when it returns; and who moves it on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.i18n import Msg, ctx

NEW, CONFIRMED, GROUP, ASKED = "new", "confirmed", "group", "asked"
SOLVED, HALF, REFUSED, NOT_THEIRS, RETURNED = "solved", "half", "refused", "not_theirs", "returned"

STATES: Final[Mapping[str, Msg]] = {
    NEW: ctx("obstacle", "new"),
    CONFIRMED: ctx("obstacle", "others met it too"),
    GROUP: ctx("obstacle", "a group works on it"),
    ASKED: ctx("obstacle", "the authority was asked"),
    SOLVED: ctx("obstacle", "solved"),
    HALF: ctx("obstacle", "solved in part"),
    REFUSED: ctx("obstacle", "the authority refused"),
    NOT_THEIRS: ctx("obstacle", "the authority says: not ours"),
    RETURNED: ctx("obstacle", "it is back"),
}
ENDED: Final = frozenset({SOLVED, HALF, REFUSED, NOT_THEIRS})
BEFORE_GROUP: Final = frozenset({NEW, CONFIRMED, RETURNED})  # from here it comes to be "with the group"
# Moderators move it to these. "new" and "others met it too" come by themselves.
_MOVED_BY_HAND: Final = (GROUP, ASKED, SOLVED, HALF, REFUSED, NOT_THEIRS, RETURNED)

# After so long each who met it is asked whether it still stands; after two such questions without an answer, no more.
ASKED_AGAIN: Final = timedelta(weeks=4)
UNANSWERED: Final = 2
STILL, PARTLY, GONE = "still", "half", "gone"  # the answers


def moves(state: str, with_group: bool) -> tuple[str, ...]:
    """Return where a moderator can move an obstacle: with a group only if it has one, back only from an end."""
    return tuple(
        after
        for after in _MOVED_BY_HAND
        if after != state and (after != GROUP or with_group) and (after != RETURNED or state in ENDED)
    )


def after_joining(state: str, people: int, after_solution: bool) -> str:
    """Return the state when now so many `people` met it; `after_solution`: the latest of them after it was solved."""
    if state == SOLVED and after_solution:
        return RETURNED
    return CONFIRMED if state == NEW and people > 1 else state


def after_merging(state: str, gone: str, people: int) -> str:
    """Return the state when one that was `gone` comes into it, with `people` in both: work that is begun goes on."""
    begun = {state, gone} if state in BEFORE_GROUP | {GROUP} else set()
    further = next((each for each in (ASKED, GROUP) if each in begun), state)
    return after_joining(further, people, False)


def after_answer(state: str, answer: str, since_then: bool) -> str:
    """Return the state after somebody's answer; `since_then`: they were asked since it is in this state."""
    return RETURNED if state == SOLVED and answer == STILL and since_then else state


def asks_again(answer: str, unanswered: int) -> bool:
    """Say whether the person is asked again in four weeks; `answer` is "" while there is none."""
    return answer in (STILL, PARTLY) if answer else unanswered < UNANSWERED
