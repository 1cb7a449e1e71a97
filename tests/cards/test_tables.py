"""The table twins: what is printed and what a file holds."""

import pytest

from dashboard.analysis.profile import area_trends, compared
from dashboard.cards.tables import compared_table, number, plain, series_table, trend_cell
from dashboard.exports.table import Cell
from dashboard.metadata import Polarity
from dashboard.view_state import View

from ..analysis.conftest import ENGLAND, FORMER, make_dataset, make_indicator, member

PERCENT = make_indicator(unit="% of children", unit_suffix="%")


@pytest.mark.parametrize(
    ("value", "status", "note", "cell"),
    [
        (12.3456, "ok", "", Cell(12.3456, "12.3%")),
        (12.3456, "provisional", "early", Cell(12.3456, "12.3% [p]", "early")),
        (0.0, "ok", "", Cell(0.0, "0.0%")),
        (None, "suppressed", "few cases", Cell(None, "[c]", "few cases")),
        (float("nan"), "suppressed", "few cases", Cell(None, "[c]", "few cases")),
        (None, "not_available", "not asked", Cell(None, "[x]", "not asked")),
        (None, "not_applicable", "no districts", Cell(None, "[z]", "no districts")),
        (None, "", "", Cell(None, "[x]")),
    ],
)
def test_a_file_has_the_full_number_and_the_page_the_printed_one(value, status, note, cell):
    assert number(value, PERCENT, status, note) == cell


def test_a_number_with_its_own_words_is_empty_without_the_number():
    assert plain(2.0, "2 of 3") == Cell(2.0, "2 of 3")
    assert plain(None, "2 of 3") == plain(float("nan"), "2 of 3") == Cell(None, "")


FIGURES = [
    {"area_code": member(1), "value": 30.04, "lower_ci": 25.0, "upper_ci": 35.0},
    {"area_code": member(2), "status": "suppressed", "note": "few cases"},
    {"area_code": member(3), "value": 10.0, "lower_ci": 5.0, "upper_ci": 15.0},
    {"area_code": ENGLAND, "value": 20.0},
]
HEADINGS = ["Area", "Value", "Lower 95% limit", "Upper 95% limit", "Benchmark", "Difference",
            "Comparison", "Place"]  # fmt: skip


def table_of(rows=FIGURES, *, choice="england", **options):
    changes = options.pop("changes", {})
    data = make_dataset(rows, indicator=PERCENT.model_copy(update=changes), members=4)
    one = compared(data, "share", data.member_codes, choice)
    if options.pop("with_trends", False):
        options["trends"] = area_trends(data, "share", data.member_codes)
    return compared_table(one, data, View(benchmark=choice), **options)


def column(table, name):
    place = [one.name for one in table.columns].index(name)
    return {row[0].text: row[place] for row in table.rows}


def test_areas_from_high_to_low_and_those_without_a_figure_last():
    table = table_of()
    assert [one.name for one in table.columns] == HEADINGS
    assert [row[0].text for row in table.rows] == ["Town 1", "Town 3", "Town 2", "Town 4"]
    assert table.rows[0][0].href == f"/area/{member(1)}"
    assert table.caption == (
        "Share of children, % of children, Year ending March 2025, against England"
    )


def test_values_limits_differences_and_judgements():
    table = table_of()
    cells = table.rows[0][1:]
    assert [cell.value for cell in cells[:4]] == [30.04, 25.0, 35.0, 20.0]
    assert cells[4].value == pytest.approx(10.04)
    assert [cell.text for cell in cells] == [
        "30.0%", "25.0%", "35.0%", "20.0%", "+10.0 percentage points", "", "1 of 2",
    ]  # fmt: skip
    assert cells[5].judgement == "worse"
    assert column(table, "Comparison")["Town 3"].judgement == "better"


def test_why_there_is_no_figure():
    values = column(table_of(), "Value")
    assert values["Town 2"] == Cell(None, "[c]", "few cases")
    assert values["Town 4"] == Cell(None, "[x]", "no figure is held for this area and period")
    for name in HEADINGS[2:4]:
        assert column(table_of(), name)["Town 2"] == Cell()


def test_place_counts_the_areas_with_data():
    table = table_of()
    places = column(table, "Place")
    assert [places[f"Town {n}"].value for n in (1, 2, 3)] == [1, None, 2]
    assert dict(table.meta)["Place"] == "1 = greatest need, of 2 areas"


def test_neutral_indicators_have_no_place_but_a_reason():
    table = table_of(changes={"polarity": Polarity.NEUTRAL})
    reason = "not ranked: neither higher nor lower is better"
    assert set(column(table, "Place").values()) == {Cell(None, "not ranked", reason)}
    assert dict(table.meta)["Place"] == reason


def test_no_benchmark_is_a_symbol_with_its_reason():
    cell = column(table_of(choice="region"), "Benchmark")["Town 1"]
    reason = "Midshire has no figure in this dataset for this indicator and period"
    assert cell == Cell(None, "[x]", reason)


def test_benchmarks_of_their_own_are_said_in_the_caption():
    assert table_of(choice="rest").caption.endswith("against each area's own benchmark")


def test_comparators_come_below_without_a_judgement():
    table = table_of(extra=(ENGLAND,))
    *_, last = table.rows
    assert (last[0].text, last[0].href, last[1].value) == ("England", "", 20)
    assert last[4:] == (Cell(),) * 4
    assert len(last) == len(table.columns)


def test_the_trend_has_its_reason_in_small_print():
    table = table_of(with_trends=True, extra=(ENGLAND,))
    cells = column(table, "Trend")
    assert (cells["Town 1"].value, cells["Town 1"].detail) == (
        "not tested", "too few points: 1 period, 5 needed",
    )  # fmt: skip
    assert cells["Town 4"] == trend_cell(None)
    assert trend_cell(None).detail == "no figures over time"
    assert len({len(row) for row in table.rows}) == 1


@pytest.mark.parametrize(
    ("polarity", "text"),
    [
        (Polarity.HIGH_IS_WORSE, "rising, getting worse"),
        (Polarity.LOW_IS_WORSE, "rising, getting better"),
        (Polarity.NEUTRAL, "rising"),
    ],
)
def test_a_trend_is_judged_only_where_there_is_a_direction_of_need(polarity, text):
    rows = [
        {"area_code": member(1), "year": 2021 + i, "value": 10.0 + 2 * i,
         "lower_ci": 9.5 + 2 * i, "upper_ci": 10.5 + 2 * i, "interval_method": "published"}
        for i in range(5)
    ]  # fmt: skip
    table = table_of(rows, changes={"polarity": polarity}, with_trends=True)
    assert column(table, "Trend")["Town 1"].text == text


def test_a_series_keeps_the_periods_without_a_figure():
    rows = [
        {"area_code": member(1), "year": 2023, "value": 1.0},
        {"area_code": member(1), "year": 2024, "status": "suppressed", "note": "few cases"},
        {"area_code": member(1), "year": 2025, "value": 3.0, "status": "provisional"},
        {"area_code": member(2), "year": 2025, "value": 9.0},
        {"area_code": member(3), "year": 2020, "value": 9.0},
    ]
    data = make_dataset(rows, indicator=PERCENT, members=3)
    codes = [member(1), member(2)]
    table = series_table(data, View(), PERCENT, codes, "A caption")
    assert [one.name for one in table.columns] == ["Period", "Town 1", "Town 2"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Year ending March 2025", "3.0% [p]", "9.0%"],
        ["Year ending March 2024", "[c]", "[x]"],
        ["Year ending March 2023", "1.0%", "[x]"],
    ]
    assert [row[1].note for row in table.rows] == ["", "few cases", ""]
    assert table.rows[1][2].note == "no figure is held for this area and period"


def test_a_former_area_has_a_column_of_its_own():
    rows = [
        {"area_code": FORMER, "year": 2020, "value": 7.0},
        {"area_code": member(2), "year": 2025, "value": 8.0},
    ]
    data = make_dataset(rows, indicator=PERCENT, members=2)
    table = series_table(data, View(), PERCENT, [member(2), FORMER], "A caption")
    assert [[cell.text for cell in row[1:]] for row in table.rows] == [
        ["8.0%", "[x]"], ["[x]", "7.0%"],
    ]  # fmt: skip
