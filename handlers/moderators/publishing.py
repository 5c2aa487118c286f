"""Who reads an obstacle: everybody, its facts and sentences that were let out; or none but those who are in it."""

from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import obstacle_card
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from handlers.moderators.merge_question import MERGED
from handlers.moderators.obstacle import find
from handlers.obstacles import showing
from storage import obstacles
from storage.obstacles import Obstacle


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Show what everybody would read; nothing is changed yet."""
    obstacle = await find(turn, row)
    await turn.record("look", f"obstacle {obstacle.number}")
    text = _("Everybody who opens number {n} would read this, and nothing else:").format(n=obstacle.number)
    yes = action_button(_("Publish it"), "m-publish", f"{obstacle.number}-yes", "primary")
    back = action_button(_("Leave it as it is"), "m-obstacle", obstacle.number)
    return Screen(paragraphs(text, await showing.for_everybody(turn.session, obstacle)), stacked(yes, back))


async def publish(turn: DeskTurn, row: str) -> Screen:
    """Publish it, or take it back, once."""
    obstacle, said = await _read(turn, row)
    changed = await obstacles.publish(turn.session, obstacle.id, said == "yes")
    return await _anew(turn, obstacle, changed, "publish" if said == "yes" else "unpublish")


async def hide(turn: DeskTurn, row: str) -> Screen:
    """Keep it from all who are not in it, also from those who search, or do so no more; once."""
    obstacle, said = await _read(turn, row)
    changed = await obstacles.hide(turn.session, obstacle.id, said == "yes")
    return await _anew(turn, obstacle, changed, "hide" if said == "yes" else "unhide")


async def _read(turn: DeskTurn, row: str) -> tuple[Obstacle, str]:
    """Return the obstacle in `row`, which is not merged, and "yes" or "no"; raise Misread or Refused."""
    number, _dash, said = row.partition("-")
    if said not in ("yes", "no"):
        raise Misread
    obstacle = await find(turn, number)
    if obstacle.merged_into:
        raise Refused(MERGED.format(n=obstacle.number))
    return obstacle, said


async def _anew(turn: DeskTurn, obstacle: Obstacle, changed: bool, act: str) -> Screen:
    """Write the act down, and show the card with who can read it now."""
    if not changed:
        return await obstacle_card.card(turn.session, obstacle, _("It stands so already."))
    await turn.record(act, f"obstacle {obstacle.number}")
    now = await obstacles.get(turn.session, obstacle.id) or obstacle
    return await obstacle_card.card(turn.session, now, obstacle_card.readers(now))


ACTIONS = (
    DeskAction("m-public", ask),
    DeskAction("m-publish", publish),
    DeskAction("m-hide", hide),
)
