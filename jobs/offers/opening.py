"""A request opens to a wider circle of groups: the person hears of it, and those who coordinate its group."""

from collections.abc import Mapping
from typing import Final

from bot.domain import catalogue
from bot.domain.matching.snapshot import ALL, NEIGHBOURING
from bot.i18n import Msg, _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.groups.showing import in_danger
from handlers.pairing import is_urgent
from storage import groups, outbox, persons, requests
from storage.database import Session
from storage.groups import Group
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
DISCREET: Final = _(
    "Request {n}: nobody has taken it yet. So we are asking more people, still without telling who you are."
)
FOR_THE_PERSON: Final[Mapping[int, Msg]] = {
    NEIGHBOURING: _(
        "Request {n}: nobody in your group {group} has taken it yet. "
        "So we are asking in the neighbouring groups too, still without telling who you are."
    ),
    ALL: _(
        "Request {n}: nobody in your group {group} or beside it has taken it yet. "
        "So we are asking in all groups, still without telling who you are."
    ),
}
FOR_THE_GROUP: Final[Mapping[int, Msg]] = {
    NEIGHBOURING: _(
        "Group {group}: nobody here has taken request {n} ({what}) yet. It is open to the neighbouring groups too."
    ),
    ALL: _(
        "Group {group}: nobody here or beside has taken request {n} ({what}) yet. It is open to all groups."
    ),
}


async def open_wider(session: Session, request_id: int, circles: Mapping[int, int]) -> bool:
    """Open the circle, once, and say so to the person and to the group's coordinators."""
    request = await requests.lock(session, request_id)
    if request is None or request.status != requests.WAITING:
        return False
    circle = circles[request_id]
    if not await requests.widen(session, request_id, circle):
        return False
    group = await groups.get(session, request.group_id)
    if group is None or group.status != groups.OPEN:
        return False
    await _tell_person(session, request, group, circle)
    await _tell_group(session, request, group, circle)
    return True


async def _tell_person(session: Session, request: Request, group: Group, circle: int) -> None:
    """Say it to the person who asked; where a phone may be searched, no group is named."""
    person = await persons.get(session, request.person_id)
    if person is not None:
        says = DISCREET if in_danger(person) else FOR_THE_PERSON[circle]
        mine = action_button(_("My request"), "request", request.id)
        screen = Screen(says.format(n=request.number, group=group.name), stacked(mine, MENU))
        await outbox.push(session, person.id, screen, Priority.REPLY, wakes=is_urgent(request))


async def _tell_group(session: Session, request: Request, group: Group, circle: int) -> None:
    what = catalogue.need(request.ask.need).label
    text = FOR_THE_GROUP[circle].format(group=group.name, n=request.number, what=what)
    for person_id in await groups.coordinators(session, group.id):
        person = await persons.get(session, person_id)
        if person is not None and person_id != request.person_id and not in_danger(person):
            await outbox.push(session, person.id, Screen(text, stacked(MENU)), Priority.REPLY)
