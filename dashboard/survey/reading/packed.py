"""What a file is before it is opened as a workbook, and whether people can have filled it in."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import column_index_from_string

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old formats, and encrypted new ones
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = "xl/workbook.xml"
_MACROS = "xl/vbaProject.bin"

# An empty template has 2,600 cells and 8,000 marks in 0.2 MB. Larger files than these are not
# read: whatever is wrong with a file is said within two seconds.
MOST_BYTES = 30_000_000  # unpacked, pictures included
MOST_CELLS = 110_000  # empty ones with a look, such as borders, included
MOST_MARKS = 300_000  # of all parts: cells, values, texts, looks
_MOST_TOGETHER = 50_000  # cells of merged ranges and links
_MOST_PARTS = 1_000

_TOGETHER = re.compile(
    rb'<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\sref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


class RefusedBecause(StrEnum):
    """Why a file is not read at all."""

    NOT_A_WORKBOOK = "not a workbook"
    OTHER_TYPE = "another type of file"
    PASSWORD = "password"  # noqa: S105 - a reason, not a password
    MACROS = "macros"
    TOO_LARGE = "too large"


@dataclass(frozen=True)
class Refusal:
    """Why a file is not read, and what it seems to be."""

    because: RefusedBecause
    found: str


def packed_refusal(content: bytes) -> Refusal | None:
    """Why a file cannot be opened as a workbook; None if it can be tried.

    Raises:
        Exception: a part is damaged; the library raises errors of many kinds.
    """
    refusal = _unpacked_refusal(content)
    if refusal is not None:
        return refusal
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, "something that is not an Excel file")
    with archive:
        return _archive_refusal(archive)


def _unpacked_refusal(content: bytes) -> Refusal | None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            return Refusal(RefusedBecause.PASSWORD, "a file that opens only with a password")
        return Refusal(RefusedBecause.OTHER_TYPE, "a file of an old Office format, such as .xls")
    if content.startswith(b"%PDF"):
        return Refusal(RefusedBecause.OTHER_TYPE, "a PDF")
    if not content:
        return Refusal(RefusedBecause.NOT_A_WORKBOOK, "an empty file")
    if len(content) > MOST_BYTES:
        return _too_large(f"a file of {len(content) / 1e6:,.0f} MB")
    return None


def _archive_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    parts = archive.infolist()
    names = {one.filename for one in parts}
    if _MAIN_PART not in names:
        kind = "an OpenDocument file" if "mimetype" in names else "a file of another program"
        kind = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else kind
        kind = "a Word document" if "word/document.xml" in names else kind
        return Refusal(RefusedBecause.OTHER_TYPE, kind)
    if _MACROS in names:
        return Refusal(RefusedBecause.MACROS, "a workbook with macros")
    if sum(one.file_size for one in parts) > MOST_BYTES or len(parts) > _MOST_PARTS:
        return _too_large(f"a file that unpacks to more than {MOST_BYTES // 1_000_000} MB")
    return _parts_refusal(archive)


def _parts_refusal(archive: zipfile.ZipFile) -> Refusal | None:
    cells = marks = together = 0
    for one in archive.infolist():
        if not one.filename.endswith((".xml", ".rels")):
            continue
        part = archive.read(one)
        # No spreadsheet writes these; they are a way to make a reader run out of memory.
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", part):
            return Refusal(RefusedBecause.NOT_A_WORKBOOK, "a file with definitions of its own")
        marks += part.count(b"<")
        if one.filename.startswith("xl/worksheets/"):
            cells += len(re.findall(rb"<(?:\w+:)?c[ >/]", part))
            together += sum(_area(*found.groups()) for found in _TOGETHER.finditer(part))
    if cells > MOST_CELLS:
        return _too_large(f"{cells:,} cells, empty ones with a look included")
    if marks > MOST_MARKS:
        return _too_large(f"{cells:,} cells with {marks:,} marks for values and looks")
    if together > _MOST_TOGETHER:
        return _too_large(f"{together:,} cells that are merged or in one link")
    return None


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    first, last = (column_index_from_string(one.decode()) for one in (left, right))
    return (abs(last - first) + 1) * (abs(int(bottom) - int(top)) + 1)


def _too_large(found: str) -> Refusal:
    return Refusal(RefusedBecause.TOO_LARGE, found)
