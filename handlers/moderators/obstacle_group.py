"""Giving an obstacle to a group, and drafting the joint request of that group from what people told."""

from bot.domain.authority import document
from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen, action_button, stacked
from handlers.base import row_id
from handlers.moderators import obstacle_card
from handlers.moderators.base import DeskAction, DeskTurn, Misread, numbers
from handlers.moderators.obstacle import find
from handlers.together import drafting, joint, page
from storage import groups, obstacle_groups, obstacles, outbox
from storage.obstacles import Obstacle

SHOWN = 5


async def ask_group(turn: DeskTurn, row: str) -> Screen:
    """Ask which group; nothing is changed yet."""
    number, _dash, start = row.partition("-")
    obstacle = await find(turn, number)
    others = [group for group in await groups.all_open(turn.session) if group.id != obstacle.group_id]
    others.sort(key=lambda group: (not obstacle_groups.is_near(obstacle, group), group.number))
    first = row_id(start) if row_id(start) < len(others) else 0
    shown, more = others[first : first + SHOWN], len(others) > first + SHOWN
    text = _("Which group works on obstacle {n}?").format(n=obstacle.number)
    buttons = (
        *(action_button(each.name, "m-given", f"{obstacle.number}-{each.number}") for each in shown),
        action_button(_("Further"), "m-give", f"{obstacle.number}-{first + SHOWN}") if more else None,
        action_button(_("Leave it as it is"), "m-obstacle", obstacle.number),
    )
    return Screen(text, stacked(*buttons))


async def give(turn: DeskTurn, row: str) -> Screen:
    """Give it to a group, once."""
    number, group_number = numbers(row.replace("-", " "), 2)
    obstacle = await obstacles.lock(turn.session, (await find(turn, str(number))).id)
    seen = await groups.by_number(turn.session, group_number)
    if obstacle is None or seen is None:
        raise Misread
    group = await groups.kept_open(turn.session, seen.id)
    if group is None or not await obstacle_groups.give(turn.session, obstacle, group.id):
        return await _anew(turn, obstacle, _("It stands otherwise by now, so nothing has changed."))
    await page.begins(turn.session, obstacle)
    await turn.record("give", f"obstacle {obstacle.number}", str(group.number))
    return await _anew(turn, obstacle, _("The group works on it now."))


async def draft(turn: DeskTurn, row: str) -> Screen:
    """Draft the joint request, and show it here; the group reads and signs it."""
    obstacle = await obstacles.lock(turn.session, (await find(turn, row)).id)
    group = await groups.kept_open(turn.session, obstacle.group_id) if obstacle is not None else None
    if obstacle is None or group is None:
        raise Refused(_("A group has to work on it first."))
    request = await drafting.make(turn.session, obstacle)
    if request is None:
        raise Refused(drafting.THERE_IS_ONE)
    await turn.record("joint-draft", f"obstacle {obstacle.number}")
    for part in document.parts(document.as_text(request.draft, 0, ()), joint.LENGTH):
        outbox.push_to(turn.session, turn.desk, Screen(part))
    note = _("Joint request {n} is drafted. The group {name} reads and signs it.")
    return await _anew(turn, obstacle, note.format(n=request.number, name=group.name))


async def _anew(turn: DeskTurn, obstacle: Obstacle, note: Text) -> Screen:
    now = await obstacles.get(turn.session, obstacle.id) or obstacle
    return await obstacle_card.card(turn.session, now, note)


ACTIONS = (DeskAction("m-give", ask_group), DeskAction("m-given", give), DeskAction("m-joint", draft))
