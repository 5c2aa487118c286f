"""Who could help with a request, and why somebody may not be asked: the matcher's own rules, for a moderator's eyes."""

from dataclasses import dataclass
from typing import Final

from bot.domain.matching import Rules, assign, parts
from bot.domain.matching.forbidden import broken
from bot.domain.matching.score import penalties
from bot.domain.matching.snapshot import Candidate, Waiting
from bot.domain.matching.why import Reasons, Why
from storage import helpers, matches, offers, pair_rules, snapshot
from storage.database import Session
from storage.helpers import Helper
from storage.requests import Request
from storage.snapshot import Seen

# A moderator who gives a reason may pass over these; the others protect somebody.
PASSABLE: Final = frozenset({"group", "skill", "region", "travel", "slots", "asked", "quiet", "pinned"})


@dataclass(frozen=True, slots=True)
class Fit:
    """One helper who may be asked: the points by name, and their sum."""

    candidate: Candidate
    points: dict[str, int]

    @property
    def worth(self) -> int:
        """The sum of the points."""
        return sum(self.points.values())

    @property
    def free(self) -> int:
        """How many more people the helper can take."""
        return self.candidate.capacity - self.candidate.load


@dataclass(frozen=True, slots=True)
class Look:
    """A request beside all helpers at this moment."""

    market: Seen
    waiting: Waiting
    rules: Rules

    def fits(self) -> list[Fit]:
        """Return the helpers who may be asked, the best first; of equals the one asked longest ago."""
        found = [self.fit(one) for one in self.rules.helpers(self.rules.may_ask(self.waiting))]
        return sorted(found, key=lambda fit: -fit.worth)

    def fit(self, candidate: Candidate) -> Fit:
        """Return what a helper would be worth, allowed or not."""
        points = parts(self.market.snapshot, self.waiting, candidate)
        off = penalties(self.market.snapshot.score, candidate)
        return Fit(candidate, {**points, "load": -off[0]} if off and off[0] else points)

    def why(self) -> Why | None:
        """Return whom the matcher gives this request when all that wait are looked at together; None: nobody."""
        found = assign(self.market.snapshot)
        given = self.waiting.id in dict(found.pairs)
        return Reasons(self.rules, found).why(self.waiting.id) if given else None

    def candidate(self, person_id: int) -> Candidate | None:
        """Return an approved helper, or None."""
        return next((one for one in self.market.snapshot.candidates if one.id == person_id), None)


async def look(session: Session, request: Request) -> Look:
    """Look at a request that nobody helps with yet, whether or not the machine would ask about it now."""
    market = await snapshot.read(session, about=request)
    waiting = next(one for one in market.snapshot.waiting if one.id == request.id)
    return Look(market, waiting, Rules(market.snapshot))


async def obstacles(session: Session, request: Request, helper: Helper) -> tuple[str, ...]:
    """Return the codes of the hard rules that forbid to ask an approved helper (see pair_words.REFUSED).

    What is kept for this very pair does not count against it: an offer that waits, or a proposal.
    """
    seen = await snapshot.of_pair(session, request, helper.person_id)
    assert seen.candidates, "an approved helper is among the candidates"
    codes = broken(seen, seen.waiting[0], seen.candidates[0])
    if "declined" not in codes:
        return codes
    others = tuple(code for code in codes if code != "declined")
    return (*others, *await _why_barred(session, request, helper))


async def _why_barred(session: Session, request: Request, helper: Helper) -> tuple[str, ...]:
    """Return why a pair rests; a day of silence does not bind a moderator, who has perhaps called."""
    rules = await pair_rules.of_requests(session, [request.id])
    if any(rule.helper_id == helper.person_id and rule.kind == pair_rules.FORBIDDEN for rule in rules):
        return ("forbidden",)
    answers = await offers.of_request(session, request.id, offers.DECLINED)
    tried = await matches.tried(session, request.id)
    said_no = helper.person_id in tried or any(one.helper_id == helper.person_id for one in answers)
    return ("declined",) if said_no else ()


async def numbers(session: Session, found: list[Fit]) -> list[tuple[Fit, Helper]]:
    """Return these fits with the helpers behind them; who left meanwhile is left out."""
    known = [(fit, await helpers.get(session, int(fit.candidate.id))) for fit in found]
    return [(fit, helper) for fit, helper in known if helper is not None]
