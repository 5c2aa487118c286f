"""Which groups are neighbours: whose helpers are asked after a group's own."""

from bot.domain import places
from bot.i18n import Text, _, lines
from bot.screens import Screen, action_button, stacked
from handlers.moderators import group_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers
from handlers.moderators.group import anew, find
from storage import group_neighbours, groups, requests
from storage.groups import Group

SHOWN = 6  # groups on one screen


async def neighbours(turn: DeskTurn) -> Screen:
    """/neighbours GROUP GROUP."""
    one, other = numbers(turn.args, 2)
    return await _toggle(turn, one, other)


async def near(turn: DeskTurn, row: str) -> Screen:
    """Show the other groups, those of the same country first; a press makes one a neighbour, or no longer."""
    number, dash, offset = row.partition("-")
    group = await find(turn, number)
    start = numbers(offset, 1)[0] if dash else 0
    others = [other for other in await groups.all_open(turn.session) if other.id != group.id]
    others.sort(
        key=lambda other: (places.country(other.region) != places.country(group.region), other.number)
    )
    shown = others[start : start + SHOWN]
    now = await group_neighbours.of(turn.session, group.id)
    await turn.record("look", f"group {group.number}")
    further = action_button(_("Further"), "m-near", f"{group.number}-{start + SHOWN}")
    buttons = (
        *(
            action_button(_says(other, other.id in now), "m-link", f"{group.number}-{other.number}")
            for other in shown
        ),
        further if len(others) > start + SHOWN else None,
        group_card.back(group),
    )
    text = _("Neighbours of group {n}: a press adds one, or takes it away.") if shown else NO_OTHER
    return Screen(text.format(n=group.number), stacked(*buttons))


def _says(group: Group, is_neighbour: bool) -> Text:
    name = lines(str(group.number), group.name, separator=" ")
    return lines("✓", name, separator=" ") if is_neighbour else name


async def link(turn: DeskTurn, row: str) -> Screen:
    """Make a group of the list a neighbour, or no longer."""
    one, other = numbers(row.replace("-", " "), 2)
    return await _toggle(turn, one, other)


async def _toggle(turn: DeskTurn, one: int, other: int) -> Screen:
    if one == other:
        raise Misread
    low, high = [await find(turn, str(number)) for number in sorted((one, other))]
    group, neighbour = (low, high) if low.number == one else (high, low)
    added = await group_neighbours.toggle(turn.session, group.id, neighbour.id)
    await requests.look_at_all(turn.session)
    act = "neighbour" if added else "no-neighbour"
    await turn.record(act, f"group {group.number}", f"group {neighbour.number}")
    note = NOW if added else NO_LONGER
    return await anew(turn, group, note.format(one=group.number, other=neighbour.number))


NO_OTHER = _("There is no group besides {n} yet.")
NOW = _("Groups {one} and {other} are neighbours now. To take it back, do the same again.")
NO_LONGER = _("Groups {one} and {other} are no longer neighbours.")
COMMANDS = (
    DeskCommand("neighbours", "/neighbours 2 3", _("Make two groups neighbours, or no longer"), neighbours),
)
ACTIONS = (DeskAction("m-near", near), DeskAction("m-link", link))
