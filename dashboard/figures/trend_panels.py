"""Scale, titles and axis labels of small line charts that share their axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from dashboard.figures.bar_marks import BAR_KINDS
from dashboard.figures.labels import line_count, nice_ticks, widest, wrap_to
from dashboard.figures.palette import GREY, INK
from dashboard.figures.panels import PanelGrid, Texts, default_columns
from dashboard.figures.series import Point, Timeline, last_point
from dashboard.figures.template import Look
from dashboard.metadata.format import format_ticks, format_value, short_period
from dashboard.metadata.models import Indicator

# Line samples in text, by plotly's name for the dash.
SAMPLES = {
    "solid": "\u2501\u2501",
    "dot": "\u2509\u2509",
    "dash": "\u254d\u254d",
    "dashdot": "\u2501\u00b7",
}
_SPACE = "\N{NO-BREAK SPACE}"
_GAP = 0.15  # between two panels, of a panel's width


class Panel(NamedTuple):
    """One area's chart; ``ancestors`` are areas that existed there before."""

    code: str
    name: str
    ancestors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What every part of the drawing needs."""

    panels: Sequence[Panel]
    series: Mapping[str, list[Point]]
    time: Timeline
    ticks: list[float]
    grid: PanelGrid
    indicator: Indicator
    look: Look

    def share(self, value: float) -> float:
        """How far up the value axis a value is, 0 to 1."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def place(self, panel: int, point: Point) -> tuple[float, float]:
        """Where a point is drawn."""
        x = self.grid.x(panel, self.time.share(point.day))
        return round(x, 4), round(self.grid.y(panel, self.share(point.value)), 1)


def make_scene(
    panels: Sequence[Panel],
    series: Mapping[str, list[Point]],
    time: Timeline,
    indicator: Indicator,
    look: Look,
    *,
    key: str,
    columns: int | None,
) -> Scene:
    """One scale for all panels, and room for the key, titles and labels."""
    ticks = _value_ticks(series, time, indicator)
    columns = columns or default_columns(look, len(panels), narrow=2, normal=5)
    left = widest(format_ticks(ticks, indicator), look) + look.font
    width = (look.px - left) / (columns + (columns - 1) * _GAP)
    titles = [panel_title(panel, series, time, indicator) for panel in panels]
    title_lines = max(line_count(wrap_to(title, width, look)) for title in titles)
    label_lines = max(map(line_count, _end_labels(time, width, look)))
    grid = PanelGrid(
        count=len(panels),
        columns=columns,
        plot=230 if look.present else 100 if look.narrow else 120,
        above=round((title_lines + 0.4) * look.line_height),
        below=round((label_lines + 0.7) * look.line_height),
        gap=_GAP,
        head=round((line_count(key) + 0.3) * look.line_height) if key else 0,
        left=left,
    )
    return Scene(panels, series, time, ticks, grid, indicator, look)


def _value_ticks(
    series: Mapping[str, list[Point]], time: Timeline, indicator: Indicator
) -> list[float]:
    """From zero where zero means something and is not far off; else lines would be flat."""
    values = [
        point.value
        for points in series.values()
        for point in points
        if point.value is not None and time.days[0] <= point.day <= time.days[-1]
    ]
    low, high = min(values), max(values)
    near_zero = indicator.kind in BAR_KINDS and 0 <= low < high / 2
    return nice_ticks(0 if near_zero else low, high, 3)


def panel_title(
    panel: Panel, series: Mapping[str, list[Point]], time: Timeline, indicator: Indicator
) -> str:
    """Name and newest value, with its period where that is not the newest of all."""
    last = last_point(series[panel.code])
    if last is None:
        return f"{panel.name}: no figures"
    period = "" if last.day == time.days[-1] else f" ({short_period(last.label)})"
    return f"{panel.name} {format_value(last.value, indicator)}{period}"


def write_titles(scene: Scene, texts: Texts, selected: Sequence[str]) -> None:
    """Titles sit on their panels; those of selected areas are bold."""
    look = scene.look
    width = (look.px - scene.grid.left) / scene.grid.span
    for number, panel in enumerate(scene.panels):
        title = panel_title(panel, scene.series, scene.time, scene.indicator)
        title = escape(wrap_to(title, width, look), quote=False).replace("&lt;br&gt;", "<br>")
        title = f"<b>{title}</b>" if panel.code in selected else title
        y = scene.grid.y(number, 1) - look.font * 0.3
        texts.add(scene.grid.x(number, 0), y, title, "top right", INK)


def write_axes(scene: Scene, texts: Texts) -> None:
    """Values at the left of each row; first and last period under every panel."""
    grid, look = scene.grid, scene.look
    labels = format_ticks(scene.ticks, scene.indicator)
    for row in range(grid.rows):
        for tick, label in zip(scene.ticks, labels, strict=True):
            y = grid.y(row * grid.columns, scene.share(tick))
            texts.add(0, y, label + _SPACE, "middle left", GREY)
    first, last = _end_labels(scene.time, (look.px - grid.left) / grid.span, look)
    for panel in range(grid.count):
        y = grid.y(panel, 0)
        if len(scene.time.days) > 1:
            texts.add(grid.x(panel, 0), y, first, "bottom right", GREY)
        texts.add(grid.x(panel, 1), y, last, "bottom left", GREY)


def _end_labels(time: Timeline, width: float, look: Look) -> tuple[str, str]:
    """Labels of the first and last period, each on half the width of a panel."""
    first, last = (wrap_to(short_period(time.labels[i]), width / 2, look) for i in (0, -1))
    return first, last


def line_key(samples: Sequence[tuple[str, str]], look: Look) -> str:
    """Samples of comparison lines with their names, in as many lines as they need."""
    parts = [f"{sample} {name}".replace(" ", _SPACE) + _SPACE * 2 for sample, name in samples]
    return wrap_to(" ".join(parts), look.px * 0.95, look)
