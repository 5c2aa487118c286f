"""Who is asked to help with which request: hard rules, points, the best whole, and why.

`assign(snapshot)` is the best whole with its prices, and `check` proves it from scratch; a `Market` keeps it the best
while things happen. `Rules(snapshot)` says who may be asked, and for whoever is left over what kept helpers away;
`parts` what a pair is worth; `Reasons(rules, assignment)` why it was made. Requests and helpers as all of these see
them are in `snapshot.py`; files of them are read by `reading.py`.
"""

from bot.domain.matching.asks import URGENCIES, Ask, Skills, Urgency
from bot.domain.matching.assignment import Assignment, assign
from bot.domain.matching.market import Market
from bot.domain.matching.nearest import Candidate, Waiting, ranked, suits
from bot.domain.matching.proof import Proof, check
from bot.domain.matching.rules import Rules
from bot.domain.matching.score import parts
from bot.domain.matching.snapshot import Snapshot
from bot.domain.matching.why import Reasons

__all__ = [
    "URGENCIES",
    "Ask",
    "Assignment",
    "Candidate",
    "Market",
    "Proof",
    "Reasons",
    "Rules",
    "Skills",
    "Snapshot",
    "Urgency",
    "Waiting",
    "assign",
    "check",
    "parts",
    "ranked",
    "suits",
]
