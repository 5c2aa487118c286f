"""Prints the figures of the matcher on snapshots of a fresh seed, in one run: ratios, which a machine hardly moves."""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from bot.domain.matching import assign
from bot.domain.matching.market import Market
from bot.domain.matching.pairs import Pairs
from bot.domain.simulation import population
from tests.bench.matching import simpler
from tests.bench.running import ROOT

SIZES = (100, 1_000, 10_000)  # requests; helpers are 0.6 of them
GROWTH = (1_000, 2_000, 4_000, 8_000, 16_000)
EVENTS = 1_000


def run(seed: int, sizes: tuple[int, ...] = SIZES, python: str = sys.executable) -> None:
    """Print everything; `python` is one that has OR-tools, if any."""
    for size in sizes:
        _quality(size, seed)
        _against_flow(size, seed, python)
    _growth(seed)
    _events(seed)


def _quality(size: int, seed: int) -> None:
    snapshot = population.snapshot(size, size * 6 // 10, seed)
    best, most, pairs = assign(snapshot), simpler.most_possible(snapshot), Pairs(snapshot)
    print(f"{size} x {size * 6 // 10}, seed {seed}: {best.score} points, bound {best.bound}")
    print(
        f"  ours: score {best.score / best.bound:.4f} of the bound, matched {len(best.pairs) / most:.4f} of {most}"
    )
    ways: dict[str, Callable[[], simpler.Made]] = {
        "best pair first": lambda: simpler.best_pair_first(pairs),
        "first come, best": lambda: simpler.first_come(pairs, best=True),
        "first come, first": lambda: simpler.first_come(pairs, best=False),
    }
    for name, way in ways.items():
        made = way()
        score = simpler.score(pairs, made) / best.score
        print(f"  {name}: score {score:.4f} of ours, matched {len(made) / most:.4f}", flush=True)


def _against_flow(size: int, seed: int, python: str) -> None:
    with _folder(size, seed) as folder:
        ours, flow = _solved(sys.executable, "ours", folder), _solved(python, "ortools", folder)
    print(f"  ours: {ours['seconds']:.3f} s, {ours['megabytes']:.0f} MB")
    if flow is None:
        print("  OR-tools is not installed: nothing to compare with (give --ortools a Python that has it)")
        return
    assert flow["score"] == ours["score"], (flow, ours)
    shares = {what: ours[what] / flow[what] for what in ("seconds", "megabytes")}
    print(f"  OR-tools on all pairs: {flow['seconds']:.3f} s, {flow['megabytes']:.0f} MB")
    print(
        f"  ours of OR-tools: {shares['seconds']:.2f} of the time, {shares['megabytes']:.2f} of the memory",
        flush=True,
    )


def _growth(seed: int) -> None:
    seconds = {}
    for size in GROWTH:
        with _folder(size, seed) as folder:
            seconds[size] = _solved(sys.executable, "ours", folder)["seconds"]
    exponent = math.log(seconds[GROWTH[-1]] / seconds[GROWTH[0]]) / math.log(GROWTH[-1] / GROWTH[0])
    print(
        "growth:",
        ", ".join(f"{size}: {took:.2f} s" for size, took in seconds.items()),
        f"exponent {exponent:.2f}",
    )


def _events(seed: int) -> None:
    snapshot, chance = population.snapshot(1_000, 600, seed), Random(seed)
    begun = time.process_time()
    assign(snapshot)
    whole = time.process_time() - begun
    market, took = Market(snapshot), []
    for number in range(EVENTS):
        event = _event(market, chance, number)
        begun = time.process_time()
        event()
        took.append(time.process_time() - begun)
    assert market.assignment().score == assign(market.snapshot).score
    took.sort()
    middle, slow = took[EVENTS // 2] * 1e3, took[EVENTS * 99 // 100] * 1e3
    print(f"one event at 1000 x 600: mean {mean(took) * 1e3:.2f} ms, p50 {middle:.2f} ms, p99 {slow:.2f} ms")
    print(f"  a full solve: {whole * 1e3:.0f} ms, {whole / mean(took):.0f} times the mean event")


def _event(market: Market, chance: Random, number: int) -> Callable[[], None]:
    now = market.snapshot
    request, helper = chance.choice(now.waiting), chance.choice(now.candidates)
    return (
        lambda: market.request_goes(request.id),
        lambda: market.request_comes(replace(request, id=f"new {number}", wait_h=0)),
        lambda: market.request_comes(replace(request, circle=min(2, request.circle + 1))),
        lambda: market.helper_comes(replace(helper, load=helper.load + 1)),
        lambda: market.helper_comes(replace(helper, load=max(0, helper.load - 1))),
        lambda: market.forbid(request.id, helper.id),
    )[number % 6]


@contextmanager
def _folder(size: int, seed: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for name, document in population.documents(population.scene(size, size * 6 // 10, seed)).items():
            (Path(folder) / f"{name}.json").write_text(json.dumps(document))
        yield Path(folder)


def _solved(python: str, which: str, folder: Path) -> Any:
    command = [python, "-m", "tests.bench.matching.solving", which, str(folder)]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
