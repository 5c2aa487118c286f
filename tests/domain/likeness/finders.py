"""The ways of finding a barrier that are measured beside each other."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from bot.domain.likeness import Encoder, Index
from tests.domain.likeness.figures import Found


class Ours:
    """The index of the bot."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Begin with nothing known."""
        self._index = Index[str](encoder)

    def add(self, key: str, text: str) -> None:
        """Take a report in."""
        self._index.add(key, text)

    def remove(self, key: str) -> None:
        """Forget a barrier."""
        self._index.remove(key)

    def nearest(self, text: str) -> Sequence[Found]:
        """Return what the index finds."""
        return [Found(near.key, near.score) for near in self._index.nearest(text)]


class ByPairs:
    """Compares a report with every other one; a barrier is as near as its nearest report."""

    def __init__(self, like: Callable[[str, list[str]], Sequence[float]]) -> None:
        """Take the comparison: a text with many, more is more like."""
        self._like = like
        self._texts: dict[str, list[str]] = {}

    def add(self, key: str, text: str) -> None:
        """Take a report in."""
        self._texts.setdefault(key, []).append(text)

    def remove(self, key: str) -> None:
        """Forget a barrier."""
        self._texts.pop(key, None)

    def nearest(self, text: str) -> Sequence[Found]:
        """Return the three barriers with the nearest reports."""
        keys = [key for key, texts in self._texts.items() for _ in texts]
        likes = self._like(text, [known for texts in self._texts.values() for known in texts])
        best: dict[str, float] = {}
        for key, like in zip(keys, likes, strict=True):
            best[key] = max(float(like), best.get(key, 0.0))
        return [Found(key, best[key]) for key in sorted(best, key=lambda key: -best[key])[:3]]


@cache
def _grams(text: str) -> tuple[Counter[str], float]:
    small = f" {text.lower()} "
    found = Counter(small[place : place + 3] for place in range(len(small) - 2))
    return found, math.sqrt(sum(count * count for count in found.values()))


def by_grams(text: str, texts: list[str]) -> list[float]:
    """Return the cosines of the groups of three letters."""
    mine, length = _grams(text)
    found = []
    for other in texts:
        yours, far = _grams(other)
        dot = sum(count * yours[gram] for gram, count in mine.items() if gram in yours)
        found.append(dot / (length * far or 1.0))
    return found


def by_rapidfuzz() -> Callable[[str, list[str]], Sequence[float]] | None:
    """Return rapidfuzz's likeness of the words of two texts, or None where it is not installed."""
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        return None

    def like(text: str, texts: list[str]) -> Sequence[float]:
        if not texts:
            return []
        row: Any = process.cdist(
            [text.lower()], [known.lower() for known in texts], scorer=fuzz.token_set_ratio
        )
        return [float(value) for value in row[0]]

    return like


class Remembering:
    """An encoder that keeps the vectors of texts it has seen: the same ones are asked for again and again."""

    def __init__(self, encoder: Encoder) -> None:
        """Take the encoder."""
        self.numpy = encoder.numpy
        self._encoder = encoder
        self._seen: dict[str, Any] = {}

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return a row for each text."""
        fresh = [text for text in texts if text not in self._seen]
        if fresh:
            self._seen.update(zip(fresh, self._encoder.vectors(fresh), strict=True))
        return self.numpy.stack([self._seen[text] for text in texts])
