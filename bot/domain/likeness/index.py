"""The known obstacles in memory, and which of them a new report is most like; no text is kept."""

import heapq
from collections.abc import Hashable, Iterable
from typing import Any, Final, Generic, NamedTuple, TypeVar

from bot.domain.likeness.compare import shared_concepts, signs_of
from bot.domain.likeness.language import language_of
from bot.domain.likeness.meaning import Encoder, Meanings
from bot.domain.likeness.reading import Features, features_of
from bot.domain.likeness.reports import Reports
from bot.domain.likeness.weights import evidence, learned, probability, rarity

CLOSER: Final = 150  # reports that get a closer look, found by their concepts
MEANT: Final = 50  # more of them, found by their meaning
FINALISTS: Final = 12  # obstacles whose other reports are looked at too
EACH: Final = 8  # reports of an obstacle that are looked at beside its closest, the last ones

Key = TypeVar("Key", bound=Hashable)


class Near(NamedTuple, Generic[Key]):
    """A known obstacle that a report is like.

    `score`: the probability, 0 to 1, that it is the same barrier, if every second report tells of a known one;
    `likely`: that is so sure as only one in twenty new barriers is wrongly of any; `shared`: the concepts that the
    report and the closest one of the obstacle both tell of, the most telling first.
    """

    key: Key
    score: float
    likely: bool
    shared: tuple[str, ...]


class Query(NamedTuple):
    """A new report in reduced form: its language, what it tells, how telling that is, its cosines to all reports."""

    language: str
    features: Features
    rare: dict[str, float]
    cosines: Any


class Index(Generic[Key]):
    """Reduced forms of reports by the obstacle they belong to. It lives in memory only and is filled anew at start."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Begin with nothing; with an encoder (`bot.encoder.installed()`) also the meaning of reports counts."""
        self._keys: list[Key | None] = []
        self._places: dict[Key, dict[Hashable, int]] = {}  # by what tells the reports of an obstacle apart
        self._reports = Reports()
        self._meanings = Meanings(encoder) if encoder else None
        self._weights = learned(with_meaning=encoder is not None)

    def __len__(self) -> int:
        """Return how many reports are known."""
        return self._reports.count

    def add(self, key: Key, text: str, facts: Iterable[str] = (), report: Hashable = None) -> None:
        """Add a report to an obstacle: words, and answers as names of concepts ("consulate") or other marks.

        By `report` it can be changed (added again) and removed; without, it goes only with its obstacle.
        """
        self.remove_report(key, report)
        place = len(self._keys)
        self._places.setdefault(key, {})[object() if report is None else report] = place
        self._keys.append(key)
        self._reports.add(features_of(text, facts), language_of(text))
        if self._meanings:
            self._meanings.add(text)

    def remove(self, key: Key) -> None:
        """Forget all reports of an obstacle; nothing happens if it has none."""
        for place in self._places.pop(key, {}).values():
            self._empty(place)
        self._close_gaps()

    def remove_report(self, key: Key, report: Hashable) -> None:
        """Forget one report of an obstacle; nothing happens if it is not known."""
        places = self._places.get(key, {})
        if report in places:
            self._empty(places.pop(report))
            if not places:
                del self._places[key]
            self._close_gaps()

    def nearest(self, text: str, facts: Iterable[str] = (), k: int = 3) -> list[Near[Key]]:
        """Return the known obstacles that a report is most like, at most `k`, the likeliest first."""
        query = self._query(text, facts)
        closest: dict[Key, tuple[float, int]] = {}
        for place in self._candidates(query):
            key = self._keys[place]
            if key is not None:
                found = (self._evidence(query, place), place)
                closest[key] = max(found, closest.get(key, found))
        finalists = heapq.nlargest(max(k, FINALISTS), closest, key=lambda key: closest[key][0])
        near = [self._near(query, key, closest[key][1]) for key in finalists]
        return sorted(near, key=lambda one: -one.score)[:k]

    def covered(self, key: Key, text: str) -> float:
        """Return how much of a text, words unknown to us included, a report of an obstacle tells too: 0 to 1."""
        asked = features_of(text).keys()
        told = (asked & self._reports.features(place).keys() for place in self._places.get(key, {}).values())
        return max((len(common) for common in told), default=0) / max(len(asked), 1)

    def _query(self, text: str, facts: Iterable[str]) -> Query:
        features = features_of(text, facts)
        cosines = self._meanings.cosines(text) if self._meanings and text.strip() else ()
        return Query(language_of(text), features, self._rarities(features), cosines)

    def _near(self, query: Query, key: Key, closest: int) -> Near[Key]:
        """Weigh an obstacle by its closest report and the mean of that and its last ones."""
        places = {closest, *list(self._places[key].values())[-EACH:]}
        weights = {place: self._evidence(query, place) for place in sorted(places)}
        best = max(weights, key=lambda place: weights[place])
        whole = (weights[best] + sum(weights.values()) / len(weights)) / 2
        score = probability(self._weights, whole)
        features = self._reports.features(best)
        shared = shared_concepts(query.features, features, query.rare)
        return Near(key, score, score >= self._weights.likely, shared)

    def _candidates(self, query: Query) -> list[int]:
        found = set(self._reports.closest(query.features, query.rare, CLOSER))
        if self._meanings and len(query.cosines):
            found.update(self._meanings.closest(query.cosines, MEANT))
        return sorted(found)

    def _evidence(self, query: Query, place: int) -> float:
        known = self._reports.features(place)
        one_language = query.language == self._reports.language(place)
        signs = signs_of(query.features, known, self._rarities(known) | query.rare, one_language)
        if self._meanings:
            meaning = float(query.cosines[place]) if len(query.cosines) else 0.0
            signs += [meaning, meaning * one_language]
        return evidence(self._weights, signs)

    def _rarities(self, features: Features) -> dict[str, float]:
        return {name: rarity(name, self._reports.often(name), self._reports.count) for name in features}

    def _empty(self, place: int) -> None:
        self._reports.remove(place)
        self._keys[place] = None
        if self._meanings:
            self._meanings.remove(place)

    def _close_gaps(self) -> None:
        """Move the reports together once half of the places are empty."""
        if len(self._keys) <= 2 * self._reports.count:
            return
        kept = [place for place, key in enumerate(self._keys) if key is not None]
        moved = {place: number for number, place in enumerate(kept)}
        self._keys = [self._keys[place] for place in kept]
        self._reports = self._reports.only(kept)
        if self._meanings:
            self._meanings.keep(kept)
        for places in self._places.values():
            places.update({report: moved[place] for report, place in places.items()})
