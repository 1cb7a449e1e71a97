"""Named colours, and what each judgement looks like.

The categorical and sequential colours are those of the UK Government Analysis Function,
taken from its package ``afcharts``. This is the only file with colour codes in it.
"""

from functools import cache
from typing import NamedTuple

from afcharts.af_colours import get_af_colours

DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE = get_af_colours("categorical", number_of_colours=4)
# Light to dark; the five-colour set is the whole range.
PALEST_BLUE, PALE_BLUE, MID_BLUE, _, DARKEST_BLUE = get_af_colours(
    "sequential", number_of_colours=5
)[::-1]

INK = "#1D1D1D"
WHITE = "#FFFFFF"
GREY = "#6B6B6B"
MID_GREY = "#8C8C8C"
LIGHT_GREY = "#BFBFBF"
PALE_GREY = "#E4E4E4"
PALE_ORANGE = "#FAC3A6"
FAINT_ORANGE = "#FDE7DC"
FAINT_BLUE = "#DDECF9"
PALE_PINK = "#D9A6C0"
FAINT_PINK = "#F4E2EB"
PALE_TURQUOISE = "#A5DAD5"
FAINT_TURQUOISE = "#DDF2F0"
FAINT_GREY = "#F2F2F2"

MISSING = LIGHT_GREY
CATEGORICAL = (DARK_BLUE, ORANGE, TURQUOISE, DARK_PINK)

# One hue, light to dark, for one to five classes. Fewer classes sit further apart.
SEQUENTIAL: dict[int, tuple[str, ...]] = {
    1: (MID_BLUE,),
    2: (PALE_BLUE, DARK_BLUE),
    3: (PALEST_BLUE, MID_BLUE, DARK_BLUE),
    4: (PALEST_BLUE, PALE_BLUE, MID_BLUE, DARK_BLUE),
    5: (PALEST_BLUE, PALE_BLUE, MID_BLUE, DARK_BLUE, DARKEST_BLUE),
}


class JudgementStyle(NamedTuple):
    """How one outcome of a comparison is shown; always word and shape with the colour.

    Attributes:
        word: printed beside the shape.
        char: the shape as a character, for text and tables.
        symbol: the same shape as a plotly marker.
        fill: marker and cell colour, at least 3:1 against white.
        text: text on ``fill``, at least 4.5:1.
        tint: quiet cell background.
        tint_text: text on ``tint``, at least 4.5:1.
    """

    word: str
    char: str
    symbol: str
    fill: str
    text: str
    tint: str
    tint_text: str


# Shapes of worse and better are not arrows: "worse" can be the lower value. Higher and
# lower without a judgement use a pair of colours that does not suggest one.
JUDGEMENT_STYLE: dict[str, JudgementStyle] = {
    "worse": JudgementStyle("worse", "◆", "diamond", ORANGE, INK, FAINT_ORANGE, INK),
    "better": JudgementStyle("better", "■", "square", MID_BLUE, WHITE, FAINT_BLUE, INK),
    "similar": JudgementStyle("similar", "●", "circle", MID_GREY, INK, FAINT_GREY, INK),
    "higher": JudgementStyle("higher", "▲", "triangle-up", DARK_PINK, WHITE, FAINT_PINK, INK),
    "lower": JudgementStyle("lower", "▼", "triangle-down", TURQUOISE, INK, FAINT_TURQUOISE, INK),
    "not_tested": JudgementStyle("not tested", "○", "circle-open", GREY, WHITE, WHITE, INK),
    "no_value": JudgementStyle("no figure", "–", "x-thin", MISSING, INK, PALE_GREY, INK),
}


# Steps of the relationship support pathway. "Unknown" is white and empty: it says nothing.
PATHWAY_STYLE: dict[str, JudgementStyle] = {
    "provision": JudgementStyle("support", "■", "square", MID_BLUE, WHITE, FAINT_BLUE, INK),
    "thin": JudgementStyle("thin", "◧", "square-dot", TURQUOISE, INK, FAINT_TURQUOISE, INK),
    "none": JudgementStyle("none", "◆", "diamond", ORANGE, INK, FAINT_ORANGE, INK),
    "unknown": JudgementStyle("unknown", "?", "x-thin", GREY, WHITE, WHITE, INK),
}
# Answers with a theme. Only what a person has confirmed is filled with colour, the darker the
# more there are; what is suggested stays an outline.
THEME_STYLE: dict[str, JudgementStyle] = {
    "confirmed": JudgementStyle("confirmed", "■", "square", DARK_BLUE, WHITE, FAINT_BLUE, INK),
    "confirmed_2": JudgementStyle("confirmed", "■", "square", DARK_BLUE, WHITE, PALEST_BLUE, INK),
    "confirmed_4": JudgementStyle("confirmed", "■", "square", DARK_BLUE, WHITE, PALE_BLUE, INK),
    "suggested": JudgementStyle("suggested", "□", "square-open", GREY, WHITE, WHITE, INK),
    "no_answer": JudgementStyle("no answer", "\u2007", "x-thin", GREY, WHITE, FAINT_GREY, INK),
    "no_text": JudgementStyle("no text", "\u2007", "x-thin", GREY, WHITE, WHITE, INK),
}
# Everything that the cell of a table can be judged as.
CELL_STYLE = JUDGEMENT_STYLE | PATHWAY_STYLE | THEME_STYLE

_LINEAR_BELOW = 0.04045  # sRGB, as in the WCAG 2.2 definition of relative luminance


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def text_on(colour: str) -> str:
    """Dark or white text, whichever reads better on a colour."""
    return INK if contrast(INK, colour) >= contrast(WHITE, colour) else WHITE
