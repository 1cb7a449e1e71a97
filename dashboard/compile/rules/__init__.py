"""The rules that figures must keep, one function each.

The first paragraph of each docstring is the rule in words; ``docs/validation.md`` has the
same sentences.
"""

from collections.abc import Callable

from dashboard.compile.rules import (
    areas,
    cells,
    counts,
    coverage,
    indicators,
    maps,
    neighbours,
    periods,
    tables,
    values,
)

TABLE_RULES: tuple[Callable, ...] = (
    tables.file_is_readable,
    tables.columns_are_complete,
    tables.columns_are_known,
    tables.rows_fit_columns,
    tables.file_has_rows,
)

CELL_RULES: tuple[Callable, ...] = (
    cells.number_is_a_number,
    cells.date_is_a_date,
    cells.label_is_given,
    cells.status_is_known,
)

CONTEXT_RULES: tuple[Callable, ...] = (
    indicators.figures_have_metadata,
    indicators.indicator_has_figures,
    indicators.listed_level_has_figures,
    indicators.release_is_a_date,
    areas.region_has_expected_members,
    areas.area_is_known,
    areas.area_name_fits_code,
    areas.area_level_is_listed,
    areas.area_is_within_lifetime,
    periods.period_ends_after_it_starts,
    periods.figure_is_given_once,
    periods.periods_do_not_overlap,
    periods.period_has_one_label,
    periods.label_has_one_period,
    values.value_fits_status,
    values.value_is_in_range,
    values.count_is_whole,
    values.interval_has_a_value,
    values.interval_has_both_limits,
    values.interval_is_upright,
    values.value_is_within_interval,
    counts.counts_are_not_negative,
    counts.numerator_is_within_denominator,
    counts.value_agrees_with_counts,
    coverage.no_area_is_left_out,
    neighbours.neighbour_area_is_known,
    neighbours.neighbour_method_is_described,
    neighbours.neighbour_rank_is_whole,
    neighbours.neighbour_is_listed_once,
    maps.map_area_is_known,
    maps.map_number_is_usable,
    maps.map_place_is_given_once,
    maps.map_shows_every_area,
)
