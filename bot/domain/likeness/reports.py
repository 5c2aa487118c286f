"""The reduced forms of reports, small enough for a hundred thousand, and found by what they tell."""

import heapq
import math
from array import array
from collections.abc import Sequence

from bot.domain.likeness.lexicon import IMPLIED
from bot.domain.likeness.reading import Features


class Reports:
    """Features of reports by place, and places by feature. A feature is one number: its own, and whether implied."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._often: list[int] = []
        self._posts: list[array[int]] = []
        self._features: list[array[int]] = []
        self._languages: list[str] = []

    def add(self, features: Features, language: str) -> None:
        """Add the next report."""
        place = len(self._features)
        self._languages.append(language)
        codes = array("I")
        for name, weight in features.items():
            number = self._number(name)
            self._often[number] += 1
            self._posts[number].append(place)
            codes.append(number << 1 | (weight < 1))
        self._features.append(codes)
        self.count += 1

    def remove(self, place: int) -> None:
        """Forget what the report at a place told; the place stays empty until the gaps are closed."""
        for code in self._features[place]:
            self._often[code >> 1] -= 1
        self._features[place] = array("I")
        self.count -= 1

    def only(self, places: Sequence[int]) -> "Reports":
        """Return the reports at these places alone, in this order."""
        kept = Reports()
        for place in places:
            kept.add(self.features(place), self.language(place))
        return kept

    def often(self, name: str) -> int:
        """Return in how many reports a feature stands."""
        number = self._numbers.get(name)
        return 0 if number is None else self._often[number]

    def features(self, place: int) -> Features:
        """Return what the report at a place tells."""
        return {self._names[code >> 1]: IMPLIED if code & 1 else 1.0 for code in self._features[place]}

    def language(self, place: int) -> str:
        """Return in which language the report at a place is written."""
        return self._languages[place]

    def closest(self, asked: Features, rare: dict[str, float], most: int) -> list[int]:
        """Return the places of the reports that share most with what is asked, for their size."""
        sums = [0.0] * len(self._features)
        for name, weight in asked.items():
            number = self._numbers.get(name)
            worth = weight * rare[name] ** 2
            for place in self._posts[number] if number is not None else ():
                sums[place] += worth
        found = [
            (worth / math.sqrt(len(self._features[place])), -place)
            for place, worth in enumerate(sums)
            if worth and self._features[place]
        ]
        return [-place for _, place in heapq.nlargest(most, found)]

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self._names)
            self._names.append(name)
            self._often.append(0)
            self._posts.append(array("I"))
        return number
