"""Which group works on an obstacle: theirs, those of a region that nobody works on yet, and giving one to a group."""

from sqlalchemy import select, update

from bot.domain import places
from storage import joint_requests, obstacles
from storage.database import Session
from storage.groups import Group
from storage.obstacles import Obstacle, ObstacleRow

LOOKED_AT = 500  # free obstacles, the newest ones: where each happened is sealed, so each has to be opened


async def of(session: Session, group_id: int) -> list[Obstacle]:
    """Return the obstacles that a group works on and that are not merged, those first that changed last."""
    theirs = select(ObstacleRow.id).where(ObstacleRow.group_id == group_id, ObstacleRow.merged_into == 0)
    ids = await session.scalars(theirs.order_by(ObstacleRow.changed_at.desc(), ObstacleRow.number.desc()))
    return [found for id in ids.all() if (found := await obstacles.get(session, id)) is not None]


async def free_near(session: Session, group: Group) -> list[Obstacle]:
    """Return the obstacles without a group in a group's region (or country, where the group is of a country)."""
    free = select(ObstacleRow.id).where(ObstacleRow.group_id == 0, ObstacleRow.merged_into == 0)
    free = free.where(ObstacleRow.hidden_at.is_(None))
    newest = free.order_by(ObstacleRow.number.desc()).limit(LOOKED_AT)
    ids = (await session.scalars(newest)).all()
    found = [obstacle for id in ids if (obstacle := await obstacles.get(session, id)) is not None]
    return [obstacle for obstacle in found if is_near(obstacle, group)]


def is_near(obstacle: Obstacle, group: Group) -> bool:
    """Say whether an obstacle lies where a group is; one of no known place lies nowhere."""
    region = obstacle.facts.region
    if not places.is_place(region) or not places.is_place(group.region):
        return False
    return group.region in (region, places.country(region))


async def give(session: Session, obstacle: Obstacle, group_id: int) -> bool:
    """Give an obstacle to a group; False when it is theirs already, or went elsewhere meanwhile.

    Requests that were sent go along; drafts are given up, since others would have to sign.
    """
    as_seen = ObstacleRow.id == obstacle.id, ObstacleRow.group_id == obstacle.group_id
    given = update(ObstacleRow).where(*as_seen).values(group_id=group_id).returning(ObstacleRow.id)
    if obstacle.group_id == group_id or await session.scalar(given) is None:
        return False
    await joint_requests.follow(session, obstacle.id, group_id)
    return True


async def let_go(session: Session, group_id: int) -> None:
    """Let a group that is closed work on nothing any more: its drafts are given up, what was sent waits for another."""
    await session.execute(update(ObstacleRow).where(ObstacleRow.group_id == group_id).values(group_id=0))
    for draft in await joint_requests.drafts(session):
        locked = await joint_requests.lock(session, draft.id) if draft.group_id == group_id else None
        if locked is not None and locked.status == joint_requests.DRAFT:
            await joint_requests.drop(session, locked)
