import io

import openpyxl
import pandas as pd
import pytest

from dashboard.dataset import Dataset
from dashboard.exports import everything

READERS = {
    "csv": lambda content: pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""]),
    "xlsx": lambda content: pd.read_excel(
        io.BytesIO(content), sheet_name="Figures", keep_default_na=False, na_values=[""]
    ),
    "parquet": lambda content: pd.read_parquet(io.BytesIO(content)),
}


@pytest.fixture(scope="module")
def small(dataset):
    """Every 200th observation, with one note that a spreadsheet could run."""
    rows = dataset.observations.iloc[::200].reset_index(drop=True)
    rows["note"] = ["=1+1", *rows["note"].astype("str")[1:]]
    return Dataset.from_frames(
        dataset.registry,
        rows,
        dataset.neighbour_table,
        version="0123456789ab",
        compiled_at="2026-01-02T03:04:05+00:00",
    )


@pytest.mark.parametrize("kind", READERS)
def test_every_observation_is_there_as_held(small, kind):
    content, _ = everything.whole(small, kind)
    found = READERS[kind](content)
    held = small.observations
    assert list(found["indicator_id"].astype("str")) == list(held["indicator_id"].astype("str"))
    assert list(found["area_code"].astype("str")) == list(held["area_code"].astype("str"))
    assert list(pd.to_datetime(found["period_end"])) == list(held["period_end"])
    for column in ("value", "lower_ci", "upper_ci", "numerator", "denominator"):
        pd.testing.assert_series_equal(
            found[column].astype("float64"), held[column], check_names=False, check_exact=True
        )
    assert found["note"].iloc[0] == "'=1+1"


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_rows_say_what_they_are_and_where_they_come_from(small, kind):
    content, _ = everything.whole(small, kind)
    first = READERS[kind](content).iloc[0]
    indicator = small.indicator(first["indicator_id"])
    assert first["indicator"] == indicator.name
    assert first["area"] == small.area(first["area_code"]).name
    assert (first["unit"], first["source"]) == (indicator.unit, indicator.source)
    assert first["dataset_version"] == "0123456789ab"


def test_csv_has_a_heading_and_nothing_above_it(small):
    content, mimetype = everything.whole(small, "csv")
    assert content.startswith(b"\xef\xbb\xbfindicator_id,indicator,area_code,area,area_level,")
    assert mimetype.startswith("text/csv")


def test_workbook_says_what_everything_means(small):
    content, _ = everything.whole(small, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Figures", "Indicators", "Areas", "Caveats", "About"]
    assert book["Figures"].max_row == len(small.observations) + 1
    assert book["Figures"].freeze_panes == "B2"
    assert book["Indicators"].max_row == len(small.registry.indicators) + 1
    assert book["Areas"].max_row == len(small.registry.areas) + 1
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Dataset version"] == "0123456789ab"


def test_a_workbook_too_big_to_open_keeps_to_the_region(small, monkeypatch):
    monkeypatch.setattr(everything, "MOST_ROWS", 10)
    everything.whole.cache_clear()
    content, _ = everything.whole(small, "xlsx")
    everything.whole.cache_clear()
    codes = set(READERS["xlsx"](content)["area_code"])
    outsiders = {area.code for area in small.registry.areas.values() if area.parent is None}
    assert set(small.comparator_codes) <= codes
    assert codes & outsiders <= set(small.comparator_codes)
    about = openpyxl.load_workbook(io.BytesIO(content))["About"]
    held = next(row[1].value for row in about.iter_rows() if row[0].value == "Sheet Figures")
    assert "CSV and Parquet files hold them all" in held


def test_the_same_dataset_gives_the_same_bytes(small):
    first = {kind: everything.whole(small, kind)[0] for kind in READERS}
    everything.whole.cache_clear()
    assert {kind: everything.whole(small, kind)[0] for kind in READERS} == first


def test_unknown_kinds_are_refused(small):
    with pytest.raises(KeyError):
        everything.whole(small, "pdf")
