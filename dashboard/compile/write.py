"""Write a dataset so that readers see the old one or the new one, never a mixture.

Each version has a folder of its own, complete before it gets its name. ``manifest.json``
says which folder is in use and is replaced last, in one operation of the file system. A
process killed at any moment leaves the earlier dataset in use.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.compile.assemble import Compiled
from dashboard.compile.fingerprint import SCHEMA

MANIFEST = "manifest.json"
REPORT = "report.md"
OBSERVATIONS = "observations.parquet"
NEIGHBOURS = "neighbours.parquet"
PLACES = "places.parquet"
METADATA = "metadata.json"
SURVEY = "survey.json"
POSTCODES = "postcodes.parquet"

_VERSION_FOLDER = re.compile(r"[0-9a-f]{12}")
_UNFINISHED = ".unfinished-"


def version_of(compiled: Compiled) -> str:
    """Name of a dataset by its content: the same content always has the same name.

    Returns:
        The first 12 hex digits of a SHA-256 over the metadata and every cell.
    """
    total = hashlib.sha256(f"schema {SCHEMA}\n".encode())
    total.update(compiled.registry.model_dump_json().encode())
    total.update(compiled.survey.model_dump_json().encode())
    tables = (compiled.observations, compiled.neighbours, compiled.places, compiled.postcodes)
    for frame in tables:
        for name in frame.columns:
            total.update(f"\n{name}\n".encode())
            total.update(_bytes_of(frame[name]))
    return total.hexdigest()[:12]


def read_manifest(out_dir: Path) -> dict | None:
    """What the dataset in use says about itself; None if there is none to be read."""
    try:
        manifest = json.loads((out_dir / MANIFEST).read_text("utf-8"))
        return manifest if (out_dir / manifest["folder"]).is_dir() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def make_manifest(
    compiled: Compiled, *, version: str, sources_hash: str, now: datetime | None = None
) -> dict:
    """Describe a dataset; the checksums of its files are added when they are written."""
    observations = compiled.observations
    releases = [item.released for item in compiled.registry.indicators.values()]
    return {
        "schema": SCHEMA,
        "version": version,
        "sources_hash": sources_hash,
        "compiled_at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
        "folder": version,
        "counts": {
            "indicators": int(observations["indicator_id"].nunique()),
            "areas": int(observations["area_code"].nunique()),
            "observations": len(observations),
            "services": sum(len(one.services) for one in compiled.survey.responses),
        },
        "latest_release": max(releases, default=""),
    }


def publish(compiled: Compiled, manifest: dict, report: str, out_dir: Path) -> dict:
    """Write a dataset beside the one in use, then switch to it.

    Args:
        compiled: the dataset.
        manifest: as ``make_manifest`` gives it.
        report: text of report.md.
        out_dir: folder of compiled datasets; the caller holds its lock.

    Returns:
        The manifest as written.
    """
    earlier = read_manifest(out_dir)
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=out_dir) as temporary:
        build = Path(temporary) / manifest["version"]
        build.mkdir()
        _write_files(compiled, build)
        manifest = {**manifest, "files": {p.name: _sha256(p) for p in sorted(build.iterdir())}}
        _move_into_place(build, out_dir / manifest["folder"])
    _replace_text(out_dir / REPORT, report)
    _replace_text(out_dir / MANIFEST, json.dumps(manifest, indent=2) + "\n")
    in_use = {manifest["folder"]} | ({earlier["folder"]} if earlier else set())
    remove_leftovers(out_dir, in_use=in_use)
    return manifest


def remove_leftovers(out_dir: Path, *, in_use: set[str]) -> None:
    """Remove unfinished builds, and versions other than the current and the one before.

    Args:
        out_dir: folder of compiled datasets. What compiling did not make is left there.
        in_use: folders in use after and before the switch. They are one and the same when
            nothing has changed; older versions are then left alone, because the one before
            is among them.
    """
    for path in out_dir.iterdir():
        old = _VERSION_FOLDER.fullmatch(path.name) and path.name not in in_use and len(in_use) > 1
        if path.name.startswith(_UNFINISHED) or old:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _write_files(compiled: Compiled, build: Path) -> None:
    compiled.observations.to_parquet(build / OBSERVATIONS, index=False)
    compiled.neighbours.to_parquet(build / NEIGHBOURS, index=False)
    compiled.places.to_parquet(build / PLACES, index=False)
    compiled.postcodes.to_parquet(build / POSTCODES, index=False, compression="zstd")
    (build / SURVEY).write_text(compiled.survey.model_dump_json(), "utf-8", newline="\n")
    (build / METADATA).write_text(compiled.registry.model_dump_json(), "utf-8", newline="\n")
    for path in build.iterdir():
        _flush_to_disk(path)


def _move_into_place(build: Path, folder: Path) -> None:
    """Give a complete build its name.

    A folder of that name holds the same content and may be in use, so it is not removed;
    its files are replaced one by one, which also repairs a damaged folder.
    """
    if not folder.exists():
        build.rename(folder)
        return
    for path in build.iterdir():
        path.replace(folder / path.name)


def _replace_text(path: Path, text: str) -> None:
    temporary = path.with_name(f"{_UNFINISHED}{path.name}")
    temporary.write_text(text, "utf-8", newline="\n")
    _flush_to_disk(temporary)
    temporary.replace(path)


def _flush_to_disk(path: Path) -> None:
    """Make sure that a power cut cannot leave a name without its content."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _bytes_of(column: pd.Series) -> bytes:
    """The cells of a column as bytes that do not depend on machine or library."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy().astype("datetime64[D]").astype("<i8").tobytes()
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.to_numpy(dtype=float, copy=True)
        numbers[np.isnan(numbers)] = np.nan
        # Adding zero turns minus zero into zero.
        return (numbers + 0.0).astype("<f8").tobytes()
    return "\x1f".join(column.tolist()).encode()
