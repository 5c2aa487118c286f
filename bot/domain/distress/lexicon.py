"""Which concepts a word stands for: by its whole form, by its stem, or by either with one slip of the pen.

Each reader of signs has a lexicon of its own, a table `concept,words` beside the others in data/: this room's, and
that of bot/domain/scam.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from bot.domain.data import table
from bot.domain.distress.folding import close, fold
from bot.domain.distress.remembering import remembered

WHOLE: Final = 100  # a whole form weighs more than any stem
SLIP_FROM: Final = 6  # letters: in shorter words one slip makes another word
# Where a slip is looked for: what must not be missed, and what is long enough not to be another word.
SLIPPERY: Final = frozenset(
    [
        "want",
        "live",
        "life",
        "die",
        "wake",
        "sense",
        "tired",
        "disappear",
        "suicide",
        "rehang",
        "reshoot",
        "recut",
        "redrown",
        "pills",
        "noose",
        "rape",
        "suffocate",
        "breathe",
        "unconscious",
        "consciousness",
        "seizure",
        "insulin",
        "ambulance",
        "stroke",
        "heartattack",
        "overdose",
        "help",
        "beat_strong",
        "swallow",
        "gore",
        "tomorrow",
        "goon",
        "forever",
    ]
)
# Of swindles: the nouns that are disguised most, and long enough.
SLIPPERY_OF_SWINDLES: Final = frozenset(
    {"money", "card", "passport", "exchange", "prepay", "crypto", "transfer"}
)
DISTRESS: Final = "distress_words"
_MAY_SLIP: Final = {DISTRESS: SLIPPERY, "scam_words": SLIPPERY_OF_SWINDLES}
NOTHING: Final = "other"  # words that only look like one of a concept


class Phrase(NamedTuple):
    """Words in a row that stand for a concept together; each a whole form, or a stem that ends in `*`."""

    concept: str
    words: tuple[str, ...]


class Lexicon(NamedTuple):
    """What is in a table of words: whole forms, stems, phrases by their first word, slips by spelling.

    `longest`: letters of the longest stem or form; beyond it nothing of a word is looked at. `slip_from`: the first two
    letters of those that may slip.
    """

    forms: dict[str, frozenset[str]]
    stems: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    slips: dict[str, tuple[str, ...]]
    may_slip: frozenset[str]
    longest: int
    slip_from: frozenset[str]


@remembered(16384)
def concepts(word: str, table_name: str) -> frozenset[str]:
    """Return the concepts of a folded word, none for most words."""
    lexicon = read(table_name)
    found = lexicon.forms.get(word, frozenset())
    weighed = [(name, WHOLE) for name in found]
    for length in range(2, min(len(word), lexicon.longest) + 1):
        weighed += [(name, length) for name in lexicon.stems.get(word[:length], ())]
    if not weighed and len(word) >= SLIP_FROM and word[:2] in lexicon.slip_from:
        return _with_a_slip(lexicon, word)
    nothing = max((weight for name, weight in weighed if name == NOTHING), default=0)
    return frozenset(name for name, weight in weighed if weight >= nothing and name != NOTHING)


def phrases_at(spellings: Sequence[str], place: int, table_name: str = DISTRESS) -> Iterator[tuple[str, int]]:
    """Yield each phrase that begins at a place of these words: its concept, and how many words it has."""
    if place + 1 == len(spellings):
        return
    for phrase in _phrases_from(spellings[place], table_name).get(spellings[place + 1][0], ()):
        length = len(phrase.words)
        there = spellings[place : place + length]
        if len(there) == length and all(map(_fits, phrase.words, there)):
            yield phrase.concept, length


@remembered(8192)
def _phrases_from(first: str, table_name: str) -> Mapping[str, Sequence[Phrase]]:
    """Return the phrases whose first word fits, by the first letter of their second."""
    lexicon = read(table_name)
    found: dict[str, list[Phrase]] = {}
    lengths = range(2, min(len(first), lexicon.longest) + 1)
    beginnings = [first, *(f"{first[:length]}*" for length in lengths)]
    for phrase in (each for beginning in beginnings for each in lexicon.phrases.get(beginning, ())):
        found.setdefault(phrase.words[1][0], []).append(phrase)
    return found


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _with_a_slip(lexicon: Lexicon, word: str) -> frozenset[str]:
    most = lexicon.longest + 1  # a letter too many is a slip as well
    lengths = range(SLIP_FROM - 1, min(len(word), most + 1))
    for length in (len(word), *lengths) if len(word) <= most else lengths:
        part = word[:length]
        for key in (part, *_shorter(part)):
            for entry in lexicon.slips.get(key, ()):
                stem = entry.rstrip("*")
                if (entry != stem or length == len(word)) and _ends_meet(part, stem) and close(part, stem):
                    return (lexicon.stems if entry != stem else lexicon.forms)[stem] & lexicon.may_slip
    return frozenset()


def _ends_meet(part: str, stem: str) -> bool:
    """A slip is somewhere inside: other beginnings and endings make other words."""
    return part[:2] == stem[:2] and part[-1] == stem[-1]


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


@cache
def read(table_name: str = DISTRESS) -> Lexicon:
    """Read a lexicon once."""
    may_slip = _MAY_SLIP[table_name]
    forms: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    slips: dict[str, list[str]] = {}
    for row in table(table_name):
        for entry in row["words"].split():
            words = tuple(fold(part.rstrip("*")) + "*" * part.endswith("*") for part in _parts(entry))
            if len(words) > 1:
                phrases.setdefault(words[0], []).append(Phrase(row["concept"], words))
                continue
            stem = words[0].rstrip("*")
            (stems if words[0] != stem else forms).setdefault(stem, set()).add(row["concept"])
            if len(stem) >= SLIP_FROM and row["concept"] in may_slip:
                for key in (stem, *_shorter(stem)):
                    slips.setdefault(key, []).append(words[0])
    spellings = [*forms, *stems, *(beginning.rstrip("*") for beginning in phrases)]
    return Lexicon(
        {word: frozenset(names) for word, names in forms.items()},
        {stem: frozenset(names) for stem, names in stems.items()},
        {word: tuple(entries) for word, entries in phrases.items()},
        {word: tuple(entries) for word, entries in slips.items()},
        may_slip,
        max(map(len, spellings)),
        frozenset(entry[:2] for entries in slips.values() for entry in entries),
    )


def _parts(entry: str) -> list[str]:
    return [part.replace("*", "") + "*" * ("*" in part) for part in entry.split("_") if part]
