"""What is denied: "не хочу вмирати", "думок про смерть немає", "вішатись я не збираюсь", and what only looks so."""

from collections.abc import Sequence
from typing import Final

from bot.domain.distress.verbs import DEEDS
from bot.domain.distress.words import Word

DENIALS: Final = frozenset({"не", "not", "never", "николи", "никогда", "nobody", "noone"})
_NEARLY: Final = frozenset(
    {"чут", "мало", "лед", "ледве", "едва", "трохи", "було"}
)  # "чуть не": it came close
_OPEN: Final = frozenset({"или", "чи", "або", "or"})  # "or not" leaves it open
_REACH: Final = 7  # words that a denial may look over
_BACK, _ON, _ON_WITHOUT = 5, 4, 2  # words that "there is no" looks back and on, and that "without" looks on
# Nouns that "there is no" takes back.
_NOUNS: Final = frozenset(
    {
        "think",
        "deathword",
        "suicide",
        "gore",
        "pain",
        "sense",
        "strength",
        "danger",
        "threat",
        "seizure",
        "wound",
    }
    | {"for_whom", "life", "weapon", "fever", "future", "withdrawal", "overdose", "shell", "rehang", "recut"}
    | {"intend"}
)


def mark(words: Sequence[Word]) -> None:
    """Mark every word that a denial covers."""
    for place, word in enumerate(words):
        if word.fold in DENIALS:
            for each in _covered(words, place):
                each.denied = True
        elif word.names & {"none", "without"} and (not place or words[place - 1].fold not in _OPEN):
            _take_back(words, place)


def _covered(words: Sequence[Word], place: int) -> list[Word]:
    """Return what a denial covers: the next word, and through "want" and "can" the one that they lead to."""
    before = words[place - 1] if place else None
    if before is not None and (before.fold in _NEARLY or (before.denied and "can" in before.names)):
        return []  # "чуть не", and "не могу не", which says that one does
    covered = [before] if before is not None and before.fold in ("can", "could") else []
    for word in words[place + 1 : place + 1 + _REACH]:
        if _ends(word, words[place], covered):
            break
        if "flow" in word.names and any("can" in each.names for each in covered):
            return []  # "cannot stop thinking" says that one thinks
        if "filler" in word.names and "aux" not in word.names:
            continue
        covered.append(word)
        if not word.names & {"aux", "carryon"}:
            break
    return [*covered, *_led_from_before(words, place, covered)]


def _ends(word: Word, denial: Word, covered: Sequence[Word]) -> bool:
    """Say whether a denial does not reach a word: another clause, another denial, or "не можу хочу ..."."""
    if word.sentence != denial.sentence or word.fold in DENIALS:
        return True
    return bool(covered) and (word.clause != denial.clause or word.mine)


def _led_from_before(words: Sequence[Word], place: int, covered: Sequence[Word]) -> list[Word]:
    """Return the verbs before a denial that has none after it: "вішатись я не збираюсь"."""
    if not covered or not all(word.names & {"want", "can", "intend", "think", "will"} for word in covered):
        return []
    return [
        word
        for word in words[max(0, place - _BACK) : place]
        if word.clause == words[place].clause and word.names & DEEDS and not word.mine
    ]


def _take_back(words: Sequence[Word], place: int) -> None:
    """Mark the nouns before and after "there is no", and what they are about: "думок піти з життя немає"."""
    here = words[place]
    without = "without" in here.names or here.fold == "no"  # which stand before what they deny
    before = [] if without else words[max(0, place - _BACK) : place]
    after = words[place + 1 : place + 1 + (_ON_WITHOUT if without else _ON)]
    about_thoughts = False
    for word in [*before, *after]:
        if word.clause != here.clause:
            continue
        noun = bool(word.names & _NOUNS)
        about_thoughts = about_thoughts or (noun and "think" in word.names and word.start < here.start)
        if noun or (about_thoughts and word.start < here.start and word.names & DEEDS):
            word.denied = True
