"""Many new cases in a short time: kindly told before the first question, and again at "Send", where the draft stays.

They are counted in the conversation's state and not by their rows: who leaves an obstacle or stops helping takes the
row along, and a request that came of signs of danger takes no room. It goes with the person, as all does by /forget.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import new_cases
from bot.domain.new_cases import DAY, HOUR, Case, Full
from bot.errors import Refused
from bot.i18n import Msg, When, _, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Turn
from handlers.where import zone_of
from storage import requests

MADE: Final = "made"  # moments by kind, in the conversation's state: locked, and written with every event
SHOWN: Final = 3  # open requests with a button
FLOWS: Final[Mapping[Case, str]] = {
    "request": "ask_for_help",
    "obstacle": "report_obstacle",
    "volunteer": "volunteer",
}
FULL: Final[Mapping[tuple[Case, timedelta], Msg]] = {
    ("request", HOUR): _(
        "People read every request, so {n} can be sent within an hour. The next one can go after {when}."
    ),
    ("request", DAY): _(
        "People read every request, so {n} can be sent within a day. The next one can go after {when}."
    ),
    ("obstacle", HOUR): _(
        "Moderators look at every new obstacle, so {n} can be told within an hour. "
        "The next one can be told after {when}. “I met it too” is possible at any time."
    ),
    ("obstacle", DAY): _(
        "Moderators look at every new obstacle, so {n} can be told within a day. "
        "The next one can be told after {when}. “I met it too” is possible at any time."
    ),
    ("volunteer", HOUR): _(
        "A moderator looks at every offer to help, so {n} can be sent within an hour. "
        "The next one can go after {when}."
    ),
    ("volunteer", DAY): _(
        "A moderator looks at every offer to help, so {n} can be sent within a day. "
        "The next one can go after {when}."
    ),
}
MEANWHILE: Final = _(
    "What you have sent stays as it is. If something is missing in it, the moderators can be told. "
    "If it cannot wait, /sos shows numbers that answer now."
)
STAYS: Final = _(
    "This was not sent yet. All your answers stay here, and “Send” works then. "
    "If it cannot wait, /sos shows numbers that answer now."
)


async def no_room(turn: Turn, case: Case) -> Screen | None:
    """Say, before anything is asked, that one more cannot be sent now, and what can be done; None: it can."""
    over = _full(turn, case)
    if over is None:
        return None
    kept = FLOWS[case] in turn.state.get("kept", {})
    buttons = (
        *(await _open_requests(turn) if case == "request" else ()),
        command_button(_("What helped others"), "obstacles") if case == "obstacle" else None,
        command_button(_("My draft"), f"resume:{FLOWS[case]}") if kept else None,
        command_button(_("Write to the team"), "team"),
    )
    last = command_button(_("SOS numbers"), "sos"), command_button(_("Menu"), "menu")
    return Screen(paragraphs(_says(turn, case, over), MEANWHILE), (*stacked(*buttons), last), passing=True)


def count(turn: Turn, case: Case) -> None:
    """Count one more, which is about to be kept; raise Refused when it is too many: the draft stays as it is.

    Who presses twice, or on two phones, is counted one after the other: the person is locked.
    """
    over = _full(turn, case)
    if over is not None:
        raise Refused(paragraphs(_says(turn, case, over), STAYS))
    made = turn.state.setdefault(MADE, {})
    made[case] = new_cases.one_more(made.get(case, ()), turn.session.now.timestamp())


def _full(turn: Turn, case: Case) -> Full | None:
    return new_cases.full(case, turn.state.get(MADE, {}).get(case, ()), turn.session.now.timestamp())


def _says(turn: Turn, case: Case, over: Full) -> Msg:
    """The limit, and when there is room again: on the person's clock, with the date when it is another day."""
    zone, until = zone_of(turn.person), datetime.fromtimestamp(over.until, UTC)
    today, then = (moment.astimezone(ZoneInfo(zone)).date() for moment in (turn.session.now, until))
    when = When(until, zone, "HH:mm") if today == then else When(until, zone)
    return FULL[case, over.span].format(n=over.most, when=when)


async def _open_requests(turn: Turn) -> tuple[Button, ...]:
    mine = await requests.of_person(turn.session, turn.person.id)
    still_open = [request for request in mine if request.status != requests.CLOSED][:SHOWN]
    return tuple(
        action_button(_("Request {n}").format(n=one.number), "request", one.id) for one in still_open
    )
