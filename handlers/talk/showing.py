"""What was written, as the person who reported it gives it to the moderators: chosen by them, seen before it goes."""

from typing import Final, NamedTuple

from bot.conversation import Conversation, Review, Text
from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen, command_button, stacked
from handlers.base import Begin, Flow, Turn, row_id
from handlers.moderators import alerts
from handlers.talk.access import MENU
from storage import talk_reports
from storage.database import Session
from storage.persons import Person

MOST: Final = 5  # messages: who reads them should not have to read a whole talk
LONGEST: Final = 2000  # characters of each
STATE: Final = "shows_for"  # in the conversation's state: the report that it belongs to
NOT_NOW: Final = _("There is no report to which this could be added. Nothing was sent or kept.")
FIRST: Final = _(
    "Which messages should the moderators see? Copy or forward one here, or tell it in your own words. "
    "Delivered messages are not kept with us, so only you can show them. {n} at most, one by one; "
    "before they go you see them all once more."
)
NEXT: Final = _("One more? If that is all, skip this.")


class Shown(NamedTuple):
    """What the flow gives: to which report, and the messages."""

    report: int
    words: tuple[str, ...]


async def begin(turn: Turn, row: str) -> Begin:
    """Begin; a draft for another report does not come back here."""
    report = await talk_reports.get(turn.session, row_id(row))
    if report is None or report.person_id != turn.person.id or report.shown:
        raise Refused(NOT_NOW)
    if turn.state.get(STATE) != report.id:
        turn.state.get("kept", {}).pop(FLOW.name, None)
        if (turn.state.get("draft") or {}).get("flow") == FLOW.name:
            turn.state.pop("draft")
    turn.state[STATE] = report.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> int:
    """Return which report it is about."""
    report: int = turn.state.get(STATE, 0)
    return report


def talk(person: Person, report: int) -> Conversation[Shown]:
    """Ask for message after message, then show all that the moderators would see."""
    words: list[str] = []
    for place in range(1, MOST + 1):
        text = FIRST.format(n=MOST) if place == 1 else NEXT
        label = _("Message {n}").format(n=place)
        said = yield Text(f"message{place}", text, label=label, limit=LONGEST, optional=True)
        if not said:
            break
        words.append(said)
    if words:
        yield Review(
            text=_("The moderators will see exactly this, after giving a reason. Is everything right?")
        )
    return Shown(report, tuple(words))


async def finish(session: Session, person: Person, shown: Shown) -> Screen:
    """Keep it, sealed, with the report, and tell the desk that there is something to read."""
    rows = stacked(command_button(_("SOS numbers"), "sos"), MENU)
    if not shown.words:
        return Screen(_("Good: no messages are shown. The report stands without them."), rows)
    report = await talk_reports.get(session, shown.report)
    if report is None or not await talk_reports.show(session, report.id, person.id, shown.words):
        return Screen(NOT_NOW, rows)
    await alerts.report_shows(session, report.id)
    return Screen(_("Thank you. The moderators can read it now; in three months it is deleted."), rows)


FLOW = Flow("show_messages", talk, finish, load, bare=0)
