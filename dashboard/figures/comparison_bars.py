"""Several indicators side by side: a panel per indicator, areas in the same order in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.bar_marks import BAR_KINDS, value_extent
from dashboard.figures.colours import area_fill
from dashboard.figures.labels import line_count, text_width, widest, wrap_bold, wrap_to
from dashboard.figures.palette import DARK_BLUE, GREY, INK, JUDGEMENT_STYLE, PALE_GREY
from dashboard.figures.panels import PanelGrid, Texts, default_columns, joined
from dashboard.figures.rows import Row, hover_text, judged_label, read_rows
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_ticks, format_value, is_missing
from dashboard.metadata.models import Indicator


class BarPanel(NamedTuple):
    """One indicator: its frame as ``rows`` describes, the same areas in each panel."""

    indicator: Indicator
    frame: pd.DataFrame
    benchmark_name: str = ""
    benchmark: float | None = None


@dataclass(frozen=True)
class _Drawn:
    """A panel with its scale; ``share`` is the part of the width that bars may take."""

    number: int
    panel: BarPanel
    rows: list[Row]
    low: float
    high: float
    share: float

    @property
    def bars(self) -> bool:
        return self.panel.indicator.kind in BAR_KINDS

    def x(self, grid: PanelGrid, value: float) -> float:
        part = (value - self.low) / (self.high - self.low) * self.share
        return round(grid.x(self.number, part), 4)

    def y(self, grid: PanelGrid, place: int) -> float:
        return round(grid.y(self.number, 1 - (place + 0.5) / len(self.rows)), 1)

    @property
    def held(self) -> list[tuple[int, Row]]:
        return [(i, row) for i, row in enumerate(self.rows) if not is_missing(row.value)]


def comparison_bars(
    panels: Sequence[BarPanel],
    *,
    look: Look,
    selected: Sequence[str] = (),
    columns: int | None = None,
) -> go.Figure:
    """Bars (or dots) of each indicator with printed values; names once per row of panels.

    Args:
        panels: indicators with their frames; every frame has the same areas in the order
            shown.
        look: sizes.
        selected: codes whose names are bold.
        columns: panels in a row; None chooses by width.
    """
    if not panels or panels[0].frame.empty:
        return empty_figure(look)
    grid, drawn = _arrange(panels, look, columns)
    texts = Texts.empty(look)
    for one in drawn:
        _write_panel(one, grid, texts, look, selected)
    traces = [_bar_trace(drawn, grid, look), _dot_trace(drawn, grid, look)]
    traces = [trace for trace in traces if trace["x"]]
    traces += [_interval_trace(drawn, grid, look), _benchmark_trace(drawn, grid, look)]
    layout = {**grid.layout(), "bargap": 0}
    return build_figure([*traces, texts.trace()], layout, look)


def _arrange(
    panels: Sequence[BarPanel], look: Look, columns: int | None
) -> tuple[PanelGrid, list[_Drawn]]:
    """Sizes and scales of the panels."""
    columns = columns or default_columns(look, len(panels), narrow=1, normal=4)
    rows = [read_rows(panel.frame) for panel in panels]
    left = widest([row.name for row in rows[0]], look) + look.font
    gap = 0.08
    width = (look.px - left) / (columns + (columns - 1) * gap)
    titles = [_title(panel, width, look) for panel in panels]
    dots = any(panel.indicator.kind not in BAR_KINDS for panel in panels)
    grid = PanelGrid(
        count=len(panels),
        columns=columns,
        plot=round(len(rows[0]) * look.line_height * 1.3),
        above=round((max(map(line_count, titles)) + 0.4) * look.line_height),
        below=round((1.8 if dots else 0.9) * look.line_height),
        gap=gap,
        left=left,
    )
    drawn = []
    for number, (panel, areas) in enumerate(zip(panels, rows, strict=True)):
        held = [row for row in areas if not is_missing(row.value)]
        marks = [] if is_missing(panel.benchmark) else [panel.benchmark]
        bars = panel.indicator.kind in BAR_KINDS
        low, high = value_extent(held, marks, from_zero=bars)
        text = max(text_width(_value_text(row, panel), look) for row in areas)
        share = max(0.25, 1 - (text + look.font) / width)
        drawn.append(_Drawn(number, panel, areas, low, high, share))
    return grid, drawn


def _title(panel: BarPanel, width: float, look: Look) -> str:
    """Indicator and, on a line of its own, its benchmark."""
    title = wrap_bold(panel.indicator.short_name, width, look)
    if is_missing(panel.benchmark):
        return title
    value = format_value(panel.benchmark, panel.indicator)
    return f"{title}<br>{wrap_to(f'| {panel.benchmark_name} {value}', width, look)}"


def _value_text(row: Row, panel: BarPanel) -> str:
    return judged_label(row, panel.indicator, word=False)


def _write_panel(
    one: _Drawn, grid: PanelGrid, texts: Texts, look: Look, selected: Sequence[str]
) -> None:
    """Title, values, names in the first column, and the ends of an axis without zero."""
    width = (look.px - grid.left) / grid.span
    first, *rest = _title(one.panel, width, look).split("<br>|")
    title = "<br>|".join([f"<b>{escape(first, quote=False)}</b>", *rest])
    title = title.replace("&lt;br&gt;", "<br>")
    top = grid.y(one.number, 1) - look.font * 0.3
    texts.add(grid.x(one.number, 0), top, title, "top right", INK)
    for place, row in enumerate(one.rows):
        y = one.y(grid, place)
        colour = GREY if is_missing(row.value) else INK
        text = _value_text(row, one.panel)
        texts.add(grid.x(one.number, 1), y, text, "middle left", colour)
        if one.number % grid.columns == 0:
            name = escape(row.name, quote=False)
            name = f"<b>{name}</b>" if row.code in selected else name
            texts.add(0, y, f"{name}\N{NO-BREAK SPACE}", "middle left", INK)
    if not one.bars and one.held:
        low, high = format_ticks([one.low, one.high], one.panel.indicator)
        bottom = grid.y(one.number, 0)
        texts.add(grid.x(one.number, 0), bottom, low, "bottom right", GREY)
        texts.add(grid.x(one.number, one.share), bottom, high, "bottom left", GREY)


def _fill(row: Row) -> str:
    return area_fill(row.judgement) if row.judgement in JUDGEMENT_STYLE else DARK_BLUE


def _bar_trace(drawn: list[_Drawn], grid: PanelGrid, look: Look) -> dict[str, Any]:
    """All bars of all panels as one trace: each starts at the left edge of its panel."""
    bars = [(one, place, row) for one in drawn if one.bars for place, row in one.held]
    fills = [_fill(row) for _, _, row in bars]
    zeros = [one.x(grid, 0) for one, _, _ in bars]
    ends = [one.x(grid, row.value) for one, _, row in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "base": zeros,
        "x": [round(end - zero, 4) for end, zero in zip(ends, zeros, strict=True)],
        "y": [one.y(grid, place) for one, place, _ in bars],
        "width": look.line_height * 0.9,
        "marker": {
            "color": fills,
            "line": {"width": 1, "color": [GREY if f == PALE_GREY else f for f in fills]},
        },
        "customdata": [row.code for _, _, row in bars],
        "hovertext": [hover_text(row, one.panel.indicator, brief=True) for one, _, row in bars],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _dot_trace(drawn: list[_Drawn], grid: PanelGrid, look: Look) -> dict[str, Any]:
    """Dots of the panels where zero is no useful start."""
    dots = [(one, place, row) for one in drawn if not one.bars for place, row in one.held]
    styles = [JUDGEMENT_STYLE.get(row.judgement) for _, _, row in dots]
    fills = [style.fill if style else DARK_BLUE for style in styles]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one.x(grid, row.value) for one, _, row in dots],
        "y": [one.y(grid, place) for one, place, _ in dots],
        "marker": {
            "size": look.marker,
            "symbol": [style.symbol if style else "circle" for style in styles],
            "color": fills,
            "line": {"width": look.line * 0.75, "color": fills},
        },
        "customdata": [row.code for _, _, row in dots],
        "hovertext": [hover_text(row, one.panel.indicator, brief=True) for one, _, row in dots],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _interval_trace(drawn: list[_Drawn], grid: PanelGrid, look: Look) -> dict[str, Any]:
    """95% intervals as plain lines."""
    known = [
        (one, place, row)
        for one in drawn
        for place, row in one.held
        if not (is_missing(row.lower) or is_missing(row.upper))
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": joined([(one.x(grid, row.lower), one.x(grid, row.upper)) for one, _, row in known]),
        "y": joined([(one.y(grid, place),) * 2 for one, place, _ in known]),
        "line": {"color": INK, "width": look.line * 0.75},
        "hoverinfo": "skip",
    }


def _benchmark_trace(drawn: list[_Drawn], grid: PanelGrid, look: Look) -> dict[str, Any]:
    """The benchmark of each panel as an upright through its rows."""
    marks = [
        (one, one.x(grid, one.panel.benchmark))
        for one in drawn
        if not is_missing(one.panel.benchmark)
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": joined([(x, x) for _, x in marks]),
        "y": joined([(grid.y(one.number, 0), grid.y(one.number, 1)) for one, _ in marks]),
        "line": {"color": INK, "width": look.line},
        "hoverinfo": "skip",
    }
