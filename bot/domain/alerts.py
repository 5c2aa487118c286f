"""What moderators are called for: in which stream, how often it is said until somebody takes it, and how wide.

The figures are judgements, as those of bot/domain/cadence.py are: no source gives times for peer networks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain import quiet_hours
from bot.domain.cadence import DAY, HOUR
from bot.i18n import Msg, ctx


@dataclass(frozen=True, slots=True)
class Stream:
    """Alerts of one sort; in a chat with topics they have a topic of this name."""

    says: Msg
    again: tuple[
        timedelta, ...
    ]  # after each time that it was said; the last span goes on; (): another clock says it
    widens: int  # from this time on, counted from 1, it is said in the general place, which everybody sees
    taken: timedelta  # so long whoever takes it is left in peace
    at_night: bool  # whether it is said again at night


# Other clocks: of letters bot/domain/correspondence.py, of danger bot/domain/cadence.py (5 and 15 minutes, then every
# half hour), of requests its first ones, by urgency (MODERATORS_ALERTED); these here go on from there.
STREAMS: Final[Mapping[str, Stream]] = {
    "danger": Stream(ctx("stream", "Signs of danger"), (), 2, 6 * HOUR, True),
    "requests": Stream(ctx("stream", "Requests"), (DAY, DAY, 3 * DAY), 3, 12 * HOUR, False),
    "talks": Stream(ctx("stream", "Talks"), (HOUR, 4 * HOUR, 12 * HOUR), 3, 12 * HOUR, False),
    "letters": Stream(ctx("stream", "Letters"), (), 3, 12 * HOUR, False),
    "people": Stream(ctx("stream", "People and groups"), (12 * HOUR, DAY, 3 * DAY), 3, 2 * DAY, False),
    # Two who are there now; an agreement lapses after two hours, an offer of duty after half an hour.
    "second": Stream(
        ctx("stream", "For a second moderator"), (timedelta(minutes=10),), 2, timedelta(minutes=20), True
    ),
    "duty": Stream(ctx("stream", "Duty"), (HOUR, 4 * HOUR, DAY), 2, 12 * HOUR, False),
    "obstacles": Stream(ctx("stream", "Obstacles"), (2 * DAY, 7 * DAY), 3, 7 * DAY, False),
}

ALL: Final = "all"
# What is needed now is said again sooner.
URGENT: Final = (2 * HOUR, 4 * HOUR)

DANGER, HELD, NOBODY, PROPOSED = "danger", "held", "nobody", "proposed"
SILENT, REPORT, UNREACHED, LETTER = "silent", "report", "unreached", "letter"
VOLUNTEER, TIRED, UNANSWERED, HARD, JOINING, UNLED = (
    "volunteer",
    "tired",
    "unanswered",
    "hard",
    "joining",
    "unled",
)
PAUSED, APPEAL = "paused", "appeal"
AGREEMENT, OFFERED, STILL_ON, OFF_DUTY = "agreement", "offered", "still-on", "off-duty"
HUSHED = "hushed"
OBSTACLE, RETURNED, CARD, JOINT = "obstacle", "returned", "card", "joint"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing for which moderators are called."""

    stream: str
    says: Msg
    by_hand: bool = False  # nobody but who took it knows when it is done, and says so
    answered: bool = False  # the buttons of its card answer it at once: there is nothing to take before


KINDS: Final[Mapping[str, Kind]] = {
    DANGER: Kind("danger", ctx("alert", "signs of danger"), by_hand=True),
    HELD: Kind("requests", ctx("alert", "request to read first")),
    NOBODY: Kind("requests", ctx("alert", "nobody accepts")),
    PROPOSED: Kind("requests", ctx("alert", "pairing to confirm")),
    SILENT: Kind("talks", ctx("alert", "no first word")),
    REPORT: Kind("talks", ctx("alert", "report about a talk"), by_hand=True),
    UNREACHED: Kind("talks", ctx("alert", "words do not arrive"), by_hand=True),
    LETTER: Kind("letters", ctx("alert", "letter to answer")),
    VOLUNTEER: Kind("people", ctx("alert", "new volunteer")),
    TIRED: Kind("people", ctx("alert", "helper is tired"), by_hand=True),
    UNANSWERED: Kind("people", ctx("alert", "person does not answer"), by_hand=True),
    HARD: Kind("people", ctx("alert", "it is hard for a person"), by_hand=True),
    PAUSED: Kind("people", ctx("alert", "helper still paused")),
    APPEAL: Kind("people", ctx("alert", "banned person asks")),
    JOINING: Kind("people", ctx("alert", "wish to join a group")),
    UNLED: Kind("people", ctx("alert", "group without coordinator")),
    AGREEMENT: Kind("second", ctx("alert", "second moderator to agree")),
    OFFERED: Kind("second", ctx("alert", "duty to take over"), answered=True),
    STILL_ON: Kind("duty", ctx("alert", "still on duty or not"), answered=True),
    OFF_DUTY: Kind("duty", ctx("alert", "nobody on duty"), by_hand=True),
    HUSHED: Kind("duty", ctx("alert", "sending is stopped")),
    OBSTACLE: Kind("obstacles", ctx("alert", "new obstacle"), by_hand=True),
    RETURNED: Kind("obstacles", ctx("alert", "obstacle is back"), by_hand=True),
    CARD: Kind("obstacles", ctx("alert", "card went otherwise"), by_hand=True),
    JOINT: Kind("obstacles", ctx("alert", "clock of a joint request"), by_hand=True),
}


def of_stream(stream: str) -> tuple[str, ...]:
    """Return the kinds that belong to a stream, or to ALL of them."""
    return tuple(name for name, kind in KINDS.items() if stream in (ALL, kind.stream))


def stream(kind: str) -> Stream:
    """Return the stream of a kind of alert."""
    return STREAMS[KINDS[kind].stream]


def again(kind: str, rounds: int, now: datetime, urgent: bool = False) -> datetime | None:
    """Return when an alert that was said `rounds` times is said again; None: another clock tells."""
    of = stream(kind)
    spans = URGENT if urgent else of.again
    return _by_day(of, now + spans[min(rounds, len(spans)) - 1]) if spans else None


def taken_until(kind: str, now: datetime) -> datetime:
    """Return until when whoever takes an alert is left in peace."""
    return _by_day(stream(kind), now + stream(kind).taken)


def when_left(kind: str, now: datetime) -> datetime | None:
    """Return when an alert is said again whose moderator left the chat: soon; None: another clock tells."""
    return _by_day(stream(kind), now) if stream(kind).again else None


def is_wide(kind: str, rounds: int) -> bool:
    """Say whether an alert is said to everybody when it is said for the time with this number, from 1."""
    return rounds >= stream(kind).widens


def calls_coordinators(kind: str, rounds: int) -> bool:
    """Say whether now, once, the coordinators of a request's group are asked to wake a moderator."""
    return kind in (HELD, NOBODY) and rounds == stream(kind).widens


def _by_day(of: Stream, at: datetime) -> datetime:
    return at if of.at_night else quiet_hours.next_allowed(at, quiet_hours.KYIV, quiet_hours.MODERATORS_AWAY)
