"""One small line chart per area, all on the same axes."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.palette import DARK_BLUE, GREY, MID_GREY, PALE_GREY, WHITE
from dashboard.figures.panels import Texts, joined
from dashboard.figures.series import Point, last_point, read_series, runs, timeline
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.figures.trend_panels import (
    SAMPLES,
    Panel,
    Scene,
    line_key,
    make_scene,
    write_axes,
    write_titles,
)
from dashboard.metadata.format import format_with_unit
from dashboard.metadata.models import Indicator

_CONTEXT_DASHES = ("solid", "dot")


def small_multiples(  # noqa: PLR0913
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    look: Look,
    panels: Sequence[Panel],
    names: Mapping[str, str],
    context: Sequence[str] = (),
    selected: Sequence[str] = (),
    columns: int | None = None,
) -> go.Figure:
    """A panel per area with its line, its newest value and lines to compare with.

    Every period with a value has a marker, hollow if provisional. Lines stop at missing
    periods. A former county is drawn dashed in the panels of its successors and never
    joined to their lines.

    Args:
        frame: observations of one indicator over all periods: ``area_code``,
            ``period_end``, ``period_label``, ``value``, ``status``.
        indicator: how values are written.
        look: sizes.
        panels: areas in the order shown.
        names: printed names of context areas and ancestors by code.
        context: up to two codes drawn lightly in every panel: England, the region.
        selected: codes whose panel has a bold title.
        columns: panels in a row; None chooses by width.
    """
    former = dict.fromkeys(code for panel in panels for code in panel.ancestors)
    series = read_series(frame, [*(panel.code for panel in panels), *former, *context])
    time = timeline({code: points for code, points in series.items() if code not in context})
    if time is None:
        return empty_figure(look)
    shown = [code for code in context if last_point(series[code])]
    shown_former = [code for code in former if last_point(series[code])]
    dashes = dict(zip(shown, _CONTEXT_DASHES * len(shown), strict=False))
    key = [(SAMPLES[dashes[code]], names.get(code, code)) for code in shown]
    key += [(SAMPLES["dash"], names.get(code, code)) for code in shown_former]
    own = [point for panel in panels for point in series[panel.code]]
    key += [("○", "provisional")] * any(point.provisional for point in own)
    key_text = line_key(key, look)
    scene = make_scene(panels, series, time, indicator, look, key=key_text, columns=columns)
    texts = Texts.empty(look)
    texts.add(0, 0, key_text, "bottom right", GREY)
    write_axes(scene, texts)
    write_titles(scene, texts, selected)
    traces = [
        _grid_lines(scene),
        *(_context_lines(scene, code, dashes[code]) for code in shown),
        *(_former_lines(scene, code, names.get(code, code)) for code in shown_former),
        _area_lines(scene),
        *_provisional(scene),
        texts.trace(),
    ]
    return build_figure(traces, scene.grid.layout(right=look.marker), look)


def _grid_lines(scene: Scene) -> dict[str, Any]:
    """Faint lines at the ticks of every panel."""
    grid = scene.grid
    places = [(i, scene.share(tick)) for i in range(grid.count) for tick in scene.ticks]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": joined([(round(grid.x(i, 0), 4), round(grid.x(i, 1), 4)) for i, _ in places]),
        "y": joined([(round(grid.y(i, share), 1),) * 2 for i, share in places]),
        "line": {"color": PALE_GREY, "width": 1},
        "hoverinfo": "skip",
    }


def _lines(
    scene: Scene, drawn: Sequence[tuple[int, list[Point]]], hover: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Stretches of several panels as one trace; ``hover`` names the area of each panel."""
    stretches = [(i, stretch) for i, points in drawn for stretch in runs(points, scene.time)]
    places = [[scene.place(i, point) for point in stretch] for i, stretch in stretches]
    trace = {
        "type": "scatter",
        "x": joined([[x for x, _ in line] for line in places]),
        "y": joined([[y for _, y in line] for line in places]),
        "hoverinfo": "skip",
    }
    if hover is not None:
        texts = [[hover_point(hover[i], p, scene.indicator) for p in line] for i, line in stretches]
        trace |= {"hovertext": joined(texts), "hoverinfo": "text"}
    return trace


def hover_point(name: str, point: Point, indicator: Indicator) -> str:
    """Area, period and value of one point."""
    value = format_with_unit(point.value, indicator, point.status)
    return escape(f"{name}, {point.label}: {value}", quote=False)


def _context_lines(scene: Scene, code: str, dash: str) -> dict[str, Any]:
    """The same light line in every panel."""
    drawn = [(i, scene.series[code]) for i in range(scene.grid.count)]
    style = {"color": MID_GREY, "width": scene.look.line * 0.75, "dash": dash}
    return {**_lines(scene, drawn), "mode": "lines", "line": style}


def _former_lines(scene: Scene, code: str, name: str) -> dict[str, Any]:
    """A former area, dashed, in the panels of its successors."""
    drawn = [(i, scene.series[code]) for i, p in enumerate(scene.panels) if code in p.ancestors]
    style = {"color": GREY, "width": scene.look.line, "dash": "dash"}
    hover = {i: name for i, _ in drawn}
    return {**_lines(scene, drawn, hover), "mode": "lines", "line": style}


def _area_lines(scene: Scene) -> dict[str, Any]:
    """Each area's own line in its panel."""
    drawn = [(i, scene.series[panel.code]) for i, panel in enumerate(scene.panels)]
    return {
        **_lines(scene, drawn, {i: panel.name for i, panel in enumerate(scene.panels)}),
        "mode": "lines+markers",
        "cliponaxis": False,
        "line": {"color": DARK_BLUE, "width": scene.look.line},
        "marker": {"size": scene.look.marker * 0.55, "color": DARK_BLUE},
    }


def _provisional(scene: Scene) -> list[dict[str, Any]]:
    """Hollow markers over provisional values."""
    places = [
        scene.place(i, point)
        for i, panel in enumerate(scene.panels)
        for point in scene.series[panel.code]
        if point.provisional
    ]
    if not places:
        return []
    edge = {"color": DARK_BLUE, "width": scene.look.line * 0.75}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _ in places],
            "y": [y for _, y in places],
            "marker": {"size": scene.look.marker * 0.55, "color": WHITE, "line": edge},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]
