"""Many indicators of one area against a benchmark and the range of its peers.

The scaling is that of the spine charts in English public health profiles (Fingertips):
each row is stretched on its own, so rows can be read together but lengths in different
rows mean different amounts.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.labels import line_count, widest, wrap_to
from dashboard.figures.palette import JUDGEMENT_STYLE
from dashboard.figures.panels import row_names
from dashboard.figures.rows import column
from dashboard.figures.spine_marks import SpineRow, centre, markers, ranges, words
from dashboard.figures.template import Look, build_figure, empty_figure
from dashboard.metadata.format import format_value
from dashboard.metadata.models import Indicator, Polarity, Status

_EDGE = 1.06  # ends of the axis; the farthest value of a row is at 1


_COLUMNS = (
    ("value", None),
    ("status", Status.OK.value),
    ("judgement", ""),
    ("benchmark", None),
    ("lowest", None),
    ("highest", None),
    ("lower_quartile", None),
    ("upper_quartile", None),
    ("period_label", ""),
)


def spine(
    frame: pd.DataFrame,
    *,
    indicators: Mapping[str, Indicator],
    domain_names: Mapping[str, str],
    look: Look,
    area_name: str,
    benchmark_name: str,
) -> go.Figure:
    """A row per indicator under its domain: range of the areas, benchmark, this area.

    The area's marker has the colour and shape of its judgement; its value and the
    benchmark's are printed at the right. Rows without a value say why.

    Args:
        frame: one row per indicator, indexed by its id, rows of a domain together:
            ``value``, ``status``, ``judgement``, ``benchmark``, ``lowest``, ``highest``
            (of the areas compared, this one among them), ``period_label``, ``domain``,
            and if known ``lower_quartile``, ``upper_quartile``.
        indicators: by id.
        domain_names: headings by domain id.
        look: sizes.
        area_name: heads the column of values.
        benchmark_name: such as "England"; heads the column of its values.
    """
    if frame.empty:
        return empty_figure(look)
    rows, headings, bottom = _read_rows(frame, indicators, look)
    gap = look.font
    left = widest([row.label for row in rows], look) + gap
    columns = [(area_name, [_value_text(row, look) for row in rows])]
    if not look.narrow:
        marks = [_benchmark_text(row) for row in rows]
        columns.append((benchmark_name, marks))
    columns = [(wrap_to(head, 9 * look.font, look), texts) for head, texts in columns]
    sizes = [widest([head, *texts], look) + gap for head, texts in columns]
    width = max(look.px - left - sum(sizes), 80)
    unit = width / (2 * _EDGE)  # pixels
    starts = [_EDGE + (gap / 2 + sum(sizes[:i])) / unit for i in range(len(columns))]
    head_lines = max(line_count(head) for head, _ in columns)
    scale_note = wrap_to(f"less need \u2190 {benchmark_name} \u2192 more need", width * 1.2, look)
    top = round((max(head_lines, line_count(scale_note)) + 0.5) * look.line_height)
    layout = {
        "height": round(top + look.row * (bottom + 0.5)) + gap // 2,
        "margin": {"l": left, "r": 0, "t": top, "b": gap // 2},
        "xaxis": {"visible": False, "range": [-_EDGE, _EDGE + sum(sizes) / unit]},
        "yaxis": {"visible": False, "range": [bottom, -0.5]},
        "annotations": [
            *(_heading(domain_names.get(key, key), y, left) for key, y in headings),
            _head(0, "center", scale_note),
            *(_head(x, "left", head) for x, (head, _) in zip(starts, columns, strict=True)),
        ],
    }
    traces = [*ranges(rows, look), *centre(rows, look), markers(rows, look), words(rows)]
    traces.append(row_names(-_EDGE, [row.y for row in rows], [row.label for row in rows]))
    for x, (_, texts) in zip(starts, columns, strict=True):
        traces.append(_text_column(rows, x, texts))
    return build_figure(traces, layout, look)


def _read_rows(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], look: Look
) -> tuple[list[SpineRow], list[tuple[str, float]], float]:
    """Rows from the top, (domain, y) of headings, and y of the lower end."""
    columns = [column(frame, name, default) for name, default in _COLUMNS]
    rows: list[SpineRow] = []
    headings: list[tuple[str, float]] = []
    edge, previous = -0.5, object()
    cells = zip(frame.index, column(frame, "domain", ""), *columns, strict=True)
    for key, domain, *values in cells:
        if domain != previous:
            headings.append((domain, edge + 0.5))
            edge, previous = edge + 1, domain
        label = _label(indicators[str(key)], look)
        height = max(1.0, (line_count(label) + 0.4) * look.line_height / look.row)
        middle = round(edge + height / 2, 3)
        rows.append(SpineRow(indicators[str(key)], middle, round(height / 2, 3), label, *values))
        edge += height
    return rows, headings, edge


def _label(indicator: Indicator, look: Look) -> str:
    """Short name; indicators without a better side say that right is higher."""
    neutral = indicator.polarity is Polarity.NEUTRAL
    name = (
        f"{indicator.short_name} (higher\N{NO-BREAK SPACE}\u2192)"
        if neutral
        else indicator.short_name
    )
    share = 0.42 if look.narrow else 0.34
    return escape(wrap_to(name, look.px * share, look), quote=False).replace("&lt;br&gt;", "<br>")


def _value_text(row: SpineRow, look: Look) -> str:
    text = format_value(row.value, row.indicator, row.status)
    style = JUDGEMENT_STYLE.get(row.judgement)
    if style is None or row.value is None:
        return text
    return f"{text} {style.char}" if look.narrow else f"{text} {style.char} {style.word}"


def _benchmark_text(row: SpineRow) -> str:
    return "" if row.centre is None else format_value(row.centre, row.indicator)


def _text_column(rows: list[SpineRow], x: float, texts: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(x, 4)] * len(rows),
        "y": [row.y for row in rows],
        "text": texts,
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _head(x: float, anchor: str, text: str) -> dict[str, Any]:
    """Text over a column."""
    place = {"x": x, "xanchor": anchor, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {**place, "text": text, "align": anchor, "showarrow": False}


def _heading(name: str, y: float, left: int) -> dict[str, Any]:
    """Domain name over its rows, from the left edge of the figure."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -left, "y": y}
    return {**place, "text": f"<b>{escape(name, quote=False)}</b>", "showarrow": False}
