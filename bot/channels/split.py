"""Long texts in parts that a messenger takes, without tearing a character or, where it can be helped, a word."""

import unicodedata

JOINERS = "\u200d\ufe0f\ufe0e\u20e3"


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """Cut `text` into parts of at most `limit` UTF-16 units, at a line, a space or between characters."""
    parts = []
    while utf16_length(text) > limit:
        end = _end(text, limit)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text] if text or not parts else parts


def _end(text: str, limit: int) -> int:
    units = 0
    for most, character in enumerate(text):  # noqa: B007 - the place where the limit is passed
        units += 2 if ord(character) > 0xFFFF else 1
        if units > limit:
            break
    for sign in ("\n", " "):
        if (found := text.rfind(sign, most // 2, most)) > 0:
            return found + 1
    while most > 1 and _clings(text[most], text[most - 1]):
        most -= 1
    return most


def _clings(character: str, before: str) -> bool:
    skin = 0x1F3FB <= ord(character) <= 0x1F3FF
    return bool(unicodedata.combining(character)) or character in JOINERS or before == "\u200d" or skin
