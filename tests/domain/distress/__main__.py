"""Prints how well the signs of danger are read, and what it costs: `python -m tests.domain.distress [--why TEXT]`."""

import sys
import time
from collections.abc import Callable, Sequence

from bot.domain.distress import KINDS, signs
from bot.domain.distress.features import features, with_silence
from bot.domain.distress.findings import findings
from bot.domain.distress.meaning import understand
from bot.domain.distress.weighing import shares_of
from bot.domain.identifiers.reading import read
from bot.pipes import readers_may_leave
from tests.domain.distress import corpus
from tests.domain.distress.corpus import LANGUAGES, Figures, Line

# What a first program for this would look for: the measure of what rules are worth, and cost.
KEYWORDS = [
    "суїцид",
    "суицид",
    "самогуб",
    "самоуб",
    "suicid",
    "померти",
    "вмерти",
    "умереть",
    "kill",
    "die",
    "вбити",
    "убить",
    "вбʼє",
    "вб'є",
    "убьет",
    "жити",
    "жить",
    "повіс",
    "повес",
    "вени",
    "вены",
    "б'є",
    "бьет",
    "зґвалт",
    "изнасил",
    "rape",
    "ніж",
    "нож",
    "knife",
    "кров",
    "кровь",
    "blood",
    "диха",
    "дыш",
    "breath",
    "серце",
    "сердце",
    "heart",
    "таблет",
    "pills",
    "небезпе",
    "опасн",
    "danger",
]


def by_keywords(text: str) -> bool:
    """Say whether a text holds any of the words."""
    small = text.lower()
    return any(word in small for word in KEYWORDS)


def microseconds(read_one: Callable[[str], object]) -> float:
    """Return what one message of the corpus takes, on the average."""
    read_one("")
    began = time.perf_counter()
    for line in corpus.lines():
        read_one(line.text)
    return (time.perf_counter() - began) / len(corpus.lines()) * 1e6


def table(lines: Sequence[Line]) -> None:
    """Print the figures by language and by kind."""
    for language, name in LANGUAGES.items():
        print(corpus.figures([line for line in lines if line.language == language]).row(name))
    print(corpus.figures(lines).row("all"))
    for kind in KINDS:
        print(corpus.figures(lines, kind).row(kind))


def ordinary_talk(lines: Sequence[Line]) -> None:
    """Print how much of ordinary talk alarms: greetings, offers, errands, comfort."""
    for language, name in LANGUAGES.items():
        here = [line for line in lines if line.language == language]
        alarms = len(corpus.alarmed(here))
        print(f"ordinary talk, {name:12} false alarms {alarms / len(here):.3f} ({alarms} of {len(here)})")


def why(text: str) -> None:
    """Print what was found in a text, and which of its features weigh most."""
    for sign in signs(text):
        print(f"{sign.kind}: {sign.words!r} by {sign.rule}, likely {sign.likely:.2f}")
    words = understand(read(text))
    shares = shares_of(with_silence({name for name, _place in features(words, findings(words))}))
    for name, share in sorted(shares.items(), key=lambda item: -max(map(abs, item[1])))[:25]:
        print(f"{name:32}", "  ".join(f"{kind} {each:+.2f}" for kind, each in zip(KINDS, share, strict=True)))


def main() -> None:
    """Print the figures of what was learned from and what was not; with `--why TEXT`, why a text is read so."""
    if "--why" in sys.argv:
        why(" ".join(sys.argv[sys.argv.index("--why") + 1 :]))
        return
    lines = corpus.lines()
    print("Kept apart: nothing is learned from them, but the thresholds were chosen by their totals:")
    table([line for line in lines if line.kept_apart and not line.ordinary])
    ordinary_talk([line for line in lines if line.kept_apart and line.ordinary])
    print("\nLearned from, so no measure of what is new:")
    table([line for line in lines if not line.kept_apart and not line.ordinary])
    ordinary_talk([line for line in lines if not line.kept_apart and line.ordinary])
    found = [by_keywords(line.text) for line in lines if line.kind]
    wrong = [by_keywords(line.text) for line in lines if not line.kind]
    print(Figures(sum(found), len(found), sum(wrong), len(wrong)).row("\nkeywords"))
    weighed, plain = microseconds(signs), microseconds(by_keywords)
    print(f"{weighed:.0f} microseconds a message, {weighed / plain:.0f} times a list of keywords")


if __name__ == "__main__":
    with readers_may_leave():
        main()
