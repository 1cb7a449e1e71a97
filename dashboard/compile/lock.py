"""Let one compile at a time write to a folder.

The operating system holds the lock and lets go of it when the process ends, however it ends;
a lock file left behind means nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_FILE = ".lock"
_PAUSE_S = 0.1


@contextmanager
def only_one(folder: Path, *, on_wait: Callable[[], None]) -> Iterator[None]:
    """Wait until no other compile writes to ``folder``, then keep others waiting.

    Args:
        folder: the folder of compiled datasets; made if it is not there.
        on_wait: called once if there is something to wait for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        waiting = False
        while not _try_lock(descriptor):
            if not waiting:
                on_wait()
            waiting = True
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        _lock_now(descriptor)
    except OSError:
        return False
    return True


if os.name == "nt":
    import msvcrt

    def _lock_now(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock_now(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
