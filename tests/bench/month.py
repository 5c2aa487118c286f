"""Prints what a simulated month comes to under each way of asking, as ratios over fresh seeds in one run."""

import math
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

from bot.domain.simulation import figures
from bot.domain.simulation.assumptions import KIND
from bot.domain.simulation.figures import Figures
from bot.domain.simulation.played import WAYS, Setting, month
from bot.simulate import table

OVERLOAD = 180  # requests a day

# What is printed first: the figure, the way it is compared with, and how far it may go.
RATIOS = (
    ("median_h", "rota", "median time to help", 0.25),
    ("urgent_p90_h", "greedy", "urgent, nine of ten", 0.3),
    ("messages", "rota", "messages for a match", 0.9),
    ("paused", "rota", "people who pause or mute", 0.35),
    ("p90_h", "rota", "nine of ten", 0.45),
)


def run(seed: int, seeds: int) -> None:
    """Print the month of 600 helpers, with overload, of 60 helpers, and as kind to broadcasting as can be."""
    several = range(seed, seed + seeds)
    print(f"Seeds {several.start} to {several.stop - 1}, means.", flush=True)
    found = _found([Setting(each) for each in several])
    for name, other, says, wish in RATIOS:
        ratio = getattr(found["ours"], name) / getattr(found[other], name)
        print(f"{says}: {ratio:.2f} of {other}'s (at most {wish})")
    print(
        f"match {found['ours'].match:.3f} (at least 0.935), own group {found['ours'].own_group:.2f} (at least 0.5)"
    )
    print(table(found), flush=True)
    over = _found([Setting(each, a_day=OVERLOAD) for each in several])
    _print(f"Overload, {OVERLOAD} requests a day", over)
    print(f"urgent match {over['ours'].urgent / over['rota'].urgent:.2f} of rota's")
    _print("60 helpers", _found([Setting(each, helpers=60) for each in several]))
    _print("Kind to broadcasting", _found([Setting(each, assumed=KIND) for each in several]))


def _print(title: str, found: Mapping[str, Figures]) -> None:
    print(f"\n{title}:\n{table(found)}", flush=True)


def _found(settings: list[Setting]) -> dict[str, Figures]:
    """Return the means by way of asking; a time that some month did not reach is none."""
    jobs = [(name, setting) for name in WAYS for setting in settings]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = [*pool.map(_played, jobs)]
    months = {
        name: [found for (way, _), found in zip(jobs, results, strict=True) if way == name] for name in WAYS
    }
    return {name: figures.mean(each) for name, each in months.items()}


def _played(job: tuple[str, Setting]) -> Figures:
    name, setting = job
    found, _ = month(WAYS[name], setting)
    assert not math.isnan(found.match)
    return found
