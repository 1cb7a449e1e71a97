"""An invented region of three areas: a county with two districts, a town, and a new council."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.dataset import Dataset
from dashboard.metadata import (
    Area,
    Caveat,
    Domain,
    Group,
    Indicator,
    Kind,
    Level,
    NeighbourMethod,
    Polarity,
    Region,
    Registry,
)

from . import small_survey

ENGLAND, REGION = "E92000001", "E12000001"
COUNTY, TOWN, NEW = "E10000001", "E06000001", "E06000002"
OLD = "E10000002"
DALE, MOOR = "E07000001", "E07000002"

NAMES = {
    ENGLAND: "England",
    REGION: "Midshire",
    COUNTY: "Hillshire",
    TOWN: "Milltown",
    NEW: "Newborough",
    OLD: "Oldshire",
    DALE: "Dale",
    MOOR: "Moor",
}


def postcodes() -> pd.DataFrame:
    """Three postcodes: one where the site is, one 3 km and one 30 km away."""
    frame = pd.DataFrame(
        {
            "easting": [434000, 437000, 464000],
            "northing": [289000, 289000, 289000],
            "district_code": [DALE, MOOR, TOWN],
            "area_code": [COUNTY, COUNTY, TOWN],
            "rural": [False, True, False],
        }
    )
    return frame.astype({"district_code": "category", "area_code": "category"})


def indicator(key: str, **changes: object) -> Indicator:
    """A percentage where high is worse, unless changed."""
    fields = {
        "id": key,
        "name": key.replace("_", " ").capitalize(),
        "short_name": key.replace("_", " ").capitalize(),
        "domain": "money",
        "definition": "Share of children in poor homes.",
        "unit": "% of children",
        "unit_suffix": "%",
        "multiplier": 100,
        "decimals": 1,
        "polarity": Polarity.HIGH_IS_WORSE,
        "polarity_basis": "editorial: more poverty means more need",
        "kind": Kind.PROPORTION,
        "source": "Office of Counting",
        "publication": "Homes and money",
        "url": "https://www.gov.uk/homes",
        "licence": "Open Government Licence v3.0",
        "released": "2026-03-26",
        "retrieved_from": "nowhere",
        "source_indicator": "none",
        "levels": (Level.UPPER_TIER,),
        "collect": ("Ask.",),
        "core": True,
    }
    return Indicator(**(fields | changes))


INDICATORS = (
    indicator("injuries", domain="health", source="Health Office", publication="Health of children",
              definition="Hospital stays after a fall.", released="", caveats=("recording",)),
    indicator("low_income", headline=1, levels=(Level.UPPER_TIER, Level.DISTRICT)),
    indicator("crowded_homes", released="2025-06", definition="Homes with too few rooms."),
)  # fmt: skip

# indicator, area, value or the reason why there is none
FIGURES = (
    *(("low_income", code, 20.0) for code in (COUNTY, TOWN, NEW, REGION, ENGLAND, DALE)),
    ("injuries", COUNTY, 5.0),
    ("injuries", TOWN, "suppressed"),
    ("injuries", NEW, "negligible"),
    ("crowded_homes", COUNTY, 3.0),
    ("crowded_homes", TOWN, 4.0),
)


def areas() -> dict[str, Area]:
    """All areas by code."""
    described = {
        ENGLAND: {"level": Level.COUNTRY, "type": "country"},
        REGION: {"level": Level.REGION, "type": "region"},
        COUNTY: {"level": Level.UPPER_TIER, "type": "county"},
        TOWN: {"level": Level.UPPER_TIER, "type": "unitary authority"},
        NEW: {
            "level": Level.UPPER_TIER,
            "type": "unitary authority",
            "valid_from": date(2021, 4, 1),
            "predecessors": (OLD,),
        },
        OLD: {"level": Level.UPPER_TIER, "type": "former county"},
        DALE: {"level": Level.DISTRICT, "type": "district", "parent": COUNTY},
        MOOR: {"level": Level.DISTRICT, "type": "district", "parent": COUNTY},
    }
    return {code: Area(code=code, name=NAMES[code], **fields) for code, fields in described.items()}


def registry(indicators: tuple[Indicator, ...]) -> Registry:
    """The region with some indicators."""
    return Registry(
        region=Region(
            id="midshire",
            name="Midshire",
            partnership="the three Midshire councils",
            region_code=REGION,
            country_code=ENGLAND,
            members=(COUNTY, TOWN, NEW),
            expected_members=3,
        ),
        areas=areas(),
        domains={
            "health": Domain(
                id="health", name="Health", group=Group.CHILD_PHYSICAL, order=2, description="Any."
            ),
            "money": Domain(
                id="money", name="Money", group=Group.FAMILY_ECONOMIC, order=1, description="Any."
            ),
        },
        indicators={one.id: one for one in indicators},
        caveats={
            "recording": Caveat(
                key="recording", short="Recording", text="It differs.", blocks_judgement=True
            )
        },
        neighbour_methods={
            "alike": NeighbourMethod(
                id="alike", name="alike areas", description="By hand.", source="Nobody"
            )
        },
    )


def dataset(
    indicators: tuple[Indicator, ...] = INDICATORS,
    figures: tuple[tuple[str, str, float | str], ...] = FIGURES,
    manifest: dict | None = None,
) -> Dataset:
    """A dataset with one period."""
    rows = [
        {
            "indicator_id": key,
            "area_code": code,
            "period_label": "Year ending March 2025",
            "period_start": pd.Timestamp(2024, 4, 1),
            "period_end": pd.Timestamp(2025, 3, 31),
            "value": np.nan if isinstance(value, str) else value,
            **dict.fromkeys(("lower_ci", "upper_ci", "numerator", "denominator"), np.nan),
            "interval_method": "",
            "status": value if isinstance(value, str) else "ok",
            "note": "few cases" if value == "suppressed" else "",
            "source_kind": "published",
            "submitted_by": "",
            "edition": "1",
        }
        for key, code, value in figures
    ]
    neighbours = pd.DataFrame(
        columns=["area_code", "method", "rank", "neighbour_code", "closeness"]
    )
    return Dataset.from_frames(
        registry(indicators),
        pd.DataFrame(rows),
        neighbours,
        version="0123456789ab",
        compiled_at="2026-11-24T10:05:00+00:00",
        manifest=manifest,
        survey=small_survey.survey(COUNTY, TOWN, DALE),
        postcodes=postcodes(),
    )
