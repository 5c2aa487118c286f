"""What `python -m bot words` can be asked for; it is read before the libraries that the words need."""

import argparse


def add_options(command: argparse.ArgumentParser) -> None:
    """What can be asked of it."""
    command.add_argument(
        "--days", type=int, default=31, choices=range(1, 367), metavar="N", help="from today"
    )
    command.add_argument("--language", default="uk", choices=("uk", "ru", "en"))
    command.add_argument("--number", type=int, help="a number that a person named on the phone")
    command.add_argument(
        "--anew", choices=("paper", "own"), help="draw other words, when somebody else knows them"
    )
