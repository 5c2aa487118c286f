"""Reports of talks at the desk: opening what was shown, and giving a paused helper's talks to others."""

from bot.errors import Refused
from bot.i18n import _, lines
from bot.screens import Screen, action_button, stacked
from handlers import hand_over
from handlers.moderators import helper_card, report_card
from handlers.moderators.base import DeskAction, DeskTurn, Misread, numbers
from handlers.moderators.match import find_helper
from handlers.moderators.own import must_be_about_others, reported
from handlers.moderators.words import REASONS
from storage import helpers, outbox, talk_reports
from storage.talk_reports import TalkReport

NOT_PAUSED = _("This helper is not paused: nothing has changed.")
NO_TALKS = _("This helper has no open talks.")


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show the card."""
    report = await _find(turn, row)
    await turn.record("browse", f"report {report.number}")
    return await report_card.card(turn.session, report)


async def ask_why(turn: DeskTurn, row: str) -> Screen:
    """Ask for the reason; nothing is opened yet."""
    report = await _shown(turn, row)
    reasons = [action_button(says, "m-report-open", f"{report.number}-{id}") for id, says in REASONS.items()]
    text = _("Why open what was shown with report {n}? The reason is kept in the audit.")
    back = action_button(_("Leave it closed"), "m-report", report.number)
    return Screen(text.format(n=report.number), stacked(*reasons, back))


async def open_words(turn: DeskTurn, row: str) -> Screen:
    """Show each message on its own, so that it can be taken out of the chat again."""
    number, _dash, reason = row.partition("-")
    report = await _shown(turn, number)
    if reason not in REASONS:
        raise Misread
    await turn.record("words", f"report {report.number}", reason)
    for place, words in enumerate(report.shown, 1):
        title = _("Report {n}, message {place}, as the person gave it:").format(n=report.number, place=place)
        away = stacked(action_button(_("Take it away"), "m-away", report.number))
        outbox.push_to(turn.session, turn.desk, Screen(lines(title, words), away))
    return await report_card.card(turn.session, report)


async def hand_on(turn: DeskTurn, row: str) -> Screen:
    """Let the open talks of a paused helper go on with others; both sides hear it kindly."""
    (number,) = numbers(row, 1)
    helper = await find_helper(turn, number)
    if helper.status != helpers.PAUSED:
        raise Refused(NOT_PAUSED)
    if not await hand_over.matches_on(turn.session, helper.person_id):
        raise Refused(NO_TALKS)
    await turn.record("hand-on", f"helper {helper.number}")
    return helper_card.card(helper, _("The talks go on with others."))


async def _shown(turn: DeskTurn, row: str) -> TalkReport:
    report = await _find(turn, row)
    await must_be_about_others(turn, await reported(turn.session, report))
    if not report.shown:
        raise Refused(_("Nothing was shown with report {n}.").format(n=report.number))
    return report


async def _find(turn: DeskTurn, row: str) -> TalkReport:
    (number,) = numbers(row, 1)
    report = await talk_reports.by_number(turn.session, number)
    if report is None:
        raise Refused(_("There is no report {n}, or not any more.").format(n=number))
    return report


ACTIONS = (
    DeskAction("m-report", look),
    DeskAction("m-report-why", ask_why),
    DeskAction("m-report-open", open_words),
    DeskAction("m-hand-on", hand_on),
)
