"""How long the server takes to answer, and how much memory it holds."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.dataset import Dataset
from dashboard.settings import PROJECT
from tests.benchmarks.bars import (
    CALLBACK_P95_MS,
    SCALE_CALLBACKS,
    SCALE_MEMORY,
    WORKER_MB,
    Row,
    at_most,
    p95,
    spread,
    told,
)
from tests.benchmarks.serving import environment
from tests.benchmarks.walk import journeys, page_of


@dataclass(frozen=True)
class Played:
    """One run of a walk.

    Attributes:
        calls: address, ms, cpu_ms, anew (whole page), bytes, packed, for each call.
        memory: rss, pss and peak after the walk, in MB.
    """

    calls: list[dict]
    memory: dict[str, float]

    @property
    def p95(self) -> float:
        """Milliseconds that one call in twenty takes longer than."""
        return p95([call["ms"] for call in self.calls])


def play(compiled: Path, dataset: Dataset, seed: int, runs: int) -> Played:
    """Play the walk several times, each in a fresh process; the best run counts."""
    addresses = [address for visit in journeys(dataset, seed) for address in visit]
    with tempfile.TemporaryDirectory() as folder:
        walk, result = Path(folder) / "walk.json", Path(folder) / "result.json"
        walk.write_text(json.dumps(addresses), "utf-8")
        found = [_once(compiled, walk, result) for _ in range(runs)]
    return min(found, key=lambda one: one.p95)


def _once(compiled: Path, walk: Path, result: Path) -> Played:
    command = [sys.executable, "-m", "tests.benchmarks.player", str(walk), str(result)]
    # No sources, so that the dataset is used as it is.
    env = environment(compiled, NEEDS_DATA_DIR=str(compiled / "none"))
    subprocess.run(command, cwd=PROJECT, env=env, check=True, stdout=subprocess.DEVNULL)
    found = json.loads(result.read_text("utf-8"))
    return Played(found["calls"], found["after"])


def rows(played: Played, runs: int) -> list[Row]:
    """Rows of the table for a walk on our own dataset."""
    calls, memory = played.calls, played.memory
    whole = [c for c in calls if c["anew"]]
    parts = [c for c in calls if not c["anew"]]
    pages: dict[str, list[dict]] = defaultdict(list)
    for call in calls:
        pages[page_of(call["address"])].append(call)
    slow = sorted(calls, key=lambda call: -call["ms"])[:3]
    return [
        at_most(
            "Server time of a callback, p95",
            played.p95,
            CALLBACK_P95_MS,
            "ms",
            f"{_spread(calls)}, best of {runs} runs; processor {_spread(calls, 'cpu_ms')}",
        ),
        told("  whole pages", f"{_spread(whole)}; {_size(whole)}"),
        told("  changes in place", f"{_spread(parts)}; {_size(parts)}"),
        *(told(f"  {page}", _spread(pages[page])) for page in sorted(pages)),
        *(told("  slowest", f"{call['ms']:.0f} ms: {call['address'][:90]}") for call in slow),
        at_most(
            "Memory of a worker after that",
            memory["rss"],
            WORKER_MB,
            "MB",
            f"its share of what is shared {memory['pss']:.0f}, at most {memory['peak']:.0f}",
        ),
    ]


def scale_rows(ours: Played, large: Played, observations: int) -> list[Row]:
    """Rows of the table for a large dataset, against our own."""
    return [
        at_most(
            f"Callbacks with {observations:,} rows, p95 against ours",
            large.p95 / ours.p95,
            SCALE_CALLBACKS,
            "x",
            _spread(large.calls),
        ),
        at_most(
            "Memory with them, against ours",
            large.memory["rss"] / ours.memory["rss"],
            SCALE_MEMORY,
            "x",
            f"{large.memory['rss']:.0f} MB, at most {large.memory['peak']:.0f}",
        ),
    ]


def _spread(calls: Sequence[dict], key: str = "ms") -> str:
    return spread([call[key] for call in calls])


def _size(calls: Sequence[dict]) -> str:
    mean = sum(call["packed"] for call in calls) / len(calls) / 1000
    return f"{mean:.1f} kB compressed on average"
