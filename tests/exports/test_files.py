import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.files import csv_bytes, xlsx_bytes
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.palette import JUDGEMENT_STYLE

META = (("Source", "Ofsted, £ and Môn"), ("Dataset version", "0123456789ab"))


def table(*rows, names=("Area", "Value"), meta=META):
    return Table("Children in Midshire", tuple(Column(name) for name in names), rows, meta)


def read_csv(content):
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    blank = lines.index([])
    return lines[:blank], lines[blank + 1], lines[blank + 2 :]


def read_xlsx(content, sheet="Figures"):
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows()
    return [[cell.value for cell in row] for row in rows]


def test_csv_starts_with_a_byte_order_mark_and_the_metadata():
    content = csv_bytes(table((Cell.of("Derby"), Cell(16.125, "16.1%"))))
    assert content.startswith(b"\xef\xbb\xbf")
    about, names, rows = read_csv(content)
    assert about == [["Table", "Children in Midshire"], *map(list, META)]
    assert names == ["Area", "Value"]
    assert rows == [["Derby", "16.125"]]


def test_what_is_made_up_says_so_above_the_figures_and_on_every_printed_page():
    note = "Illustrative, not real services: Derby and Rutland"
    shown = table((Cell.of("Derby"), Cell(1.0, "1")), meta=(*META, ("Note", note)))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(shown)))["Figures"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows == [(note, None), ("Area", "Value"), ("Derby", 1)]
    assert sheet.oddHeader.left.text == note
    assert sheet.auto_filter.ref == "A2:B3"
    assert sheet.freeze_panes == "B3"


def test_csv_can_be_read_by_skipping_the_metadata():
    content = csv_bytes(table((Cell.of("Derby"), Cell(-16.125, "−16.1%"))))
    frame = pd.read_csv(io.BytesIO(content), skiprows=len(META) + 1)
    assert frame.to_dict("records") == [{"Area": "Derby", "Value": -16.125}]


def test_missing_values_say_why():
    shown = table((Cell.of("Rutland"), Cell(None, "[c]", "withheld: small numbers")))
    expected = [["Area", "Value", "Notes"], ["Rutland", "[c]", "Value: withheld: small numbers"]]
    _, names, rows = read_csv(csv_bytes(shown))
    assert [names, *rows] == expected
    assert read_xlsx(xlsx_bytes(shown)) == expected


def test_marks_after_a_number_are_not_lost():
    _, names, rows = read_csv(csv_bytes(table((Cell.of("Derby"), Cell(16.1, "16.1% [p]")))))
    assert names[-1] == "Notes"
    assert rows == [["Derby", "16.1", "Value: [p]"]]


@pytest.mark.parametrize("key", JUDGEMENT_STYLE)
def test_judgements_are_in_the_words_of_the_screen(key):
    _, names, rows = read_csv(csv_bytes(table((Cell.of("Derby"), Cell(1, "1", judgement=key)))))
    assert names == ["Area", "Value", "Value: judgement"]
    assert rows == [["Derby", "1", JUDGEMENT_STYLE[key].word]]


def test_a_cell_can_have_a_word_of_its_own():
    cell = Cell(1, "1", judgement="worse", word="getting worse")
    _, _, rows = read_csv(csv_bytes(table((Cell.of("Derby"), cell))))
    assert rows == [["Derby", "1", "getting worse"]]


def test_a_judgement_in_words_is_not_written_twice():
    row = (Cell.of("Derby"), Cell("worse", "", "by far", judgement="worse"))
    _, names, rows = read_csv(csv_bytes(table(row, names=("Area", "Comparison"))))
    assert names == ["Area", "Comparison", "Notes"]
    assert rows == [["Derby", "worse", "Comparison: by far"]]


def test_small_print_has_a_column_of_its_own():
    _, names, rows = read_csv(csv_bytes(table((Cell.of("Derby", detail="city"), Cell(1, "1")))))
    assert names == ["Area", "Area: detail", "Value"]
    assert rows == [["Derby", "city", "1"]]


def test_headings_differ():
    row = tuple(Cell.of(text) for text in "abc")
    _, names, _ = read_csv(csv_bytes(table(row, names=("Area", "Value", "Value"))))
    assert names == ["Area", "Value", "Value (2)"]


def test_a_table_without_rows_is_still_a_file():
    _, names, rows = read_csv(csv_bytes(table()))
    assert (names, rows) == (["Area", "Value"], [])
    assert read_xlsx(xlsx_bytes(table())) == [["Area", "Value"]]


def test_formulas_are_text_wherever_they_stand():
    bad = "=HYPERLINK(1)"
    nasty = Table(
        bad,
        (Column(bad), Column("+2")),
        ((Cell.of(bad, detail=bad, note=bad), Cell(None, bad)),),
        ((bad, bad),),
    )
    about, names, rows = read_csv(csv_bytes(nasty))
    cells = [text for line in [*about, names, *rows] for text in line]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(nasty)))
    cells += [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert not [text for text in cells if text[:1] in "=+-@"]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_xlsx_numbers_are_numbers_with_the_decimals_shown():
    row = (
        Cell.of("Derby"),
        Cell(16.125, "16.1%"),
        Cell(-1234, "−1,234"),
        Cell(date(2024, 3, 31), "31 March 2024"),
    )
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(table(row, names=("Area", "Share", "Count", "Day"))))
    )
    cells = book["Figures"][2]
    assert [cell.value for cell in cells[:3]] == ["Derby", 16.125, -1234]
    assert cells[3].value.date() == date(2024, 3, 31)
    formats = [cell.number_format for cell in cells]
    assert formats == ["General", "0.0", "#,##0", "yyyy-mm-dd"]


def test_xlsx_heading_is_bold_and_stays_in_view():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table((Cell.of("Derby"), Cell(1, "1"))))))
    assert book.sheetnames == ["Figures", "About"]
    assert book["Figures"].freeze_panes == "B2"
    assert all(cell.font.bold for cell in book["Figures"][1])
    assert read_xlsx(xlsx_bytes(table()), "About")[1:] == [list(pair) for pair in META]


def test_the_same_table_gives_the_same_bytes():
    one = table((Cell.of("Derby"), Cell(16.1, "16.1%")))
    assert csv_bytes(one) == csv_bytes(replace(one))
    assert xlsx_bytes(one) == xlsx_bytes(replace(one))


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
cells = st.builds(
    Cell,
    value=st.none() | texts | st.floats(allow_infinity=False, width=32) | st.integers(-9999, 9999),
    text=texts,
    note=texts,
    detail=texts,
)


@given(st.lists(st.tuples(cells, cells), max_size=4))
def test_any_table_can_be_written_and_read(rows):
    _, names, lines = read_csv(csv_bytes(table(*rows)))
    assert len(lines) == len(rows)
    assert all(len(line) == len(names) for line in lines)
    # Rows without anything in them are not seen from the end.
    assert len(read_xlsx(xlsx_bytes(table(*rows)))) <= len(rows) + 1
