"""Finds phone numbers of any country, but for the public lines of help."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.contacts import CONTACTS
from bot.domain.identifiers.spoken import find_spoken_phones

_SEP: Final = r"[\s\-()./_·•*]{0,5}"

# What only looks like a phone number: sums, dates, times, court cases; blanked out before the search.
_HARMLESS = re.compile(
    r"(?<![\d./-])\d{1,2}([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d(?![./-]?\d)"
    r"|(?<![\d./-])(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?![./-]?\d)"
    r"|(?<![\d.])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![.:]?\d)"
    r"|(?<!\d)(?<!\d[ -])(?:[1-9]\d{0,2}(?:[ .,]\d{3})+|[1-9]\d*)(?:[.,]\d{1,2})?\s?"
    r"(?:грн|грив[не]\w*|uah|₴|usd|\$|дол\w*|євро|евро|€|eur|ларі|лари|gel|₾"
    r"|руб\w*|₽|зл\w*|тис\w*|тыс\w*|млн)"
    r"|[$€₴]\s?\d[\d ,.]*"
    r"|(?<![\d/])\d{1,4}/\d{1,6}/\d{2,4}(?:-[а-яіїєa-z]+)?(?!/?\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_AMONG_DIGITS = re.compile(r"(?<=\d)[зЗбІIl](?=\d)")
_AS_DIGIT: Final = {"з": "3", "З": "3", "б": "6"}
_ZERO = re.compile(r"(?<=\d)[oо](?=[ -]?\d)|(?<!\w)[oо](?=\d{2})", re.IGNORECASE)

_PHONE = re.compile(
    rf"\+{_SEP}\d(?:{_SEP}\d){{7,14}}(?!\d)"
    rf"|(?<![\d+])(?:"
    rf"(?:00)?(?:380|995)(?:{_SEP}\d){{9}}"
    rf"|(?:3{_SEP}8{_SEP}|8{_SEP})?0{_SEP}[3-9](?:{_SEP}\d){{8}}"  # Ukraine, with or without its code
    rf"|0{_SEP}[1-9](?:{_SEP}\d){{8,10}}"  # within most countries of Europe
    rf"|[78]{_SEP}[3-9](?:{_SEP}\d){{9}}"  # Russia and Kazakhstan
    r"|(?:00)?(?:3[0-9]|4[0-9]|90|99[0-8]|97[0-7]|42[01]|37[0-9]|35[0-9])\d{8,10}"
    r"|[4-8]\d{2}(?:[ -]?\d{3}){2}"  # Poland, Czechia, Georgia: nine digits without a zero
    r"|5[ -]?\d{2}(?:[ -]?\d{2}){3}|[4-8](?:[ .-]\d){8}"
    r"|0\d{2}[ -]?\d{3}[ -]?\d{3}"  # Moldova
    r"|0(?:\s?,\s?\d){9}"  # digit by digit
    r"|\d{3}-\d{2}-\d{2}"  # within a town
    r")(?![\d])"
)
_NAMED = re.compile(
    r"\b(?:тел\b|телефон\w*|подзвон\w*|дзвон\w*|зателефон\w*|набер\w*|позвон\w*|звон\w*|моб\w*|phone|call|text|"
    r"viber|вайбер\w*|whatsapp|ват?цап\w*|вотсап\w*|сотов\w+)"
    r"[^\d\n]{0,20}(?P<number>\d(?:[ -]?\d){5,8}|\d-\d\d-\d\d)(?![ -]?\d)",
    re.IGNORECASE,
)


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every phone number; `text` is the plain reading.

    Public lines of help (112, 15-47, 0 800 ..., whatever contacts.json lists) are no secret and are left out.
    """
    if _DIGIT.search(text):
        yield from _in_digits(text)
    yield from find_spoken_phones(text)


def _in_digits(text: str) -> Iterator[tuple[int, int]]:
    digits = _AMONG_DIGITS.sub(lambda letter: _AS_DIGIT.get(letter[0], "1"), text)
    seen = _ZERO.sub("0", _HARMLESS.sub(_blank, digits))
    for found in _PHONE.finditer(seen):
        if not _is_public(found[0]) and not found[0].endswith("000 000"):
            yield found.start(), found.end()
    for found in _NAMED.finditer(seen):
        if not _is_public(found["number"]):
            yield found.start("number"), found.end("number")


def _blank(found: re.Match[str]) -> str:
    return "~" * len(found[0])


def _is_public(written: str) -> bool:
    number = _within_ukraine(written)
    return number in _PUBLIC or number.startswith(("0800", "116"))


def _within_ukraine(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return digits.removeprefix("38") if digits.startswith("380") else digits


_PUBLIC = frozenset(_within_ukraine(phone.dial) for contact in CONTACTS for phone in contact.phones)
