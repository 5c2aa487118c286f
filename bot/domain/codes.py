"""Codes that people write: a short one that connects two chats, and a long one that brings a person back."""

import re
import secrets
import unicodedata
from typing import Final

LINK_DIGITS: Final = 10  # a thousand tries against a hundred codes at once find one in ten million times
RETURN_DIGITS: Final = 40  # 39 of them say 128 bits, the last one tells a slip of the pen
GROUP: Final = 5  # digits that are written together
GROUPS: Final = RETURN_DIGITS // GROUP
IN_LINK: Final = "link-"  # what the deep link of a short code begins with
_APART = re.compile(r"[\s.,·_-]+")
_LIKE_A_CODE = re.compile(r"\d(?:[\s.,·_-]*\d){7,}")
# H. M. Damm, 2004: a quasigroup whose check digit tells every wrong digit and every two that changed places.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_link_code() -> str:
    """Return ten random digits."""
    return f"{secrets.randbelow(10**LINK_DIGITS):0{LINK_DIGITS}}"


def return_code(bits: bytes) -> str:
    """Return 16 bytes as 40 digits, the last of which is for checking."""
    number = f"{int.from_bytes(bits):0{RETURN_DIGITS - 1}}"
    return f"{number}{_check_digit(number)}"


def digits(text: str) -> str:
    """Return the digits of a text that holds nothing else but spaces and dashes; else ""."""
    bare = _APART.sub("", text)
    return "".join(str(unicodedata.decimal(sign)) for sign in bare) if bare.isdecimal() else ""


def in_link(context: str) -> str:
    """Return the short code that a deep link brought, or ""."""
    code = context.removeprefix(IN_LINK)
    return code if context.startswith(IN_LINK) and is_link_code(code) else ""


def is_link_code(code: str) -> bool:
    """Whether digits have the length of a short code."""
    return len(code) == LINK_DIGITS and code.isascii() and code.isdecimal()


def is_like_return_code(code: str) -> bool:
    """Whether digits can only be meant as a long code, perhaps with some too many or too few."""
    return abs(len(code) - RETURN_DIGITS) <= 2 * GROUP


def has_slip(code: str) -> bool:
    """Whether a digit of a long code is wrong, or two have changed places."""
    return _check_digit(code) != "0"


def grouped(code: str) -> str:
    """Return a code as it is written by hand: in groups, a long one in two lines."""
    if is_link_code(code):
        return f"{code[:3]} {code[3:6]} {code[6:]}"
    parts = groups(code)
    half = len(parts) // 2
    return "\n".join(" ".join(row) for row in (parts[:half], parts[half:]))


def groups(code: str) -> list[str]:
    """Return the groups of a long code."""
    return [code[at : at + GROUP] for at in range(0, len(code), GROUP)]


def two_groups() -> tuple[int, int]:
    """Return the numbers, from 1, of two groups by which it is checked that a code was written down."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def blanked(text: str) -> str:
    """Return the text without anything that could be a code (or a number of a card)."""
    return _LIKE_A_CODE.sub("…", text)


def _check_digit(number: str) -> str:
    at = "0"
    for digit in number:
        at = _DAMM[int(at)][int(digit)]
    return at
