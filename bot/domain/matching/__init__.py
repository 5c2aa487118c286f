"""Who is asked to help with which request: hard rules, points, the best whole, and why.

`assign(snapshot)` is the best whole with its prices, `check` proves it from scratch; `Rules(snapshot)` says who may be
asked and who not, and `parts` what a pair is worth. Requests and helpers as all of these see them are in `snapshot.py`.
"""

from bot.domain.matching.asks import URGENCIES, Ask, Skills, Urgency
from bot.domain.matching.assignment import Assignment, assign
from bot.domain.matching.nearest import Candidate, Waiting, ranked, suits
from bot.domain.matching.proof import Proof, check
from bot.domain.matching.rules import Rules
from bot.domain.matching.score import parts
from bot.domain.matching.snapshot import Snapshot

__all__ = [
    "URGENCIES",
    "Ask",
    "Assignment",
    "Candidate",
    "Proof",
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
