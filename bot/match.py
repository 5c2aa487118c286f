"""`python -m bot match`: who is to be asked, for a snapshot in four JSON files."""

import gc
import json
from pathlib import Path
from typing import Any

from bot.domain.matching.assignment import Assignment, assign
from bot.domain.matching.fields import BadSnapshot
from bot.domain.matching.reading import DOCUMENTS, read
from bot.domain.matching.rules import Rules
from bot.domain.matching.snapshot import Key, Snapshot
from bot.domain.matching.why import Reasons


def answer(folder: Path, explain: bool) -> str:
    """Return the pairs as JSON, with points and proof if wished; BadSnapshot or OSError when a file is no good."""
    gc.disable()  # the process ends with its answer, and going through millions of sets for nothing takes a tenth
    snapshot = read({name: _parsed(folder / f"{name}.json") for name in DOCUMENTS})
    found = assign(snapshot)
    return json.dumps(_explained(snapshot, found) if explain else {"pairs": found.pairs})


def _parsed(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadSnapshot(f"{path.name} is no JSON that can be read: {error}") from error


def _explained(snapshot: Snapshot, found: Assignment) -> dict[str, Any]:
    rules = Rules(snapshot)
    reasons, helped = Reasons(rules, found), dict(found.pairs)
    return {
        "pairs": found.pairs,
        "score": found.score,
        "bound": found.bound,
        "why": [_why(reasons, request, helper) for request, helper in found.pairs],
        "left_over": [
            {"request": each.id, "funnel": rules.funnel(each), "missing": rules.missing(each)}
            for each in snapshot.waiting
            if each.id not in helped
        ],
    }


def _why(reasons: Reasons, request: Key, helper: Key) -> dict[str, Any]:
    parts, load = reasons.parts(request)
    points = sum(parts.values()) + load
    return {"request": request, "helper": helper, "points": points, "parts": parts, "load": load}
