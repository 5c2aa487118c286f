"""What it costs to read a message: signs of danger, words of swindlers, what tells who somebody is.

Ordinary messages are those of the three corpora, each reader warmed with a part and measured with the rest; the longest
are 10,000 characters of them pasted together, and the dearest of what a hostile sender may repeat. Beside each stands
a plain list of all the words of the same texts (`\\w+`), and for pictures what it costs to refuse a bomb beside an
ordinary photo.
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Final

from bot.domain import distress, identifiers, scam
from bot.domain.pictures import cleaned
from tests.domain.distress import corpus as of_distress
from tests.domain.identifiers import later
from tests.domain.scam import corpus as of_scam
from tests.domain.test_pictures import photo, written
from tests.growth import seconds
from tests.promises.test_pictures import BOMBS, refuse

READERS: Final[dict[str, Callable[[str], object]]] = {
    "signs of danger": distress.signs,
    "words of swindlers": scam.find,
    "what tells who somebody is": identifiers.find,
}
LONG: Final = 10_000  # characters
REPEATED: Final = (
    "абвгґд",
    "він ",
    "не хочу жити ",
    "и не ",
    "а б ",
    "г0т1вка",
    "$1 ",
    "1 ",
    "12/",
    "t.me ",
    "вул. ",
)
WARM: Final = 4_000  # messages
_WORDS: Final = re.compile(r"\w+")


def run(seed: int) -> None:
    """Print microseconds and ratios."""
    texts = [line.text for corpus in (of_distress, of_scam, later) for line in corpus.lines()]
    random.Random(seed).shuffle(texts)
    pasted = " ".join(texts)[:LONG]
    for name, read in READERS.items():
        _cost(read, texts[:WARM])
        ordinary, plain = _cost(read, texts[WARM:]), _cost(_WORDS.findall, texts[WARM:])
        print(
            f"{name}: {ordinary:.0f} microseconds a message, {ordinary / plain:.0f} times a list of its words"
        )
        whole, words = _least(read, pasted), _least(_WORDS.findall, pasted)
        print(f"  {LONG} characters pasted together: {whole / 1000:.0f} ms, {whole / words:.0f} times")
        worst, piece = max((_least(read, (piece * LONG)[:LONG]), piece) for piece in REPEATED)
        print(f"  the dearest of {len(REPEATED)} pieces repeated: {worst / 1000:.0f} ms ({piece!r})")
    bomb = max(
        min(seconds(partial(refuse, bomb)) for _try in range(3))
        for bomb in (make() for make in BOMBS.values())
    )
    ordinary = median(seconds(partial(cleaned, written(photo((4_000, 3_000)), "JPEG"))) for _try in range(3))
    print(f"the dearest bomb: {bomb * 1000:.1f} ms, a photo of 12 megapixels {ordinary * 1000:.0f} ms")


def _least(read: Callable[[str], object], text: str) -> float:
    """Return the microseconds of the best of three readings, or whatever else the process does would count."""
    return min(_cost(read, [text]) for _try in range(3))


def _cost(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the microseconds of processor time that one text takes on the average."""
    return seconds(lambda: [read(text) for text in texts]) / len(texts) * 1e6
