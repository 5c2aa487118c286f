"""Whoever leaves by /exit is never told to slow down, unless it comes again and again."""

from bot.incoming import Incoming
from bot.routing import named
from handlers.base import Turn

LEFT = "left"  # in the conversation's state, until something else comes


def is_first(turn: Turn) -> bool:
    """Whether somebody leaves, and did not do so just before."""
    return _is_exit(turn.event) and LEFT not in turn.state


def note(turn: Turn) -> None:
    """Remember that somebody leaves, until something else comes of them."""
    if _is_exit(turn.event):
        turn.state[LEFT] = True
    else:
        turn.state.pop(LEFT, None)


def _is_exit(event: Incoming) -> bool:
    command = named(event)
    return command is not None and command.name == "exit"
