"""What the maps say about the origin of their boundaries."""

import hashlib
from datetime import date
from pathlib import Path

import yaml

from dashboard.geography.failure import BoundaryError


def read_origins(folder: Path) -> dict:
    """Wording and licence lines of each kind of origin, kept in ``sources.yml``.

    Raises:
        BoundaryError: the file is missing.
    """
    path = folder / "sources.yml"
    if not path.is_file():
        raise BoundaryError(
            f"{path.name} was not found in {folder}. It holds the licence lines that must be shown "
            "with the maps; restore it from the project.",
            exit_code=2,
        )
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def from_postcodes(origins: dict, *, package: str, version: str, built_on: date) -> dict:
    """Origin of boundaries generalised from postcodes."""
    source = origins["postcodes"]
    edition = source["editions"].get(version, "")
    return {
        "label": source["label"],
        "source": source["source"],
        "package": f"{package} {version}",
        "vintage": edition or f"edition in {package} {version}",
        "note": source["note"],
        "licence": source["licence"],
        "built_on": built_on,
    }


def from_official_file(origins: dict, *, path: Path, vintage: str, built_on: date) -> dict:
    """Origin of boundaries imported from a file of the ONS."""
    source = origins["official"]
    return {
        "label": source["label"].format(file=path.name),
        "source": source["source"],
        "vintage": vintage,
        "note": source["note"],
        "licence": source["licence"],
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "built_on": built_on,
    }
