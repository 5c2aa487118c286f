"""Splitting an obstacle: reports that tell of another one, chosen by their places, become one of their own."""

from typing import Final

from bot.domain.obstacles import states
from bot.domain.obstacles.facts import Facts
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.moderators import obstacle_card, split_choice
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.split_choice import CHANGED, mark, read
from handlers.obstacles import filing
from storage import obstacle_merging, obstacles

NOT_ALL: Final = _("At least one report stays in obstacle {n}, and at least one goes. Nothing has changed.")


async def split(turn: DeskTurn) -> Screen:
    """/split N PLACES."""
    number, *places = turn.args.replace(",", " ").split() or [""]
    return await split_choice.choose(turn, f"{number}-{'.'.join(places)}")


async def do(turn: DeskTurn, row: str) -> Screen:
    """Make the chosen reports an obstacle of their own, if they are still those that were shown."""
    seen, *_rest = await read(turn, row)
    await obstacle_merging.begin(turn.session)
    await obstacles.lock_one(turn.session, seen.id)
    obstacle, chosen, reports, check = await read(turn, row)
    picked = [reports[place - 1] for place in sorted(chosen)]
    if not picked or len(picked) == len(reports):
        raise Refused(NOT_ALL.format(n=obstacle.number))
    if check != mark(picked):
        raise Refused(CHANGED.format(n=obstacle.number))
    told = next((one.story.facts for one in picked if one.story.facts != Facts()), obstacle.facts)
    new = await obstacle_merging.split(turn.session, obstacle, told, [report.id for report in picked])
    await filing.move(turn.session, new, states.after_joining(new.status, len(picked), False))
    await turn.record("split", f"obstacle {obstacle.number}", f"obstacle {new.number}")
    note = _("Number {new} was split off from number {n}. Everybody in it hears of it once.")
    now = await obstacles.get(turn.session, new.id) or new
    return await obstacle_card.card(turn.session, now, note.format(new=new.number, n=obstacle.number))


COMMANDS = (
    DeskCommand("split", "/split 17 2 5", _("Reports that are another obstacle: split them off"), split),
)
ACTIONS = (*split_choice.ACTIONS, DeskAction("m-part-off", do))
