"""One spelling for what people spell in many ways: Ukrainian, Russian and their mixture, doubled letters, Latin."""

import re
from typing import Final

from bot.domain.distress.remembering import remembered

# What sounds alike in the two languages, or lies on the same key, is one letter here.
_ALIKE: Final = str.maketrans({"ґ": "г", "щ": "ш"} | dict.fromkeys("єёэ", "е") | dict.fromkeys("іїый", "и"))
_UNHEARD: Final = re.compile(r"[ьъ'’‘ʼ`´′-]")
_AGAIN: Final = re.compile(r"(?!oo(?!o))(.)\1+")  # but "shoot" is not "shot"
_LATIN: Final = re.compile(r"[a-z]")
_CYRILLIC: Final = re.compile(r"[а-яґєёії]")
_LOOK_ALIKES: Final = str.maketrans("aceiopxykmhbtu", "асеіорхукмнвти")

_SOUNDS: Final = (
    {"shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц"}
    | dict.fromkeys(("ya", "ia", "ja"), "я")
    | dict.fromkeys(("yu", "iu", "ju"), "ю")
    | dict.fromkeys(("ye", "ie", "je", "yo", "jo"), "е")
    | dict(zip("abvwgdezyijklmnoprstufhxcq", "абввгдезииіклмнопрстуфххцк", strict=True))
)
_SOUND: Final = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


@remembered(8192)
def fold(word: str) -> str:
    """Return the one spelling of a word: small letters, no apostrophes or soft signs, no letter twice in a row."""
    word = word.lower()
    if _LATIN.search(word) and _CYRILLIC.search(word):
        word = word.translate(_LOOK_ALIKES)
    if word.startswith(("был", "быт")):
        word = "бу" + word[2:]  # "they were" is not "they beat"
    return _AGAIN.sub(r"\1", _UNHEARD.sub("", word).translate(_ALIKE))


@remembered(4096)
def as_heard(word: str) -> str:
    """Return the folded Cyrillic spelling of a word that was written in Latin letters ("zhit")."""
    return fold(_SOUND.sub(lambda sound: _SOUNDS[sound[0]], word.lower()))


def close(one: str, other: str) -> bool:
    """Say whether two different words are one slip apart: a letter more, less, other, or two that changed places."""
    if len(one) < len(other):
        one, other = other, one
    same = 0
    while same < len(other) and one[same] == other[same]:
        same += 1
    if len(one) > len(other):
        return len(one) - len(other) == 1 and one[same + 1 :] == other[same:]
    if one[same + 1 :] == other[same + 1 :]:
        return True
    return one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
