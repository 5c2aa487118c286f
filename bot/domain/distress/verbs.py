"""Who does what is told of, and when: the endings of Ukrainian and Russian verbs, and the English past."""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.distress.words import Word

_LINKS: Final = frozenset({"aux", "want", "intend", "think", "was", "saying", "speakof"})
# The concepts that are done by somebody, without those that only lead to another verb.
DEEDS: Final = frozenset(
    {
        "live",
        "die",
        "died",
        "kill",
        "cut",
        "beat",
        "choke",
        "hurt",
        "rape",
        "molest",
        "threat",
        "promise",
        "breakin",
    }
    | {
        "follow",
        "hold",
        "detain",
        "shell",
        "take",
        "swallow",
        "save_up",
        "rehang",
        "reshoot",
        "recut",
        "redrown",
    }
    | {
        "repoison",
        "rekill",
        "end_it",
        "end",
        "finish",
        "lay",
        "jump",
        "bear",
        "wake",
        "disappear",
        "suffocate",
    }
    | {
        "lose",
        "unconscious",
        "fall",
        "poison",
        "overdose",
        "seizure",
        "wound",
        "burn",
        "burn_down",
        "heartattack",
    }
    | {"stroke", "gore", "pain", "do", "tired", "drown"}
)
_VERBS: Final = DEEDS | _LINKS
_PAST: Final = re.compile(r"(?:..в|ла|ло|ли|л|вс|лас|лос|лис|лс|вся|лася|лося|лися|лся|вши|вша)$")
_MINE: Final = re.compile(r"(?:[ую]|[ую]с|[ую]ся|хочеца|хочется)$")
_NOT_PAST: Final = frozenset({"мисли", "мисл"})
_NOT_MINE: Final = frozenset({"думку", "спробу", "гадку", "погрозу", "угрозу", "кулю", "пулю"})
_ENGLISH: Final = frozenset(
    {
        "wanted",
        "tried",
        "thought",
        "planned",
        "atempted",
        "was",
        "were",
        "had",
        "used",
        "did",
        "felt",
        "beat",
        "beaten",
    }
    | {
        "hit",
        "raped",
        "choked",
        "threatened",
        "cut",
        "tok",
        "drank",
        "swalowed",
        "lost",
        "fel",
        "died",
        "killed",
    }
    | {"kiled", "hanged", "hung", "held", "kidnaped", "locked", "jumped", "overdosed", "colapsed", "fainted"}
    | {"stabed", "folowed", "stoped", "broke", "atacked", "sheled", "took", "drowned"}
)
_WISHED: Final = frozenset(
    {"шоб", "чтоби", "чтоб", "аби", "би", "б", "якби", "хаи", "якшо", "если", "if", "wish", "should"}
)


def mark(words: Sequence[Word]) -> None:
    """Mark the verbs of the past and those of the first person; a wish ("краще б я помер") is no past."""
    for place, word in enumerate(words):
        if not word.names & _VERBS:
            continue
        word.past = word.fold in _ENGLISH or (word.fold not in _NOT_PAST and bool(_PAST.search(word.fold)))
        word.mine = word.fold not in _NOT_MINE and bool(_MINE.search(word.fold))
        if _WISHED & {near.fold for near in words[max(0, place - 4) : place + 2]}:
            word.past = False
            if "died" in word.names:
                word.names |= {"die"}
