"""Merging obstacles that are one, after the question of merge_question.py; and taking a merge back."""

from typing import Final

from bot.domain.obstacles import states
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.moderators import merge_question, obstacle_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.merge_question import both
from handlers.moderators.obstacle import find
from handlers.obstacles import filing
from storage import obstacle_merging, obstacle_reports, obstacles
from storage.obstacles import Obstacle

NOT_MERGED: Final = _("Obstacle {n} is not merged into another. Nothing has changed.")
FIRST: Final = _("Obstacle {n} is itself merged into {other}. Please take that back first.")


async def merge(turn: DeskTurn) -> Screen:
    """/merge N M."""
    return await merge_question.ask(turn, "-".join(map(str, numbers(turn.args, 2))))


async def do(turn: DeskTurn, row: str) -> Screen:
    """Merge the first into the second, once."""
    await both(turn, row)
    await obstacle_merging.begin(turn.session)
    gone, kept = await both(turn, row)
    for one in (gone, kept):  # in this order: storage/obstacle_merging.py
        await obstacles.lock_one(turn.session, one.id)
    gone, kept = await both(turn, row)
    await obstacle_merging.merge(turn.session, gone, kept)
    people = await obstacle_reports.count(turn.session, kept.id)
    await filing.move(turn.session, kept, states.after_merging(kept.status, gone.status, people))
    await turn.record("merge", f"obstacle {gone.number}", f"obstacle {kept.number}")
    note = _("Number {gone} is in number {kept} now. Everybody in it hears of it once.")
    now = await obstacles.get(turn.session, kept.id) or kept
    return await obstacle_card.card(turn.session, now, note.format(gone=gone.number, kept=kept.number))


async def undo(turn: DeskTurn, row: str) -> Screen:
    """Take a merge back: the obstacle stands alone again, with what came along from it."""
    await _merged(turn, row)
    await obstacle_merging.begin(turn.session)
    gone, kept = await _merged(turn, row)
    gone = await obstacles.lock_one(turn.session, gone.id) or gone
    kept = await obstacles.lock_one(turn.session, kept.id) or kept
    await obstacle_merging.undo(turn.session, gone, kept)
    await turn.record("unmerge", f"obstacle {gone.number}", f"obstacle {kept.number}")
    note = _("Number {n} stands alone again. Everybody who came from it hears of it once.")
    now = await obstacles.get(turn.session, gone.id) or gone
    return await obstacle_card.card(turn.session, now, note.format(n=gone.number))


async def _merged(turn: DeskTurn, row: str) -> tuple[Obstacle, Obstacle]:
    """Return the obstacle in `row`, and the one that it is merged into; raise Misread or Refused."""
    gone = await find(turn, row)
    kept = await obstacles.get(turn.session, gone.merged_into) if gone.merged_into else None
    if kept is None:
        raise Refused(NOT_MERGED.format(n=gone.number))
    if kept.merged_into:
        into = await obstacles.current(turn.session, kept.id) or kept
        raise Refused(FIRST.format(n=kept.number, other=into.number))
    return gone, kept


COMMANDS = (
    DeskCommand("merge", "/merge 17 12", _("Two obstacles that are one: the first into the second"), merge),
)
ACTIONS = (
    *merge_question.ACTIONS,
    DeskAction("m-join-two", do),
    DeskAction("m-unjoin", undo),
)
