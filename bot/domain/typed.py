"""What a person typed, compared with what buttons say, in any language and as phones write it."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from bot.i18n import Text, everywhere

Option: TypeAlias = tuple[str, Text]  # (what is stored, what the button says)

_ALIKE: Final = str.maketrans("ё'`ʼ‘", "е’’’’")  # what phones write differently


def names(words: str, says: Text) -> bool:
    """Say whether the words are this label, in any language."""
    return folded(words) in map(folded, everywhere(says))


def meant(options: Sequence[Option], words: str) -> tuple[Option, ...]:
    """Return the options whose label is these words; if there is none, has a word that begins so; else holds them."""
    said = folded(words)
    for fits in (str.__eq__, _begins, str.__contains__) if said else ():
        found = (one for one in options if any(fits(folded(label), said) for label in everywhere(one[1])))
        if meant := tuple(found):
            return meant
    return ()


def _begins(label: str, said: str) -> bool:
    return f" {said}" in f" {label}"


def folded(words: str) -> str:
    """Return the words in small letters, with single spaces, and as if all phones wrote alike."""
    return " ".join(words.casefold().translate(_ALIKE).split())
