"""Inputs that look odd and are right: compiling must not complain about them."""

from tests.compile.folder import (
    POOR,
    REFERRALS,
    REFERRALS_ELSEWHERE,
    Folder,
)
from tests.compile.made_up import BETA, DELTA_ALIAS, GAMMA, OLD


def byte_order_mark(folder: Folder) -> None:
    path = folder.data / POOR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def windows_line_ends(folder: Folder) -> None:
    folder.replace(POOR, "\n", "\r\n")


def spaces_around_cells(folder: Folder) -> None:
    folder.replace(POOR, ",", " , ")


def columns_in_another_order(folder: Folder) -> None:
    folder.write(POOR, [dict(reversed(row.items())) for row in folder.rows(POOR)])


def capital_headings(folder: Folder) -> None:
    folder.replace(POOR, "area_code", "Area_Code")


def blank_lines(folder: Folder) -> None:
    folder.replace(POOR, "\n", "\n\n")


def empty_columns_at_the_right(folder: Folder) -> None:
    folder.replace(POOR, "\n", ",,\n")


def thousands_commas(folder: Folder) -> None:
    folder.change(POOR, 9, numerator="125,000", denominator="1,000,000")


def exponent(folder: Folder) -> None:
    folder.change(REFERRALS, 9, denominator="1E+03")


def commas_inside_quotes(folder: Folder) -> None:
    folder.change(POOR, 9, note='Counted twice, "more or less"')


def another_code_for_an_area(folder: Folder) -> None:
    folder.change(REFERRALS_ELSEWHERE, 3, area_code=DELTA_ALIAS)


def name_with_other_marks(folder: Folder) -> None:
    folder.replace("england_areas.csv", "Deltaborough,", '"Delta, Port and Borough",')
    for row in (2, 3):
        folder.change(REFERRALS_ELSEWHERE, row, area_name="DELTA PORT & BOROUGH")


def name_left_out(folder: Folder) -> None:
    folder.change(POOR, 9, area_name="")


def withheld(folder: Folder) -> None:
    folder.change(POOR, 9, value="", numerator="", status="suppressed")


def withheld_with_a_published_count(folder: Folder) -> None:
    folder.change(POOR, 9, value="", status="suppressed")


def provisional(folder: Folder) -> None:
    folder.change(POOR, 9, status="provisional")


def value_rounded_to_whole(folder: Folder) -> None:
    """12.6 as published, worked out as 12.5 from the rounded counts beside it: 13 is 12.5."""
    folder.change(POOR, 9, value="13")


def value_rounded_to_shown_decimals(folder: Folder) -> None:
    folder.change(POOR, 9, value="12.54999")


def national_counts_rounded_to_ten(folder: Folder) -> None:
    """130 may stand for 125 to 135, and 1,000 for 995 to 1,005."""
    folder.change(POOR, 3, value="12.6", numerator="130")


def former_county(folder: Folder) -> None:
    """A row for an area that has ended, in its last period, and statuses for those to come."""
    period = {
        "period_label": "Year ending March 2021",
        "period_start": "2020-04-01",
        "period_end": "2021-03-31",
    }
    for row in (2, 4, 6, 8):
        folder.add(REFERRALS, row, **period)
    folder.add(REFERRALS, 2, area_code=OLD, area_name="Oldshire", **period)


def figures_for_today_s_boundaries(folder: Folder) -> None:
    former_county(folder)
    folder.describe("referrals", outside_lifetime={GAMMA: "Published on today's boundaries."})
    folder.add(REFERRALS, 12, area_code=GAMMA, area_name="Gammaville")


def elsewhere_on_today_s_boundaries(folder: Folder) -> None:
    folder.replace(
        "england_areas.csv", "metropolitan borough,,", "metropolitan borough,2024-01-01,"
    )


def not_applicable_before_its_time(folder: Folder) -> None:
    former_county(folder)
    blank = {"value": "", "numerator": "", "denominator": "", "status": "not_applicable"}
    folder.add(REFERRALS, 12, area_code=GAMMA, area_name="Gammaville", **blank)


def rolling_periods(folder: Folder) -> None:
    folder.describe("referrals", rolling_periods=True)
    folder.replace(REFERRALS, "2023-04-01", "2022-10-01")
    folder.replace(REFERRALS_ELSEWHERE, "2023-04-01", "2022-10-01")


def counts_on_one_day(folder: Folder) -> None:
    for file in (REFERRALS, REFERRALS_ELSEWHERE):
        folder.replace(file, "2022-04-01", "2023-03-31")
        folder.replace(file, "2023-04-01", "2024-03-31")


def more_events_than_people(folder: Folder) -> None:
    folder.change(REFERRALS, 9, value="12000", numerator="1200")


def interval_of_no_width(folder: Folder) -> None:
    folder.change(POOR, 9, lower_ci="12.5", upper_ci="12.5")


def limit_rounded_past_the_value(folder: Folder) -> None:
    folder.change(POOR, 9, lower_ci="12.55", upper_ci="14.3")


def no_comparators(folder: Folder) -> None:
    (folder.data / REFERRALS_ELSEWHERE).unlink()


def gaps_in_ranks(folder: Folder) -> None:
    folder.change("neighbours.csv", 4, rank="17")


def editor_leftover(folder: Folder) -> None:
    (folder.data / "figures" / ".poor_children.csv.swp.csv").write_bytes(b"\x00\xff")


def explained_in_the_metadata(folder: Folder) -> None:
    folder.describe("referrals", released="", released_note=f"No date is given for {BETA}.")


GOOD_INPUTS = {
    make.__name__.replace("_", " "): make
    for make in (
        byte_order_mark,
        windows_line_ends,
        spaces_around_cells,
        columns_in_another_order,
        capital_headings,
        blank_lines,
        empty_columns_at_the_right,
        thousands_commas,
        exponent,
        commas_inside_quotes,
        another_code_for_an_area,
        name_with_other_marks,
        name_left_out,
        withheld,
        withheld_with_a_published_count,
        provisional,
        value_rounded_to_whole,
        value_rounded_to_shown_decimals,
        national_counts_rounded_to_ten,
        former_county,
        figures_for_today_s_boundaries,
        elsewhere_on_today_s_boundaries,
        not_applicable_before_its_time,
        rolling_periods,
        counts_on_one_day,
        more_events_than_people,
        interval_of_no_width,
        limit_rounded_past_the_value,
        no_comparators,
        gaps_in_ranks,
        editor_leftover,
        explained_in_the_metadata,
    )
}
