"""A small invented region with round numbers, and factories for indicators and datasets."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.dataset import Dataset
from dashboard.metadata import (
    Area,
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

ENGLAND = "E92000001"
REGION = "E12000001"
FORMER = "E10000090"
DISTRICT = "E07000001"


def member(number: int) -> str:
    """Code of the nth member, from 1."""
    return f"E06{number:06d}"


def outsider(number: int) -> str:
    """Code of the nth council outside the region, from 1."""
    return f"E08{number:06d}"


def make_indicator(**changes) -> Indicator:
    """A percentage where high is worse, unless changed."""
    fields = {
        "id": "share",
        "name": "Share of children",
        "short_name": "Share",
        "domain": "domain",
        "definition": "Invented.",
        "unit": "%",
        "multiplier": 100,
        "decimals": 1,
        "polarity": Polarity.HIGH_IS_WORSE,
        "polarity_basis": "editorial: invented",
        "kind": Kind.PROPORTION,
        "source": "Nobody",
        "publication": "Nothing",
        "url": "https://www.gov.uk/",
        "licence": "OGL",
        "released": "2025",
        "retrieved_from": "nowhere",
        "source_indicator": "none",
        "levels": (Level.UPPER_TIER,),
        "collect": ("invent",),
        "core": True,
    }
    return Indicator(**(fields | changes))


def make_registry(indicator: Indicator, members: int, outsiders: int) -> Registry:
    """A region of so many councils; the last member replaced a former county in April 2021."""
    new = date(2021, 4, 1)
    areas = [
        Area(code=ENGLAND, name="England", level=Level.COUNTRY, type="country"),
        Area(code=REGION, name="Midshire", level=Level.REGION, type="region", parent=ENGLAND),
        Area(
            code=FORMER,
            name="Oldshire",
            level=Level.UPPER_TIER,
            type="county",
            parent=REGION,
            valid_to=date(2021, 3, 31),
        ),
        Area(code=DISTRICT, name="Dale", level=Level.DISTRICT, type="district", parent=member(1)),
    ]
    for number in range(1, members + 1):
        latest = number == members
        areas.append(
            Area(
                code=member(number),
                name=f"Town {number}",
                level=Level.UPPER_TIER,
                type="unitary authority",
                parent=REGION,
                valid_from=new if latest else None,
                predecessors=(FORMER,) if latest else (),
            )
        )
    for number in range(1, outsiders + 1):
        areas.append(
            Area(
                code=outsider(number),
                name=f"Away {number}",
                level=Level.UPPER_TIER,
                type="metropolitan",
            )
        )
    return Registry(
        region=Region(
            id="midshire",
            name="Midshire",
            partnership="the Midshire councils",
            region_code=REGION,
            country_code=ENGLAND,
            members=tuple(member(n) for n in range(1, members + 1)),
            expected_members=members,
        ),
        areas={area.code: area for area in areas},
        domains={
            "domain": Domain(
                id="domain", name="Domain", group=Group.CONTEXT, order=1, description="Invented."
            )
        },
        indicators={indicator.id: indicator},
        caveats={},
        neighbour_methods={
            "alike": NeighbourMethod(
                id="alike", name="similar councils", description="Invented.", source="Nobody"
            )
        },
    )


def make_dataset(
    rows: list[dict],
    *,
    indicator: Indicator | None = None,
    members: int = 10,
    outsiders: int = 0,
    neighbours: list[tuple[str, str]] = (),
) -> Dataset:
    """A dataset of one indicator; a row needs area_code, anything else has a default.

    ``year`` sets a financial year ending in March; a row without a value is not available.
    """
    indicator = indicator or make_indicator()
    full = []
    for row in rows:
        year = row.get("year", 2025)
        blank = dict.fromkeys(("value", "lower_ci", "upper_ci", "numerator", "denominator"), np.nan)
        missing = np.isnan(row.get("value", np.nan))
        defaults = {
            "indicator_id": indicator.id,
            "period_label": f"Year ending March {year}",
            "period_start": pd.Timestamp(year - 1, 4, 1),
            "period_end": pd.Timestamp(year, 3, 31),
            "interval_method": "",
            "status": "not_available" if missing else "ok",
            "note": "",
            "source_kind": "published",
            "submitted_by": "",
            "edition": "1",
        }
        full.append(defaults | blank | {k: v for k, v in row.items() if k != "year"})
    table = pd.DataFrame(
        [(area, "alike", rank, other, "") for rank, (area, other) in enumerate(neighbours, 1)],
        columns=["area_code", "method", "rank", "neighbour_code", "closeness"],
    )
    registry = make_registry(indicator, members, outsiders)
    return Dataset.from_frames(registry, pd.DataFrame(full), table)


@pytest.fixture
def indicator() -> Indicator:
    """A percentage where high is worse."""
    return make_indicator()
