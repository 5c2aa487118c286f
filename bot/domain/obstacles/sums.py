"""What was asked for as a range, since an exact sum could tell whose story it is."""

import re
from typing import Final

STEPS: Final = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0.,][0-9]{3})+|[0-9]{1,9}")
_CURRENCIES: Final = (
    ("UAH", re.compile(r"грн|грив|uah|hryv|₴", re.IGNORECASE)),
    ("EUR", re.compile(r"євро|евро|eur|€", re.IGNORECASE)),
    ("USD", re.compile(r"дол|usd|dollar|\$", re.IGNORECASE)),
    ("PLN", re.compile(r"злот|pln|zł|zlot", re.IGNORECASE)),
    ("RUB", re.compile(r"руб|rub|₽", re.IGNORECASE)),
)


def sum_range(words: str) -> str:
    """Return the range of the first sum in the words, as "500-999 UAH"; "" when there is none."""
    found = _NUMBER.search(words)
    amount = int(re.sub(r"[^0-9]", "", found[0])) if found is not None else 0
    if not amount:
        return ""
    low = max((step for step in STEPS if step <= amount), default=1)
    high = min((step for step in STEPS if step > amount), default=0)
    named = next((f" {code}" for code, says in _CURRENCIES if says.search(words)), "")
    return (f"{low}-{high - 1}" if high else f"{low}+") + named
