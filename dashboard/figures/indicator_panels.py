"""A panel per indicator, each on its own scale, with a line per area.

For a few areas every line has its name at its end. For many, all are light but those that
matter, and the highest and lowest are named, so that the spread can still be read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.end_labels import LineStyle, line_styles, signed
from dashboard.figures.labels import (
    line_count,
    nice_ticks,
    spread,
    text_width,
    widest,
    wrap_bold,
    wrap_to,
)
from dashboard.figures.palette import GREY, INK, LIGHT_GREY, MID_GREY, PALE_GREY
from dashboard.figures.panels import PanelGrid, Texts, joined
from dashboard.figures.ranked_bars import BAR_KINDS
from dashboard.figures.series import Point, Timeline, last_point, runs, timeline
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_ticks, format_value, short_period
from dashboard.metadata.models import Indicator

# With more lines than this, only some are named.
MOST_NAMED = 12
_NBSP = "\N{NO-BREAK SPACE}"


class AreaLine(NamedTuple):
    """One area's figures; ``former`` for an area that no longer exists, drawn dashed."""

    code: str
    name: str
    points: list[Point]
    former: bool = False


class IndicatorPanel(NamedTuple):
    """One indicator's chart."""

    indicator: Indicator
    lines: Sequence[AreaLine]


@dataclass(frozen=True)
class _Drawn:
    """A panel with its scale: lines that have figures, periods and ticks."""

    indicator: Indicator
    lines: list[AreaLine]
    time: Timeline
    ticks: list[float]

    @classmethod
    def of(cls, panel: IndicatorPanel) -> "_Drawn":
        held = [line for line in panel.lines if last_point(line.points)]
        time = timeline({line.code: line.points for line in held}) or Timeline((), (), 1.0)
        values = [p.value for line in held for p in line.points if p.value is not None]
        if not values:
            return cls(panel.indicator, [], time, [0.0, 1.0])
        low, high = min(values), max(values)
        near_zero = panel.indicator.kind in BAR_KINDS and 0 <= low < high / 2
        return cls(panel.indicator, held, time, nice_ticks(0 if near_zero else low, high, 3))

    def share(self, value: float) -> float:
        """How far up the value axis, 0 to 1."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


class _Label(NamedTuple):
    text: str
    value: float


def indicator_panels(
    panels: Sequence[IndicatorPanel],
    *,
    look: Look,
    strong: Sequence[str] = (),
) -> go.Figure:
    """Small line charts side by side, whose values cannot be compared across panels.

    Args:
        panels: indicators in the order shown; those without figures are left out.
        look: sizes.
        strong: up to four codes in colour in every panel, most important first.
    """
    drawn = [panel for panel in map(_Drawn.of, panels) if panel.lines]
    if not drawn:
        return empty_figure(look)
    styles = line_styles([line.code for panel in drawn for line in panel.lines], strong)
    labels = [_labels(panel, styles, strong, look) for panel in drawn]
    grid = _grid(drawn, labels, look)
    texts = Texts.empty(look)
    for number, panel in enumerate(drawn):
        _write_panel(texts, grid, number, panel, look)
    traces = [_grid_lines(grid, drawn)]
    traces += _line_traces(grid, drawn, styles, strong, look)
    leaders = [
        line
        for number, (panel, wished) in enumerate(zip(drawn, labels, strict=True))
        for line in _write_labels(texts, grid, number, panel, wished, look)
    ]
    traces += [_leader_trace(leaders), texts.trace()]
    layout = grid.layout()
    # Texts beyond the axis are hidden, so the labels of the last column belong to it.
    layout["xaxis"]["range"] = [0, round(grid.columns * (1 + grid.gap), 4)]
    return build_figure(traces, layout, look)


def _plot_px(grid: PanelGrid, look: Look) -> float:
    """Expected pixels across one panel; the gap beside it is for labels."""
    return (look.px - grid.left) / (grid.columns * (1 + grid.gap))


def _labels(
    panel: _Drawn, styles: dict[str, LineStyle], strong: Sequence[str], look: Look
) -> list[_Label]:
    """Name and newest value of the lines that are named."""
    present = [line for line in panel.lines if not line.former]
    if len(present) > MOST_NAMED:
        ordered = sorted(present, key=lambda line: last_point(line.points).value)
        ends = {ordered[0].code, ordered[-1].code} if ordered else set()
        present = [line for line in present if line.code in ends or line.code in strong]
    labels = []
    for line in present:
        last = last_point(line.points)
        early = "" if last.day == panel.time.days[-1] else f" ({short_period(last.label)})"
        text = f"{line.name} {format_value(last.value, panel.indicator, last.status)}{early}"
        text = escape(wrap_to(text, _label_room(look), look), quote=False)
        text = text.replace("&lt;br&gt;", f"<br>{_NBSP * 2}")
        labels.append(_Label(signed(styles[line.code], text), last.value))
    return labels


def _label_room(look: Look) -> float:
    return look.px / _columns(look) * 0.55


def _columns(look: Look) -> int:
    return 1 if look.narrow else 2


def _grid(drawn: list[_Drawn], labels: list[list[_Label]], look: Look) -> PanelGrid:
    """Equal panels, wide enough beside for labels and tall enough for as many as there are."""
    columns = min(_columns(look), len(drawn))
    column = look.px / columns
    ticks = [widest(format_ticks(panel.ticks, panel.indicator), look) for panel in drawn]
    left = max(ticks) + look.font
    shown = [label for panel in labels for label in panel]
    bare = [label.text.split("</span>")[-1] for label in shown]
    right = widest(bare, look) + look.font * 2.5 if bare else look.font
    plot = max(column - left - right, column * 0.25)
    titles = [_title(panel, column - left, look) for panel in drawn]
    lines = max((sum(line_count(x.text) for x in panel) for panel in labels), default=0)
    return PanelGrid(
        count=len(drawn),
        columns=columns,
        plot=max(260 if look.present else 170, round((lines + 0.5) * look.line_height)),
        above=round((max(map(line_count, titles)) + 0.8) * look.line_height),
        below=round(look.line_height * 2.6),
        gap=(column - plot) / plot,
        left=left,
    )


def _title(panel: _Drawn, room: float, look: Look) -> str:
    """Indicator and unit, in lines that fit."""
    indicator = panel.indicator
    unit = "" if indicator.unit in {"%", "count"} else f", {indicator.unit}"
    return wrap_bold(f"{indicator.short_name}{unit}", room, look)


def _write_panel(texts: Texts, grid: PanelGrid, number: int, panel: _Drawn, look: Look) -> None:
    """Title, values at the left, first and last period underneath."""
    x = grid.x(number, 0)
    title = _title(panel, look.px / grid.columns - grid.left, look)
    title = escape(title, quote=False).replace("&lt;br&gt;", "<br>")
    texts.add(x, grid.y(number, 1) - look.font * 0.8, f"<b>{title}</b>", "top right", INK)
    for tick, label in zip(panel.ticks, format_ticks(panel.ticks, panel.indicator), strict=True):
        texts.add(x, grid.y(number, panel.share(tick)), label + _NBSP, "middle left", GREY)
    first, last = (short_period(panel.time.labels[i]) for i in (0, -1))
    y, end = grid.y(number, 0) + look.font * 0.3, grid.x(number, 1)
    if len(panel.time.days) == 1:
        texts.add(grid.x(number, 0.5), y, last, "bottom center", GREY)
    else:
        texts.add(x, y, first, "bottom right", GREY)
        # Where both do not fit on one line, the last goes on the next.
        is_long = text_width(f"{first}  {last}", look) > _plot_px(grid, look)
        texts.add(end, y, f"<br>{last}" if is_long else last, "bottom left", GREY)


def _write_labels(
    texts: Texts, grid: PanelGrid, number: int, panel: _Drawn, labels: list[_Label], look: Look
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Names at the ends of lines, kept apart; returns leaders as pairs of points."""
    wished = [grid.y(number, panel.share(label.value)) for label in labels]
    lines = max((line_count(label.text) for label in labels), default=1)
    gap = look.line_height * lines
    bottom, top = grid.y(number, 0), grid.y(number, 1)
    places = spread(wished, gap, top + gap * 0.2, bottom - gap * 0.3)
    end = 1.0 if len(panel.time.days) > 1 else 0.5
    reach = end + look.font / _plot_px(grid, look)
    leaders = []
    for label, at, place in zip(labels, wished, places, strict=True):
        texts.add(grid.x(number, reach), round(place, 1), label.text, "middle right", INK)
        leaders.append(
            ((grid.x(number, end), round(at, 1)), (grid.x(number, reach), round(place, 1)))
        )
    return leaders


def _leader_trace(leaders: list[tuple[tuple[float, float], tuple[float, float]]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": joined([[round(x, 4) for x, _ in pair] for pair in leaders]),
        "y": joined([[y for _, y in pair] for pair in leaders]),
        "line": {"color": LIGHT_GREY, "width": 1},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _grid_lines(grid: PanelGrid, drawn: list[_Drawn]) -> dict[str, Any]:
    """Faint lines at the ticks of every panel that has figures."""
    places = [(n, panel.share(tick)) for n, panel in enumerate(drawn) for tick in panel.ticks]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": joined([(round(grid.x(n, 0), 4), round(grid.x(n, 1), 4)) for n, _ in places]),
        "y": joined([(round(grid.y(n, share), 1),) * 2 for n, share in places]),
        "line": {"color": PALE_GREY, "width": 1},
        "hoverinfo": "skip",
    }


def _line_traces(
    grid: PanelGrid,
    drawn: list[_Drawn],
    styles: dict[str, LineStyle],
    strong: Sequence[str],
    look: Look,
) -> list[dict[str, Any]]:
    """One trace for each style, the important ones on top."""
    pairs = [(n, line) for n, panel in enumerate(drawn) for line in panel.lines]
    plain = [p for p in pairs if p[1].code not in strong and not p[1].former]
    former = [p for p in pairs if p[1].former]
    light = {"color": MID_GREY, "width": look.line * 0.6}
    traces = [
        {**_points(grid, drawn, plain), "mode": "lines+markers", "line": light,
         "marker": {"size": look.marker * 0.35, "color": MID_GREY}},
        {**_points(grid, drawn, former), "mode": "lines", "line": {**light, "dash": "dash"}},
    ]  # fmt: skip
    for code in reversed(strong):
        style = styles.get(code)
        if style is None:
            continue
        mark = {"size": look.marker * 0.7, "symbol": style.symbol, "color": style.colour}
        own = [pair for pair in pairs if pair[1].code == code]
        line = {"color": style.colour, "width": look.line * 1.25}
        traces.append(
            {**_points(grid, drawn, own), "mode": "lines+markers", "line": line, "marker": mark}
        )
    return [trace for trace in traces if trace["x"]]


def _points(
    grid: PanelGrid, drawn: list[_Drawn], pairs: Iterable[tuple[int, AreaLine]]
) -> dict[str, Any]:
    """Lines of any panels as one trace, broken at gaps."""
    stretches = [
        (n, line, stretch) for n, line in pairs for stretch in runs(line.points, drawn[n].time)
    ]
    return {
        "type": "scatter",
        "x": joined([[_x(grid, n, drawn[n], p) for p in s] for n, _, s in stretches]),
        "y": joined([[_y(grid, n, drawn[n], p) for p in s] for n, _, s in stretches]),
        "hovertext": joined(
            [[_hover(line, p, drawn[n].indicator) for p in s] for n, line, s in stretches]
        ),
        "hoverinfo": "text",
        "customdata": joined([[line.code] * len(s) for _, line, s in stretches]),
        "cliponaxis": False,
    }


def _x(grid: PanelGrid, number: int, panel: _Drawn, point: Point) -> float:
    return round(grid.x(number, panel.time.share(point.day)), 4)


def _y(grid: PanelGrid, number: int, panel: _Drawn, point: Point) -> float:
    return round(grid.y(number, panel.share(point.value)), 1)


def _hover(line: AreaLine, point: Point, indicator: Indicator) -> str:
    value = format_value(point.value, indicator, point.status)
    return escape(f"{line.name}, {short_period(point.label)}: {value}", quote=False)
