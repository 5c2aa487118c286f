"""The signs of two reports telling of one barrier: what they share, and where each names something else."""

import math
from typing import Final

from bot.domain.likeness.lexicon import read
from bot.domain.likeness.reading import UNKNOWN, Features

KINDS: Final = ("office", "paper", "outcome", "person", "benefit", "matter", "place")
# In the order of `signs_of`: the cosine of all; its root, as the first things in common tell more than the last;
# the rarity in common; whether both are in one language, where more is alike by chance, and the cosine then; and by
# kind the cosine, and whether both name something and none of it is the same.
SIGNS: Final = (
    "whole", "root", "mass", "one_language", "whole_in_one_language",
    *(f"{what}_{kind}" for kind in KINDS for what in ("same", "other")),
)  # fmt: skip
# The signs that reports with meanings have besides, after all others: their cosine, and it in one language.
MEANT: Final = ("meaning", "meaning_in_one_language")


def signs_of(one: Features, other: Features, rare: dict[str, float], one_language: bool) -> list[float]:
    """Return the signs of likeness of two reports; `rare` says of each of their features how telling it is."""
    shared = one.keys() & other.keys()
    whole = _cosine(one, other, rare)
    mass = sum(math.sqrt(one[name] * other[name]) * rare[name] for name in shared if name[0] != UNKNOWN)
    signs = [whole, math.sqrt(whole), mass / 10, float(one_language), whole * one_language]
    mine, yours = _by_kind(one), _by_kind(other)
    for kind in KINDS:
        same = _cosine(mine[kind], yours[kind], rare)
        signs += [same, float(not same and bool(mine[kind]) and bool(yours[kind]))]
    return signs


def shared_concepts(one: Features, other: Features, rare: dict[str, float]) -> tuple[str, ...]:
    """Return the concepts that both reports tell of, the most telling first."""
    known = [name for name in one.keys() & other.keys() if name in read().concepts]
    return tuple(sorted(known, key=lambda name: (-rare[name] * one[name] * other[name], name)))


def _by_kind(features: Features) -> dict[str, Features]:
    found: dict[str, Features] = {kind: {} for kind in KINDS}
    concepts = read().concepts
    for name, weight in features.items():
        if name in concepts and concepts[name].kind in found:
            found[concepts[name].kind][name] = weight
    return found


def _cosine(one: Features, other: Features, rare: dict[str, float]) -> float:
    dot = sum(weight * other[name] * rare[name] ** 2 for name, weight in one.items() if name in other)
    return dot / math.sqrt(_square(one, rare) * _square(other, rare)) if dot else 0.0


def _square(features: Features, rare: dict[str, float]) -> float:
    return sum((weight * rare[name]) ** 2 for name, weight in features.items())
