"""Distances to support: how long a change of slice takes, now and with thousands of services."""

import time
from dataclasses import replace
from itertools import product

import numpy as np

from dashboard.analysis.access import KM
from dashboard.dataset import Dataset
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import ServiceAnswers, Site
from dashboard.pages import answer
from tests.benchmarks.bars import ACCESS_MS, Row, at_most, spread, told

_MANY = 5000


def rows(dataset: Dataset, seed: int) -> list[Row]:
    """Rows of the table: each slice is asked for once, so that no answer is kept already."""
    found = []
    many = _with_many(dataset, seed)
    for held in (dataset, many):
        # Once after a start, in the background (dashboard/web/warm.py).
        first, _ = _milliseconds("/need-and-support?view=access", held)
        both = [_milliseconds(address, held) for address in _changes(held)]
        taken, busy = zip(*both, strict=True)
        count = f"{len(held.survey.services):,} services"
        found += [
            at_most(f"Distances, {count}: slowest change", max(taken), ACCESS_MS, "ms",
                    f"{spread(taken)}; processor {spread(busy)}"),
            told("  the first of all", f"{first:.0f} ms"),
        ]  # fmt: skip
    return found


def _changes(dataset: Dataset) -> list[str]:
    slots = dataset.survey.questionnaire.slots()
    return [
        f"/need-and-support?view=access&tier={level}&situation={situation}&km={km}"
        for (level, situation), km in product(slots, KM)
    ]


def _milliseconds(address: str, dataset: Dataset) -> tuple[float, float]:
    """Time on the clock, and time of the processor, which other work does not lengthen."""
    start, worked = time.perf_counter(), time.process_time()
    _, body = answer(address, dataset)
    for card in body.cards:
        assert card.drawing or card.table
    return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000


def _with_many(dataset: Dataset, seed: int) -> Dataset:
    """The dataset with thousands of services, each at a postcode drawn by lot."""
    chance = np.random.default_rng(seed)
    record = dataset.survey.record
    questionnaire = record.questionnaire
    drawn = dataset.postcodes.iloc[chance.integers(len(dataset.postcodes), size=_MANY)]
    sites = {
        f"XX{number} 1AA": Site(
            postcode=f"XX{number} 1AA", lon=-1.0, lat=53.0, easting=int(row.easting),
            northing=int(row.northing), district_code=str(row.district_code),
        )
        for number, row in enumerate(drawn.itertuples(index=False))
    }  # fmt: skip

    def service(number: int) -> ServiceAnswers:
        def one(name: str) -> str:
            return str(chance.choice([item.id for item in questionnaire.items(name)]))

        answers = {
            "service_name": f"Service {number}", "status": "running", "level": one("level"),
            "situation": (one("situation"),), "stage": (one("stage"),),
            "audience": (one("audience"),), "delivery": ("in_person",), "capacity": 40.0,
            "sites": (f"XX{number} 1AA",),
        }  # fmt: skip
        return ServiceAnswers(key=f"m{number}", answers=answers)

    parts = np.array_split(np.arange(_MANY), len(record.responses))
    responses = tuple(
        response.model_copy(update={"services": tuple(service(int(n)) for n in part)})
        for response, part in zip(record.responses, parts, strict=True)
    )
    return replace(
        dataset,
        survey=Survey(record.model_copy(update={"responses": responses, "sites": sites})),
    )
