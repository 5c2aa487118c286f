"""What of the numbers may stand on a picture that is passed on: rounded to five, no one's own wait, no group."""

from collections.abc import Sequence
from typing import Final

from bot.domain.stats import counting
from bot.domain.stats.counting import Figures
from bot.domain.stats.page import Bar, Page, Panel, Share, Tile, Wait
from bot.domain.stats.passing_on import ENOUGH_WAITS, FIVE, about, number
from bot.domain.stats.waits import DAY, HALF, HOUR, NINE_OF_TEN, percentile, said
from bot.i18n import Language, Msg, Text, _, ctx, plural, translate
from handlers.moderators import stats_words
from handlers.moderators.stats_parts import carrying
from storage.stats import Numbers

COLOURS: Final = {
    counting.HELPED: "#084a91",
    counting.UNDER_WAY: "#5fa3d8",
    counting.AGAIN: "#a48bc9",
    counting.WAITS: "#f2a93b",
    counting.ENDED: "#8c2d04",
    counting.GONE: "#c9d1d8",
}
TITLE: Final = _("Kolo: what was asked, and what came of it")
NOTE: Final = _("Numbers are rounded to five; smaller ones, groups and people are not shown.")
WAS: Final = ctx("stats", "before: {n}")
NOTHING: Final = ctx("stats", "people who got nothing")
WAITED: Final = _("How long it took: half, nine of ten; grey: before")
FIRST_WORD, HELP = ctx("stats", "First word"), ctx("stats", "Help")
TOO_FEW: Final = ctx("stats", "too few to say")
HALF_AND_NINE: Final = ctx("stats", "half {half}, nine of ten {nine}")
KEY: Final = ctx("stats", "requests; dark: helped, from five")
CARRY: Final = _("What helpers carry")
ALL: Final = ctx("stats", "all together: {n}")
SHOWN: Final = 4  # bars of a kind
ON_IT: Final = (counting.NEED, counting.PLACE, counting.LANGUAGE)


def page(numbers: Numbers, language: Language, of: Text | None = None) -> Page | None:
    """Return what is drawn, in a language; None when fewer than five people asked, and of a group."""
    now, before = numbers.now, numbers.before
    if len(now.got) < FIVE or stats_words.is_of_a_group(numbers.look):
        return None

    def say(text: Text) -> str:
        return translate(text, language)

    fates = stats_words.FATES
    return Page(
        say(TITLE),
        f"{say(stats_words.title(numbers.days))}: {say(stats_words.dates(numbers.span))}{_of(of, language)}",
        _tiles(numbers, language),
        tuple(
            Share(say(says), number(now.fates[fate]), about(now.fates[fate]), COLOURS[fate])
            for fate, says in fates.items()
        ),
        about(now.asked),
        say(WAITED),
        (
            _wait(FIRST_WORD, now.words, before.words, language),
            _wait(HELP, now.helps, before.helps, language),
        ),
        tuple(
            (seconds, say(_tick(seconds))) for seconds in (HOUR, 6 * HOUR, DAY, 4 * DAY, 15 * DAY, 60 * DAY)
        ),
        (
            *(_panel(now, kind, language) for kind in ON_IT),
            *((_carrying(numbers, language),) if numbers.whole else ()),
        ),
        say(_known(numbers)),
    )


def _tiles(numbers: Numbers, language: Language) -> tuple[Tile, ...]:
    """The large numbers; what is not known of the time before is left out, not called none."""
    now, before = numbers.now, numbers.before

    def tile(name: Msg, n: int, was: int, known: bool) -> Tile:
        earlier = translate(WAS.format(n=number(was)), language) if known else ""
        return Tile(translate(name, language), number(n), earlier)

    helped = counting.HELPED
    return (
        tile(stats_words.ASKED, now.asked, before.asked, numbers.compared),
        tile(stats_words.FATES[helped], now.fates[helped], before.fates[helped], numbers.compared),
        tile(NOTHING, now.without[0], before.without[0], numbers.is_before_known),
    )


def _known(numbers: Numbers) -> Text:
    """What the picture leaves out; of which days people, waits and parts are, where not of all."""
    if not numbers.known_days or not numbers.whole:
        return NOTE
    return plural(
        "Numbers are rounded to five. People, waits and parts: of the last {n} day.",
        "Numbers are rounded to five. People, waits and parts: of the last {n} days.",
        numbers.known_days,
    )


def _of(part: Text | None, language: Language) -> str:
    return "" if part is None else " · " + translate(part, language).replace("\n", ", ")


def _tick(seconds: int) -> Msg:
    if seconds < DAY:
        return ctx("desk", "{n} h").format(n=seconds // HOUR)
    return ctx("desk", "{n} d").format(n=seconds // DAY)


def _wait(name: Msg, now: Sequence[int], before: Sequence[int], language: Language) -> Wait:
    ends = _ends(now)
    half, nine = (said(end) for end in ends)
    says = HALF_AND_NINE.format(half=half, nine=nine) if any(ends) else TOO_FEW
    return Wait(translate(name, language), translate(says, language), ends, _ends(before))


def _ends(waits: Sequence[int]) -> tuple[int, int]:
    """Until half and until nine of ten had it; of few it would be the wait of one."""
    if len(waits) < ENOUGH_WAITS:
        return 0, 0
    return percentile(waits, HALF), percentile(waits, NINE_OF_TEN)


def _panel(now: Figures, kind: str, language: Language) -> Panel:
    """The largest parts; a part that fewer than five people asked about stands nowhere, not in a sum either."""
    first, _rest = stats_words.largest(now.parts[kind], SHOWN, FIVE)
    bars = tuple(
        Bar(
            translate(stats_words.called(kind, code, {}), language),
            number(part.asked),
            about(part.asked),
            about(part.helped),
        )
        for code, part in first
    )
    return Panel(
        translate(stats_words.KINDS[kind], language), bars, translate(KEY if bars else TOO_FEW, language)
    )


def _carrying(numbers: Numbers, language: Language) -> Panel:
    bars = tuple(Bar(translate(says, language), number(n), about(n)) for says, n in carrying(numbers.load))
    whole = ALL.format(n=number(sum(numbers.load.now.values())))
    return Panel(translate(CARRY, language), bars, translate(whole, language))
