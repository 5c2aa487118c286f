"""What becomes of obstacles in which nobody is left: they go, unless an authority has yet to answer about them."""

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import aliased

from storage import obstacles
from storage.database import Session
from storage.joint_requests import ANSWERED, SENT, JointRequestRow
from storage.joint_signatures import SignatureRow
from storage.obstacle_reports import ReportRow
from storage.obstacles import ObstacleRow


async def forget_empty(session: Session) -> None:
    """Delete obstacles in which nobody is left: no one could be told how they end.

    One about which an authority was asked stays, with its codes alone, until it has answered; then as long as
    somebody is there who signed and may open the answer. What was merged into one that goes stands alone again if
    somebody is in it, and else goes too.
    """
    told = exists().where(ReportRow.obstacle_id == ObstacleRow.id)
    asked = await _asked_about(session)
    empty = delete(ObstacleRow).where(~told, ObstacleRow.merged_into == 0, ObstacleRow.id.not_in(asked))
    kept = aliased(ObstacleRow)
    alone = ObstacleRow.merged_into != 0, ~exists().where(kept.id == ObstacleRow.merged_into)
    await session.execute(empty)
    freed = update(ObstacleRow).where(*alone).values(merged_into=0).returning(ObstacleRow.id)
    while (await session.scalars(freed, execution_options={"synchronize_session": False})).all():
        await session.execute(empty)


async def _asked_about(session: Session) -> set[int]:
    """The obstacles, or what they were merged into, whose joint request somebody still waits for or may open."""
    signed = exists().where(SignatureRow.request_id == JointRequestRow.id)
    ended = (JointRequestRow.status == ANSWERED) & signed
    matters = select(JointRequestRow.obstacle_id).where(or_(JointRequestRow.status == SENT, ended))
    found = [await obstacles.current(session, id) for id in set(await session.scalars(matters))]
    return {obstacle.id for obstacle in found if obstacle is not None}
