"""What a person asks for, and what a helper offers: the two sides that the matcher brings together."""

from dataclasses import dataclass, field
from typing import Literal

Urgency = Literal["now", "today", "normal"]
URGENCIES: tuple[Urgency, ...] = ("now", "today", "normal")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks for."""

    need: str
    subneed: str
    region: str = ""  # code of an oblast or country; "" when not said
    in_person: bool = False
    urgency: Urgency = "normal"
    wants: str = "any"  # who may help: "woman", "man", "any"
    words: str = field(default="", repr=False)
    media: int | None = None
    media_kind: str = ""
    restricted: bool = False  # cannot travel: the helper comes
    times: tuple[str, ...] = ()  # ids of bot/domain/times.py, in the person's own zone; () is any time


@dataclass(frozen=True, slots=True)
class Skills:
    """What a helper can do, where and when."""

    needs: tuple[str, ...]
    languages: tuple[str, ...]
    regions: tuple[str, ...] = ()
    in_person: bool = False
    gender: str = ""  # "woman", "man" or "" (rather not say); counts only after a moderator's approval
    can_travel: bool = False  # also into a region next to theirs
    times: tuple[str, ...] = ()  # as in Ask
    night_ok: bool = False  # may be asked in quiet hours when somebody needs help now
