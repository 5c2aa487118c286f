"""What the matcher looks at, at one moment: requests that wait, helpers, what lies between them. No names, no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.domain.matching.score import REFERENCE, Score
from bot.domain.week import WHOLE_WEEK

Key: TypeAlias = int | str  # a row's id; in the files of a snapshot also a text

# Urgency as a number, so that it can be compared: no hurry, today, now.
NORMAL, TODAY, NOW = 1, 2, 3
NOBODY: Final = 4  # as `asked_from` or `awake_from` of a candidate: not even for what is needed now

# The circle of groups whose helpers may be asked about a request.
OWN, NEIGHBOURING, ALL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that looks for a helper."""

    id: Key
    requester: Key
    need: str
    languages: frozenset[str]
    urgency: int = NORMAL
    wait_h: float = 0.0  # hours since the search began
    group: Key | None = None  # None: of no group; every circle is open to it
    circle: int = ALL  # the widest circle that is open by now
    in_person: bool = False
    region: str = ""
    restricted: bool = False  # cannot travel
    wants: str = ""  # "woman" or "man" when only one of them may help
    slots: int = WHOLE_WEEK  # 28 bits, see bot/domain/week.py


@dataclass(frozen=True, slots=True)
class Candidate:
    """A helper, as the rules and the score see them."""

    id: Key
    needs: frozenset[str]
    languages: frozenset[str]
    groups: frozenset[Key] = frozenset()
    gender: str = ""
    regions: frozenset[str] = frozenset()  # where they can be met; from afar: where they live
    in_person: bool = True
    can_travel: bool = False  # also into a neighbouring region
    slots: int = WHOLE_WEEK
    capacity: int = 1
    load: int = 0  # people helped now, and places that open offers reserve
    active: bool = True  # approved, not resting, not suspended
    resting: bool = False  # then not active; for the explanation only, no rule looks at it
    back_at: int = 0  # when the rest ends (seconds; 0: when they say so)
    asked_from: int = (
        NORMAL  # the least urgency they may be asked about now (offers open, messages of the week)
    )
    awake_from: int = (
        NORMAL  # the same for quiet hours: NORMAL awake, NOW "wake me when urgent", NOBODY asleep
    )
    offered: int = 0  # offers ever
    accepted: int = 0
    helped_30d: int = 0
    received: int = 0  # times helped by others
    week: int = 0  # offers of the last seven days
    asked_at: int = (
        0  # moment of the last offer (seconds; 0: never): of equals the one asked longest ago comes first
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that decides who is asked now."""

    waiting: tuple[Waiting, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    near_regions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near_groups: Mapping[Key, frozenset[Key]] = field(default_factory=dict)
    rarity: Mapping[str, int] = field(default_factory=dict)  # of each need: 0 common to 60 very rare
    barred: frozenset[tuple[Key, Key]] = frozenset()  # (request, helper): said no, silent today, or forbidden
    blocks: frozenset[tuple[Key, Key]] = frozenset()  # (person, person), meant both ways
    successes: Mapping[tuple[Key, Key], int] = field(default_factory=dict)  # (requester, helper): times
    pinned: Mapping[Key, Key] = field(default_factory=dict)  # request: the only helper to be asked about it
    score: Score = REFERENCE
