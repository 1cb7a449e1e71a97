"""Work out the common comparisons before anyone asks, so that no reader waits for them."""

import gc
import os
import threading
import time

from dashboard.analysis.benchmarks import describe_choices
from dashboard.analysis.profile import area_trends, compared
from dashboard.analysis.standouts import standouts
from dashboard.dataset import Dataset
from dashboard.pages import answer

# Objects made between two looks for garbage. An answer makes tens of thousands of small ones,
# and with Python's own 700 the looks took longer than the answer.
_GARBAGE_AFTER = 50_000
# A breath between two pieces of work, so that requests are answered first.
_PAUSE = 0.004
# The last one measures distances, which takes longest the first time.
_OPENED_FIRST = ("/", "/indicator", "/data?view=coverage", "/need-and-support?view=access")


def warm(dataset: Dataset) -> None:
    """Fill the caches of comparisons and trends, in this process and in its children.

    Works in the background. A server that forks its workers copies what is ready by then;
    each child goes on from there, because threads do not survive the fork.
    """
    gc.collect()
    gc.freeze()  # what is loaded by now stays, so it need not be looked through again
    gc.set_threshold(_GARBAGE_AFTER, 20, 50)
    _start(dataset)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: _start(dataset))


def _start(dataset: Dataset) -> None:
    threading.Thread(target=_work, args=(dataset,), name="warm", daemon=True).start()


def _work(dataset: Dataset) -> None:
    for address in _OPENED_FIRST:
        answer(address, dataset)
    chosen = f"areas:{','.join(dataset.member_codes)}"  # what "areas that I choose" starts with
    for choice in (*dict(describe_choices(dataset, None)), chosen):
        for indicator_id in dataset.registry.indicators:
            _compare(dataset, indicator_id, dataset.member_codes, choice)
            if dataset.has_districts(indicator_id):
                _compare(dataset, indicator_id, dataset.local_codes, choice)
        standouts(dataset, choice)


def _compare(dataset: Dataset, indicator_id: str, codes: tuple[str, ...], choice: str) -> None:
    compared(dataset, indicator_id, codes, choice)
    area_trends(dataset, indicator_id, codes)
    time.sleep(_PAUSE)
