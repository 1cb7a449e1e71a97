"""A quick check of whether the sources have changed since the last compile.

Only the standard library is used, so that the app can ask at every start without loading
what compiling needs.
"""

import hashlib
from pathlib import Path

# Raised by one whenever the compiled files or the way they are worked out change, so that
# datasets made by earlier code are built again.
SCHEMA = 3

# Every file that compiling reads, as patterns below the data folder.
INPUTS = (
    "*.yml",
    "*.csv",
    "indicators/*.yml",
    "figures/*.csv",
    "comparators/*.csv",
    "geography/*.csv",
    "geography/*.parquet",
    "places/*.csv",
    "survey/*.yml",
    "survey/*.csv",
    "survey/answers/*/*.json",
    "survey/example/*.json",
)


def input_files(data_dir: Path, *patterns: str) -> list[Path]:
    """Source files in a fixed order, so that results do not depend on the file system.

    Args:
        data_dir: the data folder.
        patterns: some of ``INPUTS``; all of them if none is named. Hidden files, such as
            those an editor leaves behind, are not sources.
    """
    found = {
        path
        for pattern in patterns or INPUTS
        for path in data_dir.glob(pattern)
        if path.is_file() and not path.name.startswith(".")
    }
    return sorted(found, key=lambda path: path.relative_to(data_dir).as_posix())


def source_fingerprint(data_dir: Path) -> str:
    """SHA-256 over the names and bytes of all sources, and the schema number.

    Times, owners and order of the files make no difference. A folder without sources has a
    fingerprint too.
    """
    total = hashlib.sha256(f"schema {SCHEMA}".encode())
    for path in input_files(data_dir):
        content = path.read_bytes()
        name = path.relative_to(data_dir).as_posix()
        # The length keeps the end of one file from passing for the start of the next.
        total.update(f"\n{name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
