import io

import openpyxl
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.many_rows import fill_sheet


def workbook(*names):
    book = openpyxl.Workbook()
    book.active.append(names)
    book.create_sheet("Other").append(["untouched"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filled(frame):
    content = fill_sheet(workbook(*frame.columns), 1, frame)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_rows_come_under_the_heading_and_other_sheets_stay():
    frame = pd.DataFrame({"area": ["Derby", None, "A & B <c>"], "value": [1.5, float("nan"), -2]})
    book = filled(frame.assign(area=frame["area"].astype("category")))
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows == [["area", "value"], ["Derby", 1.5], [None, None], ["A & B <c>", -2]]
    assert book.worksheets[0].dimensions == "A1:B4"
    assert book["Other"]["A1"].value == "untouched"


def test_rows_go_on_past_one_chunk():
    frame = pd.DataFrame({"value": range(4_100)})
    found = [row[0] for row in filled(frame).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert found == list(range(4_100))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_any_text_gives_a_readable_sheet(texts):
    frame = pd.DataFrame({"text": pd.Categorical(texts)})
    found = filled(frame).worksheets[0]
    assert found.max_row <= len(texts) + 1
    assert all(cell.data_type != "f" for cell in found["A"])
