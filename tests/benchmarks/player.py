"""Play a walk against the app in this process, and say how long each answer took.

A process of its own, so that its memory is that of a worker: ``python -m
tests.benchmarks.player WALK.json RESULT.json``, with the app's own settings.
"""

import json
import resource
import sys
import time
from pathlib import Path

from tests.benchmarks.screen import CALLBACK, HEADERS, Screen, unpacked

# A running app has had this long to work out the common comparisons.
WARM_UP_S = 8.0


def main(walk: Path, result: Path) -> None:
    """Start the app as ``app.py`` does, play the walk, write what was measured."""
    import app as product  # noqa: PLC0415 -- importing it starts it

    client = product.server.test_client()
    screen = Screen(client.get("/_dash-dependencies").get_json())
    time.sleep(WARM_UP_S)
    before = memory_mb()
    calls = [_call(client, screen, address) for address in json.loads(walk.read_text("utf-8"))]
    after = memory_mb()
    result.write_text(json.dumps({"calls": calls, "before": before, "after": after}), "utf-8")


def _call(client, screen: Screen, address: str) -> dict:
    body = screen.request(address)
    clock, cpu = time.perf_counter(), time.thread_time()
    response = client.post(CALLBACK, data=body, headers=HEADERS)
    packed = response.get_data()
    clock, cpu = time.perf_counter() - clock, time.thread_time() - cpu
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} for {address}")
    plain = unpacked(packed, response.headers.get("Content-Encoding"))
    return {
        "address": address,
        "ms": clock * 1000,
        "cpu_ms": cpu * 1000,
        "anew": screen.show(plain),
        "bytes": len(plain),
        "packed": len(packed),
    }


def memory_mb() -> dict[str, float]:
    """Memory of this process: resident, its share of what is shared, and the most so far.

    The first two are known on Linux only.
    """
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {"rss": peak, "pss": peak, "peak": peak}
    lines = [line.split() for line in rollup.read_text("utf-8").splitlines()[1:]]
    held = {name.rstrip(":").lower(): int(kb) / 1024 for name, kb, *_ in lines}
    return {"rss": held["rss"], "pss": held["pss"], "peak": peak}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
