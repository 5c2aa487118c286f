"""Prints how well likeness finds known barriers: `python -m tests.domain.likeness [FILE.csv] [--only NAME]`.

A file has the columns part, barrier, language (uk, ru, en) and text; reports without a barrier are like no other.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import cast

from bot import encoder as encoders
from bot.domain.likeness import Encoder
from bot.pipes import readers_may_leave
from tests.domain.likeness import corpus, figures
from tests.domain.likeness.figures import Finder
from tests.domain.likeness.finders import ByPairs, Ours, Remembering, by_grams, by_rapidfuzz

COLUMNS = "                            recall@3: all within across   right first at 5 % wrong: taken out, new"


def ways() -> dict[str, Callable[[], Finder]]:
    """Return what is measured; what is not installed is left out, and said so."""
    found: dict[str, Callable[[], Finder]] = {"lexicon": Ours, "letters": lambda: ByPairs(by_grams)}
    encoder = encoders.installed()
    if encoder:
        remembering = cast(Encoder, Remembering(encoder))
        found["encoder"] = lambda: Ours(remembering)
    else:
        print("encoder: not installed (the extra `encoder`)")
    fuzzy = by_rapidfuzz()
    if fuzzy:
        found["rapidfuzz"] = lambda: ByPairs(fuzzy)
    else:
        print("rapidfuzz: not installed")
    return found


def main() -> None:
    """Print a line for each way and part of the corpus."""
    parser = argparse.ArgumentParser("python -m tests.domain.likeness")
    parser.add_argument("file", nargs="?", type=Path, help="reports of your own instead of ours")
    parser.add_argument("--only", help="measure one way only")
    options = parser.parse_args()
    known, new = corpus.known(options.file), corpus.new(options.file)
    parts = list(dict.fromkeys(line.part for line in known))
    print(
        f"{len(known)} reports of {len({line.barrier for line in known})} barriers, {len(new)} like no other"
    )
    print(COLUMNS)
    for name, finder in ways().items():
        if options.only in (None, name):
            for part, found in figures.measure(finder, known, new, parts).items():
                print(f"{name:10} {part:16}", *(f"{share:13.3f}" for share in found), flush=True)


if __name__ == "__main__":
    with readers_may_leave():
        main()
