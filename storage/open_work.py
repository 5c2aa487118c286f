"""What is open when one moderator hands over to another, counted across the tables; nothing here is written."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from storage import board, correspondences, danger_alerts, helpers, requests
from storage.correspondences import CorrespondenceRow
from storage.danger_alerts import DangerAlertRow
from storage.database import Session
from storage.helpers import HelperRow
from storage.requests import RequestRow


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

    async def size(rows: Select[int]) -> int:
        return await session.scalar(select(func.count()).select_from(rows.subquery())) or 0

    waiting = CorrespondenceRow.waiting_since.is_not(None)
    urgent = RequestRow.status == requests.WAITING, RequestRow.urgency == "now"
    return OpenWork(
        await size(select(DangerAlertRow.id).where(DangerAlertRow.status == danger_alerts.OPEN)),
        await size(select(RequestRow.id).where(*urgent)),
        await size(select(RequestRow.id).where(RequestRow.status == requests.HELD)),
        await size(select(HelperRow.person_id).where(HelperRow.status == helpers.PENDING)),
        await size(
            select(CorrespondenceRow.id).where(CorrespondenceRow.status == correspondences.OPEN, waiting)
        ),
        await board.new_obstacles(session),
    )
