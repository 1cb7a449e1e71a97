"""The rules of the pathway in plain words, with the numbers of one step."""

from datetime import date

from dashboard.analysis.pathway import (
    CAPACITY,
    FUNDING,
    LEFT_WITHOUT,
    NONE,
    ONE_PROVIDER,
    PROVISION,
    THIN,
    UNKNOWN,
    Listed,
    Step,
    Thresholds,
    provider_key,
)
from dashboard.analysis.summary import capital, join
from dashboard.dataset import Dataset
from dashboard.metadata.format import within
from dashboard.metadata.survey import ListItem, Questionnaire

WORDS = {
    PROVISION: "support",
    THIN: "thin",
    NONE: "none",
    UNKNOWN: "unknown",
    LEFT_WITHOUT: "none left",
}
NOT_A_GAP = "What is not known is never counted as a gap."
_NOT_ANSWERED = {
    "no_response": "{area} has not answered the survey yet",
    "": "{area} left this question empty",
    "dont_know": "{area} answered that it does not know",
    "not_asked": "{area} answered that nobody has been asked",
    "some": "{area} answered that there is support, but lists none that is running",
}


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 service", "2 services"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def are(count: int) -> str:
    """The verb for a count."""
    return "is" if count == 1 else "are"


def have(count: int) -> str:
    """The verb for a count of those that have something."""
    return "has" if count == 1 else "have"


def all_of(count: int, one: str) -> str:
    """All of a count with its noun: "The only area", "Both areas", "All 10 areas"."""
    few = {1: f"The only {one}", 2: f"Both {one}s"}
    return few.get(count, f"All {count} {one}s")


def day(when: date) -> str:
    """A date as people write it: 31 March 2027."""
    return f"{when.day} {when:%B %Y}"


def amount(value: float) -> str:
    """A number with no more decimals than it needs; three at most."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def short_name(questionnaire: Questionnaire, level: str, situation: str) -> str:
    """A slot as a heading: "Universal: Separating"."""
    names = (_item(questionnaire, "level", level), _item(questionnaire, "situation", situation))
    return f"{names[0].short}: {names[1].short}"


def in_sentence(questionnaire: Questionnaire, levels: tuple[str, ...], situation: str) -> str:
    """Levels and a situation within a sentence: "universal or targeted support (separating)"."""
    names = [within(_item(questionnaire, "level", level).label) for level in levels]
    either = " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{either} support ({within(_item(questionnaire, 'situation', situation).label)})"


def _item(questionnaire: Questionnaire, name: str, item_id: str) -> ListItem:
    """An item of a list; slots come from the same lists, so it is there."""
    return next(one for one in questionnaire.items(name) if one.id == item_id)


def rule(step: Step, dataset: Dataset, thresholds: Thresholds, as_of: date) -> str:
    """Why a step has its state, in words with the numbers."""
    area = dataset.area(step.area_code).short_name
    if step.running:
        return " ".join([what_there_is(step), *_why_thin(step, thresholds, as_of)])
    if step.state == LEFT_WITHOUT:
        return (
            f"Nothing left: without the chosen service, no other support is listed. {area} "
            "answered for this step, and lists nothing else that is running."
        )
    if step.state == NONE:
        return (
            f"No support: {area} was asked and answered that there is none, and lists no "
            "running service."
        )
    why = _NOT_ANSWERED.get(step.answer, _NOT_ANSWERED[""]).format(area=area)
    return f"Unknown: {why}. {NOT_A_GAP}"


def what_there_is(step: Step) -> str:
    """How many running services, who and how much."""
    running = plural(len(step.running), "running service")
    who = join([name for name in step.providers if name]) or "a provider that is not named"
    return f"{capital(WORDS[step.state])}: {running}, by {who}; {capacity_words(step)}."


def capacity_words(step: Step) -> str:
    """Families a year, and of how many services that is not known."""
    unknown, count = step.capacity_unknown, len(step.running)
    if unknown == count:
        return "capacity not known"
    if not unknown:
        return f"room for {amount(step.capacity)} families a year"
    room = f"room for at least {amount(step.capacity)} families a year"
    return f"{room} (capacity of {unknown} not known)"


def thin_reasons(step: Step, thresholds: Thresholds, as_of: date) -> tuple[str, ...]:
    """Each reason why support is thin, named with its number."""
    reasons = {
        ONE_PROVIDER: lambda: "only one provider",
        FUNDING: lambda: _funding(step, thresholds, as_of),
        CAPACITY: lambda: (
            f"{amount(step.rate or 0)} families a year per 1,000 children aged 0 to 17, under the "
            f"threshold of {amount(thresholds.min_capacity)}"
        ),
    }
    return tuple(reasons[reason]() for reason in step.thin)


def _funding(step: Step, thresholds: Thresholds, as_of: date) -> str:
    which = "its funding" if len(step.running) == 1 else "all funding"
    if step.ends < as_of:
        return f"{which} was agreed only until {day(step.ends)}"
    months = plural(thresholds.months, "month")
    return f"{which} is known to end by {day(step.ends)}, within {months}"


def _why_thin(step: Step, thresholds: Thresholds, as_of: date) -> list[str]:
    reasons = thin_reasons(step, thresholds, as_of)
    said = [f"Thin because of: {'; '.join(reasons)}."] if reasons else []
    if step.rate is None:
        unknown = step.capacity_unknown
        why = (
            f"it is not known for {unknown} of {len(step.running)}"
            if unknown
            else "the number of children is not held"
        )
        said.append(f"Whether capacity is enough is not judged: {why}.")
    elif CAPACITY not in step.thin:
        said.append(
            f"That is {amount(step.rate)} families a year per 1,000 children aged 0 to 17 "
            f"(threshold: {amount(thresholds.min_capacity)})."
        )
    return said


def flags(step: Step, dataset: Dataset) -> tuple[str, ...]:
    """What else to know about a step: contradictions, overlaps, sharing, what does not count."""
    area = dataset.area(step.area_code).short_name
    said = []
    if step.contradiction:
        said.append(
            f"To clear up: {area} answered that there is none here, but lists "
            f"{plural(len(step.running), 'running service')}. The services count."
        )
    said += [
        f"Possible overlap: {plural(len(same), 'service')} in the same way "
        f"({within(dataset.survey.questionnaire.label('delivery', mode))}): {named(same)}. An "
        "overlap to discuss; choice can be good."
        for mode, same in step.overlaps
    ]
    said += [_shared(name, codes, step, dataset) for name, codes in step.shared]
    said += [
        f"Also served from {dataset.area(one.area_code).short_name}, by that area's answer: "
        f"{one.name}. It is not counted as {area}'s own."
        for one in step.from_elsewhere
    ]
    if step.not_running:
        label = dataset.survey.questionnaire.label
        items = [
            f"{one.name} ({within(label('status', one.status)) or 'status not known'})"
            for one in step.not_running
        ]
        said.append(f"Listed, but not counted because not running: {join(items)}.")
    return tuple(said)


def _shared(name: str, codes: tuple[str, ...], step: Step, dataset: Dataset) -> str:
    others = [dataset.area(code).short_name for code in codes if code != step.area_code]
    return f"Shared provider: {name} runs this step in {join(others)} as well."


def named(services: tuple[Listed, ...]) -> str:
    """Services by name, and that one provider runs them all if so."""
    names = join([one.name for one in services])
    providers = {provider_key(one.provider) for one in services}
    same = len(services) > 1 and len(providers) == 1 and "" not in providers
    return f"{names} (all by {services[0].provider})" if same else names


def in_short(step: Step) -> str:
    """The state for a file: "thin, 1 service; possible overlap"."""
    parts = [WORDS[step.state]]
    if step.running:
        parts[0] += f", {plural(len(step.running), 'service')}"
    elif step.state == UNKNOWN:
        parts[0] += f", {why_unknown(step)}"
    parts += ["possible overlap"] if step.overlaps else []
    parts += ["shared provider"] if step.shared else []
    parts += ["also served from elsewhere"] if step.from_elsewhere else []
    parts += ["answered none but lists a service"] if step.contradiction else []
    return "; ".join(parts)


def why_unknown(step: Step) -> str:
    """Why it is not known, in a word or two."""
    return {
        "no_response": "area has not answered",
        "dont_know": "don't know",
        "not_asked": "not asked",
        "some": "some, but none running is listed",
    }.get(step.answer, "left empty")
