"""What it costs to find the obstacles that a report is like among many: time and memory beside rapidfuzz.

`python -m tests.bench likeness` runs each way in a process of its own and prints ratios, which a machine hardly moves.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from typing import Final

from bot.domain.likeness import Index
from tests.bench.running import ROOT
from tests.domain.likeness import corpus

REPORTS: Final = 100_000
EACH: Final = 20  # reports of an obstacle
ASKED: Final = 60  # queries of ours; rapidfuzz takes so long that a few do
ASKED_SLOWLY: Final = 6
Ask = Callable[[str], object]


def run(seed: int) -> None:
    """Print the figures of both, and the ratios."""
    ours, fuzzy = (_measured(way, seed) for way in ("ours", "rapidfuzz"))
    print(f"{REPORTS} reports, {REPORTS // EACH} obstacles, seed {seed}")
    for name, found in (("ours", ours), ("rapidfuzz", fuzzy)):
        print(
            f"  {name:10} {found['build']:7.1f} s to build, a query {found['mean'] * 1000:7.1f} ms"
            f" (slowest of twenty {found['slow'] * 1000:7.1f}), {found['megabytes']:5.0f} MB more than empty"
        )
    time_ratio, memory_ratio = (ours[name] / fuzzy[name] for name in ("mean", "megabytes"))
    print(f"  ratio of time {time_ratio:.3f}, of memory {memory_ratio:.2f}")


def reports(seed: int, count: int = REPORTS) -> Iterator[str]:
    """Return reports made of those of the corpus: words left out, letters swapped, places and sums of their own."""
    chance = Random(seed)
    texts = [line.text.split() for line in corpus.lines()]
    return (_told_again(chance.choice(texts), chance) for _ in range(count))


def _told_again(words: list[str], chance: Random) -> str:
    kept = [
        _slipped(word, chance) if chance.random() < 0.05 else word for word in words if chance.random() < 0.9
    ]
    kept.insert(chance.randrange(len(kept) + 1), str(chance.randrange(50, 20_000)))
    other = chance.choice(corpus.lines()).text.split()
    kept += other[: chance.randrange(6)]
    return " ".join(kept)


def _slipped(word: str, chance: Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :] + word[place : place + 1]


def _measured(way: str, seed: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.likeness", way, str(seed)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _ours(texts: Iterable[str]) -> Ask:
    index = Index[int]()
    for number, text in enumerate(texts):
        index.add(number // EACH, text)
    return index.nearest


def _rapidfuzz(texts: Iterable[str]) -> Ask:
    from rapidfuzz import fuzz, process

    kept = [text.lower() for text in texts]
    return lambda text: process.extract(text.lower(), kept, scorer=fuzz.token_set_ratio, limit=3)


def main(way: str, seed: int) -> None:
    """Build one way, ask, and print seconds and megabytes as JSON."""
    asked = list(reports(seed + 1, ASKED if way == "ours" else ASKED_SLOWLY))
    before = _resident()
    began = time.process_time()
    ask = {"ours": _ours, "rapidfuzz": _rapidfuzz}[way](reports(seed))
    built = time.process_time() - began
    more = _resident() - before
    ask(asked[0])
    took = []
    for text in asked:
        began = time.process_time()
        ask(text)
        took.append(time.process_time() - began)
    slow = quantiles(took, n=20)[-1]
    print(json.dumps({"build": built, "mean": mean(took), "slow": slow, "megabytes": more}))


def _resident() -> float:
    """Return the megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
