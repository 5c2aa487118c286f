"""Which known obstacles a report is like: the same barrier in other words and other languages."""

from bot.domain.likeness.index import Index, Near
from bot.domain.likeness.meaning import Encoder

__all__ = ["Encoder", "Index", "Near"]
