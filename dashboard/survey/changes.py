"""What an area's answers say that its earlier ones did not, in sentences."""

from collections.abc import Iterable

from dashboard.metadata.survey import AreaAnswers, Questionnaire, ServiceAnswers

_MOST_NAMES = 10


def changes(
    earlier: AreaAnswers | None, now: AreaAnswers, questionnaire: Questionnaire
) -> tuple[str, ...]:
    """Services added, dropped and changed, and levels and situations answered differently.

    Args:
        earlier: the answers compared with; None where there are none.
        now: the answers that replace or follow them.
        questionnaire: gives the names of questions.
    """
    if earlier is None:
        return ()
    before = {one.key: one for one in earlier.services}
    after = {one.key: one for one in now.services}
    both = [key for key in after if key in before]
    changed = [
        f"{_name(after[key])} ({', '.join(differs)})"
        for key in both
        if (differs := _differs(before[key], after[key], questionnaire))
    ]
    since = "" if earlier.round == now.round else f" since round {earlier.round}"
    lines = (
        _line("added", [_name(one) for key, one in after.items() if key not in before]),
        _line("no longer listed", [_name(one) for key, one in before.items() if key not in after]),
        _line("changed", changed),
    )
    slots = _slots_changed(earlier, now)
    said = [f"{one.capitalize()}{since}: {rest}" for one, rest in lines if rest]
    if slots:
        said.append(f"Answered differently{since}: {slots} pairs of level and family situation")
    return tuple(said) or (f"No service and no answer about support has changed{since}.",)


def _line(what: str, names: list[str]) -> tuple[str, str]:
    more = len(names) - _MOST_NAMES
    cut = "; ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
    count = f"{len(names)} service{'' if len(names) == 1 else 's'}"
    return what, f"{count}: {cut}" if names else ""


def _differs(
    before: ServiceAnswers, after: ServiceAnswers, questionnaire: Questionnaire
) -> Iterable[str]:
    return [
        one.label
        for one in questionnaire.questions
        if before.answers.get(one.id) != after.answers.get(one.id)
    ]


def _slots_changed(earlier: AreaAnswers, now: AreaAnswers) -> int:
    before, after = (
        {(one.level, one.situation): one.answer for one in answers.none}
        for answers in (earlier, now)
    )
    return sum(before.get(slot) != after.get(slot) for slot in {*before, *after})


def _name(one: ServiceAnswers) -> str:
    return str(one.answers.get("service_name") or one.key)
