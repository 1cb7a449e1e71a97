"""Classes of values: one object gives colours to the map and to its legend.

Values are put into classes after rounding to the decimals they are printed with, so no
area is painted in a class whose printed range leaves its printed value out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import jenkspy

from dashboard.figures.palette import (
    DARK_PINK,
    JUDGEMENT_STYLE,
    MID_BLUE,
    MISSING,
    ORANGE,
    PALE_BLUE,
    PALE_GREY,
    PALE_ORANGE,
    PALE_PINK,
    PALE_TURQUOISE,
    SEQUENTIAL,
    TURQUOISE,
    text_on,
)
from dashboard.metadata.format import format_value, from_steps, in_steps, is_missing
from dashboard.metadata.models import Indicator, Polarity

MOST_CLASSES = 5
NO_FIGURE = "No figure"


@dataclass(frozen=True)
class ColourClass:
    """One colour of a map and one line of its legend.

    ``low`` and ``high`` are the first and last printable value, in steps of the last
    printed digit; None for classes that are not ranges. ``key`` names a judgement.
    """

    label: str
    colour: str
    low: int | None = None
    high: int | None = None
    key: str = ""
    count: int = 0

    @property
    def text_colour(self) -> str:
        """Dark or white, at least 4.5:1 on the class colour."""
        return text_on(self.colour)


@dataclass(frozen=True)
class Classes:
    """The classes of one map; number 0 is always "no figure"."""

    items: tuple[ColourClass, ...]
    decimals: int = 0

    def class_of(self, value: float | str | None) -> int:
        """Number of the class of a value or judgement; 0 when it belongs to none."""
        if isinstance(value, str):
            found = (i for i, item in enumerate(self.items) if item.key == value)
            return next(found, 0)
        if is_missing(value):
            return 0
        steps = in_steps(value, self.decimals)
        for number, item in enumerate(self.items):
            if item.low is not None and item.low <= steps <= item.high:
                return number
        return 0

    @property
    def by_judgement(self) -> bool:
        """Whether areas are classed by the outcome of a comparison, not by value."""
        return any(item.key and item.key != "no_value" for item in self.items)

    @property
    def colours(self) -> tuple[str, ...]:
        """Colour of each class, from number 0."""
        return tuple(item.colour for item in self.items)

    def counted(self, values: Iterable[float | str | None]) -> "Classes":
        """The same classes with the number of values that fall into each."""
        counts = Counter(self.class_of(value) for value in values)
        items = (replace(item, count=counts[i]) for i, item in enumerate(self.items))
        return replace(self, items=tuple(items))


def classes(
    values: Iterable[float | None], indicator: Indicator, most: int = MOST_CLASSES
) -> Classes:
    """Sequential classes of one hue, light for low and dark for high.

    Up to ``most`` different printed values each get a class of their own; more are
    grouped by natural breaks (Fisher-Jenks, package ``jenkspy``), which keeps areas that
    are close together in one class. Then each printed range starts one step above the
    end of the one before, so that ranges neither overlap nor leave gaps.

    Args:
        values: one per area; missing ones fall into class 0. For several maps on one
            scale, the values of all of them.
        indicator: decimals and how values are written.
        most: largest number of classes, 1 to 5.
    """
    values = list(values)
    steps = _steps(values, indicator)
    ranges = _ranges(steps, most)
    colours = SEQUENTIAL[len(ranges)] if ranges else ()
    items = [
        ColourClass(_range_label(low, high, indicator), colour, low, high)
        for (low, high), colour in zip(ranges, colours, strict=True)
    ]
    return _with_missing(items, indicator.decimals).counted(values)


def classes_around(
    values: Iterable[float | None], indicator: Indicator, benchmark: float, name: str
) -> Classes:
    """Diverging classes around a benchmark: up to two below, the same, up to two above.

    Colours follow polarity: orange where the side means more need, blue where less, and
    a pair without that meaning when neither side is better. This shows size only; it
    does not say that a difference is beyond chance.

    Args:
        values: one per area.
        indicator: decimals and polarity.
        benchmark: value of the benchmark in the indicator's unit.
        name: of the benchmark, such as "England".
    """
    values = list(values)
    steps = _steps(values, indicator)
    centre = in_steps(benchmark, indicator.decimals)
    below = _ranges([step for step in steps if step < centre], 2)
    above = _ranges([step for step in steps if step > centre], 2)
    low_side, high_side = _side_colours(indicator.polarity)
    items = [
        ColourClass(f"Below {name}: {_range_label(low, high, indicator)}", colour, low, high)
        for (low, high), colour in zip(below, low_side[2 - len(below) :], strict=True)
    ]
    if centre in steps:
        same = f"Same as {name}: {_range_label(centre, centre, indicator)}"
        items.append(ColourClass(same, PALE_GREY, centre, centre))
    items += [
        ColourClass(f"Above {name}: {_range_label(low, high, indicator)}", colour, low, high)
        for (low, high), colour in zip(above, high_side[: len(above)], strict=True)
    ]
    return _with_missing(items, indicator.decimals).counted(values)


def classes_by_judgement(judgements: Iterable[str | None]) -> Classes:
    """One class for each outcome of a comparison, in the colours used everywhere."""
    items = [
        ColourClass(f"{style.char} {style.word}", area_fill(key), key=key)
        for key, style in JUDGEMENT_STYLE.items()
        if key != "no_value"
    ]
    return _with_missing(items, 0).counted(judgements)


def area_fill(judgement: str) -> str:
    """Fill of a large shape, such as an area or a bar, for a judgement.

    "Not tested" is an open circle as a marker; as a large shape it is pale, to be told
    from "similar".
    """
    return PALE_GREY if judgement == "not_tested" else JUDGEMENT_STYLE[judgement].fill


def _steps(values: list[float | None], indicator: Indicator) -> list[int]:
    return [in_steps(value, indicator.decimals) for value in values if not is_missing(value)]


def _ranges(steps: list[int], most: int) -> list[tuple[int, int]]:
    """First and last step of each class, low to high."""
    distinct = sorted(set(steps))
    if len(distinct) <= most:
        return [(step, step) for step in distinct]
    if most == 1:
        return [(distinct[0], distinct[-1])]
    ends = [round(end) for end in jenkspy.jenks_breaks(steps, n_classes=most)[1:]]
    starts = [distinct[0], *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def _range_label(low: int, high: int, indicator: Indicator) -> str:
    first = format_value(from_steps(low, indicator.decimals), indicator)
    if low == high:
        return first
    return f"{first} to {format_value(from_steps(high, indicator.decimals), indicator)}"


def _with_missing(items: list[ColourClass], decimals: int) -> Classes:
    return Classes((ColourClass(NO_FIGURE, MISSING, key="no_value"), *items), decimals)


def _side_colours(polarity: Polarity) -> tuple[tuple[str, str], tuple[str, str]]:
    """Colours below the benchmark (far, near) and above it (near, far)."""
    if polarity is Polarity.HIGH_IS_WORSE:
        return (MID_BLUE, PALE_BLUE), (PALE_ORANGE, ORANGE)
    if polarity is Polarity.LOW_IS_WORSE:
        return (ORANGE, PALE_ORANGE), (PALE_BLUE, MID_BLUE)
    return (TURQUOISE, PALE_TURQUOISE), (PALE_PINK, DARK_PINK)
