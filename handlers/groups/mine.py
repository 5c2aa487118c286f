"""/groups: the groups that a person is in; one of them, leaving it, and making requests of it."""

from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Command, Turn, row_id
from handlers.groups import showing
from handlers.moderators import alerts
from storage import group_work, groups, joinings, persons
from storage.groups import COORDINATOR, Group
from storage.joinings import Joining

SHOWN = 5  # groups on one screen
NONE_YET = _("You are in no group yet. Help comes without one too: then helpers of all groups may be asked.")
NOT_YOURS = _("You are not in this group.")
WOMEN_ONLY = _("Please ask only if you are a woman: others rely on it.")
LEAVE = _(
    "Leave the group {name}? Requests that are open stay as they are. To come back, you would have to ask again."
)


async def my_groups(turn: Turn) -> Screen:
    """Show the person's groups."""
    return await page(turn, "0")


async def page(turn: Turn, row: str) -> Screen:
    """Show a page of them, each with a button."""
    showing.must_be_safe(turn)
    own, asked = await groups.mine(turn.session, turn.person.id), await _asked(turn)
    main = groups.main(turn.person.profile.group, own) if len(own) > 1 else 0
    of_mine = [(group, _("new requests") if group.id == main else None) for group in own]
    listed = [*of_mine, *((group, _("asked to join")) for group in asked)]
    start = row_id(row) if row_id(row) < len(listed) else 0
    shown, more = listed[start : start + SHOWN], len(listed) > start + SHOWN
    rows = (lines("• " + group.name, showing.place(group), mark, separator=" · ") for group, mark in shown)
    buttons = (
        *(action_button(group.name, "group", group.id) for group, _mark in shown),
        action_button(_("Further"), "my-groups", start + SHOWN) if more else None,
        action_button(_("Look for groups"), "group-look", 0),
        command_button(_("Menu"), "menu"),
    )
    text = paragraphs(None if own else NONE_YET, lines(_("Your groups"), *rows) if listed else None)
    return Screen(text, stacked(*buttons), passing=True)


async def _asked(turn: Turn) -> list[Group]:
    asked = await joinings.of_person(turn.session, turn.person.id)
    found = [await groups.get(turn.session, each.group_id) for each in asked if each.status == joinings.OPEN]
    return [group for group in found if group is not None]


async def show(turn: Turn, row: str) -> Screen:
    """Show what a group is and does."""
    showing.must_be_safe(turn)
    return await screen(turn, await find(turn, row))


async def find(turn: Turn, row: str) -> Group:
    """Return the open group that a button names, kept open until the commit; raise Refused."""
    group = await groups.kept_open(turn.session, row_id(row))
    if group is None:
        raise Refused(showing.GONE)
    return group


async def screen(turn: Turn, group: Group, note: Text | None = None) -> Screen:
    """One group, with what the person can do there."""
    role = await groups.role(turn.session, turn.person.id, group.id)
    asked = [
        each for each in await joinings.of_person(turn.session, turn.person.id) if each.group_id == group.id
    ]
    about = await showing.about(turn.session, group)
    if role:
        return _screen(paragraphs(note, about), *await _member(turn, group, role))
    hint = WOMEN_ONLY if group.kind == groups.WOMEN else None
    return _screen(paragraphs(note, about, _standing(asked) or hint), *_stranger(group, asked))


def _screen(text: Text, *buttons: Button | None) -> Screen:
    back, menu = command_button(_("My groups"), "groups"), command_button(_("Menu"), "menu")
    return Screen(text, (*stacked(*buttons), (back, menu)), passing=True)


async def _member(turn: Turn, group: Group, role: str) -> tuple[Button | None, ...]:
    own = await groups.mine(turn.session, turn.person.id)
    other = len(own) > 1 and groups.main(turn.person.profile.group, own) != group.id
    return (
        action_button(_("Coordinate"), "coordinate", group.id, "primary") if role == COORDINATOR else None,
        action_button(_("Its obstacles"), "group-obstacles", group.id),
        action_button(_("Ask from this group"), "group-main", group.id) if other else None,
        action_button(_("Leave the group"), "group-leave", group.id),
    )


def _standing(asked: list[Joining]) -> Text | None:
    if not asked:
        return None
    if asked[0].status == joinings.OPEN:
        return _("You have asked to join. The answer comes here.")
    return _("You asked, and the answer was: not now. You can ask again a month after it.")


def _stranger(group: Group, asked: list[Joining]) -> tuple[Button | None, ...]:
    waits = bool(asked) and asked[0].status == joinings.OPEN
    return (
        None if asked else action_button(_("Ask to join"), "group-ask", group.id, "primary"),
        action_button(_("Take it back"), "group-unask", group.id) if waits else None,
        action_button(_("Look for groups"), "group-look", 0),
    )


async def make_main(turn: Turn, row: str) -> Screen:
    """Let new requests be of this group."""
    showing.must_be_safe(turn)
    group = await _own(turn, row)
    turn.arrival.person = await persons.tell(turn.session, turn.person, group=group.id)
    return await screen(
        turn, group, _("From now on new requests are from the group {name}.").format(name=group.name)
    )


async def leave(turn: Turn, row: str) -> Screen:
    """Ask once."""
    showing.must_be_safe(turn)
    group = await _own(turn, row)
    go = action_button(_("Leave"), "group-left", group.id, "danger")
    stay = action_button(_("Stay"), "group", group.id)
    return Screen(
        LEAVE.format(name=group.name), stacked(go, stay, command_button(_("Menu"), "menu")), passing=True
    )


async def left(turn: Turn, row: str) -> Screen:
    """End the membership; requests stay in the group in which they were asked."""
    showing.must_be_safe(turn)
    group = await _own(turn, row)
    coordinated = await groups.role(turn.session, turn.person.id, group.id) == COORDINATOR
    await groups.leave(turn.session, turn.person.id, group.id)
    await group_work.leave(turn.session, turn.person.id, group.id)
    if turn.person.profile.group == group.id:
        turn.arrival.person = await persons.tell(turn.session, turn.person, group=0)
    if coordinated:
        await alerts.coordinator_left(turn.session, group)
    shown = await my_groups(turn)
    note = _("You have left the group {name}.").format(name=group.name)
    return Screen(paragraphs(note, shown.text), shown.rows, passing=True)


async def _own(turn: Turn, row: str) -> Group:
    group = await find(turn, row)
    if not await groups.role(turn.session, turn.person.id, group.id):
        raise Refused(NOT_YOURS)
    return group


COMMANDS = (Command("groups", _("groups|my groups"), _("My groups, and how to find one"), my_groups),)
ACTIONS = (
    Action("my-groups", page),
    Action("group", show),
    Action("group-main", make_main),
    Action("group-leave", leave),
    Action("group-left", left),
)
