"""Comparing any indicators for any areas."""

import json
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.analysis.trend import BREAK_NOTE
from dashboard.cards.compare_periods import change
from dashboard.cards.model import Card, Prose
from dashboard.dataset import Dataset
from dashboard.exports.files import csv_bytes
from dashboard.figures.template import Look
from dashboard.pages import answer, compare
from dashboard.view_state import MAX_AREAS, MAX_INDICATORS, View
from dashboard.web import callbacks, render

from . import small_region
from .small_region import COUNTY, DALE, ENGLAND, NEW, REGION, TOWN, indicator

TABS = ["", "maps", "trends", "change", "scatter"]
CARDS = {"": "bars", **{name: name for name in TABS[1:]}}
LOOK = Look(False)


def card_of(address: str, dataset: Dataset) -> Card:
    _, body = answer(address, dataset)
    (card,) = body.cards
    return card


def most(dataset: Dataset) -> str:
    """As many indicators and areas of all levels as can be chosen."""
    indicators = list(dataset.registry.indicators)[:: len(dataset.registry.indicators) // 12]
    areas = [*dataset.comparator_codes, *dataset.member_codes, *dataset.local_codes]
    chosen = list(dict.fromkeys(areas))[:MAX_AREAS]
    return f"indicators={','.join(indicators[:MAX_INDICATORS])}&areas={','.join(chosen)}"


def over_time(
    figures: dict[int, dict[str, float]], broken: dict[str, int] | None = None
) -> Dataset:
    """The invented region with low income and crowded homes by year and area."""
    (row,) = small_region.dataset(figures=(("low_income", TOWN, 1.0),)).observations.to_dict(
        "records"
    )
    keys = ("low_income", "crowded_homes")
    rows = [
        {
            **row,
            "indicator_id": key,
            "area_code": code,
            "value": value,
            "note": f"{BREAK_NOTE}: odd" if (broken or {}).get(code) == year else "",
            "period_label": str(year),
            "period_start": pd.Timestamp(year, 1, 1),
            "period_end": pd.Timestamp(year, 12, 31),
        }
        for key in keys
        for year, values in figures.items()
        for code, value in values.items()
    ]
    base = small_region.dataset(indicators=tuple(map(indicator, keys)))
    return Dataset.from_frames(base.registry, pd.DataFrame(rows), base.neighbour_table)


EDGES = {
    "usual": "",
    "one of each": "indicators=cin_rate&areas=E06000015",
    "levels mixed": "areas=E06000015,E10000007,E07000032,E12000004,E92000001,E08000035",
    "highlighted": "area=E06000018&benchmark=rest",
    "neighbours": "benchmark=neighbours:dfe&areas=E06000015,E07000032",
    "chosen peers": "benchmark=chosen&peers=E06000015,E06000016",
    "districts": "level=districts&map=tiles",
    "districts on a map": "level=districts&indicators=child_low_income_bhc,cin_rate",
    "a district, none published": "indicators=cin_rate,cla_rate&areas=E07000032",
    "former county": "areas=E10000021&indicators=cin_rate,eyfs_gld",
    "counts": "indicators=children_0_17,uc_households_count",
    "one period": "indicators=overcrowded_households_2021,lone_parent_households_2021",
}


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab or "bars")
@pytest.mark.parametrize("query", EDGES.values(), ids=EDGES)
def test_every_choice_gets_a_card_that_says_something(tab, query, dataset):
    for address in (f"/compare?view={tab}&{query}", f"/compare?view={tab}&{query}&present=1"):
        _, body = answer(address, dataset)
        if not body.cards:
            (prose,) = body.sections
            assert isinstance(prose, Prose) and tab == "scatter" and prose.markdown
            continue
        (card,) = body.cards
        assert card.id == CARDS[tab]
        assert card.title.endswith("?")
        assert len(card.sentence) > 20 and card.sentence.endswith(".")
        assert "nan" not in card.sentence.lower()
        assert card.table.rows and card.indicators and card.image_title
        assert dataset.version in card.source_line
        assert csv_bytes(card.table)
        # Figures are made without checks; this makes them again, with.
        go.Figure(card.figure.to_dict())


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab or "bars")
def test_the_page_keeps_its_shape_while_filters_change(tab, dataset):
    shapes = set()
    for query in (
        "",
        "indicators=cin_rate,eyfs_gld",
        "areas=E06000015",
        "area=E06000018",
        "map=tiles",
    ):
        view, body = answer(f"/compare?view={tab}&{query}", dataset)
        shapes.add(callbacks._shape(view, body))
    assert len(shapes) == 1


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab or "bars")
def test_the_most_that_can_be_chosen_stays_modest(tab, dataset):
    card = card_of(f"/compare?view={tab}&{most(dataset)}", dataset)
    assert len(card.figure.to_json()) < 300_000
    cells = len(card.table.rows) * len(card.table.columns)
    assert cells < 1_700


def test_nothing_chosen_means_headlines_and_members(dataset):
    card = card_of("/compare", dataset)
    assert card.indicators == tuple(one.id for one in dataset.registry.headline()[:4])
    assert len(card.table.rows) == len(dataset.member_codes) + 1  # and the benchmark


def test_too_many_indicators_are_said_to_be_left_out(dataset):
    every = ",".join(dataset.registry.indicators)
    _, body = answer(f"/compare?indicators={every}", dataset)
    assert len(body.cards[0].indicators) == MAX_INDICATORS
    assert len(body.notices) == 1


def test_the_table_holds_the_very_numbers(dataset):
    card = card_of("/compare?indicators=cin_rate,eyfs_gld", dataset)
    for column, key in ((1, "cin_rate"), (2, "eyfs_gld")):
        values = dataset.at_period(key)["value"]
        names = {dataset.area(code).short_name: value for code, value in values.items()}
        for row in card.table.rows[:-1]:
            assert row[column].value == names[row[0].text]


def test_bars_are_in_one_order_with_the_legend_of_their_colours(dataset):
    card = card_of("/compare?indicators=economic_inactivity,cin_rate", dataset)
    first = [row[1].value for row in card.table.rows[:-1]]
    held = [value for value in first if value is not None]
    assert held == sorted(held, reverse=True)
    judged = {
        color for trace in card.figure.data if trace.type == "bar" for color in trace.marker.color
    }
    assert judged <= {item.colour for item in card.legend} | {"#E4E4E4"}


def test_a_place_is_not_judged_against_itself(dataset):
    card = card_of(
        "/compare?indicators=economic_inactivity&areas=E92000001,E06000018,E06000016", dataset
    )
    england = next(row for row in card.table.rows if row[0].text == "England")
    assert england[1].judgement == ""


def test_what_was_not_tested_is_counted_out_of_all(dataset):
    card = card_of("/compare?indicators=economic_inactivity,child_low_income_bhc", dataset)
    assert card.sentence.endswith(" Not tested: one of the two indicators.")


@pytest.mark.parametrize("tab", ["", "maps"])
def test_a_date_in_a_title_stays_on_one_line(tab, dataset):
    chosen = "overcrowded_households_2021,cin_rate,cpp_rate,cla_rate"
    figure = card_of(f"/compare?view={tab}&indicators={chosen}&present=1", dataset).figure
    notes = [note.text for note in figure.layout.annotations]
    texts = [text for trace in figure.data for text in trace.text or ()]
    (title,) = [text for text in [*notes, *texts] if text.startswith("<b>Overcrowded")]
    assert "21\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2021" in title


def test_each_map_has_boundaries_and_classes_of_its_own(dataset):
    card = card_of(
        "/compare?view=maps&level=districts&indicators=child_low_income_bhc,cin_rate", dataset
    )
    local, whole = card.figure.data
    assert "districts" in local.geojson and len(local.locations) == len(dataset.local_codes)
    assert "upper_tier" in whole.geojson and len(whole.locations) == len(dataset.member_codes)
    assert any("No district figures are published for" in note for note in card.notes)
    # The range printed over a map is that of its palest and darkest class.
    for number, key in enumerate(("child_low_income_bhc", "cin_rate")):
        low = dataset.at_period(key, None, dataset.local_codes if number == 0 else None)[
            "value"
        ].min()
        text = card.figure.layout.annotations[number].text.replace("<br>", " ")
        assert f"palest {low:.1f}" in text


def test_change_goes_back_five_periods():
    data = over_time({year: {TOWN: year - 2000.0, COUNTY: 5.0} for year in range(2010, 2020)})
    found = change(data, "low_income", (TOWN, COUNTY))
    assert (found.first[1], found.last[1]) == ("2014", "2019")
    assert found.rows[TOWN].change == 5.0
    card = card_of("/compare?view=change&indicators=low_income", data)
    assert card.sentence == (
        "From 2014 to 2019 it rose in one and did not change in one of the two areas with both "
        "figures; largest rise in Milltown (14.0% to 19.0%)."
    )


def test_change_starts_with_the_first_period_where_there_are_few():
    found = change(over_time({2018: {TOWN: 1.0}, 2019: {TOWN: 4.0}}), "low_income", (TOWN,))
    assert (found.first[1], found.rows[TOWN].change) == ("2018", 3.0)


@pytest.mark.parametrize(
    ("year", "crosses"), [(2013, False), (2014, True), (2016, True), (2019, True)]
)
def test_change_never_crosses_a_suspected_break(year, crosses):
    figures = {y: {TOWN: 1.0, COUNTY: 5.0} for y in range(2010, 2020)}
    data = over_time(figures, {TOWN: year})
    row = change(data, "low_income", (TOWN, COUNTY)).rows[TOWN]
    assert (row.change is None) == crosses
    card = card_of("/compare?view=change&indicators=low_income,crowded_homes", data)
    said = f"no line for Milltown: series break suspected in {year}."
    assert any(note.endswith(said) for note in card.notes) == crosses


def test_change_never_crosses_a_redefinition():
    data = over_time({year: {TOWN: float(year - 2000)} for year in range(2010, 2020)})
    redefined = indicator("low_income", comparable_from=date(2017, 1, 1))
    data.registry.indicators["low_income"] = redefined
    found = change(data, "low_income", (TOWN,))
    assert (found.first[1], found.last[1], found.rows[TOWN].change) == ("2017", "2019", 2.0)


@pytest.mark.parametrize("key", ["eyfs_gld", "eyfs_pse"])
def test_change_in_the_published_figures_starts_after_the_redefinition(key, dataset):
    found = change(dataset, key, dataset.member_codes)
    starts = dataset.periods(key).set_index("period_end")["period_start"]
    redefined = dataset.indicator(key).comparable_from
    assert redefined is not None
    assert starts[found.first[0]].date() >= redefined


def test_a_new_area_has_no_change_and_the_reason():
    data = over_time({2018: {TOWN: 1.0}, 2019: {TOWN: 4.0, NEW: 2.0}})
    row = change(data, "low_income", (TOWN, NEW)).rows[NEW]
    assert (row.change, row.reason) == (None, "no figure for 2018")


def test_two_indicators_together_state_no_cause():
    data = over_time({2019: {COUNTY: 1.0, TOWN: 9.0, NEW: 4.0, ENGLAND: 4.0}})
    card = card_of("/compare?view=scatter&indicators=low_income,crowded_homes", data)
    assert card.sentence == (
        "Above England on both: Milltown. Below England on both: Hillshire. "
        "This does not show that one causes the other."
    )
    words = " ".join([card.sentence, *card.notes]).lower()
    assert not re.search(r"because|leads? to|drives?|correlat", words)


def test_a_missing_benchmark_is_explained():
    data = over_time({2019: {COUNTY: 1.0, TOWN: 9.0}})
    card = card_of("/compare?view=scatter&indicators=low_income,crowded_homes", data)
    assert card.sentence.startswith(
        "No comparison with England: England has no figure in this dataset"
    )


def test_one_indicator_cannot_be_set_against_itself():
    body = compare.body(
        View(page="compare", view="scatter", indicators=("low_income",)),
        small_region.dataset(),
        LOOK,
    )
    (prose,) = body.sections
    assert isinstance(prose, Prose) and "Low income" in prose.markdown


@pytest.mark.parametrize("tab", ["", "trends", "change", "scatter"])
def test_areas_without_any_figure_are_explained(tab):
    view = View(page="compare", view=tab, indicators=("injuries", "crowded_homes"), areas=(DALE,))
    (card,) = compare.body(view, small_region.dataset(), LOOK).cards
    assert re.search(r"\b(No|None)\b", card.sentence)


def test_trends_name_the_areas_that_stand_out(dataset):
    card = card_of("/compare?view=trends&indicators=cin_rate&area=E06000015", dataset)
    assert "Derby" in card.sentence
    names = [trace.name for trace in card.figure.data if trace.name]
    assert names[:2] == ["Derby", "England"]


def test_old_periods_are_left_out_of_a_huge_table_with_a_note(dataset):
    card = card_of(f"/compare?view=trends&{most(dataset)}", dataset)
    assert any(note.startswith("The table and its files hold the newest") for note in card.notes)


def test_pickers_offer_everything_once_and_only_councils_of_today(dataset):
    body = compare.body(View(page="compare"), dataset, LOOK)
    pickers = {one.name: one for one in body.controls if one.kind == "picker"}
    assert {one.value for one in pickers["indicators"].options} == set(dataset.registry.indicators)
    codes = [one.value for one in pickers["areas"].options]
    assert len(codes) == len(set(codes))
    gone = {code for code in codes if dataset.area(code).valid_to is not None}
    assert gone == {area.code for area in dataset.registry.ancestors()}
    assert set(dataset.member_codes) | set(dataset.comparator_codes) <= set(codes)


def test_picker_options_are_sent_once_and_say_their_group(dataset):
    body = compare.body(View(page="compare"), dataset, LOOK)
    picker = next(one for one in body.controls if one.name == "indicators")
    options = callbacks._CONTROL_PARTS["options"]
    fewer = replace(picker, options=picker.options[:1])
    assert options.depends(picker, None) == options.depends(fewer, None)
    text = json.dumps(
        render._control(picker).to_plotly_json(), default=lambda x: x.to_plotly_json()
    )
    first = picker.options[0]
    assert json.dumps(f"{first.label}\n{first.group}") in text
    assert "(4 of 12)" in text.replace('", "', "") or '"4"' in text


def test_region_and_country_do_not_count_as_districts():
    view = View(page="compare", indicators=("crowded_homes",), areas=(TOWN, REGION, ENGLAND))
    (card,) = compare.body(view, small_region.dataset(), LOOK).cards
    assert not [note for note in card.notes if "district" in note.lower()]
