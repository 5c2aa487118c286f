"""Measures: `python -m tests.bench` (what it costs), or with the name of something else of WHAT."""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.pipes import readers_may_leave
from tests import postgres
from tests.bench import announce, crash, likeness, load, month, readers, replicas, stats, talk
from tests.bench.matching import report
from tests.bench.running import OUR_CORE

WHAT = ("load", "crash", "replicas", "match", "month", "likeness", "stats", "announce", "talk", "readers")
ALONE = {"likeness": likeness.run, "readers": readers.run}  # what is measured without a bot
REST = 30.0  # seconds of measuring replicas that have nothing to do
MESSENGERS = {"telegram": ("telegram",), "viber": ("viber",), "both": ("telegram", "viber")}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.bench")
    parser.add_argument("what", nargs="?", choices=WHAT, default="load")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--recipients", type=int, default=50_000, help="of the announcement")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--messenger", choices=MESSENGERS, default="")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--kindly", action="store_true", help="of crash: ask it to stop instead of killing")
    parser.add_argument("--age", type=float, default=0.0, help="of crash: seconds that each life is spared")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds until the messengers answer")
    parser.add_argument("--hangs", type=int, default=0, help="how often the leader is stopped instead")
    parser.add_argument("--pace", type=float, default=60, help="messages a second of the replicas")
    parser.add_argument("--seconds", type=float, default=120, help="of talk")
    parser.add_argument("--unpaced", action="store_true", help="without the limits of messages a second")
    parser.add_argument(
        "--seed", type=int, default=int.from_bytes(os.urandom(3)), help="of the snapshots or months"
    )
    parser.add_argument("--seeds", type=int, default=5, help="how many months of each kind")
    parser.add_argument(
        "--ortools", default=sys.executable, help="a Python that has OR-tools, to match against"
    )
    return parser.parse_args()


def main() -> None:
    """Read the command line, and measure from the other core than the bot's."""
    options = _options()
    if options.what == "month":
        month.run(options.seed, options.seeds)
        return
    if options.what in ALONE:
        ALONE[options.what](options.seed)
        return
    os.sched_setaffinity(0, {OUR_CORE})
    if options.what == "match":
        report.run(options.seed, python=options.ortools)
    elif options.what == "replicas":
        with tempfile.TemporaryDirectory() as folder, _database("postgresql", Path(folder)) as url:
            of_replicas = replicas.run(
                Path(folder), url, options.people, options.kills, options.hangs, options.pace, REST
            )
            print(asyncio.run(of_replicas), flush=True)
    else:
        _measure_the_bot(options)


def _measure_the_bot(options: argparse.Namespace) -> None:
    for kind in ("sqlite", "postgresql") if options.database == "both" else (options.database,):
        with tempfile.TemporaryDirectory() as folder, _database(kind, Path(folder)) as url:
            print(f"{kind}: ", end="", flush=True)
            measure = {"crash": _crash, "stats": _stats, "announce": _announce, "talk": _talk}.get(
                options.what, _load
            )
            asyncio.run(measure(Path(folder), url, options))


async def _load(folder: Path, url: str, options: argparse.Namespace) -> None:
    messengers = MESSENGERS[options.messenger or "telegram"]
    cost = await load.of_kolo(folder, url, options.people, messengers, not options.unpaced, options.latency)
    print(cost)
    bare = await load.of_echo(folder, options.people, cost.updates)
    print(f"  bare aiogram: {bare}")
    print(f"  ratio: {cost.per_thousand / bare.per_thousand:.2f}", flush=True)


async def _announce(folder: Path, url: str, options: argparse.Namespace) -> None:
    print(await announce.run(folder, url, options.recipients), flush=True)


async def _talk(folder: Path, url: str, options: argparse.Namespace) -> None:
    messengers = MESSENGERS[options.messenger or "both"]
    print(
        await talk.run(folder, url, options.people, messengers, options.latency, options.seconds), flush=True
    )


async def _crash(folder: Path, url: str, options: argparse.Namespace) -> None:
    messengers = MESSENGERS[options.messenger or "both"]
    found = await crash.run(
        folder,
        url,
        options.people,
        options.kills,
        messengers,
        options.kindly,
        options.latency,
        options.age,
    )
    print(found, flush=True)


async def _stats(_folder: Path, url: str, options: argparse.Namespace) -> None:
    await stats.run(url, options.seed)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder}/kolo.db"
        return
    programs = postgres.programs()
    if programs is None:
        raise SystemExit(postgres.NOT_INSTALLED)
    server = postgres.Server.start(programs)
    yield server.url(server.new_database())
    server.stop()


if __name__ == "__main__":
    with readers_may_leave():
        main()
