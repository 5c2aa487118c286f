"""What is open when one moderator hands over to another, counted across the tables; nothing here is written."""

from dataclasses import dataclass

from sqlalchemy import select

from storage import board, correspondences, danger_alerts, desk_queue
from storage.correspondences import CorrespondenceRow
from storage.danger_alerts import DangerAlertRow
from storage.database import Session


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How much is open of each kind."""

    alerts: int
    urgent: int
    held: int
    volunteers: int
    letters: int
    obstacles: int


async def count(session: Session) -> OpenWork:
    """Count it."""
    alerts = select(DangerAlertRow.id).where(DangerAlertRow.status == danger_alerts.OPEN)
    letters = select(CorrespondenceRow.id).where(
        CorrespondenceRow.status == correspondences.OPEN, CorrespondenceRow.waiting_since.is_not(None)
    )
    return OpenWork(
        await desk_queue.count(session, alerts),
        await desk_queue.count(session, desk_queue.urgent_rows()),
        await desk_queue.count(session, desk_queue.held_rows()),
        await desk_queue.count(session, desk_queue.volunteer_rows()),
        await desk_queue.count(session, letters),
        await board.new_obstacles(session),
    )
