"""One solver in a process of its own: `python -m tests.bench.matching.solving ours|ortools FOLDER` prints its figures.

Time is that of the processor from parsed JSON to pairs; memory the most that the process ever had.
"""

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.domain.matching.assignment import assign
from bot.domain.matching.pairs import Pairs
from bot.domain.matching.reading import DOCUMENTS, read


def main() -> None:
    """Solve the snapshot of a folder and print what it took."""
    which, folder = sys.argv[1], Path(sys.argv[2])
    flow = _flow() if which == "ortools" else None
    gc.disable()
    documents = {name: json.loads((folder / f"{name}.json").read_bytes()) for name in DOCUMENTS}
    begun = time.process_time()
    matched, points = flow(documents) if flow else _ours(documents)
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "matched": matched, "score": points, "megabytes": _most_memory()}))


def _most_memory() -> float:
    # Not getrusage: its figure begins with that of the process which started this one.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _ours(documents: dict[str, Any]) -> tuple[int, int]:
    found = assign(read(documents))
    assert found.score == found.bound
    return len(found.pairs), found.score


def _flow() -> Any:
    try:
        numpy, graph = import_module("numpy"), import_module("ortools.graph.python.min_cost_flow")
    except ImportError:
        print("null")
        sys.exit()

    def solve(documents: dict[str, Any]) -> tuple[int, int]:
        """Give all pairs with their points to OR-tools' flow, as arrays; places are arcs to one sink."""
        pairs = Pairs(read(documents))
        tails, heads, costs, sink = [], [], [], len(pairs.requests) + len(pairs.helpers)
        for r in range(len(pairs.requests)):
            listed = pairs.listed(r)
            tails += [r] * len(listed)
            heads += [len(pairs.requests) + h for h in listed]
            costs += [-points for points in listed.values()]
        made = len(tails)
        for h, places in enumerate(pairs.penalties):
            tails += [len(pairs.requests) + h] * len(places)
            heads += [sink] * len(places)
            costs += places
        tails += range(len(pairs.requests))
        heads += [sink] * len(pairs.requests)
        costs += [0] * len(pairs.requests)
        flow = graph.SimpleMinCostFlow()
        arcs = (numpy.array(each, dtype=numpy.int64) for each in (tails, heads, [1] * len(tails), costs))
        flow.add_arcs_with_capacity_and_unit_cost(*arcs)
        supply = [1] * len(pairs.requests) + [0] * len(pairs.helpers) + [-len(pairs.requests)]
        flow.set_nodes_supplies(numpy.arange(sink + 1), numpy.array(supply))
        flow.solve()
        return int(sum(flow.flows(numpy.arange(made)))), -int(flow.optimal_cost())

    return solve


if __name__ == "__main__":
    main()
