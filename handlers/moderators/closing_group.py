"""Closing a group: its people are told, their requests go on without it, and nobody is lost."""

from bot.i18n import _, paragraphs, plural
from bot.screens import Screen, action_button, stacked
from handlers.groups import joining
from handlers.moderators import agreeing, group_card
from handlers.moderators.agreeing import AgreedAct
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.group import find
from storage import group_neighbours, groups, joinings, obstacle_groups, requests
from storage.agreements import Agreement
from storage.outbox import Priority

CLOSED = _(
    "The group {name} is closed. Nothing of yours is lost: your requests go on, and helpers of all groups may be asked "
    "about them. Other groups are under /groups."
)
NOT_ASKED_ANY_MORE = _(
    "The group {name}, which you asked to join, is closed. Other groups are under /groups."
)


async def close(turn: DeskTurn) -> Screen:
    """/closegroup N."""
    return await ask(turn, turn.args)


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask once; nothing is closed yet."""
    group = await find(turn, row)
    await turn.record("look", f"group {group.number}")
    people = await groups.members(turn.session, group.id)
    text = paragraphs(
        _("Close group {n}, {name}?").format(n=group.number, name=group.name),
        plural("It has {n} person, who will be told.", "It has {n} people, who will be told.", people),
        _("Open requests go on without the group, its invitations stop working. It cannot be opened again."),
    )
    go = action_button(_("Close the group"), "m-end-group", group.number, "danger")
    return Screen(text, stacked(go, group_card.back(group)))


async def second(turn: DeskTurn, row: str) -> Screen:
    """Ask for a second moderator: what is closed cannot be opened again."""
    group = await find(turn, row)
    says = _("Close group {n}, {name}? It cannot be opened again.").format(n=group.number, name=group.name)
    return await agreeing.ask(turn, "close-group", f"group {group.number}", says)


async def end(turn: DeskTurn, wish: Agreement) -> Screen:
    """Close it; whoever was in it, or waited to be, hears it once."""
    group, session = await find(turn, wish.about.removeprefix("group ")), turn.session
    people = await groups.close(session, group.id) or []
    waiting = await joinings.drop(session, group.id)
    await group_neighbours.forget(session, group.id)
    await requests.without_group(session, group.id)
    await obstacle_groups.let_go(session, group.id)
    await requests.look_at_all(session)
    await turn.record("close-group", f"group {group.number}")
    for told, text in ((people, CLOSED), (waiting, NOT_ASKED_ANY_MORE)):
        for person_id in told:
            await joining.tell(session, person_id, text.format(name=group.name), Priority.BULK)
    done = plural("{n} person has been told.", "{n} people have been told.", len(people) + len(waiting))
    note = _("Group {n} is closed.").format(n=group.number)
    return Screen(paragraphs(note, done), stacked(action_button(_("To the groups"), "m-groups", 0)))


COMMANDS = (DeskCommand("closegroup", "/closegroup 2", _("Close a group; needs two"), close),)
ACTIONS = (DeskAction("m-shut", ask), DeskAction("m-end-group", second))
AGREED = (AgreedAct("close-group", end, one_leads=True),)
