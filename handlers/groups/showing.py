"""What is said about a group: for whom it is, where, what it does, numbers, neighbours; never who is in it."""

from collections.abc import Mapping
from typing import Final

from bot.domain import places
from bot.errors import Refused
from bot.i18n import Msg, Text, _, lines, paragraphs
from handlers.base import Turn
from storage import group_neighbours, group_numbers, groups
from storage.database import Session
from storage.group_numbers import Numbers
from storage.groups import Group
from storage.persons import Person

FOR_WHOM: Mapping[str, Msg] = {
    groups.PLACE: _("For all who live here or pass through."),
    groups.WOMEN: _(
        "A women’s circle: for women who came back, and for women close to those who did. Nobody asks for proof."
    ),
    groups.RELATIVES: _("For those whose people are held, are missing, or came back."),
    groups.OTHER: _("For people whom something in common brings together."),
}
HIDDEN = _(
    "Where you are now, a phone may be searched, so no groups are shown here. Those that you are in stay yours. "
    "If you are elsewhere by now: /settings."
)
FEW: Final = 5  # the least number that is shown to everybody
GONE = _("This group is closed. /groups shows the others.")
DISCREET = _(
    "Something about your groups has changed. There is nothing you need to do. Later, /groups shows it."
)


def must_be_safe(turn: Turn) -> None:
    """Raise Refused where a list of groups on the phone could harm the person."""
    if in_danger(turn.person):
        raise Refused(HIDDEN)


def in_danger(person: Person) -> bool:
    """Whether the person is where a phone may be searched."""
    return person.profile.in_danger


def place(group: Group) -> Text:
    """Return the name of a group's country or region."""
    return places.name(group.region) if places.is_place(group.region) else group.region


async def about(session: Session, group: Group) -> Text:
    """Say what a group is and does."""
    near = await group_neighbours.of(session, group.id)
    names = [other.name for other in await groups.all_open(session) if other.id in near] if near else []
    return paragraphs(
        lines(group.name, place(group), separator=" · "),
        FOR_WHOM[group.kind],
        group.description or None,
        counted(await group_numbers.of(session, group.id), exactly=False),
        _("Neighbouring groups: {names}").format(names=", ".join(names)) if names else None,
    )


def counted(numbers: Numbers, exactly: bool = True) -> Text:
    """Say how large a group is and what it does, in numbers: exactly to those who answer for it."""
    return lines(
        _("People: {n}").format(n=_count(numbers.people, exactly)),
        _("Helpers: {n}").format(n=_count(numbers.helpers, exactly)),
        _("Resting helpers: {n}").format(n=numbers.resting) if exactly and numbers.resting else None,
        _("Open requests: {n}").format(n=_count(numbers.open, exactly)),
        _("Helped in 30 days: {n}").format(n=_count(numbers.helped, exactly)),
    )


def _count(number: int, exactly: bool) -> Text | int:
    """Return the number, or that it is small: who knows a small group could tell from it who came or asked."""
    return number if exactly or not 0 < number < FEW else _("fewer than {n}").format(n=FEW)
