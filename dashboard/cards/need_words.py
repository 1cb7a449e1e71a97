"""How amounts of support are written, and why some are not known."""

from dashboard.analysis.pathway_words import have, plural
from dashboard.analysis.provision import (
    AT_LEAST,
    NO_AMOUNT,
    NO_CHILDREN,
    NO_RESPONSE,
    NOT_LISTED,
    NOT_PLACED,
    NOTHING,
    SERVICES,
    STARTS,
    STEPS_OPEN,
    Amount,
    Slice,
)
from dashboard.metadata import Indicator
from dashboard.metadata.format import format_value, within
from dashboard.metadata.survey import Questionnaire

NOT_KNOWN = "not known"

STEP = "A step is one level of support for one family situation."
_MANY = 2  # answers of one question that are still named one by one in a title
# The noun of each question where its answers are counted instead of named.
_COUNTED = {
    "level": "levels",
    "situation": "family situations",
    "stage": "stages of conflict",
    "audience": "groups",
    "delivery": "kinds of delivery",
}
_NOUNS = {STARTS: "number that started"}


def slice_words(questionnaire: Questionnaire, chosen: Slice, most: int = 0) -> str:
    """A slice of the pathway: "targeted or specialist; separating"; empty if it is all of it.

    Args:
        questionnaire: gives the words.
        chosen: the slice.
        most: answers of one question that are named; more are counted: "3 family situations".
            With 0 all are named.
    """
    parts = [
        f"{len(wanted)} {_COUNTED[name]}"
        if most and len(wanted) > most
        else " or ".join(within(questionnaire.label(name, one)) for one in wanted)
        for name, wanted in zip(Slice._fields, chosen, strict=True)
        if wanted
    ]
    return "; ".join(parts)


def slice_title(questionnaire: Questionnaire, chosen: Slice) -> str:
    """A slice that is short enough for a title or an axis; empty if it is all of the pathway."""
    return slice_words(questionnaire, chosen, _MANY)


def both_figures(count: int, of: int) -> str:
    """How many areas have both figures, where those are too few: "Only 1 of 10 areas has"."""
    if not count:
        return f"None of {plural(of, 'area')} has both figures."
    few = f"Only {count} of {plural(of, 'area')} {have(count)} both figures"
    return f"{few}, too few to compare."


def amount_text(amount: Amount, support: Indicator) -> str:
    """An amount as printed: "6.2", "at least 6.2", "0" or "not known"."""
    if not amount.is_known:
        return NOT_KNOWN
    if amount.state == NOTHING:
        return "0"
    text = format_value(amount.rate, support)
    return f"at least {text}" if amount.state == AT_LEAST else text


def amount_why(amount: Amount, measure: str) -> str:
    """What an amount rests on, or why it is not known, in a few words."""
    if not amount.is_known:
        return _why_not_known(amount, measure)
    if amount.state == NOTHING:
        return f"asked about {plural(amount.steps, 'step')}, answered none"
    return "; ".join([plural(amount.services, "service"), *_left_out(amount, measure)])


def _left_out(amount: Amount, measure: str) -> list[str]:
    """What a "least" amount leaves out."""
    parts = []
    if amount.unstated:
        parts.append(f"{_noun(measure)} of {amount.unstated} {NOT_KNOWN}")
    if amount.not_placed:
        parts.append(f"{amount.not_placed} more may belong here")
    if amount.steps_open:
        parts.append(_steps_open(amount))
    return parts


def some_steps(count: int, of: int) -> str:
    """Some of the steps: "2 of 5 steps"; "the only step" where there is one."""
    return "the only step" if count == of == 1 else f"{count} of {plural(of, 'step')}"


def _steps_open(amount: Amount) -> str:
    """How many steps are not known: "2 of 5 steps not known"."""
    return f"{some_steps(amount.steps_open, amount.steps)} {NOT_KNOWN}"


def _noun(measure: str) -> str:
    return _NOUNS.get(measure, "capacity")


def _why_not_known(amount: Amount, measure: str) -> str:
    return {
        NO_RESPONSE: "has not answered the survey",
        NO_AMOUNT: f"{plural(amount.services, 'service')}, {_noun(measure)} {NOT_KNOWN}",
        NOT_PLACED: f"{plural(amount.not_placed, 'service')} may belong here, or not",
        STEPS_OPEN: f"none listed, but {_steps_open(amount)}",
        NOT_LISTED: "lists none of this kind, but was not asked about this kind alone",
        NO_CHILDREN: "number of children not held",
    }[amount.reason]


def measure_help(measure: str) -> str:
    """What a measure is, in a sentence."""
    return {
        SERVICES: "Number of running services; says nothing of their size.",
        STARTS: "Families that started in the last 12 months, as councils state it.",
    }.get(measure, "Families a year that services have room for, as councils state it.")
