"""What burns, counted for the board; nothing here is written, and what else waits is in storage/desk_queue.py."""

from datetime import datetime

from sqlalchemy import func, select

from bot.domain.obstacles.states import NEW
from storage import desk_queue, job_runs
from storage.database import Session
from storage.obstacles import ObstacleRow
from storage.outbox import OutboxRow
from storage.requests import RequestRow


async def urgent_since(session: Session) -> datetime | None:
    """Return since when the oldest urgent request waits that nobody has accepted; None when there is none."""
    waiting = desk_queue.urgent_rows().with_only_columns(func.min(RequestRow.created_at))
    return await session.scalar(waiting.order_by(None))


async def new_obstacles(session: Session) -> int:
    """Return how many obstacles nobody has confirmed, moved on or merged yet."""
    new = select(func.count()).where(ObstacleRow.status == NEW, ObstacleRow.merged_into == 0)
    return await session.scalar(new) or 0


async def refused_messages(session: Session) -> int:
    """Return how many messages the messengers refused for good."""
    refused = select(func.count()).where(OutboxRow.parked.is_(True))
    return await session.scalar(refused) or 0


async def jobs_in_trouble(session: Session) -> int:
    """Return how many jobs failed, are late, or left something for later because it failed."""
    return sum(run.in_trouble for run in await job_runs.every(session))
