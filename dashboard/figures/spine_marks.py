"""What is drawn in the rows of a spine chart."""

from html import escape
from typing import Any, NamedTuple

from dashboard.figures.palette import GREY, INK, JUDGEMENT_STYLE, LIGHT_GREY, MID_GREY, WHITE
from dashboard.figures.panels import joined
from dashboard.figures.template import Look
from dashboard.metadata.format import format_value, short_period
from dashboard.metadata.models import Indicator, Kind, Polarity, Status


class SpineRow(NamedTuple):
    """One indicator with where it is drawn: middle and half height, in rows from the top."""

    indicator: Indicator
    y: float
    half: float
    label: str
    value: float | None
    status: str
    judgement: str
    benchmark: float | None
    lowest: float | None
    highest: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    period: str

    @property
    def centre(self) -> float | None:
        """The benchmark, except for counts: those of a country say nothing about an area."""
        return None if self.indicator.kind is Kind.COUNT else self.benchmark

    def place(self, value: float) -> float:
        """-1 to 1: right means more need, or higher where neither side is better.

        0 is the benchmark, or the middle of the range if there is none.
        """
        low, high = self.lowest, self.highest
        known = [v for v in (self.value, low, high) if v is not None]
        centre = self.centre
        if centre is None:
            centre = (min(known) + max(known)) / 2
        scale = max(abs(v - centre) for v in known) or 1.0
        sign = -1 if self.indicator.polarity is Polarity.LOW_IS_WORSE else 1
        return round(sign * (value - centre) / scale, 3)


def ranges(rows: list[SpineRow], look: Look) -> list[dict[str, Any]]:
    """Lowest to highest as a line with ends, quartiles as a band where known."""
    spans = [
        (row, row.place(row.lowest), row.place(row.highest))
        for row in rows
        if row.value is not None and row.lowest is not None and row.highest is not None
    ]
    bands = [
        (row, row.place(row.lower_quartile), row.place(row.upper_quartile))
        for row in rows
        if row.value is not None
        and row.lower_quartile is not None
        and row.upper_quartile is not None
    ]
    shared = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    # One path with its end caps: markers would be drawn one by one.
    traces = [
        {
            **shared,
            "x": joined([(a, a, a, b, b, b) for _, a, b in spans]),
            "y": joined([_capped(row.y, 0.14) for row, _, _ in spans]),
            "line": {"color": MID_GREY, "width": look.line},
        }
    ]
    if bands:
        traces.append(
            {
                **shared,
                "x": joined([(a, b) for _, a, b in bands]),
                "y": joined([(row.y, row.y) for row, _, _ in bands]),
                "line": {"color": LIGHT_GREY, "width": look.row * 0.36},
            }
        )
    return traces


def _capped(y: float, cap: float) -> tuple[float, ...]:
    """Heights along a line with upright ends: down its left end, along, up its right end."""
    top, bottom = round(y - cap, 3), round(y + cap, 3)
    return (top, bottom, y, y, bottom, top)


def centre(rows: list[SpineRow], look: Look) -> list[dict[str, Any]]:
    """The benchmark: an upright in each row that has one."""
    held = [row for row in rows if row.centre is not None and row.value is not None]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": joined([(0, 0) for _ in held]),
            "y": joined([(row.y - row.half, row.y + row.half) for row in held]),
            "line": {"color": INK, "width": look.line * 0.75},
            "hoverinfo": "skip",
        }
    ]


def markers(rows: list[SpineRow], look: Look) -> dict[str, Any]:
    """This area, in the colour and shape of its judgement."""
    held = [row for row in rows if row.value is not None]
    untested = JUDGEMENT_STYLE["not_tested"]
    styles = [JUDGEMENT_STYLE.get(row.judgement, untested) for row in held]
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [row.place(row.value) for row in held],
        "y": [row.y for row in held],
        "marker": {
            "symbol": ["circle" if style is untested else style.symbol for style in styles],
            "size": look.marker * 1.2,
            # White inside an open circle, so that the range does not run through it.
            "color": [WHITE if style is untested else style.fill for style in styles],
            "line": {"width": look.line * 0.75, "color": [style.fill for style in styles]},
        },
        "customdata": [row.indicator.id for row in held],
        "hovertext": [_hover(row) for row in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(row: SpineRow) -> str:
    lines = [short_period(row.period), format_value(row.value, row.indicator, row.status)]
    if row.lowest is not None and row.highest is not None:
        low, high = (format_value(v, row.indicator) for v in (row.lowest, row.highest))
        lines.append(f"areas {low} to {high}")
    return "<br>".join(escape(line, quote=False) for line in lines)


def words(rows: list[SpineRow]) -> dict[str, Any]:
    """Why there is nothing to draw."""
    missing = [row for row in rows if row.value is None]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(missing),
        "y": [row.y for row in missing],
        "text": [Status(row.status).label.split(" (")[0] for row in missing],
        "textfont": {"color": GREY},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
