"""Nobody decides at the desk about themselves: moderators may ask for help and help too, and others decide then."""

from typing import Final

from bot.domain import alerts as kinds
from bot.errors import Refused
from bot.i18n import _
from handlers.moderators.base import DeskTurn
from storage import accounts, alerts, helpers, matches, talk_reports
from storage.alerts import Alert
from storage.database import Session
from storage.talk_reports import TalkReport

OWN: Final = _("This is about you, so another moderator decides. Nothing was changed.")


async def must_be_about_others(turn: DeskTurn, person_id: int | None) -> None:
    """Raise Refused when the person is the moderator who acts, as far as one account of theirs shows it."""
    if person_id is not None and person_id == await accounts.owner(
        turn.session, turn.event.channel, turn.event.sender
    ):
        raise Refused(OWN)


async def reported(session: Session, report: TalkReport) -> int | None:
    """Return whom a report is about; None when the talk is not there any more."""
    match = await matches.by_number(session, report.talk)
    return None if match is None else match.other(report.person_id)


async def decided_about(session: Session, alert: Alert) -> int | None:
    """Return about whom a moderator decides who takes an alert; None where it is about nobody."""
    if alert.kind == kinds.REPORT:
        report = await talk_reports.by_number(session, alert.about)
        return None if report is None else await reported(session, report)
    if alert.kind in (kinds.VOLUNTEER, kinds.PAUSED):
        helper = await helpers.by_number(session, alert.about)
        return None if helper is None else helper.person_id
    return await alerts.person_of(session, alert.id) if alert.kind == kinds.APPEAL else None
