"""Where helpers are missing: for each request that is left with nobody, the rule that is in the way, counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.matching.rules import Rules
from bot.domain.matching.snapshot import Key, Snapshot, Waiting
from bot.domain.week import BLOCKS

FEW = 2  # helpers who can; a need with so few depends on one person's week


@dataclass(slots=True)
class Gaps:
    """Requests with nobody, by what they lack; and needs that hardly anybody helps with."""

    left: int = 0  # requests that nobody may be asked about now
    waiting: int = 0  # all requests that look for a helper
    rules: Counter[str] = field(default_factory=Counter)  # code of the rule that is most in the way
    needs: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)  # code of the place, "" where none was told
    languages: Counter[str] = field(default_factory=Counter)
    blocks: Counter[int] = field(
        default_factory=Counter
    )  # block of the day (0 night to 3 evening), where times lack
    resting: dict[Key, int] = field(
        default_factory=dict
    )  # who could help if they did not rest: back when (or 0)
    rare: dict[str, int] = field(default_factory=dict)  # need: helpers who can, where they are FEW or none


def gaps(snapshot: Snapshot, needs: Iterable[str]) -> Gaps:
    """Return the gaps of a moment; `needs` are all that can be asked for."""
    rules, found = Rules(snapshot), Gaps(waiting=len(snapshot.waiting))
    for waiting in snapshot.waiting:
        if not rules.may_ask(waiting):
            _count(found, rules, waiting)
    able = Counter(need for helper in snapshot.candidates if helper.active for need in helper.needs)
    found.rare = {need: able[need] for need in needs if able[need] <= FEW}
    return found


def _count(found: Gaps, rules: Rules, waiting: Waiting) -> None:
    found.left += 1
    found.resting.update({helper.id: helper.back_at for helper in rules.resting(waiting)})
    missing = rules.missing(waiting)
    code = missing[0][0] if missing else _first_zero(rules, waiting)
    found.rules[code] += 1
    found.needs[waiting.need] += 1
    found.regions[waiting.region] += 1
    if code == "language":
        found.languages.update(waiting.languages)
    if code == "slots":
        found.blocks.update({block % 4 for block in range(BLOCKS) if waiting.slots >> block & 1})


def _first_zero(rules: Rules, waiting: Waiting) -> str:
    """Return the rule after which nobody was left, when taking one rule away would not be enough."""
    return next(code for code, left in rules.funnel(waiting) if not left)
