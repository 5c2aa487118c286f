"""Which obstacles are most like a story: asks the index in memory, after it has read what others wrote meanwhile."""

import asyncio
from typing import Final

from bot.domain.obstacles.facts import Story
from bot.domain.obstacles.known import LIKEST
from storage import obstacle_reports, obstacles
from storage.database import Database, Session
from storage.obstacles import Obstacle

AT_ONCE: Final = 100  # reports read in one transaction while the index is filled


async def fill(database: Database) -> None:
    """Read all reports at start, beside whatever else goes on: with an encoder a thousand take half a minute.

    Until then only what was read by now is found.
    """
    known = database.known
    known.filling = True
    while True:
        async with database.transaction() as session:
            newer = await obstacle_reports.newer(session, known.seen, AT_ONCE)
        for revision, report in newer:
            if report is not None:
                known.learn(report.id, report.obstacle_id, report.story)
            known.seen = revision
            await asyncio.sleep(0)
        if len(newer) < AT_ONCE:
            known.filling = False
            return


async def likest(session: Session, story: Story, limit: int = LIKEST) -> list[Obstacle]:
    """Return the obstacles that are most like the story, at most `limit`, the likest first."""
    await catch_up(session)
    found: dict[int, Obstacle] = {}
    for id in session.known.likest(story, 2 * limit):
        obstacle = await obstacles.current(session, id)
        if obstacle is not None:
            found[obstacle.id] = obstacle
    return list(found.values())[:limit]


async def fitting(session: Session, story: Story) -> list[tuple[Obstacle, bool]]:
    """Return the obstacles that share something with the story, the likest first, and whether each is likely it."""
    await catch_up(session)
    found: dict[int, tuple[Obstacle, bool]] = {}
    for near in session.known.nearest(story, LIKEST):
        obstacle = await obstacles.current(session, near.key)
        if obstacle is not None:
            found.setdefault(obstacle.id, (obstacle, near.likely))
    return list(found.values())


async def catch_up(session: Session) -> None:
    """Bring the index to what the database holds: other replicas write too, and people leave.

    A transaction that has written reports itself may yet be undone: what it reads is read once more later.
    """
    known, seen = session.known, session.known.seen
    if known.filling:
        return
    while newer := await obstacle_reports.newer(session, seen):
        for report in (report for _revision, report in newer if report is not None):
            known.learn(report.id, report.obstacle_id, report.story)
        seen = newer[-1][0]
    if session.obstacles_told:
        return
    known.seen = seen
    if await obstacle_reports.how_many(session) != len(known):
        known.keep_only(await obstacle_reports.ids(session))
