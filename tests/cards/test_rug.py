"""The overview table: what each cell holds, its order and its legend."""

import csv

import pandas as pd
import pytest

from dashboard.analysis.profile import compared
from dashboard.analysis.trend import BREAK_NOTE
from dashboard.cards.rug import rug_card
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.metadata import Kind, Polarity
from dashboard.settings import PROJECT
from dashboard.view_state import View

from ..analysis.conftest import ENGLAND, REGION, make_dataset, make_indicator, member

DESCRIBED = (
    make_indicator(id="homes", short_name="Homes", unit="% of children", unit_suffix="%"),
    make_indicator(id="work", short_name="Work", unit_suffix="%", polarity=Polarity.LOW_IS_WORSE),
    make_indicator(id="births", short_name="Births", unit_suffix="%", polarity=Polarity.NEUTRAL),
)
FIGURES = {
    "homes": {1: 10.0, 2: 30.0, 3: 20.0, ENGLAND: 20.0, REGION: 25.0},
    "work": {1: 10.0, 2: 50.0, 3: 70.0, ENGLAND: 50.0, REGION: 60.0},
    "births": {1: 6.0, 2: 5.0, 3: None, ENGLAND: 4.0},
}


def dataset_of(halves):
    """Three towns; ``halves`` gives the half width of the intervals of an indicator."""
    rows = []
    for key, values in FIGURES.items():
        for place, value in values.items():
            row = {"indicator_id": key, "area_code": place}
            if isinstance(place, int):
                row["area_code"] = member(place)
            if value is None:
                row |= {"status": "suppressed", "note": "few cases"}
            else:
                row["value"] = value
                if key in halves:
                    row |= {"lower_ci": value - halves[key], "upper_ci": value + halves[key]}
            rows.append(row)
    data = make_dataset(rows, members=3)
    data.registry.indicators.clear()
    data.registry.indicators.update({one.id: one for one in DESCRIBED})
    return data


def card(view=None, **halves):
    data = dataset_of(halves)
    return rug_card(data, view or View(), DESCRIBED, "Headlines", "A sentence.")


def names(shown):
    return [column.name for column in shown.table.columns]


def row_of(shown, name):
    cells = next(row for row in shown.table.rows if row[0].text == name)
    return dict(zip(names(shown), cells, strict=True))


def test_areas_across_and_indicators_down():
    shown = card()
    assert names(shown) == ["Indicator", "England", "Midshire", "Town 1", "Town 2", "Town 3"]
    assert [row[0].text for row in shown.table.rows] == ["Homes", "Work", "Births"]
    assert shown.table.rows[0][0].href == "/indicator/homes"


def test_a_cell_holds_the_figure_its_print_and_its_judgement():
    cells = row_of(card(homes=5), "Homes")
    assert [(c.value, c.text, c.judgement) for c in list(cells.values())[1:]] == [
        (20, "20.0%", ""), (25, "25.0%", ""),
        (10, "10.0%", "better"), (30, "30.0%", "worse"), (20, "20.0%", "similar"),
    ]  # fmt: skip


def test_what_was_not_tested_says_only_which_side_it_is_on():
    cells = row_of(card(), "Homes")
    told = [(cells[f"Town {n}"].word, cells[f"Town {n}"].shape) for n in (1, 2, 3)]
    assert told == [("below", "▽"), ("above", "△"), ("same", "○")]
    assert {cells[f"Town {n}"].judgement for n in (1, 2, 3)} == {"not_tested"}
    assert cells["Indicator"].detail == "% of children, to Mar 2025. Differences not tested"


def test_a_tested_row_does_not_say_that_it_was_not():
    assert row_of(card(homes=5), "Homes")["Indicator"].detail == "% of children, to Mar 2025"


def test_a_suspected_break_is_marked_in_its_cell():
    row = {"indicator_id": "homes", "value": 10.0}
    rows = [{**row, "area_code": member(n)} for n in (1, 2)]
    rows[0]["note"] = f"{BREAK_NOTE}: odd"
    data = make_dataset(rows, indicator=DESCRIBED[0], members=2)
    ((*_, first, second),) = rug_card(data, View(), DESCRIBED[:1], "Any", "Any.").table.rows
    assert (first.detail, second.detail) == ("series break?", "")
    assert first.note.startswith(BREAK_NOTE)


def test_a_note_and_a_reason_are_two_sentences():
    rows = [
        {"indicator_id": "homes", "area_code": member(1), "value": 1.0, "note": "As ONS has it."},
        {"indicator_id": "homes", "area_code": ENGLAND, "value": 2.0},
    ]
    data = make_dataset(rows, indicator=DESCRIBED[0], members=1)
    ((*_, cell),) = rug_card(data, View(), DESCRIBED[:1], "Any", "Any.").table.rows
    assert cell.note == "As ONS has it. Not tested: no published interval"


def test_a_count_is_not_said_to_be_the_same():
    count = make_indicator(id="homes", short_name="Homes", kind=Kind.COUNT)
    rows = [
        {"indicator_id": "homes", "area_code": code, "value": 5.0} for code in (member(1), ENGLAND)
    ]
    data = make_dataset(rows, indicator=count, members=1)
    shown = rug_card(data, View(), [count], "Any", "Any.")
    ((*_, cell),) = shown.table.rows
    assert (cell.shape, cell.word, cell.judgement) == ("·", "not compared", "not_tested")
    assert shown.legend[0].label.endswith("; · not compared")


def test_a_withheld_figure_is_a_symbol_with_its_reason():
    cell = row_of(card(), "Births")["Town 3"]
    assert (cell.value, cell.text, cell.note, cell.judgement) == (
        None, "[c]", "few cases", "no_value",
    )  # fmt: skip


def test_a_comparator_without_a_figure_is_a_symbol_with_a_reason():
    cell = row_of(card(), "Births")["Midshire"]
    assert (cell.value, cell.text) == (None, "[x]")
    assert cell.note == "no figure is held for this area and period"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Homes", "Work", "Births"]),
        (member(1), ["Work", "Homes", "Births"]),
        (member(2), ["Homes", "Work", "Births"]),
        (member(3), ["Homes", "Work", "Births"]),
        # England would come second on both; Midshire second and third.
        (ENGLAND, ["Homes", "Work", "Births"]),
        (REGION, ["Homes", "Work", "Births"]),
    ],
)
def test_indicators_in_the_order_of_a_column(sort, order):
    shown = card(View(sort=sort))
    assert [row[0].text for row in shown.table.rows] == order
    marked = [column.name for column in shown.table.columns if column.sorted]
    assert len(marked) == 1


def test_the_order_of_a_comparator_is_the_place_it_would_take(monkeypatch):
    monkeypatch.setitem(FIGURES["work"], ENGLAND, 5.0)
    shown = card(View(sort=ENGLAND))
    assert [row[0].text for row in shown.table.rows] == ["Work", "Homes", "Births"]


@pytest.mark.parametrize(
    ("order", "areas"),
    [
        ("", ["Town 1", "Town 2", "Town 3"]),
        ("homes", ["Town 2", "Town 3", "Town 1"]),
        ("work", ["Town 1", "Town 2", "Town 3"]),
        ("births", ["Town 1", "Town 2", "Town 3"]),  # highest first, no figure last
    ],
)
def test_areas_in_the_order_of_an_indicator(order, areas):
    shown = card(View(order=order))
    assert names(shown)[3:] == areas
    assert row_of(shown, "Homes")["Town 2"].value == 30


def test_a_heading_sorts_by_its_column():
    columns = card(View(benchmark="region")).table.columns
    assert columns[0].href == "/?benchmark=region"
    assert columns[1].href == f"/?benchmark=region&sort={ENGLAND}"
    assert columns[3].href == f"/?benchmark=region&sort={member(1)}"


def test_the_legend_lists_the_judgements_present_and_no_others():
    labels = [item.label.split(":")[0] for item in card(homes=5).legend]
    assert labels == ["worse than the benchmark", "similar", "better than the benchmark",
                      "▽ ○", "no figure"]  # fmt: skip
    assert [item.symbol for item in card(homes=5).legend] == ["◆", "●", "■", "△", "–"]


@pytest.mark.parametrize("domain", ["headline", "services", "wellbeing"])
def test_the_legend_of_the_published_figures_is_what_the_cells_hold(dataset, domain):
    registry = dataset.registry
    shown = registry.headline() if domain == "headline" else registry.in_domain(domain)
    made = rug_card(dataset, View(), shown, "Any", "Any.")
    held = {cell.judgement for row in made.table.rows for cell in row if cell.judgement}
    colours = {JUDGEMENT_STYLE[key].fill for key in held}
    assert {item.colour for item in made.legend} == colours
    assert len(made.legend) == len(held)


@pytest.mark.parametrize(
    "key", ["child_low_income_bhc", "cin_rate", "eyfs_gld", "wellbeing_anxiety"]
)
def test_the_cells_are_the_figures_of_the_files(dataset, key):
    indicator = dataset.indicator(key)
    shown = rug_card(dataset, View(), [indicator], "Any", "Any.")
    with (PROJECT / "data" / "figures" / f"{key}.csv").open(encoding="utf-8") as file:
        published = {(r["area_code"], r["period_end"]): r["value"] for r in csv.DictReader(file)}
    end = compared(dataset, key, dataset.member_codes, "england").period_end.date().isoformat()
    codes = [*dataset.comparator_codes, *dataset.member_codes]
    cells = shown.table.rows[0][1:]
    assert len(cells) == len(codes) == 12
    for code, cell in zip(codes, cells, strict=True):
        text = published.get((code, end), "")
        assert cell.value == pytest.approx(float(text)) if text else pd.isna(cell.value), code
