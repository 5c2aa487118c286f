"""Who coordinates a group: approved helpers, appointed and relieved by moderators."""

from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers.groups import joining
from handlers.moderators import group_card, labels
from handlers.moderators.approve import NOBODY
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers, queue_button
from handlers.moderators.group import anew, find
from handlers.moderators.own import must_be_about_others
from storage import group_numbers, groups, helpers, joinings, requests
from storage.groups import COORDINATOR, MEMBER, Group
from storage.helpers import Helper

SHOWN = 6  # helpers on one screen
MOST = 30  # groups on one screen
APPOINTED = _(
    "The moderators ask you to coordinate the group {name}. You see how many ask for help, and with what; you answer "
    "who asks to join; you can invite. You see no names and no words of others. You can step down at any time: /groups"
)
RELIEVED = _(
    "You no longer coordinate the group {name}; you are in it as before. Thank you for what you did."
)


async def coordinator(turn: DeskTurn) -> Screen:
    """/coordinator GROUP HELPER."""
    number, helper_number = numbers(turn.args, 2)
    return await _appoint(turn, number, helper_number)


async def everywhere(turn: DeskTurn) -> Screen:
    """/coordinators: who coordinates which group, those without anybody first; with a number, one group."""
    if turn.args:
        return await choose(turn, turn.args)
    await turn.record("browse", "coordinators")
    led = [(group, await _leading(turn, group)) for group in await groups.all_open(turn.session)]
    led.sort(key=lambda one: (bool(one[1]), one[0].number))
    told = [
        lines(
            f"{group.number} {group.name}", labels.several(tuple(_says(n, "") for n in found)), separator=": "
        )
        for group, found in led[:MOST]
    ]
    buttons = tuple(action_button(str(group.number), "m-lead", group.number) for group, _found in led[:MOST])
    nothing = None if led else _("There is no group yet. To open one: /newgroup")
    return Screen(
        paragraphs(_("Who coordinates"), lines(*told), nothing), (*grid(buttons, 6), (queue_button(),))
    )


async def _leading(turn: DeskTurn, group: Group) -> list[int]:
    roles = await group_numbers.helping_numbers(turn.session, group.id)
    return [number for number, role in roles.items() if role == COORDINATOR]


async def appoint_pressed(turn: DeskTurn, row: str) -> Screen:
    """Appoint a helper of the list, or ask whether to relieve one."""
    number, helper_number = numbers(row.replace("-", " "), 2)
    return await _appoint(turn, number, helper_number)


async def choose(turn: DeskTurn, row: str) -> Screen:
    """Show the helpers who are in the group, those who coordinate it marked."""
    group = await find(turn, row)
    roles = await group_numbers.helping_numbers(turn.session, group.id)
    await turn.record("look", f"group {group.number}")
    first = sorted(roles, key=lambda number: (roles[number] != COORDINATOR, number))[:SHOWN]
    buttons = tuple(
        action_button(_says(number, roles[number]), "m-appoint", f"{group.number}-{number}")
        for number in first
    )
    text = paragraphs(
        _("Helpers of group {n}: a press makes one a coordinator.").format(n=group.number)
        if roles
        else NO_HELPERS,
        _("Any approved helper by number: /coordinator {n} 5").format(n=group.number),
    )
    return Screen(text, (*grid(buttons), *stacked(group_card.back(group))))


def _says(number: int, role: str) -> Text:
    says = _("Helper {n}").format(n=number)
    return lines("✓", says, separator=" ") if role == COORDINATOR else says


async def _appoint(turn: DeskTurn, number: int, helper_number: int) -> Screen:
    group, helper = await find(turn, str(number)), await _approved(turn, helper_number)
    if await groups.role(turn.session, helper.person_id, group.id) == COORDINATOR:
        return _ask(group, helper)
    await must_be_about_others(turn, helper.person_id)
    await groups.join(turn.session, helper.person_id, group.id)
    await requests.look_at_all(turn.session)
    await joinings.settle(turn.session, helper.person_id, group.id)
    await groups.appoint(turn.session, helper.person_id, group.id, COORDINATOR)
    await turn.record("coordinator", f"group {group.number}", f"helper {helper.number}")
    await joining.tell(turn.session, helper.person_id, APPOINTED.format(name=group.name))
    return await anew(
        turn, group, _("Helper {n} coordinates the group now, and has been told.").format(n=helper.number)
    )


def _ask(group: Group, helper: Helper) -> Screen:
    text = _("Helper {n} coordinates group {group}. Relieve them of it?").format(
        n=helper.number, group=group.number
    )
    yes = action_button(_("Relieve"), "m-relieve", f"{group.number}-{helper.number}", "danger")
    return Screen(text, stacked(yes, group_card.back(group)))


async def relieve(turn: DeskTurn, row: str) -> Screen:
    """End the role; from now on no press of theirs has any effect."""
    number, helper_number = numbers(row.replace("-", " "), 2)
    group, helper = await find(turn, str(number)), await helpers.by_number(turn.session, helper_number)
    if helper is None:
        raise Refused(NOBODY.format(number=helper_number))
    if await groups.role(turn.session, helper.person_id, group.id) != COORDINATOR:
        raise Refused(_("Helper {n} does not coordinate this group.").format(n=helper.number))
    await groups.appoint(turn.session, helper.person_id, group.id, MEMBER)
    await turn.record("relieve", f"group {group.number}", f"helper {helper.number}")
    await joining.tell(turn.session, helper.person_id, RELIEVED.format(name=group.name))
    return await anew(turn, group, _("Helper {n} no longer coordinates the group.").format(n=helper.number))


async def _approved(turn: DeskTurn, number: int) -> Helper:
    helper = await helpers.by_number(turn.session, number)
    if helper is None:
        raise Refused(NOBODY.format(number=number))
    if helper.status not in (helpers.APPROVED, helpers.RESTING):
        raise Refused(_("Coordinators are approved helpers; helper {n} is not approved.").format(n=number))
    return helper


NO_HELPERS = _("No approved helper is in this group yet.")
COMMANDS = (
    DeskCommand("coordinators", "/coordinators", _("Who coordinates which group"), everywhere),
    DeskCommand(
        "coordinator", "/coordinator 2 5", _("Let helper 5 coordinate group 2, or no longer"), coordinator
    ),
)
ACTIONS = (
    DeskAction("m-lead", choose),
    DeskAction("m-appoint", appoint_pressed),
    DeskAction("m-relieve", relieve),
)
