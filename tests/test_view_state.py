"""Addresses: what a view is called, and what is made of an address from anywhere."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view_state import MAX_INDICATORS, VIEWS, UnknownPageError, View, lost, parse

from .pages import small_region
from .pages.small_region import COUNTY, DALE, ENGLAND, NEW, TOWN

DATA = small_region.dataset()

# One value other than the default for every field that shows in the query.
CHOSEN = {
    "benchmark": "neighbours:alike",
    "peers": (TOWN, DALE),
    "period": "2025-03-31",
    "level": "districts",
    "map": "tiles",
    "colour": "comparison",
    "area": DALE,
    "areas": (COUNTY, ENGLAND),
    "indicators": ("low_income", "injuries"),
    "domain": "money",
    "view": "trends",
    "sort": ENGLAND,
    "order": "injuries",
    "neighbours": "alike",
    "q": "poor & cold, 50% more?",
    "tier": ("universal", "targeted"),
    "situation": ("separating",),
    "stage": ("emerging",),
    "audience": ("fathers", "send"),
    "delivery": ("online",),
    "status": "running",
    "programme": "other",
    "ending": "6",
    "layer": "public",
    "count": "100",
    "slot": "targeted:together",
    "cell": f"{TOWN}:universal:separating",
    "without": f"{COUNTY}-s01",
    "min_capacity": "0.5",
    "months": "12",
    "alike": "3",
    "weights": ("low_income:2", "injuries:0.5"),
    "measure": "starts",
    "km": "5",
    "by": "areas",
    "theme": "travel",
    "anonymous": "1",
    "present": "1",
}


def read(address: str) -> View:
    """The view of an address that is understood in full."""
    view, notices = parse(address, DATA)
    assert notices == ()
    return view


def test_the_examples_are_of_every_field():
    assert {*CHOSEN, "page", "subject"} == {item.name for item in fields(View)}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_field_comes_back_from_its_address(name):
    view = View(page="area", subject=COUNTY).change(**{name: CHOSEN[name]})
    assert f"{name}=" in view.href
    assert read(view.href) == view


def test_all_fields_come_back_together():
    view = View(page="area", subject=TOWN, **CHOSEN)
    assert read(view.href) == view


@pytest.mark.parametrize(
    ("view", "href"),
    [
        (View(), "/"),
        (View(page="indicators"), "/indicator"),
        (View(page="indicator", subject="low_income"), "/indicator/low_income"),
        (View(page="compare"), "/compare"),
        (View(page="areas"), "/area"),
        (View(page="area", subject=DALE), f"/area/{DALE}"),
        (View(page="gaps"), "/gaps"),
        (View(page="themes"), "/themes"),
        (View(page="themes", theme="no-theme"), "/themes?theme=no-theme"),
        (View(page="data"), "/data"),
        (View(page="help"), "/help"),
        (View(page="accessibility"), "/accessibility"),
    ],
)
def test_a_usual_view_has_a_bare_address(view, href):
    assert view.href == href
    assert read(href) == view


@pytest.mark.parametrize("page", VIEWS)
def test_every_part_of_a_page_has_an_address(page):
    subject = TOWN if page == "area" else ""
    for part in VIEWS[page]:
        view = View(page=page, subject=subject, view=part)
        assert read(view.href) == view


def test_only_what_differs_from_the_default_is_in_the_address():
    assert View(benchmark="region", map="geographic").href == "/?benchmark=region"
    assert read("/?benchmark=england&map=geographic&level=areas").href == "/"


def test_commas_and_colons_stay_readable():
    view = View(page="compare", areas=(TOWN, NEW), benchmark="neighbours:alike")
    assert view.href == f"/compare?benchmark=neighbours:alike&areas={TOWN},{NEW}"


def test_benchmark_and_projector_follow_to_another_page_and_nothing_else_does():
    view = View(**CHOSEN).go("indicator", "injuries", area=TOWN)
    assert view == View(
        page="indicator",
        subject="injuries",
        benchmark="neighbours:alike",
        peers=(TOWN, DALE),
        present="1",
        area=TOWN,
    )


def test_downloads_are_below_the_address_of_the_page():
    assert View().download("rug", "csv") == "/download/rug.csv"
    view = View(page="indicator", subject="low_income", benchmark="region")
    assert (
        view.download("map", "xlsx") == "/download/indicator/low_income/map.xlsx?benchmark=region"
    )


def test_chosen_areas_are_a_benchmark_of_their_own():
    assert View(benchmark="chosen", peers=(TOWN, NEW)).benchmark_choice() == f"areas:{TOWN},{NEW}"
    assert View(benchmark="rest", peers=(TOWN,)).benchmark_choice() == "rest"


def test_without_chosen_areas_all_members_are_meant():
    assert read("/?benchmark=chosen").peers == (COUNTY, TOWN, NEW)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("benchmark=France", "benchmark"),
        ("benchmark=neighbours:unlike", "benchmark"),
        ("peers=E99999999", "peers"),
        ("period=soon", "period"),
        ("period=2025-02-30", "period"),
        ("level=villages", "level"),
        ("map=globe", "map"),
        ("colour=red", "colour"),
        (f"area={ENGLAND}", "area"),
        ("areas=nowhere", "areas"),
        ("indicators=joy", "indicators"),
        ("domain=leisure", "domain"),
        ("view=scatter", "view"),
        ("sort=joy", "sort"),
        ("order=joy", "order"),
        ("neighbours=unlike", "neighbours"),
        ("tier=middling", "tier"),
        ("situation=engaged", "situation"),
        ("ending=7", "ending"),
        ("theme=weather", "theme"),
        ("slot=targeted", "slot"),
        (f"cell={TOWN}:targeted", "cell"),
        (f"without={TOWN}-s99", "without"),
        ("min_capacity=-1", "min_capacity"),
        ("months=soon", "months"),
        ("months=nan", "months"),
        ("alike=1", "alike"),
        ("weights=joy:2", "weights"),
        ("weights=low_income:heavy", "weights"),
        ("km=3", "km"),
        ("present=yes", "present"),
    ],
)
def test_what_is_not_understood_is_said_and_left_at_the_default(query, name):
    view, notices = parse(f"/area/{TOWN}?{query}", DATA)
    assert view == View(page="area", subject=TOWN)
    assert len(notices) == 1
    assert notices[0].startswith(f"The address asked for {name} “{query.split('=')[1]}")
    assert notices[0].endswith("the usual view is shown instead.")


# The words that the date parser of pandas takes for dates.
@pytest.mark.parametrize("word", ["nan", "NaT", "now", "today"])
def test_a_word_is_not_a_period(word):
    view, notices = parse(f"/indicator/low_income?period={word}", DATA)
    assert view.period == ""
    assert len(notices) == 1


def test_what_is_understood_of_a_list_is_kept():
    view, notices = parse(f"/compare?areas={TOWN},nowhere,{NEW},{TOWN}", DATA)
    assert view.areas == (TOWN, NEW)
    assert notices == (
        "The address asked for areas “nowhere”, which cannot be shown here; what can be is shown.",
    )


def test_one_choice_given_twice_is_not_understood():
    view, notices = parse("/?map=tiles&map=geographic", DATA)
    assert view == View()
    assert "map “tiles,geographic”" in notices[0]


def test_a_repeated_list_is_one_list():
    assert read(f"/compare?areas={TOWN}&areas={NEW}").areas == (TOWN, NEW)


def test_twelve_indicators_of_thirteen_are_shown():
    keys = [f"count_{number}" for number in range(1, 14)]
    thirteen = small_region.dataset(tuple(map(small_region.indicator, keys)))
    view, notices = parse(f"/compare?indicators={','.join(keys)}", thirteen)
    assert view.indicators == tuple(keys[:12])
    assert MAX_INDICATORS == 12
    assert "13 at once (at most 12)" in notices[0]


def test_long_garbage_is_cut_short_in_the_notice():
    _, notices = parse(f"/?map={'x' * 3000}", DATA)
    assert f"“{'x' * 40}…”" in notices[0]


def test_unknown_parameters_and_fragments_are_ignored():
    assert read("/help?utm_source=mail&page=area&subject=x#more") == View(page="help")


@pytest.mark.parametrize(
    "path",
    ["//[", "//[::1", "", "nothing", "/nothing", "/index.html", "/area/a/b", "//", "/area/%00"],
)
def test_a_path_that_leads_nowhere_is_an_unknown_page(path):
    with pytest.raises(UnknownPageError, match="There is no"):
        parse(path, DATA)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/service/" + "x" * 300, f"There is no page at /service/{'x' * 31}…."),
        ("/service/" + "x" * 90, f"There is no service called “{'x' * 40}…” here."),
        ("/indicator/joy", "There is no indicator called “joy” here."),
        ("/area/E06999999", "There is no area called “E06999999” here."),
        # Known to the dataset, but without a profile.
        (f"/area/{ENGLAND}", f"There is no area called “{ENGLAND}” here."),
    ],
)
def test_an_unknown_subject_is_named(path, reason):
    with pytest.raises(UnknownPageError) as error:
        parse(path, DATA)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/nowhere?present=1", "/nowhere?present=1"),
        ("/area/a%20b/c?q=x#more", "/area/a%20b/c?q=x"),
        ("/in dex<b>", "/in%20dex%3Cb%3E"),
        ("//example.org/x", "/example.org/x"),
        ("/\\example.org", "/example.org"),
        ("", "/"),
    ],
)
def test_an_address_that_leads_nowhere_is_kept_and_leads_nowhere_else(address, kept):
    assert lost(address, DATA).href == kept


paths = st.sampled_from(["/", "/compare", "/indicator/low_income", f"/area/{COUNTY}", "//["])
parts = st.one_of(
    st.text(max_size=12),
    st.sampled_from([TOWN, "low_income", "districts", "tiles", "2025-03-31", "%ff", "%", "1"]),
)
queries = st.lists(st.tuples(st.sampled_from([*CHOSEN, "x", ""]), parts), max_size=5)


@given(path=paths | st.text(max_size=20), query=queries)
def test_no_address_breaks_it_and_what_is_read_has_an_address(path, query):
    address = f"{path}?{'&'.join(f'{name}={text}' for name, text in query)}"
    try:
        view, _ = parse(address, DATA)
    except UnknownPageError as error:
        assert "There is no" in str(error)
        return
    assert parse(view.href, DATA) == (view, ())


@pytest.mark.parametrize("path", ["/service", "/service/", "/services/"])
def test_service_alone_leads_to_the_list_of_services(path):
    assert read(path) == View(page="services")
    assert read(path).path == "/services"
