"""The card of a report about a talk: who reported, why, what was done at once; what was shown stays closed."""

from collections.abc import Mapping
from typing import Final

from bot.domain.reported import REASONS
from bot.i18n import Msg, Text, _, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import labels
from handlers.moderators.base import queue_button
from storage import helpers, matches, requests
from storage.database import Session
from storage.helpers import Helper
from storage.matches import Match
from storage.talk_reports import TalkReport

BY_WHOM: Final[Mapping[bool, Msg]] = {
    True: _("Reported by: the person who asked for help"),
    False: _("Reported by: the helper"),
}
GONE: Final = _("The talk is not there any more: it ended long ago, or one of the two has erased everything.")


async def card(session: Session, report: TalkReport, note: Text | None = None) -> Screen:
    """Return the card; `note` says what just happened."""
    match = await matches.by_number(session, report.talk)
    title = _("Report {n} about talk {talk}").format(n=report.number, talk=report.talk)
    why = _("Reason: {reason}").format(reason=labels.called(REASONS, report.reason))
    shown = plural(
        "{n} message was shown by choice; it opens for a reason.",
        "{n} messages were shown by choice; they open for a reason.",
        len(report.shown),
    )
    opens = action_button(_("Open what was shown"), "m-report-why", report.number) if report.shown else None
    about: Text = GONE
    buttons = stacked(opens, queue_button())
    if match is not None:
        other = await helpers.get(session, match.other(report.person_id))
        about = await _about(session, match, report, other)
        buttons = stacked(opens, *await _steps(session, match, other), queue_button())
    text = paragraphs(
        note, lines(title, why), about, shown if report.shown else _("No messages are attached.")
    )
    return Screen(text, buttons)


async def _about(session: Session, match: Match, report: TalkReport, other: Helper | None) -> Text:
    helper = await helpers.get(session, match.helper_id)
    active = match.status == matches.ACTIVE
    return lines(
        _("Helper {n}").format(n=helper.number) if helper is not None else None,
        BY_WHOM[report.person_id == match.requester_id],
        _("The talk is paused.") if active else _("The talk was closed before."),
        await _paused(session, other) if other is not None and other.status == helpers.PAUSED else None,
    )


async def _paused(session: Session, other: Helper) -> Text:
    talks = [m for m in await matches.active_of(session, other.person_id) if m.helper_id == other.person_id]
    paused = _("Helper {n}, whom it is about, is paused until one of you ends it; nothing is proven.")
    goes_on = plural("{n} talk of theirs is open.", "{n} talks of theirs are open.", len(talks))
    return lines(paused.format(n=other.number), goes_on)


async def _steps(session: Session, match: Match, other: Helper | None) -> tuple[Button | None, ...]:
    request = await requests.get(session, match.request_id)
    look = (
        None
        if request is None
        else action_button(_("Request {n}").format(n=request.number), "m-request", request.number)
    )
    if other is None or other.status != helpers.PAUSED:
        return (look,)
    return (
        look,
        action_button(_("End the pause"), "m-unpause", other.number),
        action_button(_("Give talks to others"), "m-hand-on", other.number),
    )
