"""What a handler is given and what it may be: a flow, a command, an action."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.conversation import Conversation
from bot.i18n import Msg, Text
from bot.incoming import Incoming
from bot.screens import Screen
from storage.database import Session
from storage.persons import Arrival, Person


@dataclass(slots=True)
class Turn:
    """One event of one person, inside its transaction."""

    session: Session
    arrival: Arrival
    event: Incoming
    args: str = field(default="", repr=False)  # what followed a command
    limited: bool = True  # whether it is counted how much comes

    @property
    def person(self) -> Person:
        """Who acts."""
        return self.arrival.person

    @property
    def state(self) -> dict[str, Any]:
        """Where the conversation stands; changes are kept."""
        return self.arrival.state


@dataclass(frozen=True, slots=True)
class Begin:
    """A handler's wish that a flow begins (or goes on, when a draft of it was kept).

    With `answers` it begins anew, those questions answered already; they can be changed like any other.
    """

    flow: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Here:
    """A handler's wish to show where the person is now: the question of the draft, or the menu."""

    note: Text | None = None


# A screen to be shown, a flow to begin, the place where the person is, or a deliberate silence.
Reply = Screen | Begin | Here | None


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation with an end: `talk` is pure, `load` reads what it needs before, `finish` stores its result."""

    name: str
    talk: Callable[..., Conversation[Any]]  # talk(person), or talk(person, loaded)
    finish: Callable[[Session, Person, Any], Awaitable[Screen]]
    load: Callable[[Turn], Awaitable[Any]] | None = None
    # Asked with the result before it is stored; raises Refused when it cannot be now, and the draft stays.
    may_send: Callable[[Turn, Any], Awaitable[None]] | None = None
    bare: Any = (
        None  # what `load` returns where nothing is stored: with it a flow can be played in a terminal
    )

    def begin(self, person: Person) -> Conversation[Any]:
        """Begin to talk with a person of whom nothing is stored."""
        return self.talk(person) if self.load is None else self.talk(person, self.bare)


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can call for anywhere, as `/name` or in words."""

    name: str
    words: Msg  # what can be typed instead, several divided by "|"
    describe: Msg
    run: Callable[[Turn], Awaitable[Reply]]
    before_consent: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """What a button of a pushed message does; `run` checks who presses, whose row it is, whether it still applies."""

    name: str
    run: Callable[[Turn, str], Awaitable[Reply]]
    before_consent: bool = False


def row_id(text: str) -> int:
    """Return the row id that a button names; 0, which no row has, for anything else."""
    id = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return id if id < 2**63 else 0  # more than a database can hold


def asked_within(turn: Turn, row: str, span: timedelta) -> bool:
    """Whether a button that names the second in which its question was asked is no older than `span`."""
    asked = datetime.fromtimestamp(min(row_id(row), 2**33), UTC)
    return asked <= turn.session.now <= asked + span
