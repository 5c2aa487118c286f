"""Finds numbers of cards, accounts, wallets and personal documents."""

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from bot.domain.identifiers.spoken import find_spoken_documents

Number: TypeAlias = Literal["card", "iban", "wallet", "document"]

_RUN = re.compile(r"(?<![\da-zA-Z])\d+(?:[ \-._/]{1,3}\d+)*(?![\da-zA-Z])")
_GROUP = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_CARD_WORD = re.compile(r"карт|card|приват|моно|ощад|сбер", re.IGNORECASE)
_BY_FOURS: Final = (4, 4, 4, 4)
_LEAST_DIGITS, _MOST_DIGITS = 13, 19  # of a card

# Lengths by first digits, as the payment systems give them out (ISO/IEC 7812).
_CARD = re.compile(
    r"(?:[245689]\d{15}|3[47]\d{13}|3[0689]\d{12}|35(?:2[89]|[3-8]\d)\d{12}|4\d{12}|(?:4|6)\d{17,18})"
)

# Length of an IBAN by country, from the registry of SWIFT.
_IBAN_LENGTHS: Final = {
    "UA": 29, "PL": 28, "DE": 22, "GE": 22, "CZ": 24, "SK": 24, "LT": 20, "LV": 21, "EE": 20, "MD": 24,
    "RO": 24, "GB": 22, "TR": 26, "KZ": 20, "FR": 27, "IT": 27, "ES": 24, "PT": 25, "NL": 18, "BE": 16,
    "AT": 20, "CH": 21, "IE": 22, "HU": 28, "BG": 22, "FI": 18, "SE": 24, "NO": 15, "DK": 18,
}  # fmt: skip
_IBAN_BY_COUNTRY = "|".join(
    rf"{country}(?:[ -]?\d){{2}}(?:[ -]?[a-z0-9]){{{length - 4}}}"
    for country, length in _IBAN_LENGTHS.items()
)
_IBAN = re.compile(rf"(?<![a-z0-9])(?:{_IBAN_BY_COUNTRY})(?![a-z0-9])", re.IGNORECASE)
_WALLET = re.compile(
    r"\b(?:0x[0-9a-fA-F]{40}|bc1[0-9a-z]{25,60}|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b"
)

_SERIES = re.compile(r"(?<![^\W_])(?!UAH|USD|EUR|GEL)[A-ZА-ЯІЇЄҐ]{2,3}[ -]?(?:№ ?)?\d{6}(?![\d/])")
_PAPER: Final = (
    r"\b(?:па[сш]порт\w*|passports?|pasport\w*|закордонник\w*|id(?:[ -]?(?:card|карт\w*|картк\w*))?|ай-?д[іи]\w*"
    r"|посвідчен\w+|удостоверен\w+|документ[ауи]?|військов\w+ квит\w+|воен\w+ билет\w*|вод[іи][йт]\w+ прав\w*"
    r"|licen[cs]e|свідоцтв\w+|свидетельств\w+|(?:довідк|справк)\w+ (?:впо|пересел\w+)|впо|жетон\w*"
    r"|іпн|инн|рнокпп|рнукпн|унзр|снилс|код\w* (?:плат|налог)\w+"
    r"|(?:податков|налогов|особист|личн|персональн)\w+ (?:номер\w*|код\w*)"
    r"|ідентифікаційн\w+(?: код\w*| номер\w*)?|идентификационн\w+(?: код\w*| номер\w*)?"
    r"|код\w* (?:мій |мой )?[іи]денти\w+|[іи]дент\. ?код|tax (?:number|id|code)|personal (?:number|no))(?!\w)"
)
_NAMED = re.compile(
    rf"{_PAPER}\D{{0,30}}?"
    r"(?P<number>(?:\b[a-zа-яіїєґ] ?[a-zа-яіїєґ]\W{0,3}(?:№ ?)?\d(?: ?\d){5}|\d(?:[ -]?\d){7,13}))(?!\d)",
    re.IGNORECASE,
)
_OTHERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bсер[іи](?:[яїюи]|й)?\W{1,3}(?P<number>[a-zа-яіїєґ]{2,3}\W{1,3}(?:номер\W{1,3}|№ ?)?\d{6})(?!\d)",
        r"\bжетон\w*\D{0,20}?(?P<number>(?:[а-яіїєa-z]-?)?\d{5,9})(?!\d)",
        r"\b(?:код\w?|code)\b\D{0,15}?(?P<number>\d(?:[ -]?\d){9})(?![ -]?\d)",
        r"(?<![\d-])(?P<number>\d{4}-\d{10})(?![\d-])",  # of people who had to leave their home
    )
)
_PAPER_NAMED = re.compile(_PAPER, re.IGNORECASE)
_REGISTER = re.compile(r"(?<!\d)(?:19|20)\d{6}-\d{5}(?!\d)")  # УНЗР: date of birth and a number


def find_numbers(text: str) -> Iterator[tuple[Number, int, int]]:
    """Yield the kind, start and end of every such number; `text` is the Latin reading."""
    if _DIGIT.search(text):
        yield from _in_digits(text)
    yield from (("wallet", m.start(), m.end()) for m in _WALLET.finditer(text))
    yield from (("document", start, end) for start, end in find_spoken_documents(text, _PAPER_NAMED))
    yield from (("document", m.start(), m.end()) for m in _REGISTER.finditer(text))


def _in_digits(text: str) -> Iterator[tuple[Number, int, int]]:
    yield from (("card", start, end) for start, end in _cards(text))
    yield from (("iban", m.start(), m.end()) for m in _IBAN.finditer(text) if _is_iban(m[0]))
    yield from (("document", m.start(), m.end()) for m in _SERIES.finditer(text))
    yield from (("document", m.start("number"), m.end("number")) for m in _NAMED.finditer(text))
    for pattern in _OTHERS:
        yield from (("document", m.start("number"), m.end("number")) for m in pattern.finditer(text))


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        named = _CARD_WORD.search(text, max(0, run.start() - 40), run.end() + 20) is not None
        groups = [(one.start(), one.end()) for one in _GROUP.finditer(text, run.start(), run.end())]
        for window in _windows(groups):
            if _is_card([text[start:end] for start, end in window], named):
                yield window[0][0], window[-1][1]


def _windows(groups: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the groups beside each other that have as many digits as a card."""
    for first in range(len(groups)):
        digits = 0
        for last in range(first, len(groups)):
            start, end = groups[last]
            digits += end - start
            if digits > _MOST_DIGITS:
                break
            if digits >= _LEAST_DIGITS:
                yield groups[first : last + 1]


def _is_card(groups: list[str], named: bool) -> bool:
    """Say whether it is a card by its check digit, by groups of four, or because a card is spoken of."""
    digits = "".join(groups)
    return _CARD.fullmatch(digits) is not None and (
        named or tuple(map(len, groups)) == _BY_FOURS or _luhn(digits)
    )


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_iban(written: str) -> bool:
    iban = re.sub(r"[ -]", "", written).upper()
    if iban.startswith("UA"):
        return iban[2:].isdigit()  # a mistyped one still shows whose it is
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
