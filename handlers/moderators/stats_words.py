"""How what is counted is called, in the text of the numbers and on their picture."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Final

from bot.domain import catalogue
from bot.domain.filtering.named import GROUP
from bot.domain.filtering.wanted import Wanted
from bot.domain.stats import counting
from bot.domain.stats.counting import Part
from bot.domain.stats.periods import Span
from bot.i18n import Msg, Text, When, _, ctx, plural
from handlers.moderators import labels

ASKED: Final = ctx("stats", "asked")
# In the order in which they are shown.
FATES: Final[Mapping[str, Msg]] = {
    counting.HELPED: ctx("stats", "helped"),
    counting.UNDER_WAY: ctx("stats", "word came, goes on"),
    counting.AGAIN: ctx("stats", "look for help again"),
    counting.WAITS: ctx("stats", "wait, no word yet"),
    counting.ENDED: ctx("stats", "ended without help"),
    counting.GONE: ctx("stats", "deleted by the person"),
}
WHY: Final[Mapping[str, Msg]] = {
    **labels.OUTCOMES,
    counting.HELD: ctx("stats", "held for a moderator"),
    counting.NOBODY: ctx("stats", "nobody could be asked"),
    counting.ASKING: ctx("stats", "somebody is being asked"),
    counting.DECLINED: ctx("stats", "asked, nobody accepted"),
    counting.ACCEPTED: ctx("stats", "accepted, not written yet"),
    counting.GONE: FATES[counting.GONE],
}
KINDS: Final[Mapping[str, Msg]] = {
    counting.NEED: _("By need"),
    counting.PLACE: _("By place"),
    counting.GROUP: _("By group"),
    counting.LANGUAGE: _("By language"),
}
OTHERS: Final = ctx("stats", "all others")
NO_GROUP: Final = ctx("stats", "no group")


def is_of_a_group(look: Wanted) -> bool:
    """Whether numbers are of a group."""
    return any(field == GROUP for test in look.tests for field, _value in test)


def title(days: int) -> Msg:
    """Return what a time is called."""
    return plural("The last {n} day", "The last {n} days", days)


def dates(span: Span) -> Msg:
    """Return from when until when."""
    year = " y" if span.first.year != span.last.year else ""
    ends = (datetime.combine(day, time(12), tzinfo=UTC) for day in (span.first, span.last))
    first, last = (When(at, pattern=f"d MMMM{year}") for at in ends)
    return Msg("{first} – {last}").format(first=first, last=last)


def called(kind: str, code: str, groups: Mapping[str, str]) -> Text:
    """Return the name of a need, a place, a group or a language."""
    match kind:
        case counting.NEED:
            known = {need.id: need.label for need in catalogue.NEEDS}
            return known.get(code, ctx("desk", "not said"))
        case counting.PLACE:
            return labels.place(code)
        case counting.GROUP:
            return groups.get(code, NO_GROUP)
        case _:
            return labels.LANGUAGES.get(code, code)


def largest(
    parts: Mapping[str, Part], shown: int, fewest: int = 0
) -> tuple[list[tuple[str, Part]], list[Part]]:
    """Return the parts with the most requests, and the others; of `fewest` people at least."""
    ordered = sorted(parts.items(), key=lambda each: (-each[1].asked, each[0]))
    first = [(code, part) for code, part in ordered if len(part.people) >= fewest][:shown]
    named = {code for code, _part in first}
    return first, [part for code, part in ordered if code not in named]


def together(parts: Iterable[Part]) -> Part:
    """Return several parts as one."""
    whole = Part()
    for part in parts:
        whole.asked, whole.helped = whole.asked + part.asked, whole.helped + part.helped
        whole.nothing += part.nothing
        whole.words += part.words
        whole.people |= part.people
    return whole
