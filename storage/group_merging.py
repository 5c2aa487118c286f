"""One group goes into another: people, requests, obstacles, invitations and coordinators all follow; nobody is lost."""

from typing import Any

from sqlalchemy import delete, select, update

from storage import group_neighbours, groups, persons
from storage.database import Session
from storage.groups import COORDINATOR, Group, GroupRow, InvitationRow, MembershipRow
from storage.joinings import JoiningRow
from storage.joint_requests import JointRequestRow
from storage.obstacle_ways import WayRow
from storage.obstacles import ObstacleRow
from storage.persons import PersonRow
from storage.requests import RequestRow

# What names a group by its id and simply goes along.
FOLLOWS: tuple[Any, ...] = (RequestRow, InvitationRow, ObstacleRow, WayRow, JointRequestRow)


async def merge(session: Session, gone: Group, kept: Group) -> list[int]:
    """Let all of `gone` be in `kept`, both locked and open; return the ids of the people who were in `gone`."""
    for row in FOLLOWS:
        await session.execute(update(row).where(row.group_id == gone.id).values(group_id=kept.id))
    people = await _people(session, gone.id, kept.id)
    await _joinings(session, gone.id, kept.id)
    await _neighbours(session, gone.id, kept.id)
    closed = update(GroupRow).where(GroupRow.id == gone.id).values(status=groups.CLOSED)
    await session.execute(closed)
    return people


async def _people(session: Session, gone_id: int, kept_id: int) -> list[int]:
    rows = await session.execute(
        select(MembershipRow.person_id, MembershipRow.role).where(MembershipRow.group_id == gone_id)
    )
    roles = {person_id: role for person_id, role in rows}
    for person_id, role in sorted(roles.items()):
        await groups.join(session, person_id, kept_id)
        if role == COORDINATOR:
            await groups.appoint(session, person_id, kept_id, COORDINATOR)
        await session.get(PersonRow, person_id, populate_existing=True, with_for_update=True)
        person = await persons.get(session, person_id)
        if person is not None and person.profile.group == gone_id:
            await persons.tell(session, person, group=kept_id)
    await session.execute(delete(MembershipRow).where(MembershipRow.group_id == gone_id))
    return sorted(roles)


async def _joinings(session: Session, gone_id: int, kept_id: int) -> None:
    """Who asked to join asks of the other group now, unless they are in it or asked there too."""
    inside = select(MembershipRow.person_id).where(MembershipRow.group_id == kept_id)
    asked = select(JoiningRow.person_id).where(JoiningRow.group_id == kept_id)
    theirs = JoiningRow.group_id == gone_id
    free = JoiningRow.person_id.not_in(inside), JoiningRow.person_id.not_in(asked)
    await session.execute(update(JoiningRow).where(theirs, *free).values(group_id=kept_id))
    await session.execute(delete(JoiningRow).where(theirs))


async def _neighbours(session: Session, gone_id: int, kept_id: int) -> None:
    near = await group_neighbours.of(session, gone_id) - {kept_id}
    await group_neighbours.forget(session, gone_id)
    for other_id in sorted(near - await group_neighbours.of(session, kept_id)):
        await group_neighbours.toggle(session, kept_id, other_id)
