"""The options of `python -m bot simulate`, read with a sentence for each that cannot be."""

import argparse
from collections.abc import Callable
from typing import Final

WAYS: Final = ("broadcast", "rota", "greedy", "ours")


def add_options(command: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("--helpers", type=_whole(2, 5000), default=600, help="in the made-up community")
    command.add_argument("--days", type=_whole(1, 92), default=30)
    command.add_argument("--seed", type=_whole(0, 10**9), default=1, help="the same number, the same month")
    command.add_argument(
        "--more-helpers", type=_whole(0, 500), default=5, help="who join where people waited in vain"
    )
    command.add_argument(
        "--policy", nargs="+", choices=WAYS, default=[*WAYS], help="ways of asking to compare, in this order"
    )
    command.add_argument(
        "--replay", action="store_true", help="play the last days of this deployment again, from its tables"
    )


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return int(text)

    return read
