"""Coordinating one's own group: its numbers, what waits, who asks to join, inviting, stepping down.

Every act looks whether the person coordinates that very group now, and is written into the audit.
"""

from bot.domain import catalogue
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.groups import joining, showing
from handlers.groups.inviting import invitation
from handlers.groups.mine import find, screen as group_screen
from handlers.moderators import alerts, labels
from storage import audit, group_numbers, groups, joinings, outbox
from storage.group_numbers import Need
from storage.groups import COORDINATOR, MEMBER, Group

NOT_YOURS = _("You do not coordinate this group now, so nothing was changed.")
ANSWERED = _("This is answered already, or was taken back. Nothing was changed.")
NOBODY_ASKS = _("Nobody asks to join now.")
DOWN = _("Step down? You stay in the group {name}, and the moderators find somebody else.")


async def show(turn: Turn, row: str) -> Screen:
    """Show the numbers of the group and what waits: no words, no people."""
    group = await _coordinated(turn, row)
    await _record(turn, "look", group)
    return await _screen(turn, group)


async def _screen(turn: Turn, group: Group, note: Text | None = None) -> Screen:
    numbers = await group_numbers.of(turn.session, group.id)
    needs = await group_numbers.waiting(turn.session, group.id)
    waits = lines(_("Waiting for a helper:"), *(_waits(turn, need) for need in needs)) if needs else None
    text = paragraphs(
        note,
        _("You coordinate the group {name}. You see numbers, not people and not their words.").format(
            name=group.name
        ),
        showing.counted(numbers),
        waits or _("Nobody waits for a helper now."),
        _("Ask to join: {n}").format(n=numbers.asking),
    )
    buttons = (
        action_button(_("Who asks to join"), "coordinate-next", group.id, "primary")
        if numbers.asking
        else None,
        action_button(_("Invite"), "coordinate-invite", group.id),
        action_button(_("Step down"), "coordinate-down", group.id),
        action_button(_("To the group"), "group", group.id),
        command_button(_("Menu"), "menu"),
    )
    return Screen(text, stacked(*buttons), passing=True)


def _waits(turn: Turn, need: Need) -> Text:
    age = labels.age(need.since, turn.session.now)
    known = {each.id: each.label for each in catalogue.NEEDS}
    line = _("• {need}: {n}, the oldest for {age}")
    return line.format(need=known.get(need.need, need.need), n=need.count, age=age)


async def next_asking(turn: Turn, row: str) -> Screen:
    """Show the asking that has waited longest."""
    group = await _coordinated(turn, row)
    asking = await joinings.next_of(turn.session, group.id)
    if asking is None:
        return await _screen(turn, group, NOBODY_ASKS)
    await _record(turn, "look", group)
    return joining.question(group, asking)


async def yes(turn: Turn, row: str) -> Screen:
    """Take a person into the group."""
    return await _answer(turn, row, yes=True)


async def not_now(turn: Turn, row: str) -> Screen:
    """Take nobody in now."""
    return await _answer(turn, row, yes=False)


async def _answer(turn: Turn, row: str, yes: bool) -> Screen:
    asking = await joinings.get(turn.session, row_id(row))
    if asking is None:
        raise Refused(ANSWERED)
    group = await _coordinated(turn, str(asking.group_id))
    if not await joining.answer(turn.session, asking, group, yes):
        return await _screen(turn, group, ANSWERED)
    await _record(turn, "join-yes" if yes else "join-no", group)
    taken, declined = (
        _("The person is in the group now, and has been told."),
        _("The person has been told kindly."),
    )
    return await _screen(turn, group, taken if yes else declined)


async def invite(turn: Turn, row: str) -> Screen:
    """Send an invitation into this chat, to be passed on."""
    group = await _coordinated(turn, row)
    screens = await invitation(turn.session, group)
    await _record(turn, "invite", group)
    for one in screens:
        outbox.push_to(turn.session, turn.arrival.here, one)
    return await _screen(
        turn, group, _("The invitation is in this chat. Pass it on to people whom you know.")
    )


async def step_down(turn: Turn, row: str) -> Screen:
    """Ask once."""
    group = await _coordinated(turn, row)
    down = action_button(_("Step down"), "coordinate-end", group.id, "danger")
    stay = action_button(_("Go on coordinating"), "coordinate", group.id)
    return Screen(
        DOWN.format(name=group.name), stacked(down, stay, command_button(_("Menu"), "menu")), passing=True
    )


async def end(turn: Turn, row: str) -> Screen:
    """Give the role back; the moderators hear when nobody has it now."""
    group = await _coordinated(turn, row)
    await groups.appoint(turn.session, turn.person.id, group.id, MEMBER)
    await _record(turn, "step-down", group)
    await alerts.coordinator_left(turn.session, group)
    return await group_screen(turn, group, _("You no longer coordinate this group. Thank you for all of it."))


async def _coordinated(turn: Turn, row: str) -> Group:
    showing.must_be_safe(turn)
    group = await find(turn, row)
    if await groups.role(turn.session, turn.person.id, group.id) != COORDINATOR:
        raise Refused(NOT_YOURS)
    return group


async def _record(turn: Turn, act: str, group: Group) -> None:
    who = turn.arrival.account
    await audit.write(turn.session, f"{who.channel}:{who.address}", act, f"group {group.number}")


ACTIONS = (
    Action("coordinate", show),
    Action("coordinate-next", next_asking),
    Action("join-yes", yes),
    Action("join-no", not_now),
    Action("coordinate-invite", invite),
    Action("coordinate-down", step_down),
    Action("coordinate-end", end),
)
