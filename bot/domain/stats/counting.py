"""What became of requests: each is counted once, whatever it is waiting for, and also when its person is gone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bot.domain.outcomes import HELPED as WELL
from bot.domain.stats.waits import HOUR

# What became of a request.
HELPED, UNDER_WAY, WAITS, ENDED, GONE = "helped", "under_way", "waits", "ended", "gone"
AGAIN: Final = "again"  # a helper wrote and could not go on: it looks for another
# Why there was no word: these, or how it ended, or GONE.
HELD, NOBODY, ASKING, DECLINED, ACCEPTED = "held", "nobody", "asking", "declined", "accepted"
# What is kept of a request that is deleted: helped, or got a word, or neither (storage/gone.py).
WORD, NOTHING = "word", "nothing"
NEED, PLACE, GROUP, LANGUAGE = "need", "place", "group", "language"
KINDS: Final = (NEED, PLACE, GROUP, LANGUAGE)


class Request(NamedTuple):
    """One request, without a word of it; moments are seconds, `stands` is one of the reasons above or an outcome."""

    person: int
    at: int
    stands: str
    is_open: bool
    closed: int | None = None
    word: int | None = None  # the hour in which a helper first wrote
    parts: Mapping[str, str] = {}  # KINDS: code


@dataclass(slots=True)
class Part:
    """The requests with one need, of one place, group or language."""

    asked: int = 0
    helped: int = 0
    nothing: int = 0  # neither a word nor help, so far
    words: list[int] = field(default_factory=list)  # seconds to the first word
    people: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Figures:
    """All that is counted of a time."""

    fates: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)  # of those without a word
    words: list[int] = field(default_factory=list)  # seconds to the first word; to the end with help
    helps: list[int] = field(default_factory=list)
    got: dict[int, bool] = field(default_factory=dict)  # person: whether anything came of any request
    wait: set[int] = field(default_factory=set)  # people with a request that is open and without a word
    parts: dict[str, dict[str, Part]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    @property
    def asked(self) -> int:
        """All requests of the time."""
        return self.fates.total()

    @property
    def without(self) -> tuple[int, int]:
        """How many people got neither word nor help, and how many of these still wait."""
        nobody = {person for person, got in self.got.items() if not got}
        return len(nobody), len(nobody & self.wait)

    def add(self, one: Request, fully: bool = True) -> None:
        """Count a request; not `fully`: only what became of it, as of those beside it that are not kept any more."""
        fate = fate_of(one)
        self.fates[fate] += 1
        came = fate == HELPED or one.word is not None
        if not came:
            self.why[one.stands] += 1
        if not fully:
            return
        if fate == WAITS:
            self.wait.add(one.person)
        if fate == HELPED and one.closed is not None:
            self.helps.append(max(0, one.closed - one.at))
        self.got[one.person] = self.got.get(one.person, False) or came
        word = None if one.word is None else max(0, one.word + HOUR - one.at)  # the hour may have been over
        if word is not None:
            self.words.append(word)
        for kind, code in one.parts.items():
            _count(self.parts[kind].setdefault(code, Part()), one, fate, word)

    def add_gone(self, gone: Mapping[str, int]) -> None:
        """Count the requests of people who deleted everything, by what is kept of them."""
        self.fates[HELPED] += gone.get(HELPED, 0)
        self.fates[GONE] += gone.get(WORD, 0) + gone.get(NOTHING, 0)
        self.why[GONE] += gone.get(NOTHING, 0)

    def add_closed(self, closed: Mapping[str, int]) -> None:
        """Count the requests that are not kept any more since their time is over, by what is kept of them."""
        for came, count in closed.items():
            self.fates[HELPED if came == HELPED else ENDED] += count
            if came not in (HELPED, WORD):
                self.why[came] += count


def fate_of(one: Request) -> str:
    """Return what became of a request so far."""
    if one.is_open and one.word is not None:
        return UNDER_WAY if one.stands == ACCEPTED else AGAIN
    if one.is_open:
        return WAITS
    return HELPED if one.stands in WELL else ENDED


def _count(part: Part, one: Request, fate: str, word: int | None) -> None:
    part.asked += 1
    part.helped += fate == HELPED
    part.nothing += fate != HELPED and word is None
    part.people.add(one.person)
    if word is not None:
        part.words.append(word)
