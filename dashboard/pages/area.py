"""One area: where it stands, what has changed, its neighbours and its districts."""

from datetime import date

from dashboard.analysis.area_profile import area_standouts, available
from dashboard.analysis.profile import compared
from dashboard.analysis.summary import join, one_against_benchmark
from dashboard.cards.area_cards import (
    changes_card,
    district_table_card,
    one_trend_card,
    profile_card,
)
from dashboard.cards.looks import pair_width
from dashboard.cards.maps import map_card
from dashboard.cards.model import Body, Control, Link, Option, Prose
from dashboard.cards.ranking import ranking_card
from dashboard.cards.support_here import support_card, support_point
from dashboard.cards.survey_labels import banner
from dashboard.dataset import Dataset
from dashboard.figures.template import Look
from dashboard.metadata import Indicator, Level
from dashboard.pages.choices import (
    benchmark_control,
    indicator_options,
    map_control,
    peers_controls,
    with_possible_benchmark,
)
from dashboard.view_state import View

_NO_TIER = "There is no lower tier of councils here."
_TABS = (
    ("", "Profile"),
    ("trends", "Over time"),
    ("neighbours", "Beside its neighbours"),
    ("districts", "Districts"),
)


def body(view: View, dataset: Dataset, look: Look) -> Body:
    """The page."""
    area = dataset.area(view.subject)
    section = {
        "trends": _trends,
        "neighbours": _neighbours,
        "districts": _districts,
    }.get(view.view, _profile)
    districts = dataset.registry.districts_of(area.code)
    compared_code = districts[0].code if view.view == "districts" and districts else area.code
    view, notices = with_possible_benchmark(dataset, view, compared_code)
    part = section(view, dataset, look)
    parent = dataset.registry.areas.get(area.parent or "")
    crumbs = [Link("Areas", view.go("areas").href)]
    if parent is not None and parent.code in dataset.member_codes:
        crumbs.append(Link(parent.name, view.go("area", parent.code).href))
    return Body(
        title=area.name,
        description=f"{area.name}: published figures that matter to conflict between parents.",
        intro=_intro(dataset, view),
        lead=part.lead,
        controls=part.controls,
        tabs=tuple(
            Link(label, view.change(view=key).href, current=view.view == key)
            for key, label in _TABS
            if not (key == "neighbours" and not _methods(dataset, area.code))
        ),
        sections=part.sections,
        notices=(*notices, *part.notices),
        crumbs=tuple(crumbs),
        banner=part.banner,
    )


def _intro(dataset: Dataset, view: View) -> str:
    area = dataset.area(view.subject)
    kind = f"{area.name} is a {area.type}"
    if area.level is Level.DISTRICT:
        county = dataset.area(area.parent or "").name
        return f"{kind} in {county}. Only some figures are published for districts."
    districts = dataset.registry.districts_of(area.code)
    if area.predecessors and area.valid_from:
        old = join([dataset.area(c).name for c in area.predecessors])
        start = area.valid_from
        kind += f" created on {start.day} {start:%B %Y} from part of {old}; many series start then"
        return f"{kind}. It has {len(districts)} districts." if districts else f"{kind}. {_NO_TIER}"
    if districts:
        return f"{kind} with {len(districts)} districts."
    return f"{kind}: {_NO_TIER[:1].lower()}{_NO_TIER[1:]}"


def _shown(view: View, dataset: Dataset) -> tuple[Indicator, ...]:
    """Indicators of the chosen domain that this area can have figures for."""
    offered = available(dataset, view.subject)
    if view.domain in {"", "all"}:
        return offered
    if view.domain == "headline":
        return tuple(i for i in offered if i.headline is not None)
    return tuple(i for i in offered if i.domain == view.domain)


def _domain_control(view: View, dataset: Dataset) -> Control:
    present = {i.domain for i in available(dataset, view.subject)}
    domains = sorted(dataset.registry.domains.values(), key=lambda d: d.order)
    options = (
        Option("", "All indicators"),
        Option("headline", "Headline indicators"),
        *(Option(d.id, d.name, d.group.label) for d in domains if d.id in present),
    )
    value = view.domain if view.domain in {o.value for o in options} else ""
    return Control("domain", "Indicators", "select", options, value)


def _profile(view: View, dataset: Dataset, look: Look) -> Body:
    indicators = _shown(view, dataset)
    found = area_standouts(dataset, view.subject, indicators, view.benchmark_choice())
    lead = tuple(
        Link(text, view.go("indicator", key, area=view.subject).href + "#ranking")
        for key, text in found
    )
    today = date.today()
    lead = lead or (Link("No difference from the benchmark that could be tested stands out.", ""),)
    support = support_card(dataset, view, today)
    return Body(
        title="",
        description="",
        lead=(*lead, *support_point(dataset, view, today)),
        controls=(
            _domain_control(view, dataset),
            benchmark_control(dataset, view, view.subject),
            *peers_controls(dataset, view),
        ),
        sections=(
            profile_card(dataset, view, indicators, look),
            *((support,) if support else ()),
        ),
        banner=banner(dataset, (view.subject,)) if support else "",
    )


def _chosen(view: View, offered: tuple[Indicator, ...]) -> Indicator | None:
    """The indicator asked for, else the first headline one, else the first."""
    ids = {i.id: i for i in offered}
    asked = next((ids[i] for i in view.indicators if i in ids), None)
    headline = sorted((i for i in offered if i.headline is not None), key=lambda i: i.headline)
    return asked or next(iter([*headline, *offered]), None)


def _indicator_control(dataset: Dataset, offered: tuple[Indicator, ...], value: str) -> Control:
    options = indicator_options(dataset, {i.id for i in offered})
    return Control("indicators", "Indicator", "select", options, value)


def _trends(view: View, dataset: Dataset, look: Look) -> Body:
    indicators = _shown(view, dataset)
    chosen = _chosen(view, indicators)
    if chosen is None:
        return _nothing("No figures over time are held for this area.")
    return Body(
        title="",
        description="",
        controls=(
            _indicator_control(dataset, indicators, chosen.id),
            _domain_control(view, dataset),
        ),
        sections=(
            one_trend_card(dataset, view, chosen, look),
            changes_card(dataset, view, indicators),
        ),
    )


def _methods(dataset: Dataset, code: str) -> tuple[tuple[str, str], ...]:
    """Neighbour lists that hold anyone for this area."""
    methods = dataset.registry.neighbour_methods.values()
    return tuple((m.id, m.name) for m in methods if dataset.neighbours(code, m.id))


def _neighbours(view: View, dataset: Dataset, look: Look) -> Body:
    area = dataset.area(view.subject)
    methods = _methods(dataset, area.code)
    offered = available(dataset, area.code)
    chosen = _chosen(view, offered)
    if not methods or chosen is None:
        return _nothing(f"No list of neighbours is held for {area.name}.")
    ids = [key for key, _ in methods]
    method = view.neighbours if view.neighbours in ids else "dfe" if "dfe" in ids else ids[0]
    notices = ()
    if method != view.neighbours:
        name = dataset.registry.neighbour_methods[method].name
        notices = (f"There is no such list for {area.name}; {name} are shown.",)
    codes = (area.code, *dataset.neighbours(area.code, method))
    one = compared(dataset, chosen.id, codes, view.benchmark_choice())
    described = dataset.registry.neighbour_methods[method]
    return Body(
        title="",
        description="",
        lead=(Link(f"{chosen.short_name}. {one_against_benchmark(one, area.code)}", ""),),
        controls=(
            _indicator_control(dataset, offered, chosen.id),
            Control(
                "neighbours",
                "Neighbours",
                "select",
                tuple(Option(key, name[:1].upper() + name[1:]) for key, name in methods),
                method,
            ),
            benchmark_control(dataset, view, area.code),
            *peers_controls(dataset, view),
        ),
        sections=(
            ranking_card(
                dataset,
                view.change(area=area.code),
                one,
                look,
                title=f"{area.short_name} beside {described.name}: {chosen.short_name}",
                card_id="neighbours",
                width="full",
            ),
            Prose("method", "", described.description),
        ),
        notices=notices,
    )


def _districts(view: View, dataset: Dataset, look: Look) -> Body:
    area = dataset.area(view.subject)
    districts = tuple(d.code for d in dataset.registry.districts_of(area.code))
    if not districts:
        if area.level is Level.DISTRICT:
            county = dataset.area(area.parent or "")
            link = view.go("area", county.code, view="districts").href
            return _nothing(
                f"{area.name} is itself a district. [See all districts of {county.name}]({link})."
            )
        return _nothing(
            f"{area.name} is a {area.type}: there is no lower tier of councils here, so "
            "there are no district figures to show."
        )
    offered = available(dataset, districts[0])
    chosen = _chosen(view, offered)
    if chosen is None:
        return _nothing("No district figures are held.")
    one = compared(dataset, chosen.id, districts, view.benchmark_choice())
    local_view = view.change(level="districts", area="")
    ranking = ranking_card(
        dataset,
        local_view,
        one,
        look,
        title=f"{chosen.short_name} by district",
        width=pair_width(local_view, look),
    )
    return Body(
        title="",
        description="",
        controls=(
            _indicator_control(dataset, offered, chosen.id),
            benchmark_control(dataset, view, districts[0]),
            *peers_controls(dataset, view),
            map_control(view),
        ),
        sections=(
            ranking,
            map_card(dataset, local_view, one, look, ranking),
            district_table_card(dataset, view, offered, districts),
        ),
    )


def _nothing(text: str) -> Body:
    return Body(title="", description="", sections=(Prose("nothing", "", text),))
