"""What the figures mean: typed, frozen descriptions of areas, indicators and sources.

These models are the schema of the YAML in ``data/`` and of ``metadata.json`` in the
compiled dataset. Nothing here reads a file.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, model_validator

NOT_JUDGED = "Higher is not judged better or worse"


class Status(StrEnum):
    """Why an observation has, or has not, a value. Never expressed as a bare NaN."""

    OK = "ok"
    PROVISIONAL = "provisional"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NEGLIGIBLE = "negligible"

    @property
    def has_value(self) -> bool:
        """Only ordinary and provisional observations carry a value."""
        return self in {Status.OK, Status.PROVISIONAL}

    @property
    def symbol(self) -> str:
        """Bracketed shorthand (Analysis Function symbols) shown in place of a value."""
        return {
            Status.OK: "",
            Status.PROVISIONAL: "[p]",
            Status.SUPPRESSED: "[c]",
            Status.NOT_AVAILABLE: "[x]",
            Status.NOT_APPLICABLE: "[z]",
            Status.NEGLIGIBLE: "[low]",
        }[self]

    @property
    def label(self) -> str:
        """Plain words for the status."""
        return {
            Status.OK: "published",
            Status.PROVISIONAL: "provisional",
            Status.SUPPRESSED: "withheld by the publisher (small numbers or unreliable)",
            Status.NOT_AVAILABLE: "not available",
            Status.NOT_APPLICABLE: "does not apply",
            Status.NEGLIGIBLE: "nil or negligible",
        }[self]


class Polarity(StrEnum):
    """Which direction means more need."""

    HIGH_IS_WORSE = "high_is_worse"
    LOW_IS_WORSE = "low_is_worse"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        """Direction in words, printed beside every chart."""
        return {
            Polarity.HIGH_IS_WORSE: "Higher means more need",
            Polarity.LOW_IS_WORSE: "Lower means more need",
            Polarity.NEUTRAL: "Neither higher nor lower is better",
        }[self]


class Kind(StrEnum):
    """Kind of statistic; decides the interval method and the valid range."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEAN = "mean"
    RATIO = "ratio"
    COUNT = "count"
    INDEX = "index"


class Level(StrEnum):
    """Geography level of an area."""

    DISTRICT = "district"
    UPPER_TIER = "upper_tier"
    REGION = "region"
    COUNTRY = "country"


class Group(StrEnum):
    """Risk categories and child-outcome categories of the RPC outcomes framework."""

    INDIVIDUAL_PARENT = "individual_parent"
    PARENTAL_RELATIONSHIP = "parental_relationship"
    FAMILY_ECONOMIC = "family_economic"
    CHILD_SOCIAL_EMOTIONAL = "child_social_emotional"
    CHILD_PHYSICAL = "child_physical"
    CHILD_COGNITIVE = "child_cognitive"
    CHILD_BEHAVIOURAL = "child_behavioural"
    SYSTEM_RESPONSE = "system_response"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        """Name shown above the domains of the group."""
        return {
            Group.INDIVIDUAL_PARENT: "Risk: individual parent",
            Group.PARENTAL_RELATIONSHIP: "Risk: parental relationship",
            Group.FAMILY_ECONOMIC: "Risk: family and economic circumstances",
            Group.CHILD_SOCIAL_EMOTIONAL: "Child outcome: social and emotional",
            Group.CHILD_PHYSICAL: "Child outcome: physical",
            Group.CHILD_COGNITIVE: "Child outcome: cognitive",
            Group.CHILD_BEHAVIOURAL: "Child outcome: behavioural",
            Group.SYSTEM_RESPONSE: "System response",
            Group.CONTEXT: "Context",
        }[self]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(_Frozen):
    """A council, district, region or country, with its lifetime."""

    code: str = Field(pattern=r"^E\d{8}$", description="GSS code")
    name: str
    short_name: str = ""
    level: Level
    type: str = Field(description="as people say it: county, unitary authority, district, region")
    parent: str | None = Field(None, description="code of the area one level up")
    valid_from: date | None = None
    valid_to: date | None = Field(None, description="last day of existence")
    predecessors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = Field((), description="other codes for the same area in sources")
    tile: tuple[int, int] | None = Field(None, description="column, row in the tile map")

    @model_validator(mode="before")
    @classmethod
    def _default_short_name(cls, values: dict) -> dict:
        return {**values, "short_name": values.get("short_name") or values.get("name")}


class Region(_Frozen):
    """The group of councils that works together, and what it is compared with."""

    id: str
    name: str
    partnership: str = Field(description="what the group calls itself")
    region_code: str
    country_code: str
    members: tuple[str, ...] = Field(description="codes of the upper-tier areas, in order shown")
    expected_members: int = Field(description="how many members there must be; a compile check")
    programme_context: tuple["ContextFact", ...] = ()
    need_index: tuple["IndexPart", ...] = Field(
        (), description="proposed recipe of the need index; empty if there is none"
    )


class ContextFact(_Frozen):
    """A national figure shown as text where no local figure exists."""

    text: str
    source: str
    url: HttpUrl


class IndexPart(_Frozen):
    """One indicator of the proposed need index, with its weight."""

    indicator: str
    weight: float = Field(gt=0, le=100, description="beside the other weights; any scale")


class NeighbourMethod(_Frozen):
    """A published way of choosing comparable areas."""

    id: str
    name: str
    description: str
    source: str
    publication: str = ""
    url: str = ""
    licence: str = ""


class Domain(_Frozen):
    """A heading that groups indicators on screen; one YAML file each."""

    id: str
    name: str
    group: Group
    order: int
    description: str


class Caveat(_Frozen):
    """A warning that travels with every indicator that names it by key."""

    key: str
    short: str = Field(description="a few words, shown as a badge")
    text: str = Field(description="a sentence or two in plain English")
    blocks_judgement: bool = Field(
        False, description="true where differences may be recording practice: never say worse"
    )
    blocks_trend: bool = Field(
        False, description="true where a rise or fall may only be prices: never say getting worse"
    )
    blocks_interval: bool = Field(
        False, description="true where counts do not show how uncertain the figure is"
    )


class Indicator(_Frozen):
    """What one indicator measures, where it comes from and how to read and collect it."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str
    short_name: str = Field(max_length=42)
    domain: str
    definition: str
    unit: str = Field(description="as shown after a value: %, £, per 10,000 children")
    unit_suffix: str = Field("", description="written straight after a value, such as %")
    unit_prefix: str = Field("", description="written straight before a value, such as £")
    multiplier: int = Field(1, description="100 for percentages, 10,000 for rates per 10,000")
    decimals: int = Field(ge=0, le=3)
    polarity: Polarity
    polarity_basis: str = Field(description="'source' or 'editorial', with the reason")
    kind: Kind
    source: str
    publication: str
    url: HttpUrl
    licence: str
    released: str = Field(description="release date or month as known; empty if not known")
    released_note: str = ""
    next_release: str = ""
    retrieved_from: str
    source_indicator: str
    levels: tuple[Level, ...]
    caveats: tuple[str, ...] = ()
    comparability: str = Field("", description="what limits comparison between areas or years")
    comparable_from: date | None = Field(
        None, description="first day of the earliest period that later ones may be compared with"
    )
    collect: tuple[str, ...] = Field(description="steps to collect the figure, in order")
    core: bool
    headline: int | None = Field(None, description="place among the headline indicators")
    why_it_matters: str = Field("", description="for headline indicators: link to RPC")
    rolling_periods: bool = Field(False, description="successive periods overlap by design")
    outside_lifetime: dict[str, str] = Field(
        default_factory=dict,
        description="area code -> why figures exist for periods outside the area's lifetime",
    )


class Registry(_Frozen):
    """Everything that describes the figures of one region."""

    region: Region
    areas: dict[str, Area]
    domains: dict[str, Domain]
    indicators: dict[str, Indicator]
    caveats: dict[str, Caveat]
    neighbour_methods: dict[str, NeighbourMethod]

    @property
    def members(self) -> tuple[Area, ...]:
        """The upper-tier areas that work together, in the order shown."""
        return tuple(self.areas[code] for code in self.region.members)

    def districts_of(self, code: str) -> tuple[Area, ...]:
        """Districts of an upper-tier area, by name; empty for unitary authorities."""
        found = [a for a in self.areas.values() if a.level is Level.DISTRICT and a.parent == code]
        return tuple(sorted(found, key=lambda area: area.name))

    def local_areas(self) -> tuple[Area, ...]:
        """The lower tier of the region: districts of counties, and unitaries themselves."""
        lower: list[Area] = []
        for member in self.members:
            lower.extend(self.districts_of(member.code) or (member,))
        return tuple(lower)

    def ancestors(self) -> tuple[Area, ...]:
        """Abolished areas that a member replaced, such as a former county."""
        codes = dict.fromkeys(c for member in self.members for c in member.predecessors)
        return tuple(self.areas[c] for c in codes)

    def headline(self) -> tuple[Indicator, ...]:
        """Headline indicators in their order."""
        chosen = [i for i in self.indicators.values() if i.headline is not None]
        return tuple(sorted(chosen, key=lambda i: i.headline or 0))

    def in_domain(self, domain_id: str) -> tuple[Indicator, ...]:
        """Indicators of a domain in file order."""
        return tuple(i for i in self.indicators.values() if i.domain == domain_id)

    def caveats_of(self, indicator: Indicator) -> tuple[Caveat, ...]:
        """The caveats an indicator names."""
        return tuple(self.caveats[key] for key in indicator.caveats)

    def blocks_judgement(self, indicator: Indicator) -> bool:
        """Whether a caveat says that differences may be recording practice."""
        return any(caveat.blocks_judgement for caveat in self.caveats_of(indicator))

    def why_not_need(self, indicator: Indicator) -> str:
        """Why an indicator cannot be added up to one number for need; empty where it can."""
        return why_not_need(indicator, self.caveats.values())

    def blocks_trend(self, indicator: Indicator) -> bool:
        """Whether a caveat says that changes over time are not, or not only, changes in need."""
        caveats = self.caveats_of(indicator)
        return any(caveat.blocks_judgement or caveat.blocks_trend for caveat in caveats)

    def direction_of(self, indicator: Indicator) -> str:
        """Which direction means more need, in words; neither where a caveat forbids to judge."""
        return NOT_JUDGED if self.blocks_judgement(indicator) else indicator.polarity.label


def why_not_need(indicator: Indicator, caveats: Iterable[Caveat]) -> str:
    """Why an indicator cannot be added up with others to one number for need; empty if it can.

    Without a direction nobody can say which end is need, where differences may be recording
    practice nobody may, and a count follows the size of an area.
    """
    if indicator.polarity is Polarity.NEUTRAL:
        return "neither higher nor lower means more need"
    if indicator.kind is Kind.COUNT:
        return "a count reflects the size of the area"
    if any(one.blocks_judgement for one in caveats if one.key in indicator.caveats):
        return "differences may be recording practice"
    return ""
