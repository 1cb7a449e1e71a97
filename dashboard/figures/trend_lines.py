"""A few areas over time in one chart, labelled at the ends of their lines."""

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.bar_marks import BAR_KINDS
from dashboard.figures.end_labels import EndLabel, LineStyle, end_label_traces, line_styles, signed
from dashboard.figures.labels import line_count, nice_ticks, widest, wrap_to
from dashboard.figures.palette import GREY, INK, WHITE
from dashboard.figures.panels import joined
from dashboard.figures.series import Point, Timeline, last_point, read_series, runs, timeline
from dashboard.figures.small_multiples import hover_point
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.figures.trend_panels import SAMPLES
from dashboard.metadata.format import format_ticks, format_value, short_period
from dashboard.metadata.models import Indicator


class TrendLine(NamedTuple):
    """One line. ``dash`` is empty for areas being compared, else as plotly names it."""

    code: str
    name: str
    dash: str = ""


def trend_lines(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    look: Look,
    lines: Sequence[TrendLine],
) -> go.Figure:
    """Lines with a marker at each period, broken at gaps, newest value at their end.

    The first four lines without a dash get colours and shapes; further ones, and dashed
    ones such as England or a former county, are grey.

    Args:
        frame: observations as for ``small_multiples``.
        indicator: how values are written.
        look: sizes.
        lines: areas, most important first.
    """
    series = read_series(frame, [line.code for line in lines])
    time = timeline(series)
    if time is None:
        return empty_figure(look)
    drawn = [line for line in lines if last_point(series[line.code])]
    styles = line_styles(
        [line.code for line in drawn], [line.code for line in drawn if not line.dash]
    )
    values = [p.value for line in drawn for p in series[line.code] if p.value is not None]
    near_zero = indicator.kind in BAR_KINDS and 0 <= min(values) < max(values) / 2
    ticks = nice_ticks(0 if near_zero else min(values), max(values), 5)
    lasts = [last_point(series[line.code]) for line in drawn]
    pairs = list(zip(drawn, lasts, strict=True))
    texts = [_end_text(line, last, time, indicator, look) for line, last in pairs]
    left = widest(format_ticks(ticks, indicator), look) + look.font
    right = widest(texts, look) + look.font * 4
    width = max(look.px - left - right, 80)
    below = round(look.line_height * 2.7)
    rows = len(drawn) * max(map(line_count, texts), default=1)
    height = max(look.chart_height, rows * look.line_height + below + look.font)
    traces = [_line_trace(line, series[line.code], time, styles, indicator, look) for line in drawn]
    ends = [
        EndLabel(_signed(line, styles, text), last.value, last.day == time.days[-1])
        for (line, last), text in zip(pairs, texts, strict=True)
    ]
    last_x = float(time.days[-1])
    reach = last_x + (time.days[-1] - time.days[0] or 1) * look.font / width
    traces += end_label_traces(
        ends,
        x=last_x,
        reach=reach,
        low=ticks[0],
        high=ticks[-1],
        plot_height=height - below - look.font,
        look=look,
    )
    layout = {
        "height": height,
        "margin": {"l": left, "r": right - look.font, "t": look.font, "b": below},
        "xaxis": {**_period_axis(time, width, look), "range": [_start(time), reach]},
        "yaxis": {
            "range": [ticks[0], ticks[-1]],
            "tickvals": ticks,
            "ticktext": format_ticks(ticks, indicator),
            "showgrid": True,
            "ticklabelstandoff": look.font // 3,
        },
    }
    return build_figure(traces, layout, look)


def _start(time: Timeline) -> float:
    """Left end of the axis; a single period needs some room."""
    return time.days[0] - (time.step * 0.15 if len(time.days) > 1 else 1)


def _end_text(
    line: TrendLine, last: Point, time: Timeline, indicator: Indicator, look: Look
) -> str:
    """Name and newest value, with its period where the line ends early."""
    early = "" if last.day == time.days[-1] else f" ({short_period(last.label)})"
    text = f"{line.name} {format_value(last.value, indicator, last.status)}{early}"
    text = wrap_to(text, look.px * (0.36 if look.narrow else 0.3), look)
    return escape(text, quote=False).replace("&lt;br&gt;", "<br>")


def _signed(line: TrendLine, styles: dict[str, LineStyle], text: str) -> str:
    """A label with the sign of its line: a shape, or a sample of its dashes."""
    style = styles[line.code]
    if line.dash:
        style = LineStyle(GREY, SAMPLES.get(line.dash, SAMPLES["dash"]), style.symbol)
    return signed(style, text)


def _period_axis(time: Timeline, width: float, look: Look) -> dict[str, Any]:
    """As many period labels as fit, always the newest."""
    labels = [wrap_to(short_period(label), look.font * 7, look) for label in time.labels]
    room = max(1, int(width / (widest(labels, look) + look.font)))
    every = -(-len(labels) // room)
    shown = list(range(len(labels) - 1, -1, -every))
    return {
        "tickvals": [time.days[i] for i in shown],
        "ticktext": [labels[i] for i in shown],
        "tickangle": 0,
        "ticklabelstandoff": look.font // 2,
    }


def _line_trace(
    line: TrendLine,
    points: list[Point],
    time: Timeline,
    styles: dict[str, LineStyle],
    indicator: Indicator,
    look: Look,
) -> dict[str, Any]:
    """One line; provisional values have hollow markers."""
    style = styles[line.code]
    colour = GREY if line.dash else style.colour
    stretches = runs(points, time)
    fills = [[WHITE if p.provisional else colour for p in stretch] for stretch in stretches]
    hover = [[hover_point(line.name, p, indicator) for p in stretch] for stretch in stretches]
    return {
        "type": "scatter",
        "mode": "lines" if line.dash else "lines+markers",
        "name": line.name,
        "x": joined([[p.day for p in stretch] for stretch in stretches]),
        "y": joined([[p.value for p in stretch] for stretch in stretches]),
        "line": {"color": colour, "width": look.line, "dash": line.dash or "solid"},
        "marker": {
            "size": look.marker * 0.75,
            "symbol": style.symbol,
            "color": [fill or INK for fill in joined(fills)],
            "line": {"color": colour, "width": look.line * 0.75},
        },
        "cliponaxis": False,
        "hovertext": joined(hover),
        "hoverinfo": "text",
    }
