"""Reports a talk: it is paused at once, and so is a helper whom it is about; of the messages nothing goes along."""

from typing import Final

from bot.domain.hard_talks import Facts
from bot.domain.reported import REASONS
from bot.errors import Refused
from bot.i18n import Text, _, lines
from bot.screens import Rows, Screen, action_button, command_button, stacked
from handlers import hand_over, hard_talks
from handlers.base import Reply, Turn, row_id
from handlers.moderators import alerts
from handlers.talk.access import MENU, NOT_HERE, beside, other_name, own, resume_button
from handlers.talk.ending import stop
from storage import audit, helper_words, helpers, matches, outbox, talk_reports
from storage.matches import Match
from storage.talk_reports import TalkReport

PAUSED: Final = _(
    "Somebody has asked the moderators to look at a talk with you. This says nothing about you yet: it happens to "
    "good helpers too, and a moderator decides. Until then no new requests come to you; your other talks go on. "
    "You hear from us here. If it weighs on you, press “Talk with somebody”."
)


async def report(turn: Turn, row: str) -> Reply:
    """Ask what happened, by buttons only, below the message whose button was pressed: it may be the evidence."""
    match = await own(turn, row_id(row))
    text = _(
        "What happened in the talk with {name}? The talk is paused at once. A moderator reads the reason that you "
        "choose, and of the messages only what you decide to show afterwards."
    )
    reasons = (action_button(says, "talk-reported", f"{match.id}:{id}") for id, says in REASONS.items())
    back = action_button(_("Back"), "talk", match.id)
    beside(turn, Screen(text.format(name=other_name(turn, match)), (*stacked(*reasons), (back, MENU))))
    return None


async def reported(turn: Turn, row: str) -> Reply:
    """Pause the talk and tell the moderators the reason; a second press of it tells them nothing new."""
    match_row, _sign, reason = row.partition(":")
    match = await own(turn, row_id(match_row))
    if reason not in REASONS:
        raise Refused(NOT_HERE)
    note = await stop(turn, match)
    told, new = await talk_reports.add(turn.session, turn.person.id, match.number, reason)
    if new:
        await _pause_helping(turn, match.other(turn.person.id))
        await alerts.reported(turn.session, told)
        await hard_talks.happened(turn.session, match.helper_id, Facts(reported=True))
    return _thanks(turn, match, told, note)


async def _pause_helping(turn: Turn, person_id: int) -> None:
    """Whom a report is about is asked about nobody new; the talks with others go on until a moderator has looked."""
    session = turn.session
    if not await helpers.move(session, person_id, helpers.ACTIVE_OR_RESTING, helpers.PAUSED):
        return
    helper = await helpers.get(session, person_id)
    assert helper is not None, "it was moved just now"
    await audit.write(session, "", "pause-helper", f"helper {helper.number}", "report")
    await helper_words.drop(session, person_id)
    await hand_over.offers_back(session, person_id)
    rows = stacked(action_button(_("Talk with somebody"), "care", "talk"), MENU)
    await outbox.push(session, person_id, Screen(PAUSED, rows))


def _thanks(turn: Turn, match: Match, told: TalkReport, note: Text | None) -> Screen:
    thanks, sos = _("Thank you. The moderators have the report."), command_button(_("SOS numbers"), "sos")
    show = action_button(_("Show what was written"), "talk-show", told.id)
    first: Rows = () if told.shown else ((show,),)
    if match.status != matches.ACTIVE:
        return Screen(thanks, (*first, (sos, MENU)))
    paused = _(
        "The talk with {name} is paused: nothing comes from there. "
        "It goes on only if you press Resume, and you can also end it."
    )
    end = action_button(_("End"), "talk-end", match.id)
    rows: Rows = (*first, (resume_button(match), end), (sos, MENU))
    return Screen(lines(thanks, paused.format(name=other_name(turn, match)), note), rows)
