"""Too much at once: one kind answer, a pause of a minute, and afterwards how much did not go."""

from datetime import datetime
from typing import Final, NamedTuple

from bot.domain import flood
from bot.domain.flood import What
from bot.i18n import Msg, Text, _, lines, plural
from bot.screens import Screen, command_button
from handlers.base import Turn
from storage import outbox
from storage.outbox import Priority

METERS, SINCE = "pace", "since"  # in the conversation's state: locked, and written with every event anyway
TYPED: Final = ("words", "voice", "edited", "other")
AGAIN: Final = _("In a minute there is room again: please send it once more then. /sos always answers.")
EVERYTHING: Final = _(
    "That is very much at once. This did not go through and is not kept, "
    "and neither is what comes in the next minute."
)
TOO_MUCH: Final[dict[What, Msg]] = {
    "everything": EVERYTHING,
    "words": _(
        "Those are many messages at once. This one did not go through and is not kept, "
        "and neither is what you write in the next minute."
    ),
    "pictures": _(
        "Those are many pictures at once. This one did not go through and is not kept, "
        "and neither are those of the next minute."
    ),
    "forgetting": EVERYTHING,
    "talk": _(
        "Those are many messages at once for one talk. This one did not go to {name} and is not kept, "
        "and neither is what you write there in the next minute."
    ),
}


class Gate(NamedTuple):
    """Whether an event may go on, and what is said if it may not (None: that was said a moment ago)."""

    open: bool
    says: Screen | None = None


OPEN: Final = Gate(open=True)


def at_the_door(turn: Turn, forgets: bool) -> Gate:
    """Count an event of a person; where it is too much, nothing comes of it. Opening the chat is not counted.

    `forgets`: a step of /forget, which has a count of its own: nothing else may keep anybody from it.
    """
    kind = turn.event.kind
    if kind == "opened":
        return OPEN
    kinds: tuple[What, ...] = ("everything",)
    if forgets:
        kinds = ("forgetting",)
    elif kind in TYPED:
        kinds = ("everything", "words")
    elif kind == "photo":
        kinds = ("everything", "pictures")
    for what in kinds:
        gate = _gate(turn, what, TOO_MUCH[what])
        if not gate.open:
            return gate
    return OPEN


def into_a_talk(turn: Turn, match_id: int, name: str) -> Gate:
    """Count a message into a talk."""
    return _gate(turn, "talk", TOO_MUCH["talk"].format(name=name), f":{match_id}")


def _gate(turn: Turn, what: What, text: Text, whose: str = "") -> Gate:
    if not turn.limited:
        return OPEN
    now = turn.session.now.timestamp()
    meters = turn.state.setdefault(METERS, {})
    verdict = flood.weigh(meters, what, now, _is_new(turn), whose)
    if verdict.lost:
        _say_lost(turn, verdict.lost)
    if verdict.goes:
        flood.forget_full(meters, now)
        return OPEN
    buttons = command_button(_("SOS numbers"), "sos"), command_button(_("Menu"), "menu")
    return Gate(open=False, says=Screen(lines(text, AGAIN), (buttons,)) if verdict.tell else None)


def _is_new(turn: Turn) -> bool:
    """Who has agreed to nothing yet when first counted is new for a day."""
    now = turn.session.now
    since = turn.state.setdefault(SINCE, "" if turn.person.consent else now.isoformat(timespec="minutes"))
    return bool(since) and now - datetime.fromisoformat(since) < flood.NEW


def _say_lost(turn: Turn, lost: int) -> None:
    text = plural(
        "{n} more message or press of yours did not go through in that minute.",
        "{n} more messages or presses of yours did not go through in that minute.",
        lost,
    )
    outbox.push_to(turn.session, turn.arrival.here, Screen(text), Priority.REPLY)
