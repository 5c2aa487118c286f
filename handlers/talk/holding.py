"""Words that wait for a decision of their author, in the state of the conversation, for an hour at most."""

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Final

from handlers.base import Turn
from handlers.talk.words import Words
from storage.held_words import HELD, still

MOST: Final = 10  # messages behind one question
NO_TALK: Final = 0  # stands for "to whom?" among match ids


@dataclass(frozen=True, slots=True)
class Held:
    """Messages that wait behind one question about one talk (or about none yet)."""

    id: str
    match_id: int
    at: int  # seconds since 1970
    words: tuple[Words, ...]


def all_held(turn: Turn) -> list[Held]:
    """Return what still waits, the latest question last."""
    return [
        Held(one["id"], int(match_id), one["at"], tuple(Words(**words) for words in one["words"]))
        for match_id, one in still(turn.state, turn.session.now).items()
    ]


def of_match(turn: Turn, match_id: int) -> Held | None:
    """Return what waits in a talk (or, for NO_TALK, for one to be named)."""
    return next((held for held in all_held(turn) if held.match_id == match_id), None)


def find(turn: Turn, id: str) -> Held | None:
    """Return what waits behind the question that a button names."""
    return next((held for held in all_held(turn) if held.id == id), None)


def hold(turn: Turn, match_id: int, words: Words) -> bool:
    """Let words wait, behind those that wait already; False when too many do."""
    held = of_match(turn, match_id) or Held("", match_id, 0, ())
    if len(held.words) >= MOST:
        return False
    _keep(turn, replace(held, id=_new_id(), words=(*held.words, words)))
    return True


def correct_held(turn: Turn, words: Words) -> Held | None:
    """Put an edited text in the place of the held one; return where it waits, or None when none was held."""
    for held in all_held(turn):
        for place, old in enumerate(held.words):
            if (old.account, old.message) == (words.account, words.message):
                new = (*held.words[:place], replace(old, text=words.text), *held.words[place + 1 :])
                # "To whom?" stays as it was asked; "really?" was asked about the old text.
                id = held.id if held.match_id == NO_TALK else _new_id()
                return _keep(turn, replace(held, id=id, words=new))
    return None


def forget(turn: Turn, held: Held) -> None:
    """Drop what waited: it was decided."""
    turn.state[HELD].pop(str(held.match_id), None)


def _keep(turn: Turn, held: Held) -> Held:
    """Write it as the latest question; what is too old goes."""
    held = replace(held, at=int(turn.session.now.timestamp()))
    rest = [one for one in all_held(turn) if one.match_id != held.match_id]
    turn.state[HELD] = {
        str(one.match_id): {"id": one.id, "at": one.at, "words": [asdict(words) for words in one.words]}
        for one in (*rest, held)
    }
    return held


def _new_id() -> str:
    """A name for a question as it stands now, so that buttons of an earlier form of it do nothing."""
    return secrets.token_hex(4)
