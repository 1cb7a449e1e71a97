"""A made-up data folder for the tests of the loader, file by file."""

REGION = """\
id: midshire
name: Midshire
partnership: the Midshire councils
region_code: E12000001
country_code: E92000001
expected_members: 1
members: [E06000001]
areas:
  - {code: E92000001, name: England, level: country, type: country}
  - {code: E12000001, name: Midshire, level: region, type: region, parent: E92000001}
  - code: E06000001
    name: Newtown
    level: upper_tier
    type: unitary authority
    parent: E12000001
    valid_from: 2021-04-01
    predecessors: [E10000001]
  - {code: E10000001, name: Oldshire, level: upper_tier, type: county, valid_to: 2021-03-31}
"""

ENGLAND = """\
code,name,type,valid_from,valid_to,aliases,predecessors
E08000001,Awayton,metropolitan district,,,E08000091;E08000092,
E06000002,Awayshire,unitary authority,2023-04-01,,,E10000002
E10000002,Old Awayshire,county,,2023-03-31,,
"""

CAVEATS = """\
- key: modelled
  short: Modelled
  text: Worked out, not counted.
"""

METHODS = """\
- id: chosen
  name: Chosen areas
  description: Areas like this one.
  source: Nobody
"""

WORK = """\
domain:
  id: work
  name: Work
  group: family_economic
  order: 2
  description: Who has work.
shared:
  common: &common
    unit: "% of adults"
    unit_suffix: "%"
    multiplier: 100
    decimals: 1
    kind: proportion
    polarity: low_is_worse
    polarity_basis: "editorial: invented"
    source: Nobody
    publication: Nothing
    url: https://www.example.org/
    licence: None
    released: 2025-10-30
    retrieved_from: nowhere
    source_indicator: none
    levels: [upper_tier]
    collect: [Invent it.]
    core: true
indicators:
  - id: employed
    <<: *common
    name: Adults in work
    short_name: In work
    definition: The percentage of adults in work.
    caveats: [modelled]
    headline: 1
    why_it_matters: Work matters.
  - id: skilled
    <<: *common
    name: Adults with skills
    short_name: Skilled
    definition: The percentage of adults with skills.
    core: false
"""

HOMES = """\
domain: {id: homes, name: Homes, group: family_economic, order: 1, description: Where people live.}
indicators: []
"""

FILES = {
    "region.yml": REGION,
    "england_areas.csv": ENGLAND,
    "caveats.yml": CAVEATS,
    "neighbours.yml": METHODS,
    "indicators/work.yml": WORK,
    "indicators/homes.yml": HOMES,
}
