"""Which alerts have come to their end, by whatever way: the thing is done, or it is not there any more."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bot.domain import alerts as kinds
from bot.domain.obstacles import states
from storage import (
    agreements,
    correspondences,
    duty,
    groups,
    helpers,
    joinings,
    joint_requests,
    matches,
    offers,
    requests,
)
from storage.agreements import AgreementRow
from storage.alerts import DONE, AlertPersonRow, AlertRow
from storage.cards import CardRow
from storage.correspondences import CorrespondenceRow
from storage.danger_alerts import DangerAlertRow
from storage.database import Session
from storage.duty import DutyRow
from storage.groups import GroupRow, MembershipRow
from storage.helpers import HelperRow
from storage.hushes import MODERATORS, HushRow
from storage.joinings import JoiningRow
from storage.joint_requests import JointRequestRow
from storage.matches import MatchRow
from storage.obstacles import ObstacleRow
from storage.offers import OfferRow
from storage.persons import PersonRow
from storage.requests import RequestRow
from storage.talk_reports import TalkReportRow


def _there(key: Any, *so: ColumnElement[bool]) -> ColumnElement[bool]:
    """The row that an alert is about is there, and is `so`."""
    return exists().where(key == AlertRow.about, *so)


_LED = exists().where(MembershipRow.group_id == GroupRow.id, MembershipRow.role == groups.COORDINATOR)
_PERSON: Final = exists().where(AlertPersonRow.alert_id == AlertRow.id)
_OBSTACLE: Final = ObstacleRow.merged_into == 0

# While this holds, what the alert is about still waits.
WAITS: Final[Mapping[str, ColumnElement[bool]]] = {
    kinds.DANGER: _there(DangerAlertRow.id),
    kinds.HELD: _there(RequestRow.number, RequestRow.status == requests.HELD),
    kinds.NOBODY: _there(RequestRow.number, RequestRow.status == requests.WAITING),
    kinds.PROPOSED: _there(OfferRow.id, OfferRow.status == offers.PROPOSED),
    kinds.SILENT: _there(
        MatchRow.number, MatchRow.status == matches.ACTIVE, MatchRow.first_word_at.is_(None)
    ),
    kinds.REPORT: _there(TalkReportRow.number),
    kinds.UNREACHED: _there(MatchRow.number, MatchRow.status == matches.ACTIVE),
    kinds.LETTER: _there(
        CorrespondenceRow.number,
        CorrespondenceRow.status == correspondences.OPEN,
        CorrespondenceRow.waiting_since.is_not(None),
    ),
    kinds.VOLUNTEER: _there(HelperRow.number, HelperRow.status == helpers.PENDING),
    kinds.TIRED: _there(HelperRow.number, HelperRow.status.in_(helpers.ACTIVE_OR_RESTING)),
    kinds.PAUSED: _there(HelperRow.number, HelperRow.status == helpers.PAUSED),
    kinds.APPEAL: exists().where(
        AlertPersonRow.alert_id == AlertRow.id,
        PersonRow.id == AlertPersonRow.person_id,
        PersonRow.banned != "",
    ),
    kinds.UNANSWERED: _PERSON,
    kinds.HARD: _PERSON,
    kinds.JOINING: _there(JoiningRow.id, JoiningRow.status == joinings.OPEN),
    kinds.UNLED: _there(GroupRow.number, GroupRow.status == groups.OPEN, ~_LED),
    kinds.AGREEMENT: _there(AgreementRow.id, AgreementRow.status == agreements.OPEN),
    kinds.OFFERED: _there(DutyRow.id, DutyRow.status == duty.ON, DutyRow.offered_to != duty.NOBODY),
    kinds.STILL_ON: _there(DutyRow.id, DutyRow.status == duty.ON, DutyRow.asked.is_(True)),
    kinds.OFF_DUTY: ~exists().where(DutyRow.status == duty.ON),
    kinds.HUSHED: exists().where(HushRow.turned_by == MODERATORS),
    kinds.OBSTACLE: _there(ObstacleRow.number, _OBSTACLE, ObstacleRow.status.in_(states.BEFORE_GROUP)),
    kinds.RETURNED: _there(ObstacleRow.number, _OBSTACLE, ObstacleRow.status == states.RETURNED),
    kinds.CARD: _there(CardRow.number),
    kinds.JOINT: _there(JointRequestRow.number, JointRequestRow.status == joint_requests.SENT),
}


async def ended(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of alerts whose thing is done or gone, and that are not ended yet."""
    lapsed = AlertRow.kind == kinds.AGREEMENT, _there(AgreementRow.id, AgreementRow.until <= session.now)
    over = or_(*(and_(AlertRow.kind == kind, ~waits) for kind, waits in WAITS.items()), and_(*lapsed))
    found = select(AlertRow.id).where(AlertRow.status != DONE, AlertRow.look_at <= session.now, over)
    return (await session.scalars(found.limit(limit))).all()
