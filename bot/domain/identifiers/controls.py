"""Takes out of a text what nobody sees: controls, direction marks, zero-width characters, lone surrogates."""

import re
import unicodedata
from typing import Final

_EMOJI: Final = "\u203c-\u3299\U0001f000-\U0001faff"
_SKIN_OR_STYLE: Final = "\ufe0f\U0001f3fb-\U0001f3ff"

# The flags of England, Scotland and Wales are written with tags; any other tag could carry hidden text.
_FLAG: Final = "(\U0001f3f4\U000e0067\U000e0062[\U000e0061-\U000e007a]{3}\U000e007f)"

INVISIBLE: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and line ends
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen, joiners, fillers
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero-width characters and direction marks
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e0fff"  # tags and rare variation selectors
)
_HIDDEN = re.compile(f"{_FLAG}|[{INVISIBLE}]|(?<![{_EMOJI}{_SKIN_OR_STYLE}])\u200d|\u200d(?![{_EMOJI}])")
_TAPPABLE = re.compile(r"(?<![\w/@<>])/(?=[A-Za-z0-9_])")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_MANY_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")


def strip_controls(text: str) -> str:
    """Return the text in NFC without anything invisible, and at most two empty lines in a row.

    A joiner stays only where it joins emoji. Every text that comes in goes through here, so that what is
    stored, compared and relayed is what a person sees.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _HIDDEN.sub(r"\1", _LINE_ENDS.sub("\n", text))
    return _MANY_LINES.sub("\n\n\n", unicodedata.normalize("NFC", text))


def untappable(text: str) -> str:
    """Return the text with another stroke before what a messenger would make a command of whoever reads it.

    Telegram does so with "/forget" wherever it stands: a touch sends it. The length stays.
    """
    return _TAPPABLE.sub("\u2215", text)
