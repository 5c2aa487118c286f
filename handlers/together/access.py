"""Who may do what with an obstacle of a group: its members work on it, its coordinators steer; nobody else sees it."""

from typing import Final, NamedTuple

from bot.errors import Refused
from bot.i18n import _
from handlers.groups.showing import HIDDEN, in_danger
from storage import accounts, audit, groups, joint_requests, obstacle_tasks, obstacle_ways, obstacles
from storage.database import Session
from storage.groups import COORDINATOR, Group
from storage.joint_requests import JointRequest
from storage.obstacle_tasks import Task
from storage.obstacle_ways import Way
from storage.obstacles import Obstacle
from storage.persons import Person

NOT_YOURS: Final = _(
    "Only those who are in its group can do this. Nothing was changed. /groups shows your groups."
)
NOT_COORDINATOR: Final = _("Only a coordinator of the group can do this. Nothing was changed.")


class Part(NamedTuple):
    """An obstacle, the group that works on it, and whether the person steers there."""

    obstacle: Obstacle
    group: Group
    steers: bool


async def member(session: Session, person: Person, obstacle_id: int) -> Part:
    """Return the person's part in the work on an obstacle; raise Refused when they have none now."""
    if in_danger(person):
        raise Refused(HIDDEN)
    obstacle = await obstacles.current(session, obstacle_id)  # what was merged is worked on there
    group = await groups.kept_open(session, obstacle.group_id) if obstacle is not None else None
    role = await groups.role(session, person.id, group.id) if group is not None else ""
    if obstacle is None or group is None or not role:
        raise Refused(NOT_YOURS)
    return Part(obstacle, group, role == COORDINATOR)


async def coordinator(session: Session, person: Person, obstacle_id: int) -> Part:
    """Return the part of somebody who steers; raise Refused for anybody else."""
    part = await member(session, person, obstacle_id)
    if not part.steers:
        raise Refused(NOT_COORDINATOR)
    return part


async def way(session: Session, person: Person, id: int) -> tuple[Part, Way]:
    """Return a way of the person's group; raise Refused for another group's."""
    found = await obstacle_ways.get(session, id)
    part = await member(session, person, found.obstacle_id if found is not None else 0)
    if found is None or found.group_id != part.group.id:
        raise Refused(NOT_YOURS)
    return part, found


async def task(session: Session, person: Person, id: int) -> tuple[Part, Way, Task]:
    """Return a task of the person's group; raise Refused for another group's."""
    found = await obstacle_tasks.get(session, id)
    part, of = await way(session, person, found.way_id if found is not None else 0)
    assert found is not None, "nothing is a way of no task"
    return part, of, found


async def request(session: Session, person: Person, id: int) -> tuple[Part, JointRequest]:
    """Return a joint request of the person's group, kept as it is; raise Refused for another group's.

    Its obstacle is kept as it is too, and first: merging and giving take both in this order.
    """
    seen = await joint_requests.get(session, id)
    await obstacles.lock(session, seen.obstacle_id if seen is not None else 0)
    found = await joint_requests.lock(session, id)
    part = await member(session, person, found.obstacle_id if found is not None else 0)
    if found is None or found.group_id != part.group.id or found.status == joint_requests.DROPPED:
        raise Refused(NOT_YOURS)
    return part, found


def steers(part: Part) -> None:
    """Raise Refused unless the person coordinates the group."""
    if not part.steers:
        raise Refused(NOT_COORDINATOR)


async def record(session: Session, person: Person, act: str, part: Part, more: str = "") -> None:
    """Write into the audit what a coordinator did, who is known there by the account that they used last."""
    who = await accounts.of_person(session, person.id)
    named = f"{who.channel}:{who.address}" if who is not None else ""
    await audit.write(session, named, act, f"obstacle {part.obstacle.number}", more)
