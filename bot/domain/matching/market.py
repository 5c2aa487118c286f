"""The best whole, kept while requests and helpers come, change and go: each event repairs it in place."""

from dataclasses import replace

from bot.domain.matching.assignment import Assignment, seated
from bot.domain.matching.forbidden import allowed
from bot.domain.matching.ledger import Ledger
from bot.domain.matching.order import by_id
from bot.domain.matching.pairs import Pairs
from bot.domain.matching.score import parts, penalties
from bot.domain.matching.snapshot import Candidate, Key, Snapshot, Waiting


class Market:
    """A snapshot that changes, and an assignment of it that always has the most points there can be.

    After an event the assignment has the score of `assign` on the same snapshot; which of several equally good ones it
    is may differ. Keeps every pair that may be made: for up to some thousand requests.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Begin with the best assignment of a snapshot."""
        self._waiting = {each.id: each for each in snapshot.waiting}
        self._helpers = {each.id: each for each in snapshot.candidates}
        self._around = replace(snapshot, waiting=(), candidates=())
        self._ledger = _ledger(snapshot)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot as it is after all events."""
        return replace(
            self._around, waiting=tuple(self._waiting.values()), candidates=tuple(self._helpers.values())
        )

    def request_comes(self, waiting: Waiting) -> None:
        """A request begins to wait, or one that waits has changed: its circle is wider, it is more urgent."""
        self.request_goes(waiting.id)
        self._waiting[waiting.id] = waiting
        self._ledger.add_request(
            waiting.id,
            {
                id: self._worth(waiting, helper)
                for id, helper in self._helpers.items()
                if self._may(waiting, helper)
            },
        )

    def request_goes(self, id: Key) -> None:
        """A request no longer waits; one that is not here changes nothing."""
        if self._waiting.pop(id, None) is not None:
            self._ledger.remove_request(id)

    def helper_comes(self, candidate: Candidate) -> None:
        """A helper can be asked, or one who is here has changed: a place is free or taken, they rest or are asleep."""
        self.helper_goes(candidate.id)
        self._helpers[candidate.id] = candidate
        worth = {
            id: self._worth(each, candidate)
            for id, each in self._waiting.items()
            if self._may(each, candidate)
        }
        self._ledger.add_helper(candidate.id, worth, penalties(self._around.score, candidate))

    def helper_goes(self, id: Key) -> None:
        """A helper is no longer here; one who is not here changes nothing."""
        if self._helpers.pop(id, None) is not None:
            self._ledger.remove_helper(id)

    def forbid(self, request: Key, helper: Key) -> None:
        """The helper said no, was silent, or a moderator forbids the pair."""
        self._around = replace(self._around, barred=self._around.barred | {(request, helper)})
        if request in self._waiting:
            self.request_comes(self._waiting[request])

    def pin(self, request: Key, helper: Key | None) -> None:
        """A moderator keeps the request for one helper, or (None) for nobody in particular again."""
        others = {id: kept for id, kept in self._around.pinned.items() if id != request}
        pinned = others if helper is None else {**others, request: helper}
        self._around = replace(self._around, pinned=pinned)
        if request in self._waiting:
            self.request_comes(self._waiting[request])

    def assignment(self) -> Assignment:
        """Return the best assignment as it is now."""
        ledger = self._ledger
        worth = sum(ledger.worth[request][helper] for request, helper in ledger.helper_of.items())
        load = sum(sum(ledger.places[helper][: len(guests)]) for helper, guests in ledger.guests.items())
        profit = sum(
            max(0, ledger.price[helper] - penalty)
            for helper, places in ledger.places.items()
            for penalty in places
        )
        pairs = sorted(ledger.helper_of.items(), key=lambda pair: by_id(pair[0]))
        return Assignment(tuple(pairs), dict(ledger.price), worth - load, sum(ledger.gain.values()) + profit)

    def _may(self, waiting: Waiting, candidate: Candidate) -> bool:
        return allowed(self._around, waiting, candidate)

    def _worth(self, waiting: Waiting, candidate: Candidate) -> int:
        return sum(parts(self._around, waiting, candidate).values())


def _ledger(snapshot: Snapshot) -> Ledger:
    seating = seated(pairs := Pairs(snapshot))
    requests, helpers = [each.id for each in pairs.requests], [each.id for each in pairs.helpers]
    ledger = Ledger(
        worth={each.id: {} for each in snapshot.waiting},
        wanted={each.id: {} for each in snapshot.candidates},
        places={each.id: penalties(snapshot.score, each) for each in snapshot.candidates},
        price=dict.fromkeys((each.id for each in snapshot.candidates), 0)
        | dict(zip(helpers, seating.price, strict=True)),
        gain=dict.fromkeys((each.id for each in snapshot.waiting), 0)
        | dict(zip(requests, seating.gain, strict=True)),
        helper_of={requests[r]: helpers[h] for r, h in enumerate(seating.helper_of) if h >= 0},
        guests={each.id: [] for each in snapshot.candidates},
    )
    for r, id in enumerate(requests):
        ledger.worth[id] = {helpers[h]: points for h, points in pairs.listed(r).items()}
        for helper, points in ledger.worth[id].items():
            ledger.wanted[helper][id] = points
    for request, helper in ledger.helper_of.items():
        ledger.guests[helper].append(request)
    return ledger
