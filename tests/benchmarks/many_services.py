"""A survey with as many services as wanted, made from the example answers, for measuring.

The areas, figures and maps are ours. Each service is one of the examples with other answers:
some unknown, and for those in person one to three random postcodes of its area.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.compile.assemble import Compiled
from dashboard.compile.write import make_manifest, publish, version_of
from dashboard.dataset import Dataset
from dashboard.metadata.survey import (
    Answer,
    AreaAnswers,
    Questionnaire,
    ServiceAnswers,
    Site,
    SurveyRecord,
)

_UNKNOWN = 0.06  # of the answers of each question
_ONE = ("level", "status", "programme")
_SEVERAL = ("situation", "stage", "audience")
_ENDS_WITHIN_DAYS = 1200


def write(ours: Dataset, services: int, folder: Path, seed: int = 1) -> Dataset:
    """Write a compiled dataset with so many services into an empty folder, and give it back."""
    record = _record(ours, services, random.Random(seed))  # noqa: S311 -- no secret
    compiled = Compiled(
        ours.registry, ours.observations, ours.neighbour_table, ours.places, record, ours.postcodes
    )
    manifest = make_manifest(compiled, version=version_of(compiled), sources_hash="")
    publish(compiled, manifest, "A dataset made for measuring.\n", folder)
    return Dataset.load(folder)


def _record(ours: Dataset, services: int, chance: random.Random) -> SurveyRecord:
    record, codes = ours.survey.record, ours.member_codes
    examples = [one for area in record.responses for one in area.services]
    sites: dict[str, Site] = {}
    responses = []
    for place, area in enumerate(record.responses):
        count = services // len(codes) + (place < services % len(codes))
        homes = list(_homes(ours, area, 3 * count, chance))
        made = []
        for number in range(count):
            example = chance.choice(examples)
            own = homes[3 * number : 3 * number + chance.randint(1, 3)]
            answers = _answers(example.answers, record.questionnaire, chance)
            if "in_person" in answers["delivery"]:
                sites |= {site.postcode: site for site in own}
                answers["sites"] = tuple(site.postcode for site in own)
            else:
                answers["sites"] = None
            made.append(ServiceAnswers(key=f"s{number:04}", answers=answers))
        responses.append(area.model_copy(update={"services": tuple(made)}))
    return record.model_copy(update={"responses": tuple(responses), "sites": sites, "texts": ()})


def _answers(
    example: dict[str, Answer], questionnaire: Questionnaire, chance: random.Random
) -> dict[str, Answer]:
    answers = dict(example)
    for name in _ONE:
        items = questionnaire.items(questionnaire.question(name).list)
        answers[name] = chance.choice(items).id
    for name in _SEVERAL:
        items = [item.id for item in questionnaire.items(questionnaire.question(name).list)]
        answers[name] = tuple(chance.sample(items, chance.randint(1, len(items) - 1)))
    end = date.today() + timedelta(days=chance.randrange(_ENDS_WITHIN_DAYS))
    answers["funding_end"] = end.isoformat()
    for name in (*_ONE, *_SEVERAL, "funding_end"):
        if chance.random() < _UNKNOWN:
            answers[name] = "dont_know"
    return answers


def _homes(ours: Dataset, area: AreaAnswers, count: int, chance: random.Random) -> Iterator[Site]:
    """Random postcodes of an area, under made-up names."""
    here = ours.postcodes[ours.postcodes["area_code"] == area.area_code]
    picked = here.sample(count, replace=True, random_state=chance.randrange(2**31))
    lonlat = _grid(picked) @ _degrees(ours)
    rows = zip(picked.itertuples(), lonlat.tolist(), strict=True)
    for number, (row, (lon, lat)) in enumerate(rows):
        name = f"{area.area_code[-4:]} {number:04}"
        yield Site(
            postcode=name, lon=lon, lat=lat, easting=row.easting, northing=row.northing,
            district_code=row.district_code,
        )  # fmt: skip


def _degrees(ours: Dataset) -> np.ndarray:
    """From the British grid to degrees, as a plane through the sites of ours: near enough here."""
    sites = ours.survey.sites
    return np.linalg.lstsq(_grid(sites), sites[["lon", "lat"]].to_numpy(), rcond=None)[0]


def _grid(frame: pd.DataFrame) -> np.ndarray:
    metres = frame[["easting", "northing"]].to_numpy(dtype=float)
    return np.column_stack([metres / 1e5, np.ones(len(metres))])
