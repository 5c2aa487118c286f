"""Looking at an obstacle and moving it on; everybody in it hears of each change."""

from bot.domain.obstacles import states
from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen, action_button, stacked
from handlers.moderators import labels, obstacle_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers
from handlers.obstacles import filing
from storage import groups, obstacles
from storage.obstacles import Obstacle


async def show(turn: DeskTurn) -> Screen:
    """/obstacle N."""
    return await look(turn, turn.args)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card of an obstacle."""
    obstacle = await find(turn, row)
    await turn.record("look", f"obstacle {obstacle.number}")
    return await obstacle_card.card(turn.session, obstacle)


async def ask_state(turn: DeskTurn, row: str) -> Screen:
    """Ask into which state it comes; nothing is changed yet."""
    obstacle = await find(turn, row)
    ways = [
        action_button(labels.called(states.STATES, after), "m-move", f"{obstacle.number}-{after}")
        for after in await _moves(turn, obstacle)
    ]
    give = action_button(_("Give to another group"), "m-give", obstacle.number)
    other = give if obstacle.group_id else None  # without a group, the card itself has the button
    stay = action_button(_("Leave it as it is"), "m-obstacle", obstacle.number)
    text = _("How does obstacle {n} stand? Everybody in it will be told.").format(n=obstacle.number)
    return Screen(text, stacked(*ways, other, stay))


async def move(turn: DeskTurn, row: str) -> Screen:
    """Bring it into a state, once."""
    number, _dash, after = row.partition("-")
    if after not in states.STATES:
        raise Misread
    seen = await find(turn, number)
    obstacle = await obstacles.lock(turn.session, seen.id)
    if obstacle is None:
        raise Misread
    possible = obstacle.id == seen.id and after in await _moves(turn, obstacle)
    if not possible or not await filing.move(turn.session, obstacle, after):
        return await _anew(turn, obstacle, _("It stands otherwise by now, so nothing has changed."))
    await turn.record("move", f"obstacle {obstacle.number}", after)
    return await _anew(turn, obstacle, _("Changed. Everybody in it will be told."))


async def _moves(turn: DeskTurn, obstacle: Obstacle) -> tuple[str, ...]:
    group = await groups.kept_open(turn.session, obstacle.group_id) if obstacle.group_id else None
    return states.moves(obstacle.status, group is not None)


async def _anew(turn: DeskTurn, obstacle: Obstacle, note: Text) -> Screen:
    now = await obstacles.get(turn.session, obstacle.id) or obstacle
    return await obstacle_card.card(turn.session, now, note)


async def find(turn: DeskTurn, row: str) -> Obstacle:
    """Return the obstacle with the number in `row`; raise Misread or Refused."""
    (number,) = numbers(row, 1)
    obstacle = await obstacles.by_number(turn.session, number)
    if obstacle is None:
        raise Refused(_("There is no obstacle {number}.").format(number=number))
    return obstacle


COMMANDS = (DeskCommand("obstacle", "/obstacle 17", _("The card of an obstacle"), show),)
ACTIONS = (
    DeskAction("m-obstacle", look),
    DeskAction("m-states", ask_state),
    DeskAction("m-move", move),
)
