"""`python -m bot simulate`: a made-up month, different ways of asking side by side, and what more helpers change."""

import argparse
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Final

from bot.domain.simulation import gaps
from bot.domain.simulation.figures import Figures
from bot.domain.simulation.month import Log
from bot.domain.simulation.played import WAYS, Setting, month as played, month_with_more

# What a figure is called in the table, and its decimals.
COLUMNS: Final = {
    "match": ("helped", 3),
    "urgent": ("urgent", 3),
    "rare": ("rare", 3),
    "median_h": ("half in h", 1),
    "p90_h": ("90% in h", 0),
    "urgent_median_h": ("urgent: half", 1),
    "urgent_p90_h": ("90% in h", 1),
    "messages": ("messages", 2),
    "paused": ("paused", 1),
    "own_group": ("own group", 2),
}
LEGEND: Final = (
    "helped, urgent, rare: share helped by the end; messages: for a match; paused: of 100 helpers, each time.\n"
    "Behaviour is assumed, not measured: compare the ways with each other, and predict nothing."
)
GAINS: Final = 5  # lines of needs, and of regions


def month(options: argparse.Namespace) -> str:
    """Return the tables of a made-up month."""
    setting = Setting(options.seed, options.helpers, options.days)
    results = {name: played(WAYS[name], setting) for name in options.policy}
    requests = len(next(iter(results.values()))[1].calls)
    said = [
        f"{options.helpers} helpers, {requests} requests in {options.days} days, seed {options.seed}.",
        table({name: found for name, (found, _) in results.items()}),
        LEGEND,
    ]
    if options.more_helpers:
        before = results.get("ours") or played(WAYS["ours"], setting)
        said.append(_with_more(setting, before, options.more_helpers))
    return "\n\n".join(said)


def table(rows: Mapping[str, Figures]) -> str:
    """Return figures as lines under their names."""
    width = max(map(len, rows))
    head = " " * width + "".join(f"  {name:>12}" for name, _ in COLUMNS.values())
    return "\n".join((head, *(f"{name:{width}}{_cells(found)}" for name, found in rows.items())))


def _cells(found: Figures) -> str:
    shown = ((getattr(found, name), decimals) for name, (_, decimals) in COLUMNS.items())
    return "".join(
        f"  {f'{value:.{decimals}f}' if isfinite(value) else '-':>12}" for value, decimals in shown
    )


def _with_more(setting: Setting, before: tuple[Figures, Log], count: int) -> str:
    found, log = month_with_more(setting, before[1], count)
    lines = [
        f"{count} more helpers, each as one of the requests that waited longer than a day would need them:",
        table({"ours": before[0], f"and {count} more": found}),
    ]
    for field, what in (("need", "needs"), ("region", "regions")):
        gained = [row for row in gaps.changed(before[1].calls, log.calls, field) if row[3] > row[2]][:GAINS]
        lines.append(f"Helped within a day, {what} that gain most:")
        lines += _lines(gained) or ["  none gains"]
    return "\n".join(lines)


def _lines(rows: Iterable[tuple[str, int, int, int]]) -> list[str]:
    return [f"  {name:16} {was:4} -> {now:4} of {asked}" for name, asked, was, now in rows]
