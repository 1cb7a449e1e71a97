"""Where the browser tests look: every page, every part of a page, and the main states."""

INDICATOR = "child_low_income_bhc"
COUNTY = "E10000018"  # Leicestershire
CITY = "E06000016"  # Leicester
DISTRICT = "E07000129"  # Blaby
SERVICE = "E10000007-s05"  # with places, in a county

# Every page and every part of a page, as it opens.
PAGES = (
    "/",
    "/indicator",
    f"/indicator/{INDICATOR}",
    "/compare",
    "/compare?view=maps",
    "/compare?view=trends",
    "/compare?view=change",
    "/compare?view=scatter",
    "/area",
    f"/area/{COUNTY}",
    f"/area/{COUNTY}?view=trends",
    f"/area/{COUNTY}?view=neighbours",
    f"/area/{COUNTY}?view=districts",
    f"/area/{CITY}?view=districts",
    f"/area/{DISTRICT}",
    "/services",
    "/gaps",
    f"/gaps?view=area&area={COUNTY}",
    "/gaps?view=shared",
    f"/service/{SERVICE}",
    "/need-and-support",
    "/need-and-support?view=map",
    "/need-and-support?view=difference",
    "/need-and-support?view=index",
    "/need-and-support?view=access",
    "/themes",
    "/themes?view=barriers",
    "/data",
    "/data?view=coverage",
    "/data?view=methods",
    "/data?view=sources",
    "/data?view=downloads",
    "/help",
    "/accessibility",
    "/nowhere",
)

# Other choices, notices and empty results.
STATES = (
    "/?benchmark=region&domain=services",
    "/?benchmark=chosen",
    f"/?sort={CITY}&order={INDICATOR}",
    "/?benchmark=moon&sort=sun",
    "/indicator/cin_rate?benchmark=rest&colour=comparison",
    f"/indicator/{INDICATOR}?map=tiles&benchmark=neighbours:dfe",
    f"/indicator/{INDICATOR}?level=districts&area={DISTRICT}",
    f"/indicator/{INDICATOR}?level=districts&map=tiles",
    "/indicator/imd2025_average_score",
    "/indicator/eyfs_gld?level=districts&period=1999-01-01",
    "/indicator?q=zebra",
    "/compare?level=districts&map=tiles&view=maps",
    "/compare?indicators=cin_rate&view=scatter",
    f"/compare?areas={CITY},{COUNTY},E92000001&view=trends",
    f"/area/{COUNTY}?domain=services&benchmark=region",
    f"/area/{CITY}?neighbours=adjacent&view=neighbours",
    f"/services?area={COUNTY}&layer=public&ending=6",
    "/services?tier=specialist&situation=expecting&status=ended",
    f"/gaps?cell={COUNTY}:specialist:separating&tier=universal,specialist",
    f"/gaps?without={CITY}-s03&min_capacity=2&months=24",
    f"/service/{CITY}-s03",
    f"/need-and-support?area={COUNTY}&by=districts&km=2&view=access",
    "/need-and-support?km=10&situation=separating&tier=specialist&view=access",
    "/need-and-support?indicators=cin_rate&audience=fathers&measure=services",
    f"/need-and-support?indicators=eyfs_gld&tier=specialist&area={CITY}",
    "/need-and-support?view=map&audience=fathers",
    "/need-and-support?view=difference&indicators=lone_parent_households_2021",
    "/need-and-support?view=index&weights=homeless_households_rate:2,child_low_income_bhc:1",
    f"/themes?area={COUNTY}&theme=travel",
    "/themes?theme=one_place&anonymous=1",
    "/themes?tier=specialist&theme=no-theme",
    "/data?q=zebra&view=coverage",
)


def presented(address: str) -> str:
    """The same address in the projector view."""
    return address + ("&" if "?" in address else "?") + "present=1"
