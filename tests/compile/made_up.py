"""The made-up region and its figures: nothing in them is wrong.

Alphashire is a county with two districts, Upper and Lower; Betaton and Gammaville are
unitaries; Gammaville replaced Oldshire on 1 April 2021. Deltaborough is elsewhere.
"""

from dashboard.compile.read import FIGURE_COLUMNS

ENGLAND, REGION = "E92000001", "E12000001"
ALPHA, BETA, GAMMA = "E10000001", "E06000001", "E06000002"
UPPER, LOWER = "E07000001", "E07000002"
OLD = "E10000009"
DELTA, DELTA_ALIAS = "E08000001", "E08000099"
NAMES = {
    ENGLAND: "England",
    REGION: "Middle Region",
    ALPHA: "Alphashire",
    BETA: "Betaton",
    GAMMA: "Gammaville",
    UPPER: "Upper",
    LOWER: "Lower",
    OLD: "Oldshire",
    DELTA: "Deltaborough",
}
PERIODS = (
    ("Year ending March 2023", "2022-04-01", "2023-03-31"),
    ("Year ending March 2024", "2023-04-01", "2024-03-31"),
)
CAVEAT = {"key": "modelled", "short": "Modelled", "text": "Made up.", "blocks_interval": True}


def rows_of(columns: tuple[str, ...], cells: list[tuple]) -> list[dict[str, str]]:
    return [dict(zip(columns, map(str, row), strict=True)) for row in cells]


def figures(codes: tuple[str, ...], values: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    cells = [
        (code, NAMES[code], *period, value, "", "", numerator, denominator, "ok", "")
        for code in codes
        for period, (value, numerator, denominator) in zip(PERIODS, values, strict=True)
    ]
    return rows_of(FIGURE_COLUMNS, cells)


def borders() -> list[tuple]:
    upper_tier = [(ALPHA, BETA, 20.5), (ALPHA, GAMMA, 30.1)]
    district = [(UPPER, LOWER, 9.5), (UPPER, BETA, 20.5), (LOWER, GAMMA, 30.1)]
    pairs = [(*pair, "upper_tier") for pair in upper_tier]
    pairs += [(*pair, "district") for pair in district]
    return pairs + [(b, a, km, level) for a, b, km, level in pairs]


DRAWN = {
    "upper_tier": {ALPHA: (0, 0), BETA: (0, 1), GAMMA: (1, 0)},
    "district": {UPPER: (0, 0), LOWER: (1, 0), BETA: (0, 1), GAMMA: (1, 1)},
}


def tiles() -> list[tuple]:
    return [(code, level, *at) for level, areas in DRAWN.items() for code, at in areas.items()]


def extents() -> list[tuple]:
    return [
        (code, level, x - 1.5, 53.5 - y, 4.2, x - 2.0, 53 - y, x - 1.0, 54 - y)
        for code, level, x, y in tiles()
    ]


def region() -> dict:
    def area(code: str, level: str, parent: str | None = REGION, **more: object) -> dict:
        return {
            "code": code,
            "name": NAMES[code],
            "level": level,
            "type": "x",
            "parent": parent,
        } | more

    tiles = {ALPHA: [0, 0], BETA: [0, 1], GAMMA: [1, 0]}
    replaced = {"valid_from": "2021-04-01", "predecessors": [OLD]}
    return {
        "id": "middle",
        "name": "Middle Region",
        "partnership": "the three councils",
        "region_code": REGION,
        "country_code": ENGLAND,
        "expected_members": 3,
        "members": [ALPHA, BETA, GAMMA],
        "programme_context": [],
        "areas": [
            area(ENGLAND, "country", None),
            area(REGION, "region", ENGLAND),
            *(area(code, "upper_tier", tile=tiles[code]) for code in (ALPHA, BETA)),
            area(GAMMA, "upper_tier", tile=tiles[GAMMA], **replaced),
            *(area(code, "district", ALPHA) for code in (UPPER, LOWER)),
            area(OLD, "upper_tier", valid_to="2021-03-31"),
        ],
    }


def measures() -> dict:
    shared = {
        "definition": "Made up.",
        "decimals": 1,
        "polarity": "high_is_worse",
        "polarity_basis": "editorial: made up",
        "source": "Nobody",
        "publication": "Nothing",
        "url": "https://www.gov.uk/",
        "licence": "OGL",
        "retrieved_from": "nowhere",
        "source_indicator": "none",
        "collect": ["Do not."],
        "core": True,
    }
    upper = ["upper_tier", "region", "country"]
    return {
        "domain": {
            "id": "measures",
            "name": "Measures",
            "group": "context",
            "order": 1,
            "description": "Made up.",
        },
        "indicators": [
            shared
            | {
                "id": "poor_children",
                "name": "Poor children",
                "short_name": "Poor",
                "unit": "%",
                "kind": "proportion",
                "multiplier": 100,
                "released": "2025-10-23",
                "levels": [*upper, "district"],
            },
            shared
            | {
                "id": "referrals",
                "name": "Referrals",
                "short_name": "Referrals",
                "unit": "per 10,000",
                "kind": "rate",
                "multiplier": 10000,
                "released": "2024-02",
                "levels": upper,
            },
        ],
    }
