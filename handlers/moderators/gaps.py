"""/gaps: which needs, places, languages and hours lack helpers; also sent to the moderators once a week."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from bot.domain import catalogue
from bot.domain.gaps import Gaps, gaps
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs, plural
from bot.screens import Screen, stacked
from handlers.moderators import labels, pair_words
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after, queue_button
from storage import request_numbers, snapshot
from storage.database import Session

SHOWN: Final = 4  # of each kind
BLOCKS: Final[Mapping[int, Msg]] = {
    0: ctx("desk", "at night"),
    1: ctx("desk", "in the morning"),
    2: ctx("desk", "in the daytime"),
    3: ctx("desk", "in the evening"),
}
K = TypeVar("K")


async def report(turn: DeskTurn) -> Screen:
    """/gaps."""
    nothing_after(turn)
    await turn.record("browse", "gaps")
    return await screen(turn.session)


async def screen(session: Session) -> Screen:
    """Return the gaps of this moment; no person and no words are in it."""
    market = await snapshot.read(session)
    # Who is being asked may say yes: only what nobody is asked about shows what is missing.
    alone = tuple(one for one in market.snapshot.waiting if one.id not in market.asked)
    found = gaps(replace(market.snapshot, waiting=alone), [need.id for need in catalogue.NEEDS])
    week = await request_numbers.without_help(session)
    return Screen(paragraphs(_("Where helpers are missing"), *_told(found, week)), stacked(queue_button()))


def _told(found: Gaps, week: int) -> tuple[Text | None, ...]:
    left = plural(
        "{n} request has nobody who may be asked now.",
        "{n} requests have nobody who may be asked now.",
        found.left,
    )
    calm = _("For every request that waits there is somebody who may be asked.")
    ended = plural(
        "In the last seven days {n} request was closed without help.",
        "In the last seven days {n} requests were closed without help.",
        week,
    )
    rare = {need: count for need, count in sorted(found.rare.items(), key=lambda each: each[1])}
    return (
        left if found.left else calm,
        ended if week else None,
        pair_words.resting(found.resting.values()),
        _table(_("What would help most"), found.rules, pair_words.LACKS.__getitem__),
        _table(_("Needs"), found.needs, lambda need: catalogue.need(need).label),
        _table(_("Places"), found.regions, labels.place),
        _table(_("Languages"), found.languages, labels.LANGUAGES.__getitem__),
        _table(_("Hours"), found.blocks, BLOCKS.__getitem__),
        _rows(_("Few or no helpers for"), rare, lambda need: catalogue.need(need).label),
    )


def _table(title: Msg, counted: Counter[K], called: Callable[[K], Text]) -> Text | None:
    return _rows(title, dict(counted.most_common(SHOWN)), called)


def _rows(title: Msg, counted: Mapping[K, int], called: Callable[[K], Text]) -> Text | None:
    rows = (labels.counted(called(key), count) for key, count in counted.items())
    return lines(title, *rows) if counted else None


COMMANDS = (DeskCommand("gaps", "/gaps", _("Which needs, places and hours lack helpers"), report),)
