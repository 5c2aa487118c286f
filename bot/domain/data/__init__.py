"""The facts that the rules stand on: needs, places and contacts, read once from the files beside this one."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from bot.i18n import Label


@cache
def read(name: str) -> Any:
    """Return the content of `<name>.json`."""
    return json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `<name>.csv`, each by the names of its columns."""
    return tuple(rows_of(name))


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Read the same rows one after another, where they are many and kept in another form."""
    return csv.DictReader((files(__name__) / f"{name}.csv").read_text(encoding="utf-8").splitlines())


def label(texts: dict[str, str]) -> Label:
    """Return the three texts of one entry as a label."""
    return Label(uk=texts["uk"], ru=texts["ru"], en=texts["en"])
