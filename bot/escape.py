"""Whoever leaves by /exit is never told to slow down, unless it comes again and again."""

from bot.routing import calls_for
from handlers.base import Turn

LEFT = "left"  # in the conversation's state, until something else comes


def is_first(turn: Turn) -> bool:
    """Whether somebody leaves, and did not do so just before."""
    return calls_for(turn, "exit") and LEFT not in turn.state


def note(turn: Turn) -> None:
    """Remember that somebody leaves, until something else comes of them."""
    if calls_for(turn, "exit"):
        turn.state[LEFT] = True
    else:
        turn.state.pop(LEFT, None)
