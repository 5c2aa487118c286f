"""How an obstacle went so far: states with their dates, and what was merged into it or split off."""

from collections.abc import Mapping
from typing import Final

from bot.domain.obstacles.states import STATES
from bot.i18n import Msg, Text, When, _, ctx, lines
from handlers.moderators import labels
from storage import obstacle_changes, obstacle_moves, obstacles
from storage.database import Session
from storage.obstacle_moves import BACK, MERGE, SPLIT, Move
from storage.obstacles import Obstacle

SHOWN: Final = 8  # the latest
LINE: Final = ctx("desk", "{when}: {state}")
# (the kind of move, whether it went away from this one): what happened to it
MOVES: Final[Mapping[tuple[str, bool], Msg]] = {
    (MERGE, True): ctx("desk", "merged into {n}"),
    (MERGE, False): ctx("desk", "{n} merged into it"),
    (SPLIT, True): ctx("desk", "{n} split off"),
    (SPLIT, False): ctx("desk", "split off from {n}"),
    (BACK, True): ctx("desk", "{n} stands alone again"),
    (BACK, False): ctx("desk", "out of {n} again"),
}


async def told(session: Session, obstacle: Obstacle) -> Text:
    """Return the history, the oldest first: when it was told of, and the latest of what followed."""
    changes = await obstacle_changes.of(session, obstacle.id)
    events = [(change.at, labels.called(STATES, change.status)) for change in changes]
    moves = await obstacle_moves.of(session, obstacle.id)
    events += [(move.at, await _move(session, obstacle, move)) for move in moves]
    events.sort(key=lambda event: event[0])
    began = _("Told of on {when}").format(when=When(obstacle.created_at, pattern="d MMMM"))
    shown = (LINE.format(when=When(at, pattern="d MMMM"), state=what) for at, what in events[-SHOWN:])
    return lines(began, *shown)


async def _move(session: Session, obstacle: Obstacle, move: Move) -> Text:
    away = move.from_id == obstacle.id
    other = await obstacles.get(session, move.to_id if away else move.from_id)
    assert other is not None, "a move goes with both obstacles"
    return MOVES[move.kind, away].format(n=other.number)
