"""How states, outcomes and answers are called in the moderators' chat; short enough for a phone's table."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain import catalogue, outcomes, places
from bot.domain.matching import Ask
from bot.i18n import LANGUAGE_NAMES, Msg, Text, ctx, lines
from storage import groups, helpers, matches, offers, requests

LANGUAGES = LANGUAGE_NAMES
URGENCIES: Mapping[str, Msg] = {
    "now": ctx("desk", "now"),
    "today": ctx("desk", "today"),
    "normal": ctx("desk", "no hurry"),
}
WANTS: Mapping[str, Msg] = {
    "any": ctx("desk", "no preference"),
    "woman": ctx("desk", "a woman"),
    "man": ctx("desk", "a man"),
}
REQUESTS: Mapping[str, Msg] = {
    requests.HELD: ctx("desk", "held for a moderator"),
    requests.WAITING: ctx("desk", "looking for a helper"),
    requests.MATCHED: ctx("desk", "somebody helps"),
    requests.CLOSED: ctx("desk", "closed"),
}
OFFERS: Mapping[str, Msg] = {
    offers.ACCEPTED: ctx("desk", "accepted"),
    offers.DECLINED: ctx("desk", "not now"),
    offers.EXPIRED: ctx("desk", "stayed silent"),
    offers.WITHDRAWN: ctx("desk", "taken back"),
    offers.PROPOSED: ctx("desk", "not confirmed yet"),
    offers.LAPSED: ctx("desk", "never confirmed"),
}
HELPERS: Mapping[str, Msg] = {
    helpers.PENDING: ctx("desk", "wait for approval"),
    helpers.APPROVED: ctx("desk", "approved"),
    helpers.REFUSED: ctx("desk", "not approved"),
    helpers.RESTING: ctx("desk", "resting"),
    helpers.PAUSED: ctx("desk", "paused by a moderator"),
    helpers.STOPPED: ctx("desk", "help no longer"),
}
OUTCOMES: Mapping[str, Msg] = {
    "solved": ctx("desk", "solved"),
    "half": ctx("desk", "solved in part"),
    "refused": ctx("desk", "refused"),
    "not_needed": ctx("desk", "no longer needed"),
    "silent": ctx("desk", "helper silent"),
    "left": ctx("desk", "helper could not go on"),
    "no_help": ctx("desk", "no help found"),
    outcomes.ENDED: ctx("desk", "ended by moderators"),
    outcomes.REOPENED: ctx("desk", "did not hold"),
    matches.ACTIVE: ctx("desk", "going on"),
}
HOLDS: Mapping[str, Msg] = {
    outcomes.HOLDS: ctx("desk", "still holds"),
    outcomes.HOLDS_NOT: ctx("desk", "did not hold"),
    "": ctx("desk", "no answer yet"),
}
GROUPS: Mapping[str, Msg] = {
    groups.PLACE: ctx("desk", "of a place"),
    groups.WOMEN: ctx("desk", "women’s circle"),
    groups.RELATIVES: ctx("desk", "relatives"),
    groups.OTHER: ctx("desk", "other"),
}
# One word each: moderators type it too.
MODES: Mapping[str, Msg] = {
    groups.CONFIRMED: ctx("desk", "confirmed"),
    groups.SEEN: ctx("desk", "seen"),
    groups.PEERS: ctx("desk", "peers"),
}

OFFER = ctx("desk", "helper {n}: {answer}")
_COUNTED = Msg("{what}: {n}")


def called(names: Mapping[str, Msg], key: str) -> Text:
    """Return the name of a state; a state that came with a later version is shown as it is kept."""
    return names.get(key, key)


def kind(ask: Ask) -> Text:
    """Return what is asked for, in short."""
    known = [subneed for need in catalogue.NEEDS for subneed in need.subneeds if subneed.id == ask.subneed]
    return known[0].short if known else ask.subneed


def place(code: str) -> Text:
    """Return the name of a region or country, or that none was told."""
    return places.name(code) if places.is_place(code) else ctx("desk", "not said")


def meeting(in_person: bool) -> Msg:
    """Return how the two would meet."""
    return ctx("desk", "in person") if in_person else ctx("desk", "from afar")


def age(since: datetime, now: datetime) -> Msg:
    """Return how long ago something was: minutes, then hours, then days."""
    minutes = max(0, int((now - since).total_seconds()) // 60)
    if minutes < 60:
        return ctx("desk", "{n} min").format(n=minutes)
    if minutes < 48 * 60:
        return ctx("desk", "{n} h").format(n=minutes // 60)
    return ctx("desk", "{n} d").format(n=minutes // (24 * 60))


def counted(what: Text, count: int) -> Msg:
    """Return one line of a table: "approved: 12"."""
    return _COUNTED.format(what=what, n=count)


def several(parts: tuple[Text, ...]) -> Text:
    """Join names by commas, or say that there are none."""
    return lines(*parts, separator=", ") if parts else ctx("desk", "none")
