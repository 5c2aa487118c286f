"""Asking to join: the coordinators are asked, or the moderators; who asks stays unknown, and one answer counts."""

from bot.i18n import Msg, Text, _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.groups.showing import DISCREET, in_danger
from handlers.moderators import alerts
from storage import groups, joinings, outbox, persons, requests
from storage.database import Session
from storage.groups import Group
from storage.joinings import Joining
from storage.outbox import Priority

ASKS = _(
    "A person asks to join the group {name}. Nothing more is known here: no name, no account, no story. "
    "If nobody answers within a day, a moderator does."
)
YES = _("You are now in the group {name}. What it does, and how to leave it: /groups.")
NOT_NOW = _(
    "The group {name} cannot take anybody in just now. This says nothing about you. "
    "Help is there without a group too, and other groups are under /groups."
)
ASKED = _(
    "The group {name} has been asked. The answer comes here; until then everything else works as always."
)


async def ask(session: Session, person_id: int, group: Group) -> bool:
    """Ask the coordinators, or without any the moderators; False when it was asked before."""
    if await joinings.ask_again(session, person_id, group.id):
        return True
    joining = await joinings.ask(session, person_id, group.id)
    if joining is None:
        return False
    reached = [
        await outbox.push(session, id, question(group, joining), Priority.CHECK_IN)
        for id in await groups.coordinators(session, group.id)
        if await _may_be_asked(session, id)
    ]
    if not any(reached):
        await tell_moderators(session, joining)
    return True


async def _may_be_asked(session: Session, person_id: int) -> bool:
    person = await persons.get(session, person_id)
    return person is not None and not in_danger(person)


def question(group: Group, joining: Joining) -> Screen:
    """What a coordinator reads and presses."""
    yes = action_button(_("Yes, take in"), "join-yes", joining.id, "primary")
    no = action_button(_("Not now"), "join-no", joining.id)
    return Screen(ASKS.format(name=group.name), stacked(yes, no, command_button(_("Menu"), "menu")))


async def tell_moderators(session: Session, joining: Joining) -> bool:
    """Let the moderators answer, too; False when they were told before, or it was answered."""
    told = await joinings.hear(session, joining.id)
    if told and (group := await groups.get(session, joining.group_id)) is not None:
        await alerts.asks_to_join(session, group, joining.id)
    return told


async def answer(session: Session, joining: Joining, group: Group, yes: bool) -> bool:
    """Take the person in, or not now, and tell them; False when it was answered or taken back before."""
    if not await (joinings.accept if yes else joinings.decline)(session, joining.id):
        return False
    if yes:
        await groups.join(session, joining.person_id, group.id)
        await requests.look_at_all(session)  # they may be a helper: of one more circle now
    await tell(session, joining.person_id, (YES if yes else NOT_NOW).format(name=group.name))
    return True


async def tell(session: Session, person_id: int, text: Msg, priority: Priority = Priority.REPLY) -> None:
    """Tell a person about a group; where a phone may be searched, no group is named."""
    person = await persons.get(session, person_id)
    if person is not None:
        said: Text = DISCREET if in_danger(person) else text
        await outbox.push(session, person_id, Screen(said, ((command_button(_("Menu"), "menu"),),)), priority)
