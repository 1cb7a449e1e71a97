"""One indicator in full, on the published figures."""

import pytest

from dashboard.analysis.profile import is_break
from dashboard.pages import answer

LOW_INCOME = "/indicator/child_low_income_bhc"
RUTLAND, DERBYSHIRE, AMBER_VALLEY = "E06000017", "E10000007", "E07000032"
NORTH, FORMER = "E06000061", "E10000021"


def page(dataset, address):
    _, body = answer(address, dataset)
    return body


def card(body, name):
    return next(one for one in body.cards if one.id == name)


def row(table, name):
    cells = next(row for row in table.rows if row[0].text == name)
    return dict(zip([column.name for column in table.columns], cells, strict=True))


def test_the_question_of_the_readme_is_answered_in_words(dataset):
    told = [point.text for point in page(dataset, LOW_INCOME).lead]
    assert told == [
        "Highest in Leicester, 34.5% of children aged 0 to 15; lowest in Rutland, 11.5% "
        "(Year ending March 2025).",
        "Compared with England (19.8%), four areas are above and six below; differences not "
        "tested: no published interval.",
        "Leicester: 34.5% of children aged 0 to 15, +14.7 percentage points against England "
        "(19.8%); not tested: no published interval.",
        "Leicester rose from 33.9% (Year ending March 2022) to 34.5% (Year ending March 2025); "
        "trend not tested: too few points: 4 periods, 5 needed.",
        "In England, Leicester is the 8th highest of 153 upper-tier councils with a figure "
        "(Year ending March 2025).",
    ]


def test_no_direction_of_need_where_differences_may_be_recording(dataset):
    assert page(dataset, LOW_INCOME).intro.endswith(" Higher means more need.")
    assert page(dataset, "/indicator/cin_rate").intro.endswith(
        " Higher is not judged better or worse."
    )


def test_and_in_tables(dataset):
    body = page(dataset, LOW_INCOME)
    leicester = row(card(body, "ranking").table, "Leicester")
    printed = {name: cell.text for name, cell in leicester.items()}
    assert printed["Value"] == "34.5%"
    assert printed["Benchmark"] == "19.8%"
    assert printed["Difference"] == "+14.7 percentage points"
    assert printed["Place"] == "1 of 10"
    series = card(body, "trends").table
    assert [series.rows[i][0].text for i in (0, -1)] == [
        "Year ending March 2025", "Year ending March 2022",
    ]  # fmt: skip
    assert row(series, "Year ending March 2022")["Leicester"].text == "33.9%"


def test_a_highlighted_area_is_what_the_words_are_about(dataset):
    told = [point.text for point in page(dataset, f"{LOW_INCOME}?area={RUTLAND}").lead]
    assert told[2].startswith("Rutland: 11.5% of children aged 0 to 15, −8.3 percentage points")


def test_a_withheld_figure_is_explained(dataset):
    body = page(dataset, f"/indicator/cpp_repeat_pct?area={RUTLAND}&period=2023-03-31")
    cell = row(card(body, "ranking").table, "Rutland")["Value"]
    assert (cell.value, cell.text) == (None, "[c]")
    assert cell.note == "Withheld by DfE because the numbers are small."
    assert "Rutland has no figure for Year ending March 2023." in [p.text for p in body.lead]


def test_a_figure_that_is_not_there_is_explained(dataset):
    body = page(dataset, f"/indicator/infant_mortality?area={RUTLAND}")
    cell = row(card(body, "ranking").table, "Rutland")["Value"]
    assert (cell.value, cell.text) == (None, "[x]")
    assert "does not say whether the figure was withheld" in cell.note
    assert body.lead[2].text == "Rutland has no figure for 2023."
    assert "among the nine areas with data" in body.lead[0].text


def test_a_suspected_break_is_noted_under_the_ranking(dataset):
    key = "parent_alcohol_factor_pct"
    notes = dataset.at_period(key)["note"]
    broken = [dataset.area(code).short_name for code, note in notes.items() if is_break(note)]
    told = card(page(dataset, f"/indicator/{key}"), "ranking").notes
    assert broken == ["Rutland"]
    assert told[0].startswith("Rutland: series break suspected: ")


def test_a_former_county_is_shown_beside_its_successors_and_never_joined(dataset):
    trends = card(page(dataset, "/indicator/cin_rate"), "trends")
    note = next(text for text in trends.notes if text.startswith("Dashed: "))
    assert note == (
        "Dashed: Northamptonshire (former county), before it was replaced; the lines are not "
        "joined."
    )
    end, successors = "31 March 2020", ("North Northants", "West Northants")
    before, after = row(trends.table, end), row(trends.table, "31 March 2025")
    assert before["Northants (former)"].value is not None
    assert after["Northants (former)"].value is None
    assert [before[name].value for name in successors] == [None, None]
    assert None not in [after[name].value for name in successors]


def test_each_line_is_one_area_s_own(dataset):
    body = page(dataset, f"/area/{NORTH}?view=trends&indicators=cin_rate")
    lines = {line.name: line for line in card(body, "over-time").figure.data if line.name}
    former, own = lines["Northants (former)"], lines["North Northants"]
    assert former.line.dash == "dash" != own.line.dash
    published = {
        code: dataset.series("cin_rate", code)["value"].dropna() for code in (NORTH, FORMER)
    }
    for line, code in ((own, NORTH), (former, FORMER)):
        assert [y for y in line.y if y is not None] == pytest.approx(published[code].tolist())


def test_an_indicator_without_a_former_county_has_no_such_column(dataset):
    trends = card(page(dataset, LOW_INCOME), "trends")
    assert "Northants (former)" not in [column.name for column in trends.table.columns]
    assert not any("Dashed" in text for text in trends.notes)


def test_districts_where_they_are_published(dataset):
    body = page(dataset, f"{LOW_INCOME}?level=districts&area={AMBER_VALLEY}")
    assert not body.notices
    names = {row[0].text for row in card(body, "ranking").table.rows}
    assert {"Amber Valley", "Leicester"} <= names
    assert "Derbyshire" not in names
    # Over time only the districts of the same county, for 35 lines cannot be read.
    columns = [column.name for column in card(body, "trends").table.columns]
    assert columns[3:] == [a.short_name for a in dataset.registry.districts_of(DERBYSHIRE)]


def test_districts_that_are_not_published_are_said_to_be_so(dataset):
    body = page(dataset, "/indicator/cin_rate?level=districts")
    assert body.notices == (
        "No district figures are published for this indicator; the upper-tier areas are shown.",
    )
    level = next(one for one in body.controls if one.name == "level")
    assert (level.value, len(level.options)) == ("areas", 1)
    assert len(card(body, "ranking").table.rows) == 12


def test_counties_without_a_figure_of_their_own_are_explained(dataset):
    body = page(dataset, "/indicator/temporary_accommodation_rate")
    assert any("districts and unitary authorities only" in text for text in body.notices)


def test_a_period_can_be_chosen(dataset):
    body = page(dataset, f"{LOW_INCOME}?period=2022-03-31")
    assert body.lead[0].text.startswith("Highest in Leicester, 33.9% of children aged 0 to 15;")
    assert next(one for one in body.controls if one.name == "period").value == "2022-03-31"


def test_every_sentence_is_about_the_period_chosen(dataset):
    body = page(dataset, f"{LOW_INCOME}?period=2023-03-31")
    told = [point.text for point in body.lead]
    assert told[3].startswith("Leicester rose") or told[3].startswith("Leicester fell")
    assert "to 2025" not in told[3] and "(Year ending March 2023); " in told[3]
    assert told[3].endswith("2 periods, 5 needed.")
    assert told[4].endswith(" (Year ending March 2023).")
    assert not any("March 2025" in text for text in told)
    trend = row(card(body, "ranking").table, "Leicester")["Trend"]
    assert "2 periods, 5 needed" in trend.detail


def test_a_period_without_figures_is_said_and_the_latest_shown(dataset):
    body = page(dataset, f"{LOW_INCOME}?period=1999-03-31")
    assert body.notices == (
        "There is no period ending 1999-03-31 for this indicator; the latest is shown.",
    )
    assert next(one for one in body.controls if one.name == "period").value == "2025-03-31"
    assert body.lead[0].text == page(dataset, LOW_INCOME).lead[0].text


def test_the_map_and_the_bars_have_one_table(dataset):
    body = page(dataset, LOW_INCOME)
    assert card(body, "map").table is card(body, "ranking").table
