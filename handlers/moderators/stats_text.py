"""The numbers as text, for those who may see them exactly: what was asked, what came of it, who got nothing and why."""

from collections.abc import Sequence
from typing import Final

from bot.domain.stats.counting import AGAIN, WAITS
from bot.domain.stats.periods import PERIODS
from bot.domain.stats.waits import HALF, NINE_OF_TEN, percentile, said
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs, plural
from bot.screens import Screen, stacked
from handlers.moderators import labels, stats_parts, stats_words
from handlers.moderators.base import queue_button
from handlers.moderators.stats import button
from storage.stats import Numbers

COUNTED: Final = ctx("stats", "{what}: {n} ({before})")
WITHIN: Final = ctx("stats", "half: {within}")
NINE: Final = ctx("stats", "nine of ten: {within}")
WITHIN_BEFORE: Final = ctx("stats", "before: {half}, {nine}")
TOO_FEW: Final = _("For a picture that may be passed on, too few people asked.")
NOT_OF_A_GROUP: Final = _("Of one group there is no picture: its numbers would lead to people.")
OF_A_PART: Final = _(
    "Only requests are counted here, and none of people who deleted everything: nothing of theirs is kept but the day."
)
STAYS: Final = _("These numbers are exact and stay in this chat. The picture may be passed on.")
BEFORE: Final = _("In brackets: as many days before, up to the same hour.")


def known(numbers: Numbers) -> Text | None:
    """Say what is counted of a shorter time, since closed requests are not kept for so long."""
    if not numbers.known_days:
        return None
    whole = plural(
        "Closed requests are kept for {n} day, then only how many there were. "
        "Waits, people, needs, places and new talks are of this last day.",
        "Closed requests are kept for {n} days, then only how many there were. "
        "Waits, people, needs, places and new talks are of these last days.",
        numbers.known_days,
    )
    part = plural(
        "Closed requests are kept for {n} day: only what was asked since then is counted.",
        "Closed requests are kept for {n} days: only what was asked since then is counted.",
        numbers.known_days,
    )
    return whole if numbers.whole else part


def screens(numbers: Numbers, picture: int | None, of: Text | None = None) -> tuple[Screen, ...]:
    """Return what is sent: the picture, the numbers, and what they are made of; `of` says of which part."""
    when = lines(stats_words.title(numbers.days), stats_words.dates(numbers.span), separator=": ")
    title = lines(when, of)
    shown = (Screen(title, picture=picture),) if picture is not None else ()
    ways = (button(days, numbers.look) for days in PERIODS if days != numbers.days)
    return (
        *shown,
        Screen(
            paragraphs(
                title,
                *_told(numbers),
                None if numbers.whole else OF_A_PART,
                known(numbers),
                _of_the_picture(numbers, shown),
            )
        ),
        Screen(paragraphs(*stats_parts.told(numbers)), stacked(*ways, queue_button())),
    )


def _of_the_picture(numbers: Numbers, shown: Sequence[Screen]) -> Text:
    if stats_words.is_of_a_group(numbers.look):
        return NOT_OF_A_GROUP
    return STAYS if shown else TOO_FEW


def _told(numbers: Numbers) -> tuple[Text | None, ...]:
    now, before = numbers.now, numbers.before
    counts = [(stats_words.ASKED, now.asked, before.asked)]
    counts += [(says, now.fates[fate], before.fates[fate]) for fate, says in stats_words.FATES.items()]
    open_ = now.fates[WAITS] + now.fates[AGAIN]
    waits = plural(
        "{n} of these still waits: neither helped nor failed yet.",
        "{n} of these still wait: neither helped nor failed yet.",
        open_,
    )
    beside = (
        COUNTED.format(what=what, n=n, before=was) if numbers.compared else labels.counted(what, n)
        for what, n, was in counts
    )
    return (
        lines(_("Requests"), *beside, BEFORE if numbers.compared else None),
        waits if open_ else None,
        _waited(_("From asking to the first word"), now.words, before.words),
        _waited(_("From asking to the end with help"), now.helps, before.helps),
        _people(numbers),
        _why(numbers),
    )


def _waited(title: Msg, waits: Sequence[int], before: Sequence[int]) -> Text | None:
    if not waits:
        return None
    half, nine = (said(percentile(waits, part)) for part in (HALF, NINE_OF_TEN))
    was = [said(percentile(before, part)) for part in (HALF, NINE_OF_TEN)] if before else []
    return lines(
        title,
        plural("{n} request had it:", "{n} requests had it:", len(waits)),
        WITHIN.format(within=half),
        NINE.format(within=nine),
        WITHIN_BEFORE.format(half=was[0], nine=was[1]) if was else None,
    )


def _people(numbers: Numbers) -> Text | None:
    if not numbers.now.got:
        return None
    nothing, wait = numbers.now.without
    got = plural(
        "{n} of them got neither a word nor help.", "{n} of them got neither a word nor help.", nothing
    )
    return lines(
        _("Who got nothing"),
        plural("{n} person asked.", "{n} people asked.", len(numbers.now.got)),
        got if nothing else _("Each of them got a word or help."),
        plural("{n} of these still waits.", "{n} of these still wait.", wait) if wait else None,
    )


def _why(numbers: Numbers) -> Text | None:
    why = ((labels.called(stats_words.WHY, code), n) for code, n in numbers.now.why.most_common() if n)
    told = [labels.counted(says, n) for says, n in why]
    return lines(_("Requests without a word, and why"), *told) if told else None
