"""Counted summaries of the pathway: for talks about the region, neighbours and providers."""

from collections.abc import Callable, Sequence

from dashboard.analysis.pathway import Step
from dashboard.analysis.pathway_summary import (
    Change,
    Counted,
    SharedGap,
    changes,
    commonest_gaps,
    next_door,
    only_support,
    overlaps,
    shared_gaps,
    shared_providers,
)
from dashboard.analysis.pathway_words import (
    are,
    in_sentence,
    in_short,
    named,
    plural,
    short_name,
    thin_reasons,
)
from dashboard.analysis.summary import capital, join
from dashboard.cards.gaps_cell import step_title
from dashboard.cards.gaps_choice import Choice
from dashboard.cards.gaps_findings import served, without_sentence
from dashboard.cards.gaps_matrix import FROM_ELSEWHERE, looks
from dashboard.cards.model import Card
from dashboard.cards.survey_labels import labelled, title_with_label
from dashboard.exports.table import Cell, Column, Table
from dashboard.metadata.format import within

_MOST_ROWS = 50
_WITHOUT = "without"  # links jump to this card, past the label at the top of the page
_FROM_ELSEWHERE = (
    f"{FROM_ELSEWHERE} means that the area has no support of its own, but another area says that "
    "its service serves it as well."
)


def summary_cards(choice: Choice) -> tuple[Card, ...]:
    """Commonest gaps, gaps that neighbours share, overlaps, shared providers, one service less."""
    return (
        _commonest(choice),
        _with_neighbours(choice),
        _overlaps(choice),
        _providers(choice),
        without_card(choice),
    )


def _card(
    choice: Choice,
    card_id: str,
    title: str,
    sentence: str,
    make_table: Callable[[], Table],
    *notes: str,
) -> Card:
    codes = choice.dataset.member_codes
    return Card(
        id=card_id,
        title=title,
        sentence=sentence if card_id != _WITHOUT else labelled(choice.dataset, codes, sentence),
        make_table=make_table,
        image_title=title_with_label(choice.dataset, codes, title),
        source_line=choice.source(),
        notes=notes,
    )


def _table(
    choice: Choice, caption: str, names: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> Table:
    """A table of texts; of the first rows only where there are very many."""
    left = len(rows) - _MOST_ROWS
    caption += f". The first {_MOST_ROWS} of {len(rows)}" if left > 0 else ""
    columns = tuple(Column(name) for name in names)
    return Table(caption, columns, tuple(rows[:_MOST_ROWS]), choice.meta())


def _slot(choice: Choice, level: str, situation: str) -> Cell:
    view = choice.view.change(view="", tier=(level,), situation=(situation,), cell="")
    return Cell.of(short_name(choice.questionnaire, level, situation), href=view.href)


def _areas(choice: Choice, codes: Sequence[str]) -> str:
    return join([choice.name(code) for code in codes])


def _commonest(choice: Choice) -> Card:
    found = commonest_gaps(choice.steps, choice.by_need, choice.slots)
    most = found[0]
    tied = [one for one in found if len(one.none) == len(most.none)]
    what = join([in_sentence(choice.questionnaire, one.levels, one.situation) for one in tied[:3]])
    counts = join([f"{len(one.none)} of {plural(one.known, 'area')}" for one in tied[:3]])
    more = plural(len(tied) - 3, "more step")
    sentence = (
        f"{choice.responses()} Most often answered none: {what}, by {counts} for which it is known"
        f"{f'; {more} as often' if len(tied) > 3 else ''}."  # noqa: PLR2004
        f"{_served_already(choice, found)}"
        if most.none
        else f"{choice.responses()} No area answered none for any step shown."
    )
    rows = [
        (
            _slot(choice, one.levels[0], one.situation),
            Cell(len(one.none), f"{len(one.none)} of {one.known}"),
            Cell.of(_lacking(choice, one.none, one.levels[0], one.situation)),
            Cell(len(one.provision) + len(one.thin), _support(one.provision, one.thin)),
            Cell(
                len(one.unknown),
                str(len(one.unknown)),
                detail=_areas(choice, one.unknown) if one.unknown else "",
            ),
        )
        for one in found
    ]
    names = (
        "Level and situation",
        "Answered none, of areas for which it is known",
        f"Which, by need ({within(choice.need.indicator.short_name)})",
        "Have support",
        "Unknown",
    )
    return _card(
        choice,
        "commonest",
        "What is most often missing",
        sentence,
        lambda: _table(choice, "Steps by how many areas answered none", names, rows),
        "Unknown areas are neither counted as gaps nor as support.",
        _FROM_ELSEWHERE,
    )


def _lacking(choice: Choice, codes: Sequence[str], level: str, situation: str) -> str:
    """Areas that answered none, with who serves them from elsewhere."""
    names = (
        choice.name(code) + served(choice, choice.steps[code, level, situation]) for code in codes
    )
    return join(list(names))


def _served_already(choice: Choice, found: Sequence[Counted | SharedGap]) -> str:
    """Which of the areas without support of their own another area says that it serves."""
    gaps = {
        (code, level, one.situation)
        for one in found
        for level in (one.levels if isinstance(one, Counted) else (one.level,))
        for code in (one.none if isinstance(one, Counted) else one.areas)
    }
    there = [choice.steps[gap] for gap in gaps if choice.steps[gap].from_elsewhere]
    if not there:
        return ""
    codes = {step.area_code for step in there}
    names = _areas(choice, [code for code in choice.codes if code in codes])
    return (
        f" Of all {plural(len(gaps), 'gap')} counted here, {len(there)} {are(len(there))} already "
        f"served from another area (in {names})."
    )


def _support(provision: Sequence[str], thin: Sequence[str]) -> str:
    count = len(provision) + len(thin)
    return f"{count} ({len(thin)} thin)" if thin else str(count)


def _with_neighbours(choice: Choice) -> Card:
    dataset = choice.dataset
    near = {code: next_door(dataset, code) for code in choice.codes}
    found = shared_gaps(choice.steps, choice.codes, choice.slots, near.__getitem__)
    rows = []
    for one in found:
        beside = {other for code in one.areas for other in near[code]} - {*one.areas}
        having = [c for c in choice.codes if c in beside and _step(choice, c, one).has_support]
        rows.append(
            (
                _slot(choice, one.level, one.situation),
                Cell.of(
                    _lacking(choice, one.areas, one.level, one.situation),
                    detail=plural(len(one.areas), "area"),
                ),
                Cell.of(_areas(choice, having) or "nobody that is known"),
            )
        )
    sentence = (
        f"{plural(len(found), 'gap')} {are(len(found))} shared by areas next to each other. The "
        f"widest: {_support_in(choice, found[0])}, in "
        f"{_lacking(choice, found[0].areas, found[0].level, found[0].situation)}, which all "
        f"answered none.{_served_already(choice, found)}"
        if found
        else "No areas next to each other answered none for the same step."
    )
    return _card(
        choice,
        "neighbours-gaps",
        "Gaps that neighbours share",
        sentence,
        lambda: _table(
            choice,
            "Steps that areas next to each other answered none for",
            ("Level and situation", "Areas without, side by side", "Next door has it"),
            rows,
        ),
        "Candidates for commissioning together. Areas for which it is not known are left out.",
        _FROM_ELSEWHERE,
    )


def _support_in(choice: Choice, gap: SharedGap) -> str:
    return in_sentence(choice.questionnaire, (gap.level,), gap.situation)


def _step(choice: Choice, code: str, where: SharedGap) -> Step:
    return choice.steps[code, where.level, where.situation]


def _overlaps(choice: Choice) -> Card:
    found = overlaps(choice.steps, choice.codes, choice.slots)
    areas = {one.area_code for one in found}
    sentence = (
        f"{plural(len(found), 'possible overlap')} in {plural(len(areas), 'area')}: "
        f"{choice.thresholds.alike} or more running services at the same level, for the same "
        "situation and delivered in the same way. An overlap to discuss; choice can be good."
        if found
        else f"Nowhere do {choice.thresholds.alike} or more running services do the same."
    )

    def rows() -> list[tuple[Cell, ...]]:
        label = choice.questionnaire.label
        return [
            (
                Cell.of(choice.name(one.area_code)),
                Cell.of(choice.level_label(one.level)),
                Cell.of(join([choice.situation_label(item) for item in one.situations])),
                Cell.of(label("delivery", one.mode)),
                Cell.of(named(one.services)),
            )
            for one in found
        ]

    names = ("Area", "Level", "Family situations", "How it is delivered", "Services")
    return _card(
        choice,
        "overlaps",
        "Overlaps worth a talk",
        sentence,
        lambda: _table(choice, "Services alike in an area", names, rows()),
    )


def _providers(choice: Choice) -> Card:
    found = shared_providers(choice.steps, choice.codes, choice.slots)
    sentence = (
        f"{plural(len(found), 'provider')} {'runs' if len(found) == 1 else 'run'} the same step in "
        f"several areas; {found[0].provider} in most, {len(found[0].areas)}."
        if found
        else "No provider runs the same step in more than one area."
    )
    rows = [
        (
            Cell.of(one.provider),
            Cell.of(_areas(choice, one.areas), detail=plural(len(one.areas), "area")),
            Cell.of(join([short_name(choice.questionnaire, *slot) for slot in one.slots])),
        )
        for one in found
    ]
    return _card(
        choice,
        "providers",
        "Providers that areas share",
        sentence,
        lambda: _table(
            choice,
            "Providers with running services of one step in several areas",
            ("Provider", "Areas", "Steps in more than one area"),
            rows,
        ),
        "Providers are the same if their names are, whatever the capitals and marks. Two spellings "
        "of one name count as two.",
    )


def without_card(choice: Choice) -> Card:
    """What one service is to the pathway: the chosen one, else all that stand alone."""
    if choice.view.without:
        names = ("Step", "Now", "Without it", "Why")
        found = [
            one for one in changes(choice.usual, choice.steps) if one.before.key[1:] in choice.slots
        ]
        return _card(
            choice,
            _WITHOUT,
            "What changes if one service ends",
            without_sentence(choice),
            lambda: _table(
                choice,
                "Steps with one service less",
                names,
                [_change_row(choice, one) for one in found],
            ),
        )
    alone = only_support(choice.steps, choice.codes, choice.slots)
    steps = sum(len(those) for those in alone.values())
    rows = [
        (
            Cell.of(
                one.name or one.service_id,
                href=choice.view.change(without=one.service_id).href + "#without",
            ),
            Cell.of(choice.name(one.area_code)),
            Cell.of(one.provider or "not known"),
            Cell(len(those), str(len(those))),
            Cell.of(join([short_name(choice.questionnaire, s.level, s.situation) for s in those])),
        )
        for one, those in alone.items()
    ]
    return _card(
        choice,
        _WITHOUT,
        "What changes if one service ends",
        f"{plural(steps, 'step')} {'rests' if steps == 1 else 'rest'} on one running service. "
        "Choose a service to see what changes without it.",
        lambda: _table(
            choice,
            "Services that are the only one of a step",
            ("Service", "Area", "Provider", "Number of steps", "Only support for"),
            rows,
        ),
    )


def _change_row(choice: Choice, change: Change) -> tuple[Cell, ...]:
    before, after = change
    reasons = thin_reasons(after, choice.thresholds, choice.as_of)
    why = "; ".join(reasons) or "by no rule thin" if after.running else "no other support is listed"
    return (
        Cell.of(step_title(choice, after), href=choice.href(after)),
        Cell(in_short(before), str(len(before.running)), **looks(before.state)),
        Cell(in_short(after), str(len(after.running)), **looks(after.state)),
        Cell.of(capital(why)),
    )
