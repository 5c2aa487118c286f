"""Prints how well is found what people write of themselves: `python -m tests.domain.identifiers`."""

from bot.pipes import readers_may_leave
from tests.domain.identifiers import later
from tests.domain.identifiers.later import LANGUAGES


def main() -> None:
    """Print the figures of the half that is kept apart, and of the other."""
    for name, apart in (("Kept apart", True), ("Rules were written from these", False)):
        print(f"{name}:")
        lines = [line for line in later.lines() if line.apart is apart]
        for language, spoken in LANGUAGES.items():
            print(later.figures([line for line in lines if line.language == language]).row(spoken))
        print(later.figures(lines).row("all"))


if __name__ == "__main__":
    with readers_may_leave():
        main()
