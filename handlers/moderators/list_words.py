"""What the words after a list's command may be: states, times and kinds besides places, needs, languages, groups."""

from collections.abc import Mapping
from typing import Final

from bot.domain.filtering import named
from bot.domain.filtering.named import GROUP, NEED, spoken
from bot.domain.filtering.vocabulary import Name, Value, Vocabulary, names
from bot.domain.stats import periods
from bot.i18n import Msg, Text, ctx
from handlers.moderators import labels
from handlers.moderators.request_card import OPEN_STATES
from storage import groups, helpers, requests
from storage.database import Session
from storage.people import ASKS, BANNED, HELPS, LEADS, QUIET

STATE, URGENCY, TIME, MEETING, GENDER, FREE = "s", "u", "t", "m", "w", "f"
TODAY, WEEK = "today", "week"


_REQUESTS: Final[Mapping[str, Msg]] = {
    requests.HELD: ctx("filter", "held|to read first"),
    requests.WAITING: ctx("filter", "waiting|waits|searching|without a helper"),
    requests.MATCHED: ctx("filter", "matched|helped now|somebody helps"),
    requests.CLOSED: ctx("filter", "closed|ended|done"),
}
_OPEN: Final = ctx("filter", "open|not closed")
_URGENCIES: Final[Mapping[str, Msg]] = {
    "now": ctx("filter", "urgent|now|at once"),
    "today": ctx("filter", "urgent|soon|within a day"),
    "normal": ctx("filter", "no hurry|can wait"),
}
_TIMES: Final[Mapping[str, Msg]] = {
    TODAY: ctx("filter", "today"),
    WEEK: ctx("filter", "week|this week"),
}
PERIODS: Final[Mapping[int, Msg]] = {
    periods.WEEK: ctx("stats", "week"),
    periods.MONTH: ctx("stats", "month"),
    periods.YEAR: ctx("stats", "year"),
}
_MEETINGS: Final[Mapping[str, Msg]] = {
    "person": ctx("filter", "in person|face to face|meeting"),
    "afar": ctx("filter", "from afar|online|by phone"),
}
_HELPERS: Final[Mapping[str, Msg]] = {
    helpers.PENDING: ctx("filter", "new|to approve|pending"),
    helpers.APPROVED: ctx("filter", "approved|active"),
    helpers.RESTING: ctx("filter", "resting|rests"),
    helpers.PAUSED: ctx("filter", "paused"),
    helpers.REFUSED: ctx("filter", "refused|not approved"),
    helpers.STOPPED: ctx("filter", "stopped|help no longer"),
}
_GENDERS: Final[Mapping[str, Msg]] = {
    "woman": ctx("filter", "woman|women"),
    "man": ctx("filter", "man|men"),
}
_FREE: Final[Mapping[str, Msg]] = {"yes": ctx("filter", "free|free place")}
_PEOPLE: Final[Mapping[str, Msg]] = {
    ASKS: ctx("filter", "asks|ask|asking"),
    HELPS: ctx("filter", "helps|help|helping"),
    LEADS: ctx("filter", "coordinates|coordinators"),
    BANNED: ctx("filter", "banned|ban"),
    QUIET: ctx("filter", "quiet|nothing open"),
}
PEOPLE: Final[Mapping[str, Msg]] = {
    ASKS: ctx("desk", "ask for help now"),
    HELPS: ctx("desk", "help somebody now"),
    LEADS: ctx("desk", "coordinate a group"),
    BANNED: ctx("desk", "banned"),
    QUIET: ctx("desk", "nothing open"),
}
LATELY: Final[Mapping[str, Msg]] = {TODAY: ctx("desk", "this day"), WEEK: ctx("desk", "these seven days")}
_SHOWN: Final[dict[Value, Text]] = {
    **{(TIME, name): says for name, says in LATELY.items()},
    (MEETING, "person"): labels.meeting(True),
    (MEETING, "afar"): labels.meeting(False),
    (FREE, "yes"): ctx("desk", "with a free place"),
    (GENDER, "woman"): labels.WANTS["woman"],
    (GENDER, "man"): labels.WANTS["man"],
    **{(URGENCY, code): says for code, says in labels.URGENCIES.items()},
}


async def of_requests(session: Session) -> Vocabulary:
    """What can be said of requests."""
    either = [name for state in OPEN_STATES for name in names((STATE, state), _OPEN)]
    either += [name for state in labels.REQUESTS for name in names((STATE, state), named.EVERYTHING)]
    own = (*spoken(STATE, _REQUESTS), *either, *spoken(URGENCY, _URGENCIES), *spoken(MEETING, _MEETINGS))
    shown = {(STATE, code): says for code, says in labels.REQUESTS.items()}
    known = (*own, *spoken(TIME, _TIMES), *named.need_names())
    return await _with_groups(session, known, shown)


async def of_helpers(session: Session) -> Vocabulary:
    """What can be said of helpers."""
    own = (*spoken(STATE, _HELPERS), *spoken(MEETING, _MEETINGS), *spoken(GENDER, _GENDERS))
    shown = {(STATE, code): says for code, says in labels.HELPERS.items()}
    return await _with_groups(session, (*own, *spoken(FREE, _FREE), *named.need_names()), shown)


async def of_people(session: Session) -> Vocabulary:
    """What can be said of people: nothing that they wrote."""
    shown = {(STATE, code): says for code, says in PEOPLE.items()}
    return await _with_groups(session, (*spoken(STATE, _PEOPLE), *spoken(TIME, _TIMES)), shown)


async def of_numbers(session: Session) -> Vocabulary:
    """What the numbers may be of."""
    times = {str(days): says for days, says in PERIODS.items()}
    needs = (name for name in named.need_names() if name.value[0] == NEED)
    shown = {(TIME, days): says for days, says in times.items()}
    return await _with_groups(session, (*spoken(TIME, times), *needs), shown)


async def _with_groups(session: Session, own: tuple[Name, ...], shown: Mapping[Value, Text]) -> Vocabulary:
    known, called = list(own), {**named.called(), **_SHOWN, **shown}
    for group in await groups.all_open(session):
        value = (GROUP, str(group.number))
        known += names(value, group.name, ctx("filter", "group {n}").format(n=group.number))
        called[value] = ctx("act", "group {n}").format(n=group.number)
    return Vocabulary((*known, *named.place_names(), *named.language_names()), called)
