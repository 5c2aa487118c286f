"""Who is asked to help with which request: hard rules, points, the best whole, and why."""

from bot.domain.matching.asks import URGENCIES, Ask, Skills, Urgency
from bot.domain.matching.nearest import Candidate, Waiting, ranked, suits

__all__ = ["URGENCIES", "Ask", "Candidate", "Skills", "Urgency", "Waiting", "ranked", "suits"]
