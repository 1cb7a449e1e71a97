"""Takes decisions from a coding workbook into the file of decisions."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.compile.lock import only_one
from dashboard.metadata.coding import BETWEEN, COLUMNS, NONE_FITS, Coding, load_codings, text_hash
from dashboard.metadata.spreadsheet_text import harmless
from dashboard.metadata.survey_files import CODING
from dashboard.survey.files import remove_unfinished, replace_file
from dashboard.survey.finding import Finding, has_stops
from dashboard.survey.words import plain
from dashboard.themes.context import CodingContext
from dashboard.themes.reading import CodedRow, CodingBook
from dashboard.themes.rules import check_coding, same_text

_OWNER = "coding"


class NotImportedError(Exception):
    """The workbook breaks rules that it must keep; nothing has changed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep all findings, checks and notes included."""
        self.findings = findings
        super().__init__("the workbook cannot be imported as it is")


@dataclass(frozen=True)
class Imported:
    """What importing has done.

    Attributes:
        path: the file of decisions.
        coded, taken_back: how many answers this coder has decided in the workbook, and how
            many earlier decisions were taken back.
        set_aside: rows that are coded but not about an answer in use.
        findings: checks and notes.
    """

    path: Path
    coded: int
    taken_back: int
    set_aside: int
    findings: tuple[Finding, ...]


def import_coding(
    book: CodingBook,
    context: CodingContext,
    *,
    now: datetime | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> Imported:
    """Check a workbook and put its decisions in place of the same coder's earlier ones.

    Decisions of other people, of the other role and on answers that are not in the workbook
    stay as they are.

    Args:
        book: the workbook as read.
        context: what it was read by.
        now: the time of which the day is noted; with a time zone.
        on_wait: called once if another process is importing.

    Raises:
        NotImportedError: a rule stops it; everything is as it was.
        MetadataError: the file of decisions cannot be read; everything is as it was.
        OSError: the file cannot be written; the earlier decisions are in use.
    """
    day = (now or datetime.now(UTC)).date().isoformat()
    path = context.data_dir / CODING
    with only_one(path.parent, on_wait=on_wait):
        remove_unfinished(path.parent, owner=_OWNER)
        # As they are now: another process may have imported in the meantime.
        context = replace(context, codings=load_codings(context.data_dir, context.themes))
        findings = check_coding(book, context)
        if has_stops(findings) or book.role is None:
            raise NotImportedError(findings)
        before = {(one.text_id, one.role): one for one in context.codings}
        after, taken_back = _merged(book, context, before, day)
        if after != before:
            replace_file(path, coding_file(after.values()), owner=_OWNER)
    counted = [one for one in book.rows if one.is_coded]
    coded = sum(same_text(one, context) for one in counted)
    return Imported(path, coded, taken_back, len(counted) - coded, findings)


def coding_file(codings: Iterable[Coding]) -> bytes:
    """The file of decisions: CSV in UTF-8, sorted, in which no text can be run."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(codings, key=lambda one: (one.text_id, one.role)):
        fields = one._asdict() | {"themes": BETWEEN.join(one.themes) or NONE_FITS}
        writer.writerow([harmless(fields[name]) for name in COLUMNS])
    return stream.getvalue().encode()


def _merged(
    book: CodingBook,
    context: CodingContext,
    before: dict[tuple[str, str], Coding],
    day: str,
) -> tuple[dict[tuple[str, str], Coding], int]:
    after, taken_back = dict(before), 0
    for one in book.rows:
        if not same_text(one, context):
            continue
        key = (one.text_id, book.role)
        earlier = before.get(key)
        if one.is_coded:
            after[key] = _coding(one, book, context, earlier, day)
        elif one.had_decision and earlier and plain(earlier.coder) == plain(book.coder):
            del after[key]
            taken_back += 1
    return after, taken_back


def _coding(
    one: CodedRow, book: CodingBook, context: CodingContext, earlier: Coding | None, day: str
) -> Coding:
    coding = Coding(
        text_id=one.text_id,
        text_hash=text_hash(context.texts[one.text_id].text),
        role=book.role,
        coder=book.coder,
        themes=one.themes,
        note=one.note,
        coded_on=day,
    )
    # The same decision again keeps its day.
    same = earlier is not None and earlier._replace(coded_on=day) == coding
    return earlier if same else coding
