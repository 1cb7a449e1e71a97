"""Addresses that the whole site has, and an app without figures."""

import pytest

from dashboard.settings import Settings


@pytest.fixture(scope="session")
def addresses(dataset) -> tuple[str, ...]:
    """Every page of the site: each list, each service, each indicator, each area."""
    lists = (
        "/", "/indicator", "/compare", "/area", "/services", "/gaps", "/need-and-support",
        "/themes", "/data", "/help", "/accessibility",
    )  # fmt: skip
    areas = dict.fromkeys([*dataset.member_codes, *dataset.local_codes])
    indicators = dataset.registry.indicators
    services = (f"/service/{key}" for key in dataset.survey.by_service)
    return (
        *lists,
        *services,
        *(f"/indicator/{i}" for i in indicators),
        *(f"/area/{code}" for code in areas),
    )


@pytest.fixture(scope="session")
def busy_addresses(dataset) -> tuple[str, ...]:
    """One address of each kind of page and part of a page."""
    first = dataset.registry.headline()[0].id
    county = next(m.code for m in dataset.registry.members if dataset.registry.districts_of(m.code))
    city = next(m for m in dataset.member_codes if m in dataset.local_codes)
    three = ",".join(one.id for one in dataset.registry.headline()[:3])
    compare = [f"/compare?indicators={three}&view={v}" for v in ("maps", "trends", "change")]
    return (
        "/",
        "/?domain=all&benchmark=region",
        "/indicator",
        f"/indicator/{first}",
        f"/indicator/{first}?level=districts&map=tiles&benchmark=rest",
        f"/compare?indicators={three}",
        *compare,
        "/compare?view=scatter",
        "/area",
        *(f"/area/{code}" for code in (county, city)),
        "/services",
        "/gaps",
        f"/gaps?view=area&area={county}",
        "/gaps?view=shared",
        "/need-and-support",
        *(f"/need-and-support?view={v}" for v in ("map", "difference", "index", "access")),
        "/themes",
        f"/service/{next(iter(dataset.survey.by_service))}",
        *(f"/area/{county}?view={view}" for view in ("trends", "neighbours", "districts")),
        "/data",
        *(f"/data?view={view}" for view in ("coverage", "methods", "sources", "downloads")),
        "/help",
        "/accessibility",
    )


@pytest.fixture(scope="session")
def empty_client(app, tmp_path_factory):
    """Requests to an app that has no dataset; made after the real one, see ``app``."""
    from dashboard.web.server import create_app  # noqa: PLC0415

    empty = create_app(Settings(compiled_dir=tmp_path_factory.mktemp("empty")))
    return empty.server.test_client()
