"""How well known barriers are found: each report asks for its own barrier among what all the others told."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from tests.domain.likeness.corpus import Line

NOTHING: Final = -1.0  # the score where nothing was found


class Found(NamedTuple):
    """A barrier that was found for a report, and how sure that is (from 0, more is surer)."""

    key: str
    score: float


class Finder(Protocol):
    """What can be measured: ours, or another way of comparing texts."""

    def add(self, key: str, text: str) -> None:
        """Take a report of a barrier in."""

    def remove(self, key: str) -> None:
        """Forget all reports of a barrier."""

    def nearest(self, text: str) -> Sequence[Found]:
        """Return the three nearest barriers, the nearest first."""


class Figures(NamedTuple):
    """Shares from 0 to 1, for the reports of one part of the corpus; the barriers of all parts are there to be found.

    `all`, `within`, `across`: the right barrier is among the first three when the others' reports are there in all
    languages, only in the asking one's, only in the other two. `first_if_taken_out`, `first_if_new`: it is the first,
    and surer than what one in twenty new barriers finds, which are known ones taken out, or reports like no other.
    """

    all: float
    within: float
    across: float
    first_if_taken_out: float
    first_if_new: float


class Asked(NamedTuple):
    """What one report found: its first three with its barrier known, and the best score with the barrier taken out."""

    line: Line
    found: Sequence[Found]
    wrong: float


def measure(
    finder: Callable[[], Finder], known: list[Line], new: list[Line], parts: Sequence[str]
) -> dict[str, Figures]:
    """Return the figures of each part."""
    everywhere, strange = asked_and_strange(finder(), known, new)
    within, across = [], []
    for language in {line.language for line in known}:
        same = [line for line in known if line.language == language]
        other = [line for line in known if line.language != language]
        within += _ask(finder(), same, same)
        across += _ask(finder(), same, other)
    taken_out = [asked.wrong for asked in everywhere]
    return {
        part: Figures(
            *(_recall(_of(part, mode)) for mode in (everywhere, within, across)),
            *(_first(_of(part, everywhere), wrong) for wrong in (taken_out, strange)),
        )
        for part in parts
    }


def asked_and_strange(finder: Finder, known: list[Line], new: list[Line]) -> tuple[list[Asked], list[float]]:
    """Let every report ask among all others; return also the best scores of reports that are like no other."""
    asked = _ask(finder, known, known)
    return asked, [_best(finder.nearest(line.text)) for line in new]


def _ask(finder: Finder, asking: list[Line], heard: list[Line]) -> list[Asked]:
    """Let every report ask that can find another of its barrier among those that are heard."""
    _fill(finder, heard)
    found: list[Asked] = []
    for line in asking:
        others = [other for other in heard if other.barrier == line.barrier]
        rest = [other for other in others if other != line]
        finder.remove(line.barrier)
        wrong = _best(finder.nearest(line.text))
        if rest:
            _fill(finder, rest)
            found.append(Asked(line, finder.nearest(line.text), wrong))
            finder.remove(line.barrier)
        _fill(finder, others)
    return found


def _fill(finder: Finder, lines: list[Line]) -> None:
    for line in lines:
        finder.add(line.barrier, line.text)


def _of(part: str, asked: list[Asked]) -> list[Asked]:
    return [one for one in asked if one.line.part == part]


def _best(found: Sequence[Found]) -> float:
    return found[0].score if found else NOTHING


def _recall(asked: list[Asked]) -> float:
    right = sum(one.line.barrier in [found.key for found in one.found] for one in asked)
    return right / max(1, len(asked))


def _first(asked: list[Asked], wrong: list[float]) -> float:
    """Return how many get the right barrier first, above the score that one in twenty of the wrong ones reach."""
    bar = sorted(wrong)[int(len(wrong) * 0.95)] if wrong else NOTHING
    right = [one.found[0] for one in asked if one.found and one.found[0].key == one.line.barrier]
    return sum(found.score > bar for found in right) / max(1, len(asked))
