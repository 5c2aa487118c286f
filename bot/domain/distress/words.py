"""The words of a text with the places where they stand, and where sentences and clauses end."""

import re
from dataclasses import dataclass, field
from typing import Final

from bot.domain.distress.folding import as_heard, fold
from bot.domain.distress.lexicon import DISTRESS, concepts
from bot.domain.distress.remembering import remembered
from bot.domain.identifiers.reading import Reading

_PIECE: Final = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’‘´′-][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)?)|(?P<stop>[.!?;\n…]+)"
    r"|(?P<pause>[,:()\"«»“”]| - )|(?P<sign>[🔪🔫🩸💊🪢])"
)
# Words of one form that hide a denial, or several words.
_APART: Final = {
    "cant": "can not", "cannot": "can not", "couldnt": "could not", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "wont": "will not",
    "wouldnt": "would not", "havent": "have not", "hasnt": "has not", "aint": "is not", "shouldnt": "should not",
    "hadnt": "had not", "im": "i am", "ive": "i have", "id": "i would", "hes": "he is", "shes": "she is",
    "theyre": "they are", "wana": "want to", "gona": "going to", "dono": "do not know", "youre": "you are",
    "its": "it is",     "theres": "there is", "whats": "what is", "nemaie": "nema",
}  # fmt: skip
_TOLD_APART: Final = frozenset(
    {"хочу", "хочеца", "хочется", "могу", "можу", "хотила", "хотел", "бачу", "вижу", "буду", "живу"}
)
# A message in Latin letters is Ukrainian or Russian when words like these are in it, and few of English.
_HEARD: Final = frozenset(
    [
        "ne",
        "nie",
        "ya",
        "hochu",
        "khochu",
        "xochu",
        "mene",
        "menya",
        "menia",
        "mne",
        "meni",
        "zhit",
        "zhyty",
        "zhiti",
        "zhyt",
        "bolshe",
        "bilshe",
        "shcho",
        "scho",
        "sho",
        "chto",
        "vse",
        "uzhe",
        "vzhe",
        "nema",
        "net",
        "jak",
        "kak",
        "sebe",
        "sebya",
        "pomogite",
        "dopomozhit",
        "muzh",
        "vin",
        "vona",
        "ona",
        "syn",
        "ja",
        "mozhu",
        "mogu",
        "shchob",
        "chtoby",
        "zaraz",
        "seichas",
        "sejchas",
        "budu",
    ]
)
_ENGLISH: Final = frozenset(
    [
        "the",
        "i",
        "to",
        "is",
        "my",
        "a",
        "and",
        "not",
        "me",
        "you",
        "of",
        "it",
        "in",
        "he",
        "she",
        "they",
        "we",
        "that",
        "was",
        "with",
        "for",
        "this",
        "are",
        "have",
        "do",
        "want",
        "be",
        "am",
    ]
)


_BY_SIGHT: Final = _ENGLISH | _APART.keys()


@dataclass(slots=True)
class Word:
    """A word: its folded spelling, where it stands, and what is found out about it.

    `names`: the concepts it stands for; `wholes`: those of them that come from a phrase, and whether that is denied as
    a whole; `denied`: a denial covers it; `past`: it tells of the past; `mine`: its
    ending says "I"; `quoted`: it stands in quotation marks; `asked`: its sentence ends with a question mark.
    """

    fold: str
    start: int
    end: int
    sentence: int
    clause: int
    names: frozenset[str] = frozenset()
    wholes: dict[str, bool] = field(default_factory=dict)
    denied: bool = False
    past: bool = False
    mine: bool = False
    quoted: bool = False
    asked: bool = False

    def denies(self, name: str) -> bool:
        """Say whether a denial covers one of the concepts."""
        return self.wholes.get(name, self.denied)


def words_of(reading: Reading, table_name: str = DISTRESS) -> list[Word]:
    """Return the words of a text in their order; the lexicon tells Latin letters that are no English."""
    pieces = list(_PIECE.finditer(reading.plain))
    heard = _is_heard([piece[0].lower() for piece in pieces if piece.lastgroup == "word"], table_name)
    found: list[Word] = []
    sentence = clause = 0
    quoted = False
    for piece in pieces:
        if piece.lastgroup == "stop":
            if "?" in piece[0]:
                _ask(found, sentence)
            sentence, clause = sentence + 1, clause + 1
        elif piece.lastgroup == "pause":
            clause += 1
            quoted = quoted != (piece[0] in '"«»“”')
        else:
            where = (piece.start(), piece.end(), sentence, clause)
            found += [Word(spelling, *where, quoted=quoted) for spelling in _spellings(piece[0], heard)]
    return found


def _ask(words: list[Word], sentence: int) -> None:
    for word in reversed(words):
        if word.sentence != sentence:
            return
        word.asked = True


@remembered(8192)
def _spellings(word: str, heard: bool) -> tuple[str, ...]:
    latin = word.isascii() and word[:1].isalpha()
    folded = as_heard(word) if heard and latin else fold(word)
    if folded in _APART and not heard:
        return tuple(map(fold, _APART[folded].split()))
    if folded[:2] == "не" and folded[2:] in _TOLD_APART:
        return "не", folded[2:]
    return (folded,) if folded else ()


def _is_heard(words: list[str], table_name: str) -> bool:
    """Say whether words in Latin letters are Ukrainian or Russian: more of them are known by sound than by sight."""
    latin = [word for word in words if word.isascii()]
    if not latin or 2 * len(latin) < len(words):
        return False
    by_sound = sum(word in _HEARD or bool(concepts(as_heard(word), table_name)) for word in latin)
    by_sight = sum(bool({word, fold(word)} & _BY_SIGHT or concepts(fold(word), table_name)) for word in latin)
    return by_sound > by_sight
