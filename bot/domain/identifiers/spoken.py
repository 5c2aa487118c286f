"""Finds numbers of phones and documents that are written in words, wholly or in part."""

import re
from collections.abc import Iterator
from typing import Final

_UNITS: Final = (
    "нуль ноль zero oh nul nol",
    "один одна одне одно one odyn odin",
    "два дві две two dva",
    "три three try tri",
    "чотири чотирі четыре four chotyry chetyre",
    "п'ять пять five piat pyat pjat",
    "шість шесть six shist shest",
    "сім семь seven sim sem",
    "вісім восемь eight visim vosem",
    "дев'ять девять nine deviat devyat",
)
_TEENS: Final = (
    "десять ten",
    "одинадцять одиннадцать eleven",
    "дванадцять двенадцать twelve",
    "тринадцять тринадцать thirteen",
    "чотирнадцять четырнадцать fourteen",
    "п'ятнадцять пятнадцять пятнадцать fifteen",
    "шістнадцять шестнадцать sixteen",
    "сімнадцять семнадцать seventeen",
    "вісімнадцять восемнадцать eighteen",
    "дев'ятнадцять девятнадцять девятнадцать nineteen",
)
_TENS: Final = (
    "двадцять двадцать twenty",
    "тридцять тридцать thirty",
    "сорок forty",
    "п'ятдесят пятдесят пятьдесят fifty",
    "шістдесят шестьдесят sixty",
    "сімдесят семьдесят seventy",
    "вісімдесят восемьдесят eighty",
    "дев'яносто девяносто ninety",
)
_HUNDREDS: Final = (
    "сто",
    "двісті двести",
    "триста",
    "чотириста четыреста",
    "п'ятсот пятсот пятьсот",
    "шістсот шестьсот",
    "сімсот семьсот",
    "вісімсот восемьсот",
    "дев'ятсот девятсот девятьсот",
)
_VALUES: Final = {
    word: value
    for words, values in (
        (_UNITS, range(10)),
        (_TEENS, range(10, 20)),
        (_TENS, range(20, 100, 10)),
        (_HUNDREDS, range(100, 1000, 100)),
    )
    for said, value in zip(words, values, strict=True)
    for word in said.split()
} | {"плюс": -1, "plus": -1}

_SOON: Final = 40  # characters from the name of a document to its number
NUMBER_WORD: Final = (
    "(?:"
    + "|".join(sorted((word for word, value in _VALUES.items() if 0 < value < 100), key=len, reverse=True))
    + ")"
)
ORDINAL_WORD: Final = (
    r"(?:(?:двадцять|двадцать|тридцять|тридцать|сорок|п'?ятдесят|пятьдесят|шістдесят|шестьдесят|сімдесят|семьдесят"
    r"|вісімдесят|восемьдесят|дев'?яносто|сто)\s)?"
    r"(?:перш|перв|друг|втор|трет|четверт|п'?ят|шост|шест|сьом|седьм|восьм|дев'?ят|десят|одинадцят|дванадцят|тридцят|двадцят"
    r"|двенадцат|двадцат|тридцат)(?:а|ий|ої|ій|ою|у|ая|ой|ый|ого|ому|ьої|ій|я|ей|ья|ьей|ьою|е)\b"
)
_TOKEN: Final = "(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r"|\d{1,4})"
_NEXT: Final = r"(?:[\s,.\-()]{1,3}|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d]))"
_RUN = re.compile(rf"(?<!\w){_TOKEN}(?:{_NEXT}{_TOKEN}){{2,}}(?!\w)", re.IGNORECASE)
_PART = re.compile(_TOKEN, re.IGNORECASE)
_PHONE = re.compile(r"\+\d{8,14}|0[1-9]\d{8}|380\d{9}|80\d{9}|[78]9\d{9}|995\d{9}|[5-9]\d{8}")
_DOCUMENT = re.compile(r"\d{6,14}")


def find_spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run of number words (at least one) that makes a phone number."""
    yield from ((start, end) for start, end, digits in _spoken(text) if _PHONE.fullmatch(digits))


def find_spoken_documents(text: str, named: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run of number words that stands soon after the name of a document."""
    for start, end, digits in _spoken(text):
        if _DOCUMENT.fullmatch(digits) and named.search(text, max(0, start - _SOON), start):
            yield start, end


def _spoken(text: str) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        parts = _PART.findall(run[0])
        if not all(part.isdigit() for part in parts):
            yield run.start(), run.end(), _digits(parts)


def _digits(parts: list[str]) -> str:
    """Return "067" for шістдесят сім after нуль: a unit fills the zero of the ten or hundred before it."""
    written: list[str] = []
    room = 1  # a smaller value than this still fits into the number before it
    for part in parts:
        value = None if part.isdigit() else _VALUES[part.lower()]
        if value is not None and 0 < value < room:
            written[-1] = str(int(written[-1]) + value)
        else:
            written.append(part if value is None else "+" if value < 0 else str(value))
        room = _room(value)
    return "".join(written)


def _room(value: int | None) -> int:
    if value is None or value < 20:
        return 1
    return 100 if value >= 100 else 10
