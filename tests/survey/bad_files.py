"""Files that are no workbook, or one that is broken or far too large."""

import io
import zipfile
from collections.abc import Callable

from dashboard.survey.layout import SERVICES
from tests.survey.filled import FIRST, Filled


def archive(**parts: bytes) -> Callable[[Filled], bytes]:
    def spoil(_: Filled) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
        return stream.getvalue()

    return spoil


def with_part(name: str, content: bytes) -> Callable[[Filled], bytes]:
    def spoil(book: Filled) -> bytes:
        stream = io.BytesIO(book.content())
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        return stream.getvalue()

    return spoil


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def damaged(book: Filled) -> bytes:
    content = book.content()
    return content[: len(content) // 2]


def damaged_inside(book: Filled) -> bytes:
    """The archive is whole, but a sheet in it no longer unpacks."""
    content = bytearray(book.content())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = max(archive.infolist(), key=lambda one: one.compress_size)
    start = part.header_offset + 30 + len(part.filename)
    content[start : start + part.compress_size] = b"\xff" * part.compress_size
    return bytes(content)


def long_cell(content: bytes) -> bytes:
    """The text "Relate Peak" made longer than a spreadsheet would."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Relate Peak", b"a" * 2_000_000))
    return stream.getvalue()


def many_rows(book: Filled) -> None:
    for row in range(FIRST, FIRST + 501):
        book.put(SERVICES, row, "service_name", f"Service {row}")


def far_cell(book: Filled) -> str:
    return book.sheet(SERVICES).cell(1_048_576, 16_384, "x").coordinate
