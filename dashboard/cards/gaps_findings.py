"""The sentences above the cards about gaps: responses first, then what stands out."""

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.pathway import LEFT_WITHOUT, NONE, THIN, UNKNOWN, Step
from dashboard.analysis.pathway_summary import (
    Counted,
    changes,
    commonest_gaps,
    counted,
    next_door,
)
from dashboard.analysis.pathway_words import (
    NOT_A_GAP,
    all_of,
    are,
    have,
    in_sentence,
    plural,
    short_name,
)
from dashboard.analysis.summary import capital, join
from dashboard.cards.gaps_choice import Choice, responses
from dashboard.cards.gaps_matrix import FROM_ELSEWHERE
from dashboard.cards.model import Link
from dashboard.metadata.format import within

_MOST_SITUATIONS = 2
_MOST_NAMED = 4
_MOST = 5
_MOST_PRESENTED = 3  # so that the matrix is on the first screen


def lead(choice: Choice) -> tuple[Link, ...]:
    """At most five sentences, each leading to where it can be seen."""
    codes = choice.codes
    if choice.view.view == "area":
        codes = (choice.area_code,)
    steps = [choice.steps[code, *slot] for code in codes for slot in choice.slots]
    found = [
        Link(responses(choice.dataset, codes), ""),
        *_without(choice),
        *(_own_gaps(choice, steps) if len(codes) == 1 else _gaps(choice)),
        *([] if _is_told(choice) else _unknown(choice, steps)),
        *_thin(choice, steps),
    ]
    return tuple(found[: _MOST_PRESENTED if choice.view.is_presented else _MOST])


def _is_told(choice: Choice) -> bool:
    """Whether the sentences on the slice name what is not known, and space is short."""
    return choice.view.is_presented and len(choice.situations) <= _MOST_SITUATIONS


def _own_gaps(choice: Choice, steps: Sequence[Step]) -> list[Link]:
    """What one area answered none for."""
    name = choice.name(steps[0].area_code)
    gaps = [gap_name(choice, step) for step in steps if step.state == NONE]
    if not gaps:
        return [Link(f"{name} answered none for no step that is shown.", "")]
    share = f"{len(gaps)} of " if len(steps) > 1 else ""
    said = f"{name} answered none for {share}{plural(len(steps), 'step')}"
    return [Link(f"{said}: {'; '.join(gaps)}.", "")]


def gap_name(choice: Choice, step: Step) -> str:
    """A step as a heading, and who serves it from elsewhere if anyone does."""
    return short_name(choice.questionnaire, step.level, step.situation) + served(choice, step)


def served(choice: Choice, step: Step) -> str:
    """That an area without support of its own is served by another: " (← from Leicester)"."""
    codes = dict.fromkeys(one.area_code for one in step.from_elsewhere)
    return f" ({FROM_ELSEWHERE} from {_names(choice, tuple(codes))})" if codes else ""


def _gaps(choice: Choice) -> list[Link]:
    """The chosen slice in words; without a slice, the commonest gap."""
    if len(choice.situations) <= _MOST_SITUATIONS:
        # The matrix is right below; a jump to it would leave the made-up label behind.
        return [Link(slice_sentence(choice, one), "") for one in choice.situations]
    first = commonest_gaps(choice.steps, choice.by_need, choice.slots)[0]
    if not first.none:
        return [Link("No area answered none for any step that is shown.", "")]
    view = choice.view.change(view="", tier=first.levels, situation=(first.situation,), cell="")
    return [Link(f"Most often missing: {_missing(choice, first)}", view.href)]


def _missing(choice: Choice, found: Counted) -> str:
    every = len(found.none) == found.known
    many = (
        all_of(found.known, "area")
        if every
        else f"{len(found.none)} of the {plural(found.known, 'area')}"
    )
    known = " for which it is known" if found.unknown else ""
    what = in_sentence(choice.questionnaire, found.levels, found.situation)
    # A long list of names takes the screen from the chart that shows them.
    few = len(found.none) <= _MOST_NAMED
    names = f": {join([choice.name(code) for code in found.none])}" if few else ""
    return f"{what}. {many}{known} answered none{names}."


def slice_sentence(choice: Choice, situation: str) -> str:
    """Where there is nothing at any chosen level, with need and who next door has it.

    Areas come in order of need. Where no area has nothing at all, the levels are told apart.
    """
    found = counted(choice.steps, choice.by_need, choice.levels, situation)
    unknown = (
        f" Not known, so not counted: {_names(choice, found.unknown)}." if found.unknown else ""
    )
    what = in_sentence(choice.questionnaire, choice.levels, situation)
    if not found.known:
        return f"For {what}, no area has said whether there is any. {NOT_A_GAP}"
    if found.none:
        at_all = " at each of these levels" if len(choice.levels) > 1 else ""
        return (
            f"No {what} in {len(found.none)} of {plural(found.known, 'area')}"
            f"{' for which it is known' if found.unknown else ''} "
            f"(answered none{at_all}), by need ({choice.need_name}): "
            f"{_with_neighbours(choice, found.none, situation)}.{unknown}"
        )
    known = " for which it is known" if found.unknown else ""
    none = "No area answered none at each of these levels. " if choice.has_some_levels else ""
    return (
        f"{none}{all_of(found.known, 'area')}{known} {have(found.known)} {what}"
        f"{f', thin in {len(found.thin)}' if found.thin else ''}."
        f"{_level_by_level(choice, situation)}{unknown}"
    )


def _names(choice: Choice, codes: Sequence[str]) -> str:
    return join([choice.name(code) for code in codes])


def _level_by_level(choice: Choice, situation: str) -> str:
    """Who answered none at one level although another level has support, and who is not known."""
    if not choice.has_some_levels:
        return ""
    said = []
    for level in choice.levels:
        one = counted(choice.steps, choice.by_need, (level,), situation)
        if one.none:
            said.append(
                f" Nothing at {within(choice.level_label(level))} level, by need "
                f"({choice.need_name}): "
                f"{_with_neighbours(choice, one.none, situation, (level,))}."
            )
        if one.unknown:
            said.append(
                f" Not known at {within(choice.level_label(level))} level: "
                f"{_names(choice, one.unknown)}."
            )
    return "".join(said)


def _with_neighbours(
    choice: Choice, codes: Sequence[str], situation: str, levels: tuple[str, ...] = ()
) -> str:
    """Areas with their need figure and the neighbours that have what they lack."""
    having = counted(choice.steps, choice.codes, levels or choice.levels, situation)
    with_support = {*having.provision, *having.thin}
    parts = []
    for code in codes[:_MOST_NAMED]:
        near = [choice.name(c) for c in next_door(choice.dataset, code) if c in with_support]
        door = f"next door, {join(near)} {have(len(near))} it"
        there = [choice.steps[code, level, situation] for level in levels or choice.levels]
        parts.append(
            f"{choice.name(code)} ({choice.need_words(code)}; "
            f"{door if near else 'nobody next door is known to have it'})"
            f"{''.join(dict.fromkeys(served(choice, step) for step in there))}"
        )
    more = len(codes) - _MOST_NAMED
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")


def _unknown(choice: Choice, steps: Sequence[Step]) -> list[Link]:
    unknown = [step for step in steps if step.state == UNKNOWN]
    if not unknown:
        return [Link("It is known for every step shown whether there is support.", "")]
    counts = Counter(choice.name(step.area_code) for step in unknown)
    where = ", ".join(f"{name} {count}" for name, count in counts.items())
    none = sum(step.state == NONE for step in steps)
    return [
        Link(
            f"Of {plural(len(steps), 'step')} shown, {none} {are(none)} answered none and "
            f"{len(unknown)} {are(len(unknown))} unknown, which is never a gap ({where}).",
            "",
        )
    ]


def _thin(choice: Choice, steps: Sequence[Step]) -> list[Link]:
    thin = [step for step in steps if step.state == THIN]
    if not thin:
        return []
    reasons = (
        ("one_provider", "one provider"),
        ("funding", f"funding ending within {plural(choice.thresholds.months, 'month')}"),
        ("capacity", "capacity under the threshold"),
    )
    counts = [(sum(key in step.thin for step in thin), words) for key, words in reasons]
    said = ", ".join(f"{words} {count}" for count, words in counts if count)
    supported = sum(step.has_support for step in steps)
    overlap = sum(bool(step.overlaps) for step in steps)
    tail = f" {capital(plural(overlap, 'step'))} may hold an overlap." if overlap else ""
    return [
        Link(
            f"Of {plural(supported, 'step')} with support, {len(thin)} {are(len(thin))} thin: "
            f"{said}.{tail}",
            "",
        )
    ]


def _without(choice: Choice) -> list[Link]:
    if not choice.view.without:
        return []
    return [Link(without_sentence(choice), choice.view.change(view="shared").href + "#without")]


def without_sentence(choice: Choice) -> str:
    """What changes if the chosen service ends."""
    area, service = choice.dataset.survey.by_service[choice.view.without]
    name = f"{service.answers.get('service_name') or choice.view.without}"
    found = changes(choice.usual, choice.steps)
    lost = [change for change in found if change.after.state == LEFT_WITHOUT]
    open_ = [c for c in found if not c.after.running and c.after.state == UNKNOWN]
    thin = [c for c in found if c.after.running and c.after.thin != c.before.thin]
    if not found:
        return (
            f"Without {name} ({choice.name(area.area_code)}), no step changes: it does not count."
        )
    parts = [
        f"{plural(len(those), 'step')} {one if len(those) == 1 else many}"
        for those, one, many in (
            (lost, "would have no other support listed", "would have no other support listed"),
            (open_, "would be unknown", "would be unknown"),
            (thin, "would be thin or thinner", "would be thin or thinner"),
        )
        if those
    ]
    rest = join(parts) or "the steps that it serves would stay as they are"
    return f"Without {name} ({choice.name(area.area_code)}), {rest}."
