"""One round of asking: whom to ask now about which request, and which circle of groups opens before its time."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from bot.domain.matching.assignment import assign
from bot.domain.matching.policy import Policy
from bot.domain.matching.rules import Rules
from bot.domain.matching.snapshot import ALL, Candidate, Key, Snapshot, Waiting

Asked = Mapping[Key, Set[Key]]  # request: the helpers who have an open offer


@dataclass(frozen=True, slots=True)
class Round:
    """What is to be done now; `asks` are (request, helper), an urgent request may stand in several."""

    asks: tuple[tuple[Key, Key], ...] = ()
    opened: Mapping[Key, int] = field(default_factory=dict)  # request: the circle that opens before its time
    left: tuple[Key, ...] = ()  # requests that nobody is asked about


def decide(snapshot: Snapshot, policy: Policy, asked: Asked) -> Round:
    """Return whom to ask now; the places of open offers are already in the loads of the snapshot.

    First every request that nobody is asked about, all at once and for the most points; then, from the helpers whom
    none of these needs, further ones for what is urgent, where there are plenty. A helper hears of one request in a
    round: so that budgets of messages hold, call it again with what it made until it asks nobody.
    """
    barred = snapshot.barred | {(request, helper) for request, helpers in asked.items() for helper in helpers}
    snapshot = replace(snapshot, candidates=_free(snapshot), barred=barred)
    alone = [waiting for waiting in snapshot.waiting if not asked.get(waiting.id)]
    opened = _opened(snapshot, policy, alone)
    alone = [replace(each, circle=opened.get(each.id, each.circle)) for each in alone]
    asks = list(_assigned(snapshot, alone))
    found = {request for request, _ in asks}
    asks += _beside(snapshot, policy, asked, asks, opened)
    left = tuple(waiting.id for waiting in alone if waiting.id not in found)
    return Round(tuple(asks), opened, left)


def _opened(snapshot: Snapshot, policy: Policy, alone: Iterable[Waiting]) -> dict[Key, int]:
    """Return the nearest circle with somebody who may be asked, for each request that has nobody in its own."""
    if not policy.open_when_nobody:
        return {}
    closed = [waiting for waiting in alone if waiting.circle != ALL]
    if not closed:
        return {}
    rules = Rules(snapshot)
    short = [waiting for waiting in closed if not rules.may_ask(waiting)]
    opened: dict[Key, int] = {}
    for waiting in short:
        for circle in range(waiting.circle + 1, ALL + 1):
            if rules.may_ask(replace(waiting, circle=circle)):
                opened[waiting.id] = circle
                break
    return opened


def _beside(
    snapshot: Snapshot,
    policy: Policy,
    asked: Asked,
    asks: Sequence[tuple[Key, Key]],
    opened: Mapping[Key, int],
) -> list[tuple[Key, Key]]:
    """Return further helpers, the best of those still free, for requests that are asked of several at once."""
    counts = {waiting.id: len(asked.get(waiting.id, ())) for waiting in snapshot.waiting}
    for request, _ in asks:
        counts[request] += 1
    more, taken = list[tuple[Key, Key]](), {helper for _, helper in asks}
    while True:
        short = [
            replace(waiting, circle=opened.get(waiting.id, waiting.circle))
            for waiting in snapshot.waiting
            if 0 < counts[waiting.id] < policy.at_once[waiting.urgency]
        ]
        free = tuple(each for each in snapshot.candidates if each.id not in taken)
        left = replace(snapshot, candidates=free, barred=snapshot.barred | {*asks, *more})
        pairs = _assigned(left, _with_plenty(left, policy, short, counts))
        if not pairs:
            return more
        for request, helper in pairs:
            counts[request] += 1
            taken.add(helper)
        more += pairs


def _with_plenty(
    snapshot: Snapshot, policy: Policy, short: Sequence[Waiting], counts: Mapping[Key, int]
) -> list[Waiting]:
    if not short:
        return []
    rules = Rules(snapshot)
    return [each for each in short if rules.may_ask(each).bit_count() >= policy.plenty * counts[each.id]]


def _assigned(snapshot: Snapshot, waiting: Sequence[Waiting]) -> tuple[tuple[Key, Key], ...]:
    return assign(replace(snapshot, waiting=tuple(waiting))).pairs if waiting else ()


def _free(snapshot: Snapshot) -> tuple[Candidate, ...]:
    """Return the helpers who have a place and a skill that is wanted, each with one place: for one more request."""
    wanted = {waiting.need for waiting in snapshot.waiting}
    return tuple(
        each if each.load + 1 == each.capacity else replace(each, capacity=each.load + 1)
        for each in snapshot.candidates
        if each.active and each.load < each.capacity and not wanted.isdisjoint(each.needs)
    )
