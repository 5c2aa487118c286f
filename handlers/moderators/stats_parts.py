"""The second half of the numbers: by need, place, group and language; what helpers carry; what was answered."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.stats.counting import Part
from bot.domain.stats.waits import HALF, percentile, said
from bot.i18n import Msg, Text, _, ctx, lines
from handlers.moderators import labels, stats_words
from handlers.moderators.stats import ANSWERS
from storage.helper_load import Load
from storage.stats import Numbers

SHOWN: Final = 5  # of each kind; all others are one more
CAME: Final = ctx("stats", "helped {helped}, no word {nothing}")
WORD: Final = ctx("stats", "a word for half: {within}")
CARRY: Final[tuple[Msg, ...]] = (
    ctx("stats", "accompany nobody now"),
    ctx("stats", "accompany one person"),
    ctx("stats", "accompany two"),
    ctx("stats", "accompany three or more"),
)
FREE: Final = ctx("stats", "free places")
BEGUN: Final = ctx("stats", "helpers with new talks")
MIDDLE: Final = ctx("stats", "half of these: at most {n}")
MOST: Final = ctx("stats", "most of one helper: {n}")
HOW_ASKED, HOW_ANSWERED = ctx("stats", "questions"), ctx("stats", "answered")
ON_THEIR_WAY, NOT_ACCEPTED = ctx("desk", "messages on their way"), ctx("desk", "messages not accepted")
NOT_UNDERSTOOD: Final = ctx("desk", "events not understood")


def told(numbers: Numbers) -> tuple[Text | None, ...]:
    """Return the paragraphs."""
    kinds = [_kind(numbers, kind, says) for kind, says in stats_words.KINDS.items()]
    if not numbers.whole:
        return tuple(kinds)
    states = ((says, numbers.helpers.get(state, 0)) for state, says in labels.HELPERS.items())
    how = ((HOW_ASKED, numbers.how[0]), (HOW_ANSWERED, numbers.how[1]))
    return (
        *kinds,
        _table(_("Helpers"), (each for each in states if each[1])),
        _load(numbers.load),
        *(_answers(kind, numbers.answers.get(kind, {})) for kind in ANSWERS),
        _table(_("How are you, in the last 180 days at most"), how) if numbers.how[0] else None,
        _table(
            _("Work"),
            (
                (ON_THEIR_WAY, numbers.waiting),
                (NOT_ACCEPTED, numbers.refused),
                (NOT_UNDERSTOOD, numbers.unread),
            ),
        ),
    )


def carrying(load: Load) -> list[tuple[Msg, int]]:
    """Return how many helpers accompany nobody, one, two, or more."""
    most = len(CARRY) - 1
    return [
        (says, sum(n for people, n in load.now.items() if min(people, most) == place))
        for place, says in enumerate(CARRY)
    ]


def _kind(numbers: Numbers, kind: str, title: Msg) -> Text | None:
    first, rest = stats_words.largest(numbers.now.parts[kind], SHOWN)
    rows = [(stats_words.called(kind, code, numbers.groups), part) for code, part in first]
    if rest:
        rows.append((stats_words.OTHERS, stats_words.together(rest)))
    return lines(title, *(_part(name, part) for name, part in rows)) if rows else None


def _part(name: Text, part: Part) -> Text:
    word = WORD.format(within=said(percentile(part.words, HALF))) if part.words else None
    came = CAME.format(helped=part.helped, nothing=part.nothing)
    return lines(labels.counted(name, part.asked), came, word)


def _load(load: Load) -> Text:
    table = _table(_("What helpers carry"), [*carrying(load), (FREE, load.free), (BEGUN, len(load.begun))])
    if not load.begun:
        return table
    return lines(table, MIDDLE.format(n=percentile(load.begun, HALF)), MOST.format(n=max(load.begun)))


def _answers(kind: str, counts: Mapping[str, int]) -> Text | None:
    title, names = ANSWERS[kind]
    order = sorted(counts.items(), key=lambda each: (each[0] == "", -each[1]))
    return _table(title, ((labels.called(names, answer), n) for answer, n in order)) if counts else None


def _table(title: Msg, rows: Iterable[tuple[Text, int]]) -> Text:
    return lines(title, *(labels.counted(what, n) for what, n in rows))
