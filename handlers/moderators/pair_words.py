"""How the matcher's rules and points are called in the moderators' chat."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from bot.i18n import Msg, Text, When, _, ctx, lines, plural

# Why a helper may not be asked: the codes of bot/domain/matching/pair.py.
REFUSED: Final[Mapping[str, Msg]] = {
    "group": _("This helper is in none of the groups that are open to the request by now."),
    "skill": _("This helper does not help with such needs."),
    "language": _("This helper does not speak the language of the request."),
    "gender": _("The person asked for a woman, or for a man."),
    "region": _("They could not meet in person there."),
    "travel": _("They are a region apart, and neither of the two can travel."),
    "slots": _("The two have no time in common."),
    "inactive": _("This helper rests, or no message can reach them now."),
    "full": _("This helper has no free place now."),
    "asked": _("This helper is being asked about somebody else, or was asked often enough this week."),
    "quiet": _("It is night where this helper is."),
    "declined": _("This helper has already said no to it."),
    "forbidden": _("A moderator forbade this pair."),
    "blocked": _("The two have had a talk that one of them paused or reported."),
    "self": _("It is their own request."),
    "pinned": _("The request is kept for another helper."),
}
# What is left after each rule: "31 in the open groups".
LEFT: Final[Mapping[str, Msg]] = {
    "group": ctx("funnel", "in the open groups: {n}"),
    "skill": ctx("funnel", "help with this: {n}"),
    "language": ctx("funnel", "speak the language: {n}"),
    "gender": ctx("funnel", "a woman or a man, as asked: {n}"),
    "region": ctx("funnel", "can meet there: {n}"),
    "travel": ctx("funnel", "one of the two can travel: {n}"),
    "slots": ctx("funnel", "at these times: {n}"),
    "inactive": ctx("funnel", "do not rest and can be reached: {n}"),
    "full": ctx("funnel", "have a free place: {n}"),
    "asked": ctx("funnel", "not asked too often: {n}"),
    "quiet": ctx("funnel", "awake: {n}"),
    "declined": ctx("funnel", "have not said no: {n}"),
    "blocked": ctx("funnel", "not parted before: {n}"),
    "self": ctx("funnel", "not the person themself: {n}"),
    "pinned": ctx("funnel", "kept for this helper: {n}"),
}
# What would help most: if this were otherwise, so many could be asked.
LACKS: Final[Mapping[str, Msg]] = {
    "group": ctx("gap", "a helper in their group or beside it"),
    "skill": ctx("gap", "somebody who helps with this"),
    "language": ctx("gap", "somebody who speaks the language"),
    "gender": ctx("gap", "a woman or a man, as asked"),
    "region": ctx("gap", "somebody in that place"),
    "travel": ctx("gap", "somebody who can travel there"),
    "slots": ctx("gap", "somebody with time at those hours"),
    "inactive": ctx("gap", "helpers who do not rest and whom a message reaches"),
    "full": ctx("gap", "free places"),
    "asked": ctx("gap", "helpers who were not asked as often this week"),
    "quiet": ctx("gap", "somebody who is awake, or may be woken"),
    "declined": ctx("gap", "more helpers: these have said no"),
    "blocked": ctx("gap", "more helpers: these were parted before"),
    "self": ctx("gap", "more helpers besides the person themself"),
    "pinned": ctx("gap", "other helpers: the request is kept for one"),
}
# The points of a pair, in the order in which they are shown.
PARTS: Final[Mapping[str, Msg]] = {
    "need": ctx("points", "the need itself: {n}"),
    "urgency": ctx("points", "how soon: {n}"),
    "waiting": ctx("points", "has waited: {n}"),
    "group": ctx("points", "same group, or beside: {n}"),
    "region": ctx("points", "same place, or near: {n}"),
    "previous": ctx("points", "helped this person well before: {n}"),
    "reciprocity": ctx("points", "was helped too: {n}"),
    "acceptance": ctx("points", "often says yes: {n}"),
    "rare_skill": ctx("points", "has a rare skill, to be spared: {n}"),
    "fatigue": ctx("points", "helped much this month: {n}"),
    "week": ctx("points", "asked this week: {n}"),
    "load": ctx("points", "helps others now: {n}"),
}


def refused(codes: Iterable[str]) -> Text:
    """Return why a pair may not be made, a line for each rule."""
    return lines(*(REFUSED[code] for code in codes))


def resting(back_at: Iterable[int]) -> Text | None:
    """Say how many helpers would fit but rest, and when the first is back; `back_at` in seconds, 0: not said."""
    moments = list(back_at)
    first = min((at for at in moments if at), default=0)
    many = plural("{n} helper would fit, but rests.", "{n} helpers would fit, but rest.", len(moments))
    known = _("The first is back on {when}.").format(when=When(datetime.fromtimestamp(first, UTC)))
    unknown = _("Until when, is not said.")
    return lines(many, known if first else unknown, separator=" ") if moments else None
