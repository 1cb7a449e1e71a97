"""Steps of the pathway counted: commonest gaps, shared gaps, overlaps, shared providers.

Everything keeps "answered none" apart from "not known", and says of how many areas it is known.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dashboard.analysis.pathway import (
    LEFT_WITHOUT,
    NONE,
    PROVISION,
    THIN,
    UNKNOWN,
    Key,
    Listed,
    Step,
    combined_state,
    provider_key,
)
from dashboard.dataset import Dataset

Pathway = Mapping[Key, Step]
Slot = tuple[str, str]

_ENOUGH_TO_SHARE = 2


class Counted(NamedTuple):
    """Areas by their state in one part of the pathway: a slot, or several levels together."""

    levels: tuple[str, ...]
    situation: str
    provision: tuple[str, ...]
    thin: tuple[str, ...]
    none: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def known(self) -> int:
        """In how many areas it is known whether there is support."""
        return len(self.provision) + len(self.thin) + len(self.none)


class SharedGap(NamedTuple):
    """A step that neighbouring areas all answered "none" for."""

    level: str
    situation: str
    areas: tuple[str, ...]


class Overlap(NamedTuple):
    """Services alike: same area, level, delivery mode and (at least one) situation."""

    area_code: str
    level: str
    mode: str
    situations: tuple[str, ...]
    services: tuple[Listed, ...]


class SharedProvider(NamedTuple):
    """A provider that runs the same step in several areas."""

    provider: str
    areas: tuple[str, ...]
    slots: tuple[Slot, ...]


class Change(NamedTuple):
    """A step before and after one service is thought away."""

    before: Step
    after: Step


def counted(
    steps: Pathway, codes: Sequence[str], levels: tuple[str, ...], situation: str
) -> Counted:
    """Areas by state, any of the levels being enough."""
    areas: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        areas[combined_state([steps[code, level, situation] for level in levels])].append(code)
    return Counted(
        levels, situation, *(tuple(areas[state]) for state in (PROVISION, THIN, NONE, UNKNOWN))
    )


def commonest_gaps(
    steps: Pathway, codes: Sequence[str], slots: Sequence[Slot]
) -> tuple[Counted, ...]:
    """Slots by how many areas answered none, most first; in the pathway's order if equal."""
    found = [counted(steps, codes, (level,), situation) for level, situation in slots]
    return tuple(sorted(found, key=lambda one: -len(one.none)))


def shared_gaps(
    steps: Pathway,
    codes: Sequence[str],
    slots: Sequence[Slot],
    next_to: Callable[[str], Sequence[str]],
) -> tuple[SharedGap, ...]:
    """Steps that two or more areas in an unbroken chain of neighbours answered none for.

    ``next_to`` gives the areas beside an area. The largest groups come first.
    """
    found = []
    for level, situation in slots:
        lacking = [code for code in codes if steps[code, level, situation].state == NONE]
        groups = _chains(lacking, next_to)
        found += [SharedGap(level, situation, g) for g in groups if len(g) >= _ENOUGH_TO_SHARE]
    return tuple(sorted(found, key=lambda one: -len(one.areas)))


def _chains(codes: Sequence[str], next_to: Callable[[str], Sequence[str]]) -> list[tuple[str, ...]]:
    """Areas in groups that hang together by their borders."""
    left = dict.fromkeys(codes)
    groups = []
    while left:
        reached, ahead = {}, [next(iter(left))]
        while ahead:
            code = ahead.pop()
            if code in left:
                del left[code]
                reached[code] = None
                ahead += next_to(code)
        groups.append(tuple(code for code in codes if code in reached))
    return groups


def overlaps(steps: Pathway, codes: Sequence[str], slots: Sequence[Slot]) -> tuple[Overlap, ...]:
    """Possible overlaps; the same services in several situations are one."""
    found: dict[tuple, list[str]] = defaultdict(list)
    for code in codes:
        for level, situation in slots:
            for mode, services in steps[code, level, situation].overlaps:
                found[code, level, mode, services].append(situation)
    return tuple(
        Overlap(code, level, mode, tuple(situations), services)
        for (code, level, mode, services), situations in found.items()
    )


def shared_providers(
    steps: Pathway, codes: Sequence[str], slots: Sequence[Slot]
) -> tuple[SharedProvider, ...]:
    """Providers that run the same step in several areas; most areas first."""
    names: dict[str, str] = {}
    areas: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, dict[Slot, None]] = defaultdict(dict)
    for level, situation in slots:
        for code in codes:
            for name, others in steps[code, level, situation].shared:
                key = provider_key(name)
                names.setdefault(key, name)
                areas[key].update(others)
                seen[key][level, situation] = None
    found = [
        SharedProvider(names[key], tuple(c for c in codes if c in areas[key]), tuple(seen[key]))
        for key in names
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.areas), one.provider)))


def only_support(
    steps: Pathway, codes: Sequence[str], slots: Sequence[Slot]
) -> dict[Listed, tuple[Step, ...]]:
    """Services that are the only running one of a step, with those steps; most steps first."""
    found: dict[Listed, list[Step]] = defaultdict(list)
    for code in codes:
        for level, situation in slots:
            step = steps[code, level, situation]
            if len(step.running) == 1:
                found[step.running[0]].append(step)
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return {one: tuple(those) for one, those in ordered}


def changes(before: Pathway, after: Pathway) -> tuple[Change, ...]:
    """Steps that read differently when one service is thought away.

    Left without any other support first, then those that become thin (or thinner), then
    those that stay support with one service fewer.
    """
    found = [
        Change(step, after[key])
        for key, step in before.items()
        if len(step.running) != len(after[key].running)
    ]
    return tuple(sorted(found, key=_how_much))


def _how_much(change: Change) -> int:
    if not change.after.running:
        return 0 if change.after.state == LEFT_WITHOUT else 1
    return (
        3
        if (change.before.state, change.before.thin)
        == (
            change.after.state,
            change.after.thin,
        )
        else 2
    )


def next_door(dataset: Dataset, code: str) -> tuple[str, ...]:
    """Members that share a border with an area, longest border first."""
    near = dataset.neighbours(code, "adjacent")
    return tuple(other for other in near if other in dataset.member_codes)
