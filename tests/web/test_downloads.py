"""Files hold exactly what is shown; they are read back with other code than wrote them."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from dashboard.pages import answer


@pytest.fixture(scope="module")
def tables(dataset, busy_addresses):
    """Address of the file, without extension, and the table that it should hold."""
    found = []
    for address in busy_addresses:
        view, body = answer(address, dataset)
        found += [(view.download(card.id, "{}"), card.file) for card in body.cards]
    assert found
    return found


def as_number(text):
    try:
        return float(text)
    except ValueError:
        return text


def numbers(table):
    """The numbers of a table, row by row, with the twelve digits that files hold."""
    return [
        [float(f"{cell.value:.12g}") for cell in row if isinstance(cell.value, int | float)]
        for row in table.rows
    ]


def test_csv_files_hold_the_figures_of_the_screen(client, tables):
    for address, table in tables:
        response = client.get(address.format("csv"))
        assert response.status_code == 200, address
        assert response.mimetype == "text/csv"
        assert "attachment" in response.headers["Content-Disposition"]
        above = len(table.meta) + 1
        frame = pd.read_csv(io.BytesIO(response.data), skiprows=above, keep_default_na=False)
        assert len(frame) == len(table.rows), address
        for row, expected in zip(frame.itertuples(index=False), numbers(table), strict=True):
            written = [as_number(value) for value in row]
            assert [v for v in expected if v not in written] == [], address


def test_csv_files_say_where_they_come_from(client, tables, dataset):
    for address, table in tables:
        text = client.get(address.format("csv")).data.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        about = lines[: lines.index([])]
        assert about[0] == ["Table", table.caption]
        assert ["Dataset version", dataset.version] in about, address


def test_workbooks_hold_the_figures_of_the_screen(client, tables):
    for address, table in tables:
        response = client.get(address.format("xlsx"))
        assert response.status_code == 200, address
        book = openpyxl.load_workbook(io.BytesIO(response.data))
        above = 1 if "Note" in dict(table.meta) else 0  # what is made up says so first
        rows = list(book["Figures"].iter_rows(min_row=2 + above, values_only=True))
        assert len(rows) == len(table.rows), address
        for row, expected in zip(rows, numbers(table), strict=True):
            assert [v for v in expected if v not in row] == [], address


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_the_whole_dataset_is_one_file(client, dataset, kind):
    response = client.get(f"/download/data/all.{kind}")
    assert response.status_code == 200
    assert dataset.version in response.headers["Content-Disposition"]
    content = io.BytesIO(response.data)
    if kind == "parquet":
        rows = len(pd.read_parquet(content))
    elif kind == "csv":
        rows = len(pd.read_csv(content, usecols=["indicator_id"]))
    else:
        book = openpyxl.load_workbook(content, read_only=True)
        rows = book["Figures"].max_row - 1
    assert rows == len(dataset.observations)
