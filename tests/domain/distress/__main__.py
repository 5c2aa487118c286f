"""Prints how well the signs of danger are read, and what it costs: `python -m tests.domain.distress [--show]`."""

import sys
import time
from collections.abc import Callable

from bot.domain.distress import KINDS, signs
from tests.domain.distress import corpus
from tests.domain.distress.corpus import LANGUAGES, Figures

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


def microseconds(read: Callable[[str], object]) -> float:
    """Return what one message of the corpus takes, on the average."""
    read("")
    began = time.perf_counter()
    for line in corpus.lines():
        read(line.text)
    return (time.perf_counter() - began) / len(corpus.lines()) * 1e6


def row(name: str, found: Figures) -> str:
    """Return one line of the table."""
    recall = f"recall {found.recall:.3f} ({found.found} of {found.signs})"
    return f"{name:12} {recall:28} false alarms {found.false_alarms:.3f} ({found.alarms} of {found.harmless})"


def main() -> None:
    """Print the figures by language, by kind, and of a list of keywords; with --show, what was read wrongly."""
    lines = corpus.lines()
    for language, name in LANGUAGES.items():
        print(row(name, corpus.figures([line for line in lines if line.language == language])))
    print(row("all", corpus.figures(lines)))
    for kind in KINDS:
        print(row(kind, corpus.figures(lines, kind)))
    found = [by_keywords(line.text) for line in lines if line.kind]
    wrong = [by_keywords(line.text) for line in lines if not line.kind]
    print(row("keywords", Figures(sum(found), len(found), sum(wrong), len(wrong))))
    rules, plain = microseconds(signs), microseconds(by_keywords)
    print(f"{rules:.0f} microseconds a message, {rules / plain:.0f} times a list of keywords")
    if "--show" in sys.argv:
        print("\nmissed:", *corpus.missed(lines), "\nfalse alarms:", *corpus.alarmed(lines), sep="\n  ")


if __name__ == "__main__":
    main()
