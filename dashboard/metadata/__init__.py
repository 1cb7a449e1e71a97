"""What the figures mean: typed, frozen descriptions of areas, indicators and sources."""

from dashboard.metadata.loader import load_registry
from dashboard.metadata.models import (
    Area,
    Caveat,
    ContextFact,
    Domain,
    Group,
    Indicator,
    Kind,
    Level,
    NeighbourMethod,
    Polarity,
    Region,
    Registry,
    Status,
)
from dashboard.metadata.problems import MetadataError, Place, Problem

__all__ = [
    "Area",
    "Caveat",
    "ContextFact",
    "Domain",
    "Group",
    "Indicator",
    "Kind",
    "Level",
    "MetadataError",
    "NeighbourMethod",
    "Place",
    "Polarity",
    "Problem",
    "Region",
    "Registry",
    "Status",
    "load_registry",
]
