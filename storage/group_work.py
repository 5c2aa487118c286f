"""What a person does for a group ends when they leave it: votes, tasks that are not done, signatures under drafts."""

from sqlalchemy import delete, select

from storage.database import Session
from storage.joint_changes import JointChangeRow
from storage.joint_requests import DRAFT, JointRequestRow
from storage.joint_signatures import SignatureRow
from storage.obstacle_tasks import TakingRow, TaskRow
from storage.obstacle_votes import VoteRow
from storage.obstacle_ways import WayRow


async def leave(session: Session, person_id: int, group_id: int) -> None:
    """Take a person out of the work of a group; what they proposed or did stays until they take it back."""
    ways = select(WayRow.id).where(WayRow.group_id == group_id)
    open_ = select(TaskRow.id).where(TaskRow.way_id.in_(ways), TaskRow.done_at.is_(None))
    drafts = select(JointRequestRow.id).where(
        JointRequestRow.group_id == group_id, JointRequestRow.status == DRAFT
    )
    for gone in (
        delete(VoteRow).where(VoteRow.person_id == person_id, VoteRow.way_id.in_(ways)),
        delete(TakingRow).where(TakingRow.person_id == person_id, TakingRow.task_id.in_(open_)),
        delete(SignatureRow).where(SignatureRow.person_id == person_id, SignatureRow.request_id.in_(drafts)),
        delete(JointChangeRow).where(
            JointChangeRow.person_id == person_id,
            JointChangeRow.request_id.in_(drafts),
            ~JointChangeRow.taken,
        ),
    ):
        await session.execute(gone)
