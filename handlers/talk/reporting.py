"""Reports a talk: it is paused at once, and the moderators read the reason, but none of the messages."""

from typing import Final

from bot.domain.hard_talks import Facts
from bot.errors import Refused
from bot.i18n import Msg, _, lines
from bot.screens import Rows, Screen, action_button, command_button, stacked
from handlers import hard_talks
from handlers.base import Reply, Turn, row_id
from handlers.moderators import alerts
from handlers.talk.access import MENU, NOT_HERE, beside, other_name, own, resume_button
from handlers.talk.ending import stop
from storage import matches
from storage.matches import Match

REASONS: Final[dict[str, Msg]] = {
    "money": _("Money or cards"),
    "threats": _("Threats"),
    "data": _("Asks for personal data"),
    "other": _("Something else"),
}
LATEST: Final = 20  # reports that are remembered, so that a second press is not a second report


async def report(turn: Turn, row: str) -> Reply:
    """Ask what happened, by buttons only, below the message whose button was pressed: it may be the evidence."""
    match = await own(turn, row_id(row))
    text = _(
        "What happened in the talk with {name}? The talk is paused at once. "
        "A moderator reads the reason that you choose, and none of the messages."
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
    await stop(turn, match)
    sent: list[str] = turn.state.get("reported", [])
    if row not in sent:
        turn.state["reported"] = [*sent, row][-LATEST:]
        side = "requester" if turn.person.id == match.requester_id else "helper"
        await alerts.reported(turn.session, match, side, REASONS[reason])
        await hard_talks.happened(turn.session, match.helper_id, Facts(reported=True))
    return _thanks(turn, match)


def _thanks(turn: Turn, match: Match) -> Screen:
    thanks, sos = _("Thank you. The moderators have the report."), command_button(_("SOS numbers"), "sos")
    if match.status != matches.ACTIVE:
        return Screen(thanks, ((sos, MENU),))
    paused = _(
        "The talk with {name} is paused: nothing comes from there. "
        "It goes on only if you press Resume, and you can also end it."
    )
    end = action_button(_("End"), "talk-end", match.id)
    rows: Rows = ((resume_button(match), end), (sos, MENU))
    return Screen(lines(thanks, paused.format(name=other_name(turn, match))), rows)
