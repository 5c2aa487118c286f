"""Prints how well swindles are told from harmless words, and what it costs: `python -m tests.domain.scam [TEXT]`."""

import sys
import time
from collections.abc import Sequence

from bot.domain import scam
from bot.pipes import readers_may_leave
from tests.domain.scam import corpus
from tests.domain.scam.corpus import APART, LANGUAGES, OTHERS_APART, Line


def table(lines: Sequence[Line]) -> None:
    """Print the figures by language."""
    for language, name in LANGUAGES.items():
        if here := [line for line in lines if line.language == language]:
            print(corpus.figures(here).row(name))
    print(corpus.figures(lines).row("all"))


def main() -> None:
    """Print the figures; with a text, what is found in it and by which rule."""
    if sys.argv[1:]:
        for found in scam.find(" ".join(sys.argv[1:])):
            print(f"{found.kind}: {found.words!r} by {found.rule!r}")
        return
    lines = corpus.lines()
    print("Kept apart: nothing was learned from them (their totals were seen, see corpus.py):")
    for batch, name in APART.items():
        print(f"{batch}, {name}:")
        table([line for line in lines if line.batch == batch])
    print("all of these:")
    table([line for line in lines if line.batch in APART])
    print("\nKept apart, by an author who saw neither rules nor lines:")
    table([line for line in corpus.others() if line.batch == OTHERS_APART])
    print("\nBy others, learned from, so no measure of what is new (`learn --across` is):")
    table([line for line in corpus.others() if line.batch != OTHERS_APART])
    print("\nSeen while the rules were written, so no measure of what is new:")
    table([line for line in lines if line.batch not in APART])
    began = time.perf_counter()
    for line in lines:
        scam.find(line.text)
    print(f"\n{(time.perf_counter() - began) / len(lines) * 1e6:.0f} microseconds a message")


if __name__ == "__main__":
    with readers_may_leave():
        main()
