"""The list of services that fit what is chosen, and what to loosen when none does."""

from functools import lru_cache

import pandas as pd

from dashboard.analysis.pathway_words import plural
from dashboard.analysis.services import ENDING
from dashboard.analysis.summary import join
from dashboard.cards.model import Card, Link
from dashboard.cards.service_link import service_href
from dashboard.cards.services_choice import ServiceChoice
from dashboard.cards.survey_labels import title_with_label
from dashboard.dataset import Dataset
from dashboard.dataset.survey import ANSWERED, BLANK, HIDDEN
from dashboard.exports.table import Cell, Column, Table
from dashboard.figures.template import Look
from dashboard.metadata.format import within
from dashboard.metadata.survey import Questionnaire

# Rows shown at first and added by each "show more"; more than the most are for the file.
STEP, NARROW_STEP = 20, 10
MOST_ROWS = 500
_MOST_NAMED = 3
_SCREEN = (
    "area_code", "level", "situation", "delivery", "status", "organisation", "funding_end",
    "capacity", "sites",
)  # fmt: skip
# Added in the file, where there is room.
_MORE = ("stage", "audience", "languages", "working_ok", "programme", "programme_other", "sector",
         "commissioner", "format", "access", "waiting_weeks", "description")  # fmt: skip
_HEADINGS = {
    "area_code": "Area",
    "level": "Level",
    "situation": "Family situations",
    "delivery": "Delivery",
    "status": "Running",
    "organisation": "Provider",
    "funding_end": "Funded until",
    "capacity": "Families a year",
    "sites": "Where",
}
_FITS = "Fits what is chosen"
_NUMERIC = {"capacity", "waiting_weeks"}


def list_card(choice: ServiceChoice, look: Look) -> Card:
    """Every service that fits, then those that cannot be judged; the first rows of them."""
    numbers = _in_order(choice)
    step = NARROW_STEP if look.narrow else STEP
    wanted = int(float(choice.view.count)) if choice.view.count else step
    shown = numbers[: min(wanted, MOST_ROWS)]
    title = choice.titled("The services")
    return Card(
        id="service-list",
        title=title,
        sentence=" ".join(filter(None, [_sentence(choice), choice.not_judged()])),
        make_table=lambda: _table(choice, shown, len(numbers)),
        make_file=lambda: _table(choice, numbers, len(numbers), in_file=True),
        image_title=title_with_label(choice.dataset, choice.codes, title),
        source_line=choice.source(),
        notes=_notes(choice),
        links=links(choice),
        more=_more(choice, len(shown), len(numbers), step),
    )


def _in_order(choice: ServiceChoice) -> tuple[int, ...]:
    """As the areas are ordered; by the end of funding where that is what was asked for."""
    numbers, fitting = choice.numbers, choice.found.total
    if ENDING not in choice.chosen:
        return numbers
    ends = choice.dataset.survey.services["funding_end"].to_numpy()
    return (*sorted(numbers[:fitting], key=lambda number: ends[number]), *numbers[fitting:])


def _sentence(choice: ServiceChoice) -> str:
    if choice.found.total:
        return choice.counted()
    unsaid = choice.unsaid(choice.codes)
    return " ".join(filter(None, [choice.counted(), silent(choice), unsaid, advice(choice)]))


def silent(choice: ServiceChoice) -> str:
    """No answer is not the same as no service."""
    quiet = [c for c in choice.codes if c not in choice.dataset.survey.responses]
    if not quiet:
        return ""
    names = join([choice.name(code) for code in quiet])
    return f"{names} {'has' if len(quiet) == 1 else 'have'} not answered yet."


def advice(choice: ServiceChoice) -> str:
    """Which filter to loosen when nothing fits: the one that leaves most without it."""
    if not choice.chosen:
        return ""
    name = loosened(choice)
    if not name:
        return "No single filter stands in the way: take away several, or all of them."
    count = choice.found.without[name]
    verb = "fits" if count == 1 else "fit"
    return f"Loosen “{choice.said(name)}”: without it {plural(count, 'service')} {verb}."


def loosened(choice: ServiceChoice) -> str:
    """The chosen filter that leaves most services if it is taken away; "" if none leaves any."""
    name = max(choice.found.without, key=choice.found.without.get, default="")
    return name if choice.found.without.get(name) else ""


def links(choice: ServiceChoice) -> tuple[Link, ...]:
    """Ways back from a choice."""
    if not choice.chosen:
        return ()
    clear = Link("Clear all filters", choice.loosened(*choice.chosen).href)
    if choice.found.total or not (loosen := loosened(choice)):
        return (clear,)
    return (Link(f"Loosen “{choice.said(loosen)}”", choice.loosened(loosen).href), clear)


def _more(choice: ServiceChoice, shown: int, total: int, step: int) -> Link | None:
    room = min(total, MOST_ROWS)
    if shown >= room:
        return None
    # Twice as many each time: a long list is reached in a few steps.
    step = min(max(step, shown), room - shown)
    text = f"Show {step:,} more of the {total:,} services"
    return Link(text, choice.view.change(count=str(shown + step)).href)


def _notes(choice: ServiceChoice) -> tuple[str, ...]:
    """Services of other areas that say that they serve the chosen one too."""
    if not choice.area:
        return ()
    found = _also_serving(choice.dataset).get(choice.area, ())
    if not found:
        return ()
    services = choice.dataset.survey.services
    first = services.loc[list(found[:_MOST_NAMED]), ["service_name", "area_code"]]
    names = [f"{name} ({choice.name(code)})" for name, code in first.to_numpy()]
    left = len(found) - _MOST_NAMED
    names += [f"{left:,} more"] if left > 0 else []
    verb = "say that it serves" if len(found) == 1 else "say that they serve"
    verb = verb.replace("say that it", "says that it")
    text = f"{plural(len(found), 'service')} of other areas {verb} {choice.name(choice.area)} too"
    return (f"{text}, and {'is' if len(found) == 1 else 'are'} not counted here: {join(names)}.",)


@lru_cache(maxsize=4)
def _also_serving(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Services by the areas that they serve beside their own."""
    services, found = dataset.survey.services, {}
    columns = (services["area_code"], services["other_areas"])
    for one, home, others in zip(services.index, *columns, strict=True):
        for other in others:
            if other != home:
                found.setdefault(other, []).append(one)
    return {code: tuple(ids) for code, ids in found.items()}


def _table(
    choice: ServiceChoice, numbers: tuple[int, ...], total: int, *, in_file: bool = False
) -> Table:
    questionnaire = choice.questionnaire
    names = (*_SCREEN, *(_MORE if in_file else ()))
    columns = [Column("Service")]
    columns += [Column(_heading(questionnaire, name), numeric=name in _NUMERIC) for name in names]
    columns += [Column("Answered")]
    columns += [Column(_FITS)] if in_file else []
    unclear = choice.found.unjudged
    rows = []
    for number in numbers:
        key, name, cells = _row(choice.dataset, number, in_file=in_file)
        fits = "cannot be judged" if unclear[number] else "yes"
        detail = fits if unclear[number] and not in_file else ""
        first = Cell.of(name, href=service_href(choice.view, key), detail=detail)
        rows.append((first, *cells, *([Cell.of(fits)] if in_file else [])))
    caption = _caption(choice, len(numbers), total)
    return Table(caption, tuple(columns), tuple(rows), choice.meta())


# The same services are listed again and again.
@lru_cache(maxsize=4096)
def _row(dataset: Dataset, number: int, *, in_file: bool) -> tuple[str, str, tuple[Cell, ...]]:
    """Id and name of a service, and its answers."""
    columns = _columns(dataset)
    record = {name: values[number] for name, values in columns.items()}
    names = (*_SCREEN, *(_MORE if in_file else ()))
    cells = [_cell(dataset, record, name, in_file=in_file) for name in names]
    key = record["service_id"]
    return key, record["service_name"] or key, (*cells, _date(record["answered_on"]))


@lru_cache(maxsize=4)
def _columns(dataset: Dataset) -> dict[str, list]:
    """The frame as lists: one of its rows takes far longer to get."""
    services = dataset.survey.services.reset_index()
    return {name: services[name].tolist() for name in services.columns}


def _caption(choice: ServiceChoice, shown: int, total: int) -> str:
    order = "by end of funding" if ENDING in choice.chosen else "by area"
    if shown == total:
        return f"All {total:,} services, {order}" if total > 1 else plural(total, "service")
    rest = f"; the files hold all {total:,}"
    return f"The first {shown:,} of {total:,} services, {order}{rest}"


def _heading(questionnaire: Questionnaire, name: str) -> str:
    return _HEADINGS.get(name) or questionnaire.question(name).label


def _cell(dataset: Dataset, record: dict, name: str, *, in_file: bool) -> Cell:
    """An answer in words, or why there is none."""
    questionnaire = dataset.survey.questionnaire
    if name == "area_code":
        return Cell.of(dataset.area(record[name]).short_name)
    if name == "sites":
        return _where(record, questionnaire, in_file=in_file)
    value, said = record[name], record[f"said_{name}"]
    if name == "funding_end" and record["funding_open"] == "yes":
        return Cell.of("no end date") if pd.isna(value) else _date(value)
    if said != ANSWERED:
        return Cell(None, unanswered(questionnaire, said))
    return _answer(questionnaire, name, value)


def _answer(questionnaire: Questionnaire, name: str, value: object) -> Cell:
    if name == "funding_end":
        return _date(value)
    if name in _NUMERIC:
        return Cell(float(value), f"{value:,.0f}")
    return Cell.of(_words(questionnaire, name, value))


def _words(questionnaire: Questionnaire, name: str, value: str | tuple[str, ...]) -> str:
    """An item or several, short where the questionnaire has a short word."""
    listed = questionnaire.question(name).list
    if not listed:
        return str(value)
    items = (value,) if isinstance(value, str) else value
    known = [questionnaire.lists[listed].item(item) for item in items]
    return ", ".join(item.short for item in known if item) or ", ".join(items)


def unanswered(questionnaire: Questionnaire, said: str) -> str:
    """Why there is no answer, in words: never an empty cell and never a nought."""
    if said == BLANK:
        return "left empty"
    if said == HIDDEN:
        return "hidden, small number"
    return within(questionnaire.special[said].label)


def _where(record: dict, questionnaire: Questionnaire, *, in_file: bool) -> Cell:
    sites, said = record["sites"], record["said_sites"]
    if said == BLANK:
        return Cell.of("online or area-wide")
    if said != "answered":
        return Cell(None, unanswered(questionnaire, said))
    if in_file or len(sites) == 1:
        return Cell.of(", ".join(sites))
    return Cell.of(plural(len(sites), "place"), note=", ".join(sites))


def _date(value: pd.Timestamp) -> Cell:
    if pd.isna(value):
        return Cell(None, "not known")
    return Cell(value.date(), f"{value.day} {value:%b %Y}")
