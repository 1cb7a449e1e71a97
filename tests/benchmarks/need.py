"""How long it takes to say how fragile the order of the need index is."""

import time

from dashboard.analysis.need_index import DRAWS, need_index, sensitivity, usable, usual_recipe
from dashboard.dataset import Dataset
from dashboard.view_state import MAX_INDICATORS
from tests.benchmarks.bars import NEED_ORDER_MS, Row, at_most


def measure(dataset: Dataset, runs: int) -> list[Row]:
    """The proposed recipe, and the longest that the page allows; the best of some runs."""
    longest = tuple((one.id, 1.0) for one in usable(dataset))[:MAX_INDICATORS]
    return [
        _row(dataset, "proposed recipe", usual_recipe(dataset), runs),
        _row(dataset, f"{len(longest)} indicators", longest, runs),
    ]


def _row(dataset: Dataset, name: str, recipe: tuple[tuple[str, float], ...], runs: int) -> Row:
    index = need_index(dataset, dataset.member_codes, recipe)
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        sensitivity.__wrapped__(index)  # not from the cache
        taken.append((time.perf_counter() - started) * 1000)
    detail = f"{DRAWS:,} weightings and leave-one-out, {index.n} areas, best of {runs}"
    return at_most(f"Order of the need index, {name}", min(taken), NEED_ORDER_MS, "ms", detail)
