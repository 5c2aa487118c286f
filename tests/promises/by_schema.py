"""Objects of Telegram, made by chance from the schema of its Bot API; every text in them is a canary."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.sandbox.telegram_api import world

Json = dict[str, Any]
CANARY = "Canary7331"  # in every word that is made up
FIRST = 733_100_000_000  # the first of people's ids; neither may stand in a log
SCHEMA: Json = json.loads((Path(world.__file__).parents[1] / "schema" / "telegram.json").read_text())["$defs"]
DEEPEST = 5  # objects in objects


class BySchema:
    """Makes objects; what may be missing is there with a chance of `likely`, and the deeper, the less often."""

    def __init__(self, chance: random.Random, likely: float, numbers: Sequence[int]) -> None:
        self._chance, self._likely, self._numbers = chance, likely, numbers

    def made(self, name: str) -> Any:
        """An object of this name."""
        return self._made(SCHEMA[name], 0)

    def _made(self, described: Json, depth: int) -> Any:
        if "$ref" in described:
            return self._made(SCHEMA[described["$ref"].rpartition("/")[2]], depth)
        if "anyOf" in described:
            return self._made(self._chance.choice(described["anyOf"]), depth)
        if "const" in described:
            return described["const"]
        if "enum" in described:
            return self._chance.choice(described["enum"])
        match described["type"]:
            case "object":
                return self._object(described, depth)
            case "array":
                return [self._made(described["items"], depth + 1)] if depth < DEEPEST else []
            case "string":
                return f"{CANARY}-{self._chance.randrange(99)}"
            case "number":
                return self._chance.choice(self._numbers)
        return self._chance.random() < 0.5  # a boolean

    def _object(self, described: Json, depth: int) -> Json:
        must, likely = described.get("required", ()), self._likely / (1 + depth)
        return {
            name: self._made(one, depth + 1)
            for name, one in described.get("properties", {}).items()
            if name in must or (depth < DEEPEST and self._chance.random() < likely)
        }
