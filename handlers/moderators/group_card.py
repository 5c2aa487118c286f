"""The card of a group: what it is, its numbers, its neighbours, and its coordinators as numbers of helpers."""

from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Rows, Screen, action_button
from handlers.groups.showing import counted
from handlers.moderators import labels
from handlers.moderators.journal import OBJECTS
from storage import group_neighbours, group_numbers, groups
from storage.database import Session
from storage.group_numbers import Numbers
from storage.groups import COORDINATOR, Group


async def card(session: Session, group: Group, note: Text | None = None) -> Screen:
    """Return the card; `note` says what just happened."""
    numbers = await group_numbers.of(session, group.id)
    invited = await groups.invitations(session, group.id)
    text = paragraphs(
        note,
        _("Group: {n} {name}").format(n=group.number, name=group.name),
        lines(
            _("Kind: {kind}").format(kind=labels.called(labels.GROUPS, group.kind)),
            _("Place: {place}").format(place=labels.place(group.region)),
            _("Trust: {mode}").format(mode=labels.called(labels.MODES, group.mode)),
        ),
        group.description or _("It says nothing of itself yet. To change that: /describe"),
        lines(
            counted(numbers),
            _("Ask to join: {n}").format(n=numbers.asking),
            _("Invitations: {n}").format(n=invited) if invited else None,
        ),
        lines(await _neighbours(session, group), await _coordinators(session, group)),
    )
    return Screen(text, _buttons(group, numbers, invited))


async def _neighbours(session: Session, group: Group) -> Text:
    near = await group_neighbours.of(session, group.id)
    found = [f"{other.number} {other.name}" for other in await groups.all_open(session) if other.id in near]
    return _("Neighbours: {groups}").format(groups=labels.several(tuple(found)))


async def _coordinators(session: Session, group: Group) -> Text:
    roles = await group_numbers.helping_numbers(session, group.id)
    found = (OBJECTS["helper"].format(n=number) for number, role in roles.items() if role == COORDINATOR)
    return _("Coordinators: {helpers}").format(helpers=labels.several(tuple(found)))


def _buttons(group: Group, numbers: Numbers, invited: int) -> Rows:
    def button(says: Text, action: str) -> Button:
        return action_button(says, action, group.number)

    asking = ((button(_("Who asks to join"), "m-asking"),),) if numbers.asking else ()
    holds = ((button(_("End invitations"), "m-uninvite"),),) if invited else ()
    return (
        *asking,
        (button(_("Trust"), "m-mode"), button(_("Kind"), "m-kind")),
        (button(_("Neighbours"), "m-near"), button(_("Coordinators"), "m-lead")),
        (button(_("Invite"), "m-invite"), button(_("Close the group"), "m-shut")),
        *holds,
        (action_button(_("To the groups"), "m-groups", 0),),
    )


def back(group: Group) -> Button:
    """The way back to the card."""
    return action_button(_("Back to the card"), "m-group", group.number)
