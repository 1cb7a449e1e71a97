"""Ways to get the data folder wrong, and what compiling must say about each."""

from collections.abc import Callable
from typing import NamedTuple

from tests.compile.folder import (
    ADJACENCY,
    EXTENTS,
    MEASURES,
    NEIGHBOURS,
    POOR,
    REFERRALS,
    REFERRALS_ELSEWHERE,
    TILES,
    Folder,
)
from tests.compile.made_up import ALPHA, BETA, DELTA_ALIAS, GAMMA, LOWER, OLD, UPPER


class Bad(NamedTuple):
    """One mistake: how it is made, and the one finding that names it."""

    id: str
    make: Callable[[Folder], None]
    rule: str
    file: str
    row: int | None
    column: str
    found: str
    fix: str


def changed(file: str, row: int, /, **cells: str) -> Callable[[Folder], None]:
    return lambda folder: folder.change(file, row, **cells)


def added(file: str, row: int, /, **cells: str) -> Callable[[Folder], None]:
    return lambda folder: folder.add(file, row, **cells)


def removed(file: str, row: int) -> Callable[[Folder], None]:
    return lambda folder: folder.remove(file, row)


def replaced(file: str, old: str, new: str) -> Callable[[Folder], None]:
    return lambda folder: folder.replace(file, old, new)


def described(indicator_id: str, **fields: object) -> Callable[[Folder], None]:
    return lambda folder: folder.describe(indicator_id, **fields)


def survey_file(name: str, text: str) -> Callable[[Folder], None]:
    def make(folder: Folder) -> None:
        path = folder.data / "survey" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return make


def half_a_person(folder: Folder) -> None:
    folder.describe("referrals", kind="count", multiplier=1)
    folder.change(REFERRALS_ELSEWHERE, 3, value="350.5")


FILES = [
    Bad("not UTF-8", lambda f: (f.data / POOR).write_bytes(b"area_code\n\xff\n"),
        "file_is_readable", POOR, None, "", "byte 11 is not UTF-8", "CSV UTF-8"),
    Bad("unclosed quote", replaced(POOR, "Betaton", '"Betaton'),
        "file_is_readable", POOR, None, "", "not well-formed CSV", "CSV UTF-8"),
    Bad("missing column", replaced(POOR, "denominator", "base"),
        "columns_are_complete", POOR, 1, "denominator", "numerator, base", "Add the column"),
    Bad("unknown column", replaced(REFERRALS, "status,note", "status,note,comment"),
        "columns_are_known", REFERRALS, 1, "comment", "comment", "Remove the column"),
    Bad("column twice", replaced(REFERRALS, "status,note", "status,status"),
        "columns_are_known", REFERRALS, 1, "status", "a second time", "Remove the column"),
    Bad("cell too many", replaced(POOR, "12.5,,,125,1000,ok,", "12,5,,,125,1000,ok,"),
        "rows_fit_columns", POOR, 3, "note", "13 cells", "quotation marks"),
    Bad("no rows", lambda f: (f.data / ADJACENCY).write_text(
        "area_code,neighbour_code,shared_border_km,level\n", "utf-8"),
        "file_has_rows", ADJACENCY, None, "", "headings only", "Add the figures"),
]  # fmt: skip

CELLS = [
    Bad("word for a number", changed(POOR, 9, value="n/a"),
        "number_is_a_number", POOR, 9, "value", "n/a", "Write the number"),
    Bad("NaN", changed(POOR, 9, value="NaN"),
        "number_is_a_number", POOR, 9, "value", "NaN", "why with the status"),
    Bad("infinity", changed(REFERRALS, 9, numerator="inf"),
        "number_is_a_number", REFERRALS, 9, "numerator", "inf", "Write the number"),
    Bad("percent sign", changed(POOR, 9, value="12.5%"),
        "number_is_a_number", POOR, 9, "value", "12.5%", "without signs"),
    Bad("comma out of place", changed(POOR, 9, denominator="10,00"),
        "number_is_a_number", POOR, 9, "denominator", "10,00", "Write the number"),
    Bad("date of a spreadsheet", changed(POOR, 9, period_end="31/03/2024"),
        "date_is_a_date", POOR, 9, "period_end", "31/03/2024", "year-month-day"),
    Bad("no such day", changed(REFERRALS_ELSEWHERE, 3, period_end="2024-02-30"),
        "date_is_a_date", REFERRALS_ELSEWHERE, 3, "period_end", "2024-02-30", "year-month-day"),
    Bad("year out of range", changed(REFERRALS_ELSEWHERE, 3, period_start="0203-04-01"),
        "date_is_a_date", REFERRALS_ELSEWHERE, 3, "period_start", "0203-04-01", "year-month-day"),
    Bad("no label", changed(POOR, 9, period_label=""),
        "label_is_given", POOR, 9, "period_label", "nothing", "Copy the label"),
    Bad("unknown status", changed(POOR, 9, status="fine"),
        "status_is_known", POOR, 9, "status", "fine", "Write ok"),
    Bad("no status", changed(POOR, 9, status=""),
        "status_is_known", POOR, 9, "status", "nothing", "Write ok"),
]  # fmt: skip

AREAS = [
    Bad("unknown area", added(REFERRALS_ELSEWHERE, 3, area_code="E99999999"),
        "area_is_known", REFERRALS_ELSEWHERE, 4, "area_code", "E99999999", "Correct the code"),
    Bad("name of another area", changed(POOR, 9, area_name="Gammaville"),
        "area_name_fits_code", POOR, 9, "area_name", "Gammaville", "which of the two"),
    Bad("before its time", added(POOR, 10, period_label="Year ending March 2020",
                                 period_start="2019-04-01", period_end="2020-03-31"),
        "area_is_within_lifetime", POOR, 16, "period_end", "10 for Gammaville",
        "outside_lifetime"),
    Bad("after its time", added(POOR, 10, area_code=OLD, area_name="Oldshire"),
        "area_is_within_lifetime", POOR, 16, "period_end", "10 for Oldshire",
        "area that existed then"),
    Bad("level not listed", added(REFERRALS, 11, area_code=UPPER, area_name="Upper"),
        "area_level_is_listed", REFERRALS, 12, "area_code", "1 rows of level district",
        "Add district"),
    Bad("member too few", replaced("region.yml", "expected_members: 3", "expected_members: 4"),
        "region_has_expected_members", "region.yml", None, "members", "3 members",
        "Correct the list"),
    Bad("member left out", removed(REFERRALS, 9),
        "no_area_is_left_out", REFERRALS, None, "area_code",
        f"{BETA} (Betaton), Year ending March 2024", "Add the row"),
    Bad("district left out", removed(POOR, 15),
        "no_area_is_left_out", POOR, None, "area_code", f"{LOWER} (Lower)", "Add the row"),
]  # fmt: skip

INDICATORS = [
    Bad("figures without metadata",
        lambda f: (f.data / REFERRALS).rename(f.data / "figures/referral.csv"),
        "figures_have_metadata", "figures/referral.csv", None, "", "figures for referral",
        "Describe the indicator"),
    Bad("metadata without figures", lambda f: (f.data / POOR).unlink(),
        "indicator_has_figures", POOR, None, "", "no such file", "Add the figures"),
    Bad("level without figures",
        described("referrals", levels=["upper_tier", "region", "country", "district"]),
        "listed_level_has_figures", REFERRALS, None, "area_code", "level district",
        "Add the rows"),
    Bad("release in words", described("referrals", released="Spring 2024"),
        "release_is_a_date", MEASURES, None, "referrals: released", "Spring 2024",
        "released_note"),
]  # fmt: skip

PERIODS = [
    Bad("ends before it starts", changed(REFERRALS_ELSEWHERE, 3, period_start="2024-04-01"),
        "period_ends_after_it_starts", REFERRALS_ELSEWHERE, 3, "period_end", "2024-03-31",
        "the two dates"),
    Bad("same figure twice", added(POOR, 9),
        "figure_is_given_once", POOR, 16, "area_code", f"as in row 9 of {POOR}",
        "remove the other"),
    Bad("same figure under another code",
        added(REFERRALS_ELSEWHERE, 3, area_code=DELTA_ALIAS),
        "figure_is_given_once", REFERRALS_ELSEWHERE, 4, "area_code", DELTA_ALIAS,
        "remove the other"),
    Bad("overlap", added(REFERRALS_ELSEWHERE, 3, period_label="2023 to 2024",
                         period_start="2023-01-01", period_end="2024-12-31"),
        "periods_do_not_overlap", REFERRALS_ELSEWHERE, 4, "period_start",
        "overlaps Year ending March 2024", "rolling_periods"),
    Bad("label of its own", changed(POOR, 9, period_label="2023/24"),
        "period_has_one_label", POOR, 9, "period_label", "2023/24", "same label"),
    Bad("dates of its own", changed(REFERRALS_ELSEWHERE, 3, period_start="2023-05-01"),
        "label_has_one_period", REFERRALS_ELSEWHERE, 3, "period_start", "2023-05-01",
        "Correct the dates"),
]  # fmt: skip

VALUES = [
    Bad("value of a withheld figure", changed(POOR, 9, status="suppressed", numerator=""),
        "value_fits_status", POOR, 9, "value", "12.5", "Remove the value"),
    Bad("no value", changed(POOR, 9, value=""),
        "value_fits_status", POOR, 9, "value", "nothing", "Fill in the value"),
    Bad("more than all", changed(POOR, 9, value="112.5", numerator=""),
        "value_is_in_range", POOR, 9, "value", "112.5", "kind and multiplier"),
    Bad("less than nothing", changed(REFERRALS_ELSEWHERE, 3, value="-350"),
        "value_is_in_range", REFERRALS_ELSEWHERE, 3, "value", "-350", "Check the value"),
    Bad("half a person", half_a_person,
        "count_is_whole", REFERRALS_ELSEWHERE, 3, "value", "350.5", "average"),
    Bad("interval without a value",
        changed(POOR, 9, value="", status="suppressed", lower_ci="11", upper_ci="14"),
        "interval_has_a_value", POOR, 9, "lower_ci", "11", "give away"),
    Bad("half an interval", changed(POOR, 9, lower_ci="11"),
        "interval_has_both_limits", POOR, 9, "upper_ci", "nothing", "missing limit"),
    Bad("interval upside down", changed(POOR, 9, lower_ci="14", upper_ci="11"),
        "interval_is_upright", POOR, 9, "lower_ci", "14", "changed places"),
    Bad("outside its interval", changed(POOR, 9, lower_ci="13.2", upper_ci="14.1"),
        "value_is_within_interval", POOR, 9, "value", "12.5", "different rows"),
    Bad("negative numerator", changed(REFERRALS, 9, numerator="-50"),
        "counts_are_not_negative", REFERRALS, 9, "numerator", "-50", "Check the count"),
    Bad("denominator of zero", changed(REFERRALS, 9, denominator="0"),
        "counts_are_not_negative", REFERRALS, 9, "denominator", "0", "Check the count"),
    Bad("more than there are", changed(POOR, 9, value="100", numerator="1001"),
        "numerator_is_within_denominator", POOR, 9, "numerator", "1001", "changed places"),
    Bad("does not add up", changed(POOR, 9, value="12.7"),
        "value_agrees_with_counts", POOR, 9, "value", "12.7", "Check all three"),
]  # fmt: skip

NEIGHBOUR_LISTS = [
    Bad("unknown neighbour", changed(NEIGHBOURS, 4, neighbour_code="W06000001"),
        "neighbour_area_is_known", NEIGHBOURS, 4, "neighbour_code", "W06000001", "may have gaps"),
    Bad("unknown method", changed(NEIGHBOURS, 4, method="guess"),
        "neighbour_method_is_described", NEIGHBOURS, 4, "method", "guess", "neighbours.yml"),
    Bad("rank in words", changed(NEIGHBOURS, 4, rank="third"),
        "neighbour_rank_is_whole", NEIGHBOURS, 4, "rank", "third", "Copy the rank"),
    Bad("rank taken", changed(NEIGHBOURS, 4, rank="1"),
        "neighbour_is_listed_once", NEIGHBOURS, 4, "rank", "1, as in row 3", "Remove the row"),
    Bad("own neighbour", changed(NEIGHBOURS, 4, neighbour_code=BETA),
        "neighbour_is_listed_once", NEIGHBOURS, 4, "neighbour_code", "the area itself",
        "Remove the row"),
]  # fmt: skip

MAPS = [
    Bad("unknown area next door", changed(ADJACENCY, 2, neighbour_code="E06999999"),
        "map_area_is_known", ADJACENCY, 2, "neighbour_code", "E06999999", "boundaries"),
    Bad("unknown level", added(EXTENTS, 2, level="ward"),
        "map_area_is_known", EXTENTS, 9, "level", "ward", "boundaries"),
    Bad("border of no length", changed(ADJACENCY, 2, shared_border_km="0"),
        "map_number_is_usable", ADJACENCY, 2, "shared_border_km", "0", "boundaries"),
    Bad("half a tile", changed(TILES, 2, column="0.5"),
        "map_number_is_usable", TILES, 2, "column", "0.5", "boundaries"),
    Bad("no longitude", changed(EXTENTS, 2, lon=""),
        "map_number_is_usable", EXTENTS, 2, "lon", "nothing", "boundaries"),
    Bad("two areas on a tile", changed(TILES, 3, row="0"),
        "map_place_is_given_once", TILES, 3, "row", "0, 0, as in row 2", "boundaries"),
    Bad("two label points", added(EXTENTS, 2),
        "map_place_is_given_once", EXTENTS, 9, "area_code", f"{ALPHA}, as in row 2",
        "boundaries"),
    Bad("not on the map", removed(TILES, 8),
        "map_shows_every_area", TILES, None, "area_code", f"{GAMMA} (Gammaville)", "boundaries"),
    Bad("no map", lambda f: (f.data / TILES).unlink(),
        "file_is_readable", TILES, None, "", "no such file", "boundaries"),
]  # fmt: skip

SURVEY = [
    Bad("questionnaire that is not YAML", survey_file("questionnaire.yml", "id: ["),
        "survey_can_be_read", "survey/questionnaire.yml", 2, "", "did not find expected",
        "docs/survey.md"),
]  # fmt: skip

BAD_INPUTS = [
    *FILES,
    *CELLS,
    *AREAS,
    *INDICATORS,
    *PERIODS,
    *VALUES,
    *NEIGHBOUR_LISTS,
    *MAPS,
    *SURVEY,
]

# Mistakes that break more than one rule, each rightly.
ALSO = {
    "missing column": {"columns_are_known"},
    "column twice": {"columns_are_complete"},
    "no rows": {"map_shows_every_area"},
    "figures without metadata": {"indicator_has_figures"},
    "no label": {"period_has_one_label"},
    "before its time": {"no_area_is_left_out"},
    "ends before it starts": {"label_has_one_period"},
}
