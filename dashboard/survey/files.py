"""Writes files so that readers see the old or the new one, whatever happens in between."""

import contextlib
import os
import re
import tempfile
from pathlib import Path

_UNFINISHED = ".unfinished-"
_LONGEST_NAME = 60


def replace_file(path: Path, content: bytes, *, owner: str) -> None:
    """Write a file whole: under another name first, on the disk, then in one step.

    Args:
        path: the file; its folder is made.
        content: what it shall hold.
        owner: whose unfinished files these are; see ``remove_unfinished``.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f"{_UNFINISHED}{owner}-", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def remove_unfinished(folder: Path, *, owner: str) -> None:
    """Remove what a process that was killed has left; only the lock's holder may do so."""
    for path in folder.glob(f"{_UNFINISHED}{owner}-*"):
        path.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """A file name without its ending that every system takes, made of what was given."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem).strip("-").lower()
    return words[:_LONGEST_NAME].strip("-") or "workbook"


def _sync_folder(folder: Path) -> None:
    """Put a new name in a folder on the disk; some systems cannot, and need not."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
