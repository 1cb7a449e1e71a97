"""Which answers are coded into themes, and what coders have decided; one row of a file each."""

import csv
import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from dashboard.metadata.problems import MetadataError, Place, Problem
from dashboard.metadata.spreadsheet_text import as_it_was
from dashboard.metadata.survey import AreaAnswers, Questionnaire, ThemeCode
from dashboard.metadata.survey_files import CODING

COLUMNS = ("text_id", "text_hash", "role", "coder", "themes", "note", "coded_on")
NONE_FITS = "none_fits"  # in the column of themes: looked at, and no theme fits
BETWEEN = ";"  # between two themes
ILLUSTRATIVE = "(illustrative)"  # at the end of a made-up coder's name
_HASH_LENGTH = 16


class Role(StrEnum):
    """Whose decision it is: the first coder's counts, the second's is compared with it."""

    FIRST = "first"
    SECOND = "second"


class FreeText(NamedTuple):
    """One answer in a respondent's own words."""

    text_id: str
    area_code: str
    service_id: str
    question: str
    text: str


class Coding(NamedTuple):
    """What one coder has decided about one answer.

    Attributes:
        text_hash: of the answer that was coded, so that another answer is not taken for it.
        themes: ids, in the coder's order; none where no theme fits.
    """

    text_id: str
    text_hash: str
    role: Role
    coder: str
    themes: tuple[str, ...]
    note: str = ""
    coded_on: str = ""


def free_texts(
    responses: Iterable[AreaAnswers], questionnaire: Questionnaire
) -> tuple[FreeText, ...]:
    """Every answer that is coded, in the order of areas, services and questions.

    Questions left empty and special answers ("don't know") are no text.
    """
    found = []
    for area in responses:
        about = [("", area.answers, questionnaire.area_questions)]
        about += [
            (f"{area.area_code}-{one.key}", one.answers, questionnaire.questions)
            for one in area.services
        ]
        for service, answers, questions in about:
            for question in questions:
                text = answers.get(question.id) if question.coded else None
                if isinstance(text, str) and text.strip() and text not in questionnaire.special:
                    text_id = f"{service or area.area_code}/{question.id}"
                    found.append(FreeText(text_id, area.area_code, service, question.id, text))
    return tuple(found)


def text_hash(text: str) -> str:
    """A short checksum by which a changed answer is known."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:_HASH_LENGTH]


def is_illustrative(coder: str) -> bool:
    """Whether a coder, and so each decision, is made up to try the pages with."""
    return coder.strip().lower().endswith(ILLUSTRATIVE)


def load_codings(data_dir: Path, themes: Iterable[ThemeCode]) -> tuple[Coding, ...]:
    """What coders have decided, in the order of the file; empty if there is none.

    Raises:
        MetadataError: the file cannot be read, names a theme that the codebook lacks, or
            holds two decisions for the same answer and role.
    """
    path = data_dir / CODING
    if not path.is_file():
        return ()
    name = f"{data_dir.resolve().name}/{CODING}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
            header = tuple(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problem = Problem(Place(name), "", str(error), "a CSV file in UTF-8")
        raise MetadataError([problem]) from None
    if missing := set(COLUMNS) - set(header):
        problem = Problem(Place(name), "", f"no column {', '.join(sorted(missing))}",
                          f"the columns {', '.join(COLUMNS)}")  # fmt: skip
        raise MetadataError([problem])
    return _codings(rows, {one.id for one in themes}, name)


def _codings(
    rows: list[tuple[int, dict[str, str | None]]], known: set[str], name: str
) -> tuple[Coding, ...]:
    found: dict[tuple[str, str], Coding] = {}
    problems: list[Problem] = []
    for line, row in rows:
        fields = {column: as_it_was(row[column] or "") for column in COLUMNS}
        place = Place(name, fields["text_id"], line)
        wrong = list(_wrong(fields, known))
        if (fields["text_id"], fields["role"]) in found:
            wrong.append(("role", fields["role"], "one decision for each answer and role"))
        if wrong:
            problems += [Problem(place, *one) for one in wrong]
            continue
        chosen = [] if fields["themes"] == NONE_FITS else fields["themes"].split(BETWEEN)
        fields |= {"role": Role(fields["role"]), "themes": tuple(chosen)}
        found[fields["text_id"], fields["role"]] = Coding(**fields)
    if problems:
        raise MetadataError(problems)
    return tuple(found.values())


def _wrong(fields: dict[str, str], known: set[str]) -> Iterable[tuple[str, str, str]]:
    """Field, what is there and what should be, for each thing wrong in a row."""
    if fields["role"] not in set(Role):
        yield "role", fields["role"], " or ".join(Role)
    for one in fields["themes"].split(BETWEEN):
        if one not in known and fields["themes"] != NONE_FITS:
            yield "themes", one or "nothing", f"themes of the codebook, or {NONE_FITS}"
    if fields["coded_on"] and not _is_day(fields["coded_on"]):
        yield "coded_on", fields["coded_on"], "a day such as 2026-11-02"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
