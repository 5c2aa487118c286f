"""The sums that people were asked for, read from their words: from the least to the most, by currency."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

UAH, EUR, USD = "грн", "євро", "доларів"
_CURRENCIES: Final = {
    UAH: r"грн|гривн|гривен|uah|hryvn|₴",
    EUR: r"євро|евро|eur|€",
    USD: r"дол|usd|dollar|bucks|\$",
}
_SUM: Final = re.compile(
    r"(?P<sign>[€$₴])?\s*(?P<number>\d{1,3}(?:[\s\u00a0]\d{3})+|\d{1,7})(?:[.,]\d{1,2})?(?!\d)"
    r"\s*(?P<thousand>тис\w*\.?|тыс\w*\.?|thousand|k\b|к\b)?\s*(?P<word>[^\W\d]+|[€$₴])?",
    re.IGNORECASE,
)


class Asked(NamedTuple):
    """How much was asked, in one currency, and how many people named a sum in it."""

    currency: str
    least: int
    most: int
    people: int


def asked(details: Iterable[str], usual: str = "") -> list[Asked]:
    """Return the range in each currency; a number that names none counts as `usual` ("": not at all).

    Years, dates and whatever else is a number would mislead: of each person only the first sum counts.
    """
    found: dict[str, list[int]] = {}
    for detail in details:
        for match in _SUM.finditer(detail):
            currency = _currency(match) or (usual if detail.strip().isdecimal() else "")
            if currency:
                thousand = 1000 if match["thousand"] else 1
                found.setdefault(currency, []).append(int(re.sub(r"\D", "", match["number"])) * thousand)
                break
    return [Asked(currency, min(sums), max(sums), len(sums)) for currency, sums in found.items()]


def _currency(match: re.Match[str]) -> str:
    said = (match["sign"] or match["word"] or "").casefold()
    return next((name for name, form in _CURRENCIES.items() if re.match(form, said)), "")
