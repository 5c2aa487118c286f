"""Fields of a document that may be wrong in every way: each is read with a check, and a sentence when it fails."""

from collections.abc import Collection, Mapping, Sequence
from math import isfinite
from typing import Any

from bot.domain.matching.snapshot import Key


class BadSnapshot(ValueError):
    """A document of a snapshot cannot be used; says in which file, item and field, and what is wrong."""


class Fields:
    """One object of a document; `where` names it: "requests.json, item 3"."""

    def __init__(self, values: object, where: str) -> None:
        """Take an object; BadSnapshot for anything else."""
        self.where = where
        if not isinstance(values, Mapping):
            raise BadSnapshot(f"{where}: an object is expected, and not {_shown(values)}")
        self.values: Mapping[str, Any] = values

    def wrong(self, name: str, says: str) -> BadSnapshot:
        """Return the error of a field."""
        return BadSnapshot(f"{self.where}: {name} {says}")

    def value(self, name: str) -> Any:
        """Return a field as it is; BadSnapshot when it is missing."""
        if name not in self.values:
            raise self.wrong(name, "is missing")
        return self.values[name]

    def id(self, name: str, known: Collection[Key] | None = None) -> Key:
        """Return an id: a whole number or a text that is not empty; one of those known, where they are."""
        return self._as_id(name, self.value(name), known)

    def id_or_none(self, name: str, known: Collection[Key]) -> Key | None:
        """Return an id, or None for null."""
        return None if self.value(name) is None else self.id(name, known)

    def ids(self, name: str, known: Collection[Key] | None = None) -> frozenset[Key]:
        """Return a list of ids."""
        return frozenset(self._as_id(name, each, known) for each in self.listed(name))

    def text(self, name: str, known: Collection[str]) -> str:
        """Return an id, which must be one of those known, as a text."""
        return self._as_text(name, self.value(name), known)

    def text_or_none(self, name: str, known: Collection[str]) -> str | None:
        """Return an id as a text, or None for null."""
        return None if self.value(name) is None else self.text(name, known)

    def texts(self, name: str, known: Collection[str] | None = None) -> frozenset[str]:
        """Return a list of ids as texts."""
        return frozenset(self._as_text(name, each, known) for each in self.listed(name))

    def listed(self, name: str) -> Sequence[Any]:
        """Return a list."""
        values = self.value(name)
        if not isinstance(values, list | tuple):
            raise self.wrong(name, f"is {_shown(values)}, and not a list")
        return values

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.value(name)
        if not isinstance(value, bool):
            raise self.wrong(name, f"is {_shown(value)}, and not true or false")
        return value

    def whole(self, name: str, least: int, most: int | None = None) -> int:
        """Return a whole number within bounds."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(name, f"is {_shown(value)}, and not a whole number")
        return int(self._within(name, value, least, most))

    def number(self, name: str, least: float, most: float | None = None) -> float:
        """Return a number within bounds, never one that is none or endless."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, f"is {_shown(value)}, and not a number")
        if isinstance(value, float) and not isfinite(value):
            raise self.wrong(name, f"is {value}, and not a number that can be reckoned with")
        return self._within(name, value, least, most)

    def within(self, name: str) -> "Fields":
        """Return a field that is an object itself."""
        return Fields(self.value(name), f"{self.where}, {name}")

    def _within(self, name: str, value: float, least: float, most: float | None) -> float:
        if value < least or (most is not None and value > most):
            bounds = f"below {least}" if most is None else f"not from {least} to {most}"
            raise self.wrong(name, f"is {_shown(value)}, which is {bounds}")
        return value

    def _as_id(self, name: str, value: object, known: Collection[Key] | None) -> Key:
        if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
            raise self.wrong(name, f"has {_shown(value)} for an id: a whole number or a text is expected")
        if known is not None and value not in known:
            raise self.wrong(name, f"names {_shown(value)}, which is not there")
        return value

    def _as_text(self, name: str, value: object, known: Collection[str] | None) -> str:
        text = str(self._as_id(name, value, None))
        if known is not None and text not in known:
            raise self.wrong(name, f"names {_shown(value)}, which is not there")
        return text


def _shown(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
