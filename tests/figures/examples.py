"""Ten invented areas with round numbers, and one figure of every kind made from them."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.benchmark_lines import BenchmarkLine
from dashboard.figures.choropleth import choropleth
from dashboard.figures.colours import classes, classes_by_judgement
from dashboard.figures.comparison_bars import BarPanel, comparison_bars
from dashboard.figures.crossing import Crossing
from dashboard.figures.need_map import need_map
from dashboard.figures.place_ranges import place_ranges
from dashboard.figures.quadrant import Corners, quadrant
from dashboard.figures.ranked_bars import ranked_bars
from dashboard.figures.reach_bars import ReachRow, reach_bars
from dashboard.figures.scatter import scatter
from dashboard.figures.service_map import service_map
from dashboard.figures.site_points import Point, site_trace
from dashboard.figures.slope import slope
from dashboard.figures.small_multiple_maps import (
    MapPanel,
    small_multiple_choropleths,
    small_multiple_tiles,
)
from dashboard.figures.small_multiples import small_multiples
from dashboard.figures.spine import spine
from dashboard.figures.template import Look
from dashboard.figures.tiles import tiles
from dashboard.figures.trend_lines import TrendLine, trend_lines
from dashboard.figures.trend_panels import Panel
from dashboard.metadata.models import Indicator

NAMES = ["Ashby", "Barton", "Corby Vale", "Denshire", "Easton", "Fenshire", "Grantley",
         "Holmeshire", "Ingham", "North Jarrowshire"]  # fmt: skip
CODES = [f"E0600000{number}" for number in range(10)]
BOUNDS = (-2.0, 52.0, 0.4, 53.6)
YEARS = range(2016, 2025)


def make_indicator(**changes: object) -> Indicator:
    """A percentage where high is worse, with any field changed."""
    fields = {
        "id": "example",
        "name": "Share of children in an example",
        "short_name": "Children in an example",
        "domain": "money",
        "definition": "An example.",
        "unit": "%",
        "unit_suffix": "%",
        "multiplier": 100,
        "decimals": 1,
        "polarity": "high_is_worse",
        "polarity_basis": "source",
        "kind": "proportion",
        "source": "Source",
        "publication": "Publication",
        "url": "https://example.org/",
        "licence": "OGL",
        "released": "May 2025",
        "retrieved_from": "here",
        "source_indicator": "x",
        "levels": ("upper_tier",),
        "collect": ("Count.",),
        "core": True,
    }
    return Indicator.model_validate(fields | changes)


POUNDS = make_indicator(
    id="pay", unit="£", unit_suffix="", unit_prefix="£", decimals=0, kind="mean",
    polarity="low_is_worse", short_name="Median weekly pay",
)  # fmt: skip


def areas(values: list[float | None] | None = None, **columns: object) -> pd.DataFrame:
    """One row per area. By default nine values, 10 to 18, and one that is suppressed."""
    values = values if values is not None else [*(10.0 + n for n in range(9)), None]
    count = len(values)
    frame = pd.DataFrame(
        {
            "name": NAMES[:count],
            "value": pd.Series(values, dtype=float),
            "lower_ci": [None if v is None else v - 1 for v in values],
            "upper_ci": [None if v is None else v + 1 for v in values],
            "status": ["suppressed" if v is None else "ok" for v in values],
            "note": "",
            "period_label": "2024",
            "judgement": [_judgement(v) for v in values],
            "column": [n % 3 for n in range(count)],
            "row": [n // 3 for n in range(count)],
            "lon": [-1.8 + 0.2 * n for n in range(count)],
            "lat": [52.2 + 0.13 * n for n in range(count)],
            "room_km": [3.0 if n < 3 else 20.0 for n in range(count)],
        }
    )
    frame.index = pd.Index(CODES[:count], name="area_code")
    return frame.assign(**columns)


def _judgement(value: float | None) -> str:
    if value is None:
        return "no_value"
    return "worse" if value > 15 else "better" if value < 13 else "similar"


def history() -> pd.DataFrame:
    """Yearly values: the third area lacks 2019, the last began in 2021, "OLD" ended then."""
    rows = []
    for place, code in enumerate([*CODES, "OLD", "ENG"]):
        for year in YEARS:
            if (code == CODES[9] and year < 2021) or (code == "OLD" and year >= 2021):
                continue
            missing = code == CODES[2] and year == 2019
            latest = "provisional" if year == 2024 else "ok"
            rows.append(
                {
                    "area_code": code,
                    "period_label": str(year),
                    "period_end": pd.Timestamp(year, 12, 31),
                    "value": None if missing else 10.0 + place + (year - 2016) / 2,
                    "status": "suppressed" if missing else latest,
                }
            )
    return pd.DataFrame(rows)


def panels() -> list[Panel]:
    """A panel per area; the last replaced "OLD"."""
    pairs = zip(CODES, NAMES, strict=True)
    return [Panel(code, name, ("OLD",) if code == CODES[9] else ()) for code, name in pairs]


def profile() -> tuple[pd.DataFrame, dict[str, Indicator]]:
    """Four indicators of one area: each polarity, and one without a value."""
    indicators = {
        "high": make_indicator(id="high", short_name="High is worse"),
        "low": make_indicator(id="low", polarity="low_is_worse", short_name="Low is worse"),
        "none": make_indicator(id="none", polarity="neutral", short_name="Neither"),
        "gone": make_indicator(id="gone", short_name="Not published"),
    }
    frame = pd.DataFrame(
        {
            "value": [15.0, 15.0, 15.0, None],
            "status": ["ok", "ok", "ok", "suppressed"],
            "judgement": ["worse", "better", "higher", "no_value"],
            "benchmark": 10.0,
            "lowest": 5.0,
            "highest": 20.0,
            "period_label": "2024",
            "domain": ["money", "money", "home", "home"],
        },
        index=list(indicators),
    )
    return frame, indicators


def _maps() -> list[MapPanel]:
    indicator = make_indicator()
    frame = areas()
    shown = classes(frame["value"], indicator)
    return [MapPanel(f"Period {n}", indicator, frame, shown) for n in range(12)]


def _scatter(look: Look) -> go.Figure:
    frame = areas().rename(columns={"value": "x"})
    frame["y"] = 500.0 + frame["x"] * 3
    mark = Crossing("England", 14.0, 540.0)
    return scatter(frame, x=make_indicator(), y=POUNDS, look=look, benchmark=mark)


def _slope(look: Look) -> go.Figure:
    frame = areas().rename(columns={"value": "last"}).assign(first=12.0)
    return slope(frame, indicator=make_indicator(), look=look, periods=("2016", "2024"))


def _spine(look: Look) -> go.Figure:
    frame, indicators = profile()
    return spine(
        frame, indicators=indicators, domain_names={"money": "Money", "home": "Home"},
        look=look, area_name="Ashby", benchmark_name="England",
    )  # fmt: skip


def _small_multiples(look: Look) -> go.Figure:
    return small_multiples(
        history(), indicator=make_indicator(), look=look, panels=panels(), context=["ENG"],
        names={"OLD": "Old county", "ENG": "England"},
    )  # fmt: skip


def _trend_lines(look: Look) -> go.Figure:
    lines = [TrendLine(code, name) for code, name in zip(CODES, NAMES, strict=True)]
    lines += [TrendLine("ENG", "England", "dot"), TrendLine("OLD", "Old county", "dash")]
    return trend_lines(history(), indicator=make_indicator(), look=look, lines=lines)


def _map(look: Look, frame: pd.DataFrame | None = None) -> go.Figure:
    frame = areas() if frame is None else frame
    return choropleth(
        frame, classes(frame["value"], make_indicator()), indicator=make_indicator(),
        geojson_url="/assets/boundaries/upper_tier.json", bounds=BOUNDS, look=look,
        selected=[CODES[1]],
    )  # fmt: skip


def _tiles(look: Look) -> go.Figure:
    frame = areas()
    shown = classes_by_judgement(frame["judgement"])
    return tiles(frame, shown, indicator=make_indicator(), look=look, selected=[CODES[1]])


def _bars(look: Look, indicator: Indicator) -> go.Figure:
    lines = [BenchmarkLine("England", 13.0), BenchmarkLine("East Midlands", 13.2)]
    return ranked_bars(areas(), indicator=indicator, look=look, benchmarks=lines)


def _comparison(look: Look) -> go.Figure:
    twelve = [make_indicator(), POUNDS] * 6
    return comparison_bars([BarPanel(i, areas(), "England", 13.0) for i in twelve], look=look)


def _service_map(look: Look) -> go.Figure:
    frame = areas()
    sites = [Point(-1.0 + n / 100, 52.5, f"<b>AA{n} 1AA</b><br>A group", n) for n in range(1, 60)]
    return service_map(
        frame,
        classes(frame["value"], make_indicator()),
        indicator=make_indicator(),
        geojson_url="/assets/boundaries/upper_tier.json",
        bounds=BOUNDS,
        look=look,
        sites=sites,
        public=[Point(-1.2, 53.0, "A hub")],
        public_note="to be confirmed",
        confirmed=[Point(-1.3, 53.0, "Another hub")],
        selected=[CODES[1]],
    )


def reach_rows() -> list[ReachRow]:
    """Nine areas with more and more within reach, and one of which nothing is known."""
    rows = [
        ReachRow(
            code, name, (4.0 * n, 6.0 * n, 9.0 * n), min(12.0 * n, 100.0),
            (f"{4 * n}%", f"{6 * n}%", f"≥ {9 * n}%"), name,
        )
        for n, (code, name) in enumerate(zip(CODES[:9], NAMES[:9], strict=True), start=1)
    ]  # fmt: skip
    return [*rows, ReachRow(CODES[9], NAMES[9], (0.0, 0.0, 0.0), 100.0, ("?", "?", "?"), NAMES[9])]


def _reach(look: Look) -> go.Figure:
    return reach_bars(
        reach_rows(), ["2 km", "5 km", "10 km"], look=look, chosen=1, selected=[CODES[1]]
    )


def _site_map(look: Look) -> go.Figure:
    frame = areas(hover=NAMES)
    sites = [Point(-1.0, 52.8, "DE1 1AA<br>Group")]
    return choropleth(
        frame, classes(frame["value"], make_indicator()), indicator=make_indicator(),
        geojson_url="/assets/boundaries/upper_tier.json", bounds=BOUNDS, look=look,
        points=[site_trace(sites, look)],
    )  # fmt: skip


def _need_map(look: Look) -> go.Figure:
    kinds = ["less", "more", "unknown"] * 4
    frame = areas().assign(
        support_text=["≥5.9", "0", "?"] * 3 + ["12.3"],
        support_kind=kinds[:10],
        support_hover="Support",
    )
    return need_map(
        frame, classes(frame["value"], make_indicator()), indicator=make_indicator(),
        geojson_url="/assets/boundaries/upper_tier.json", bounds=BOUNDS, look=look,
        selected=[CODES[1]],
    )  # fmt: skip


def beside() -> pd.DataFrame:
    """Ten areas with need and support; one lacks support, one has a least amount, one has none."""
    frame = areas()
    support = [6.0, 4.5, None, 1.0, 2.0, 0.0, 7.5, 3.5, 5.0, 2.5]
    marks = ["whole", "at_least", "not_known", "whole", "whole", "nothing", *["whole"] * 4]
    return pd.DataFrame(
        {
            "name": frame["name"],
            "x": [10.0 + number for number in range(10)],
            "y": pd.Series(support, frame.index, dtype=float),
            "x_low": [9.0 + number for number in range(10)],
            "x_high": [11.5 + number for number in range(10)],
            "mark": marks,
            "reason": ["", "", "support: not known", *[""] * 7],
        }
    )


def quarters(look: Look, **changes: object) -> go.Figure:
    """The chart of ``beside``."""
    chosen = {
        "x": make_indicator(),
        "y": make_indicator(short_name="Support", unit="families", unit_suffix=""),
        "middle": Crossing("Middle:", 14.0, 3.5),
        "corners": Corners("Less need, more support", "Greater need, more support",
                           "Less need, less support", "Greater need, less support"),
    }  # fmt: skip
    frame = changes.pop("frame", beside())
    return quadrant(frame, look=look, **(chosen | changes))


def ranges(look: Look, **changes: object) -> go.Figure:
    """Ten areas in order, with the range of places of each."""
    frame = pd.DataFrame(
        {
            "name": NAMES,
            "value": [float(place) for place in range(1, 11)],
            "low": [1.0, *[float(place) for place in range(1, 10)]],
            "high": [float(min(place + 2, 10)) for place in range(1, 11)],
            "inner_low": [float(place) for place in range(1, 11)],
            "inner_high": [float(min(place + 1, 10)) for place in range(1, 11)],
            "text": ["1st to 3rd"] * 10,
        },
        index=CODES,
    )
    chosen = {"ticks": [float(t) for t in range(1, 11)], "labels": [f"{t}th" for t in range(1, 11)]}
    return place_ranges(frame, look=look, **(chosen | changes))


# name -> how to make it; each shows all ten areas, except the spine chart.
FIGURES: dict[str, Callable[[Look], go.Figure]] = {
    "choropleth": _map,
    "need and support": _need_map,
    "service map": _service_map,
    "tiles": _tiles,
    "bars": lambda look: _bars(look, make_indicator()),
    "dots": lambda look: _bars(look, POUNDS),
    "small multiples": _small_multiples,
    "trend lines": _trend_lines,
    "slope": _slope,
    "scatter": _scatter,
    "quarters": quarters,
    "ranges of places": ranges,
    "spine": _spine,
    "comparison": _comparison,
    "reach": _reach,
    "map with sites": _site_map,
    "small tile maps": lambda look: small_multiple_tiles(_maps(), look=look),
    "small maps": lambda look: small_multiple_choropleths(
        _maps(), geojson_url="/assets/boundaries/upper_tier.json", bounds=BOUNDS, look=look
    ),
}
