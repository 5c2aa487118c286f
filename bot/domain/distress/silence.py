"""Why words that look like a sign are none: a figure of speech, a calm past, somebody's story, an errand, a joke."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from bot.domain.distress.rules import Rule
from bot.domain.distress.words import Word

Match = tuple[int, ...]
EVEN_PAST: Final = "even_past"  # in place of a reason: what was long ago counts as well
AROUND: Final = 6  # words before and after a sign where what silences it may stand
_ME: Final = frozenset({"me", "victim"})
_ONE_MAY: Final = frozenset({"можна", "можно"})  # "повіситись можна": nobody speaks of themselves like that
_FATAL: Final = frozenset(
    {"rehang", "reshoot", "redrown", "suicide", "end_it", "finish", "die", "jump", "rekill", "lay"}
)
_SOMEBODY: Final = frozenset({"kin", "he", "people"})


def silenced(rule: Rule, match: Match, words: Sequence[Word]) -> bool:
    """Say whether anything takes the meaning from what a rule found."""
    if _joking(match, words) or _told(rule, match, words):
        return True
    if EVEN_PAST not in rule.unless and _past(rule, match, words):
        return True
    return any(
        _SPECIAL[name](match, words) if name in _SPECIAL else name in _around(match, words)
        for name in rule.unless
    )


def _around(match: Match, words: Sequence[Word], before: int = AROUND, after: int = AROUND) -> frozenset[str]:
    """Return the concepts that stand near a match, in its sentence, and not in it."""
    return _names(_near(match, words, before, after))


def _near(match: Match, words: Sequence[Word], before: int, after: int) -> list[Word]:
    first, last = min(match), max(match)
    sentence = words[first].sentence
    places = range(max(0, first - before), min(len(words), last + after + 1))
    return [words[place] for place in places if place not in match and words[place].sentence == sentence]


def _names(words: Iterable[Word]) -> frozenset[str]:
    return frozenset().union(*(word.names for word in words))


def _sentences(match: Match, words: Sequence[Word], before: int = 0, after: int = 0) -> list[Word]:
    """Return the words of the sentences around a match."""
    first, last = words[min(match)].sentence - before, words[max(match)].sentence + after
    return [word for word in _window(match, words) if first <= word.sentence <= last]


def _window(match: Match, words: Sequence[Word], reach: int = 30) -> Sequence[Word]:
    return words[max(0, min(match) - reach) : max(match) + reach + 1]


def _joking(match: Match, words: Sequence[Word]) -> bool:
    return "funny" in _names(_sentences(match, words, after=1))


def _is_past(match: Match, words: Sequence[Word]) -> bool:
    first, last = min(match), max(match)
    near = words[max(0, first - 6) : last + 2]
    return any(word.past for word in near if word.sentence == words[first].sentence)


def _past(rule: Rule, match: Match, words: Sequence[Word]) -> bool:
    """What was long ago, or is well now, and did not come back."""
    here = _names(_sentences(match, words))
    if "still" in here:
        return False
    if "went" in here and "think" in _names(words[place] for place in match):
        return True
    if not _is_past(match, words):
        named_only = rule.kind == "medical" or any("suicide" in words[place].names for place in match)
        return named_only and "ago" in here and ("calm" in here or not here & {"now", "fresh", "help"})
    return ("ago" in here and "recent" not in here) or "calm" in _names(
        _sentences(match, words, before=1, after=2)
    )


def _told(rule: Rule, match: Match, words: Sequence[Word]) -> bool:
    """A book, the news, a lecture, somebody's death in the past, a question about people in general."""
    here, names = _names(_sentences(match, words)), _names(words[place] for place in match)
    if here & {"topic", "tell"} and all(words[place].quoted for place in match):
        return True
    if any(words[place].past and "kill" in words[place].names for place in match) and "victim" in names:
        return True  # who was really killed does not write
    if _of_oneself(match, words, here):
        return False
    past = _is_past(match, words)
    named = rule.kind != "self_harm" or bool(names & {"suicide", "deathword"})
    if ("topic" in here and (named or "kin" not in here)) or (
        "tell" in here and past and "fresh" not in here
    ):
        return True
    if "doc" in here and named:
        return True
    asked = any(words[place].asked for place in match)
    return _of_the_dead(rule, names, here, past) or _of_people_in_general(rule, here, asked=asked)


def _of_oneself(match: Match, words: Sequence[Word], here: frozenset[str]) -> bool:
    """Whether "I" is in a match, or close to it; in talk of books and films "I" is mostly the reader."""
    if any(words[place].mine or words[place].names & _ME for place in match):
        return True
    clauses = {words[place].clause for place in match}
    close = _names(word for word in _near(match, words, 2, 2) if word.clause in clauses)
    return "topic" not in here and bool(close & _ME)


def _of_the_dead(rule: Rule, names: frozenset[str], here: frozenset[str], past: bool) -> bool:
    """Whether somebody was killed, or killed themselves, and nothing says that it was just now."""
    if not past or here & {"fresh", "help"}:
        return False
    if rule.kind == "danger":
        return {"kill", "kin"} <= names
    return rule.kind == "self_harm" and "tried" not in here and bool(names & _FATAL and here & _SOMEBODY)


def _of_people_in_general(rule: Rule, here: frozenset[str], *, asked: bool) -> bool:
    """Whether a helper asks about "a person who", or what is done when one writes: a real one is "my brother"."""
    asks = "help_soft" in here or (asked and "speakof" in here)
    return rule.kind == "self_harm" and asks and "people" in here and not here & {"kin", "my", "help"}


def _figure(match: Match, words: Sequence[Word]) -> bool:
    """Dying of laughter, a queue that kills, "хоч вішайся"."""
    last = max(match)
    if _as_if(match, words):
        return True
    after = [word for word in words[last + 1 : last + 4] if word.sentence == words[last].sentence]
    if len(after) > 1 and "from" in after[0].names and not _names(after[1:]) & {"physical"}:
        return True
    dying = bool(_names(words[place] for place in match) & {"die", "dienow"})
    return dying and bool(after) and after[0].fold in ("to", "for", "за")  # a coffee, a look


def _as_if(match: Match, words: Sequence[Word]) -> bool:
    """ "Хоч у петлю лізь", "повіситись можна"."""
    first, last = min(match), max(match)
    before = [word for word in words[max(0, first - 2) : first] if word.clause == words[first].clause]
    beside = [*before[-1:], *words[last + 1 : last + 2]]
    return "as_if" in _names([*before, words[first]]) or any(word.fold in _ONE_MAY for word in beside)


def _elsewhere(match: Match, words: Sequence[Word]) -> bool:
    """ "I do not want to live" goes on "in a dormitory", "with him", "here"."""
    last = max(match)
    near = [
        word for word in words[max(0, min(match) - 3) : last + 7] if word.sentence == words[last].sentence
    ]
    names = _names(near)
    return "at" in names and "place" in names and not names & {"state"}


def _wants_to_live(match: Match, words: Sequence[Word]) -> bool:
    sentence = words[min(match)].sentence
    return any(
        word.wholes.get("wantlife") is False for word in _window(match, words) if word.sentence == sentence
    )


def _errand(match: Match, words: Sequence[Word]) -> bool:
    """What is to be finished is named after the verb: "закінчити все це оформлення"."""
    return "errand" in _around(match, words, 2, 4)


def _things(match: Match, words: Sequence[Word]) -> bool:
    """What beats or kills is a clock, a price, the heat."""
    return "things" in _around(match, words, 4, 4)


_SPECIAL: Final[Mapping[str, Callable[[Match, Sequence[Word]], bool]]] = {
    "figure": _figure,
    "as_if": _as_if,
    "errand": _errand,
    "wantlife": _wants_to_live,
    "elsewhere": _elsewhere,
    "things": _things,
}
