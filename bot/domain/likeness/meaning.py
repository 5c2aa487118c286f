"""What reports mean, as numbers: for an index that was given an encoder of sentences (bot/encoder.py)."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

from bot.domain import data
from bot.domain.likeness.language import language_of

LONGEST: Final = 1500  # characters: what comes after tells little of a barrier and costs time
_ROOM: Final = 64  # rows a matrix begins with


class Encoder:
    """Sentences to vectors of 128 numbers of length 1; texts that mean alike lie close, whatever the language.

    From each vector of the model (multilingual-e5-small, 384 numbers) the mean of its language is taken, so that what
    is close is not merely in the same language; then a linear map keeps what tells barriers apart. Both were learned
    from the barriers of the tests.
    """

    def __init__(self, numpy: Any, model: Any) -> None:
        """Take the two libraries, and read what was learned."""
        self.numpy = numpy
        self._model = model
        with (files(data) / "obstacle_meaning.npz").open("rb") as file:
            learned = numpy.load(file)
            self._means = {
                language: learned[language].astype(numpy.float32) for language in ("uk", "ru", "en")
            }
            self._map = learned["map"].astype(numpy.float32)

    def raw(self, texts: Sequence[str]) -> Any:
        """Return the model's own vectors, a row of 384 for each text."""
        return self._model.query([text[:LONGEST] for text in texts])

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return a row of 128 numbers for each text."""
        means = self.numpy.stack([self._means[language_of(text)] for text in texts])
        return self._unit(self._unit(self.raw(texts) - means) @ self._map)

    def _unit(self, rows: Any) -> Any:
        length = self.numpy.linalg.norm(rows, axis=1, keepdims=True)
        return rows / self.numpy.maximum(length, 1e-9)


class Meanings:
    """The vectors of the reports of an index, in its order."""

    def __init__(self, encoder: Encoder) -> None:
        """Begin with nothing."""
        self._encoder = encoder
        self._count = 0
        self._rows = encoder.numpy.zeros((_ROOM, 128), encoder.numpy.float32)

    def add(self, text: str) -> None:
        """Add the next report."""
        if self._count == len(self._rows):
            self._rows = self._encoder.numpy.concatenate(
                [self._rows, self._encoder.numpy.zeros_like(self._rows)]
            )
        self._rows[self._count] = self._encoder.vectors([text])[0]
        self._count += 1

    def remove(self, place: int) -> None:
        """Forget what the report at a place means; the place stays empty until the gaps are closed."""
        self._rows[place] = 0

    def keep(self, places: Sequence[int]) -> None:
        """Keep the reports at these places only, in this order."""
        self._rows = self._rows[list(places) or [0]]
        self._count = len(places)

    def cosines(self, text: str) -> Any:
        """Return how close a text is to each report, 1 for the same; an array in the order of the reports."""
        return self._rows[: self._count] @ self._encoder.vectors([text])[0]

    def closest(self, cosines: Any, most: int) -> list[int]:
        """Return the places of the reports that lie closest."""
        most = min(most, len(cosines))
        found: list[int] = (
            self._encoder.numpy.argpartition(-cosines, most - 1)[:most].tolist() if most else []
        )
        return found
