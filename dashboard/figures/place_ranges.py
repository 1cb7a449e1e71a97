"""A dot with its range for each area: a thin bar for all there is, a thick one for most."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.labels import widest, wrap_to
from dashboard.figures.palette import DARK_BLUE, GREY, INK, LIGHT_GREY, PALE_BLUE, WHITE
from dashboard.figures.panels import row_names
from dashboard.figures.rows import column
from dashboard.figures.template import Look, build_figure, empty_figure

_GAP = "\N{NO-BREAK SPACE}" * 2
_THIN, _THICK = 0.16, 0.5  # height of the bars, in rows


def place_ranges(
    frame: pd.DataFrame,
    *,
    ticks: list[float],
    labels: list[str],
    look: Look,
    zero: bool = False,
    ends: tuple[str, str] | None = None,
    selected: Sequence[str] = (),
) -> go.Figure:
    """Rows in the order of the frame.

    Args:
        frame: one row per area, indexed by code: ``name``, ``value`` (the dot), ``low`` and
            ``high`` (thin bar), optionally ``inner_low`` and ``inner_high`` (thick bar), and
            ``text`` (printed at the end of the row); a missing range is not drawn.
        ticks: numbers on the axis; the first is at the left edge, the last at the right.
        labels: how they are written.
        look: sizes.
        zero: whether a line marks zero.
        ends: what is to the left and to the right of zero, written over the axis.
        selected: codes whose names are printed bold.
    """
    if frame.empty:
        return empty_figure(look, "No area can be placed")
    names = [wrap_to(name, look.px * 0.3, look) for name in column(frame, "name", "")]
    texts = [wrap_to(text, look.px * 0.28, look) for text in column(frame, "text", "")]
    left, right = widest(names, look) + look.font, widest(texts, look) + look.font * 3
    rows = list(range(len(frame)))
    edge = abs(ticks[-1] - ticks[0]) * 0.02
    edge = edge if ticks[-1] > ticks[0] else -edge
    start, end = ticks[0] - edge, ticks[-1] + edge
    # On a phone each of the words has a line of its own.
    words = 0 if ends is None else 2 if look.narrow else 1
    top = look.line_height * 2 + round(look.line_height * 1.2) * words
    kept = _kept(labels, ticks.index(0) if zero else 0, look, look.px - left - right)
    traces = [
        _bar(frame, ("low", "high"), _THIN, LIGHT_GREY),
        _bar(frame, ("inner_low", "inner_high"), _THICK, PALE_BLUE),
        _dots(frame, look),
        row_names(start, rows, _bold(names, frame.index, selected)),
        _texts(texts, end, look),
    ]
    high = max(look.row, look.line_height * (1 + max(t.count("<br>") for t in [*names, *texts])))
    layout = {
        "height": round(high * (len(frame) + 0.2)) + top,
        "margin": {"l": left, "r": right, "t": top, "b": 0},
        "barmode": "overlay",
        "xaxis": _axis((start, end), ticks, labels, kept),
        "yaxis": {"range": [len(frame) - 0.4, -0.6], "visible": False},
        "shapes": [_zero(look)] if zero else [],
        "annotations": _ends(ends, look) if ends else [],
    }
    return build_figure([trace for trace in traces if trace], layout, look)


def _axis(
    ends: tuple[float, float], ticks: list[float], labels: list[str], kept: list[int]
) -> dict[str, Any]:
    return {
        "range": list(ends),
        "tickvals": [ticks[i] for i in kept],
        "ticktext": [labels[i] for i in kept],
        "side": "top",
        "showgrid": True,
    }


def _bold(names: list[str], codes: pd.Index, selected: Sequence[str]) -> list[str]:
    return [
        f"<b>{name}</b>" if str(code) in selected else name
        for name, code in zip(names, codes, strict=True)
    ]


def _kept(labels: list[str], first: int, look: Look, room: float) -> list[int]:
    """Which labels of the axis are printed, so that they do not touch; the first one always."""
    each = widest(labels, look) + look.font
    step = max(1, -(-each * len(labels) // max(int(room), 1)))
    return [i for i in range(len(labels)) if (i - first) % step == 0]


def _bar(
    frame: pd.DataFrame, edges: tuple[str, str], height: float, colour: str
) -> dict[str, Any] | None:
    """A bar from one end to the other; a range of one place is as wide as a stroke."""
    low, high = (column(frame, name) for name in edges)
    rows = [i for i, ends in enumerate(zip(low, high, strict=True)) if None not in ends]
    if not rows:
        return None
    return {
        "type": "bar",
        "orientation": "h",
        "x": [high[i] - low[i] for i in rows],
        "base": [low[i] for i in rows],
        "y": rows,
        "width": height,
        "marker": {"color": colour, "line": {"color": colour, "width": 2}},
        "hoverinfo": "skip",
    }


def _dots(frame: pd.DataFrame, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": column(frame, "value"),
        "y": list(range(len(frame))),
        "marker": {
            "size": look.marker * 1.2,
            "color": DARK_BLUE,
            "opacity": 1,
            "line": {"color": WHITE, "width": look.line * 0.6},
        },
        "customdata": [str(code) for code in frame.index],
        "hovertext": column(frame, "hover", ""),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _texts(texts: list[str], end: float, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end] * len(texts),
        "y": list(range(len(texts))),
        # Clear of a dot at the very end.
        "text": [_GAP + text.replace("<br>", f"<br>{_GAP}") for text in texts],
        "textposition": "middle right",
        "textfont": {"color": INK, "size": look.font},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _ends(ends: tuple[str, str], look: Look) -> list[dict[str, Any]]:
    """Words over the axis: what is to the left of zero, and what to the right."""
    over = round(look.line_height * 1.6)
    common = {
        "x": 0,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"color": INK},
        "showarrow": False,
    }
    if look.narrow:
        return [
            {**common, "text": f"\u2190 {ends[0]}", "xanchor": "center",
             "yshift": over + look.line_height},
            {**common, "text": f"{ends[1]} \u2192", "xanchor": "center", "yshift": over},
        ]  # fmt: skip
    return [
        {**common, "text": f"\u2190 {ends[0]}", "xanchor": "right", "xshift": -look.font,
         "yshift": over},
        {**common, "text": f"{ends[1]} \u2192", "xanchor": "left", "xshift": look.font,
         "yshift": over},
    ]  # fmt: skip


def _zero(look: Look) -> dict[str, Any]:
    style = {"color": GREY, "width": look.line * 0.75}
    return {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "line": style}
