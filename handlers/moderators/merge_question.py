"""Which two obstacles are one: those that are most like it are offered, then a question shows both."""

from typing import Final

from bot.domain.obstacles.facts import Story
from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.moderators.base import DeskAction, DeskTurn, numbers
from handlers.moderators.obstacle import find
from handlers.obstacles import showing
from storage import known_obstacles, obstacle_reports
from storage.obstacles import Obstacle

CANDIDATES: Final = 4
ITSELF: Final = _("An obstacle cannot be merged into itself. Nothing has changed.")
MERGED: Final = _("Obstacle {n} is merged into another already. Nothing has changed.")
BOTH: Final = _(
    "Is number {gone} the same as number {kept}? Then everybody in {gone} is in {kept}, hears of it once, "
    "and counts once. It can be taken back."
)


async def with_which(turn: DeskTurn, row: str) -> Screen:
    """Offer the obstacles that are most like this one; nothing is changed yet."""
    obstacle = alone(await find(turn, row))
    reports = await obstacle_reports.of_obstacle(turn.session, obstacle.id)
    story = reports[0].story if reports else Story(obstacle.facts)
    near = await known_obstacles.likest(turn.session, story, CANDIDATES + 1)
    others = tuple(
        action_button(f"{obstacle.number} → {one.number}", "m-join-ask", f"{obstacle.number}-{one.number}")
        for one in near
        if one.id != obstacle.id
    )
    text = _("Into which obstacle is {n} merged? These are most like it. Any other: /merge {n} 17")
    back = action_button(_("Leave it as it is"), "m-obstacle", obstacle.number)
    shown = [await showing.summary(turn.session, one) for one in near if one.id != obstacle.id]
    rows = (*grid(others[:CANDIDATES]), *stacked(back))
    await turn.record("look", f"obstacle {obstacle.number}")
    return Screen(paragraphs(text.format(n=obstacle.number), *shown[:CANDIDATES]), rows)


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Show both, and ask whether they are one."""
    gone, kept = await both(turn, row)
    await turn.record("look", f"obstacle {gone.number}")
    text = BOTH.format(gone=gone.number, kept=kept.number)
    shown = [await showing.summary(turn.session, one) for one in (gone, kept)]
    pairs = ((gone, kept), (kept, gone))
    ways = [
        action_button(f"{one.number} → {other.number}", "m-join-two", f"{one.number}-{other.number}")
        for one, other in pairs
    ]
    stay = action_button(_("They are different"), "m-obstacle", gone.number)
    return Screen(paragraphs(text, *shown), stacked(*ways, stay))


async def both(turn: DeskTurn, row: str) -> tuple[Obstacle, Obstacle]:
    """Return the two obstacles in `row`, neither of them merged; raise Misread or Refused."""
    first, second = numbers(row.replace("-", " "), 2)
    gone, kept = await find(turn, str(first)), await find(turn, str(second))
    if gone.id == kept.id:
        raise Refused(ITSELF)
    return alone(gone), alone(kept)


def alone(obstacle: Obstacle) -> Obstacle:
    """Return the obstacle; raise Refused when it is merged into another."""
    if obstacle.merged_into:
        raise Refused(MERGED.format(n=obstacle.number))
    return obstacle


ACTIONS = (DeskAction("m-join-with", with_which), DeskAction("m-join-ask", ask))
