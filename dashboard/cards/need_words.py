"""How amounts of support are written, and why some are not known."""

from dashboard.analysis.pathway_words import plural
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
)
from dashboard.metadata import Indicator
from dashboard.metadata.format import format_value

NOT_KNOWN = "not known"

_NOUNS = {STARTS: "number that started"}


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
        parts.append(f"{amount.steps_open} of {plural(amount.steps, 'step')} {NOT_KNOWN}")
    return parts


def _noun(measure: str) -> str:
    return _NOUNS.get(measure, "capacity")


def _why_not_known(amount: Amount, measure: str) -> str:
    return {
        NO_RESPONSE: "has not answered the survey",
        NO_AMOUNT: f"{plural(amount.services, 'service')}, {_noun(measure)} {NOT_KNOWN}",
        NOT_PLACED: f"{plural(amount.not_placed, 'service')} may belong here, or not",
        STEPS_OPEN: f"none listed, but {amount.steps_open} of {plural(amount.steps, 'step')} "
        f"{NOT_KNOWN}",
        NOT_LISTED: "lists none of this kind, but was not asked about this kind alone",
        NO_CHILDREN: "number of children not held",
    }[amount.reason]


def measure_help(measure: str) -> str:
    """What a measure is, in a sentence."""
    return {
        SERVICES: "Number of running services; says nothing of their size.",
        STARTS: "Families that started in the last 12 months, as councils state it.",
    }.get(measure, "Families a year that services have room for, as councils state it.")
