"""In which of the three languages a report is mostly written."""

import re
from typing import Final

_LATIN: Final = re.compile(r"[a-zA-Z]")
_CYRILLIC: Final = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]")
_UKRAINIAN: Final = re.compile(r"[іїєґІЇЄҐ]|\b(?:що|та|або|від|як|це|чи|бо|треба|мене|нема)\b")
_RUSSIAN: Final = re.compile(
    r"[ыэёъЫЭЁЪ]|\b(?:что|и|или|от|как|это|нет|но|меня|его|для того|\w+(?:ает|яет|еет|ают|ать|ить|еть))\b"
)


def language_of(text: str) -> str:
    """Return `uk`, `ru` or `en`; `uk` where nothing tells."""
    if len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text)):
        return "en"
    return "ru" if len(_RUSSIAN.findall(text)) > len(_UKRAINIAN.findall(text)) else "uk"
