"""Long texts in parts that a messenger takes, without tearing a character or, where it can be helped, a word."""

import unicodedata

JOINER = "\u200d"
FLAGS = "\U0001f1e6", "\U0001f1ff"  # letters that make a flag, two by two
SKINS = "\U0001f3fb", "\U0001f3ff"
TAGS = "\U000e0020", "\U000e007f"
LONGEST = 64  # characters that are taken for one; more marks than that on a letter are mischief


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """Cut `text` into parts of at most `limit` (2 or more) UTF-16 units, at a line, a space or between characters."""
    parts = []
    while utf16_length(text) > limit:
        end = _end(text, limit)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [part for part in (*parts, text) if part] or [text]


def _end(text: str, limit: int) -> int:
    most = _fitting(text, limit)
    for sign in ("\n", " "):
        found = text.rfind(sign, most // 2, most)
        if found > 0 and not clings(text, found + 1):
            return found + 1
    between = (end for end in range(most, max(most - LONGEST, 0), -1) if not clings(text, end))
    return next(between, most)


def _fitting(text: str, limit: int) -> int:
    """How many characters fit into `limit`, when not all do."""
    units = 0
    for number, character in enumerate(text):
        units += utf16_length(character)
        if units > limit:
            return number
    return len(text)


def clings(text: str, place: int) -> bool:
    """Whether what stands at `place` belongs to the character before it (a mark, a joined emoji, half a flag)."""
    here, before = text[place : place + 1], text[:place]
    if FLAGS[0] <= here <= FLAGS[1]:
        return (len(before) - len(before.rstrip(_LETTERS_OF_FLAGS))) % 2 == 1
    marked = here != "" and unicodedata.category(here) in ("Mn", "Mc", "Me")
    joined = here == JOINER or before.endswith(JOINER)
    return marked or joined or SKINS[0] <= here <= SKINS[1] or TAGS[0] <= here <= TAGS[1]


_LETTERS_OF_FLAGS = "".join(map(chr, range(ord(FLAGS[0]), ord(FLAGS[1]) + 1)))
