"""Every page for every indicator and area: complete, traceable and free of leftovers."""

import re

import pytest

from dashboard.analysis.themes import NO_THEME
from dashboard.cards.model import Body
from dashboard.pages import answer
from dashboard.view_state import VIEWS

LARGEST_FIGURE = 60_000  # bytes of JSON, for slow networks
LEFTOVER = re.compile(r"\b(?:nan|NaN|None|NaT|null)\b|\{|\}|\bE\d{8}\b")
BENCHMARKS = ("england", "region", "rest", "neighbours:dfe", "neighbours:adjacent", "chosen")


def check(address: str, body: Body, version: str) -> None:
    """What is true of every page."""
    assert body.title, address
    assert body.sections, address
    ids = [section.id for section in body.sections]
    assert len(set(ids)) == len(ids), address
    texts = [body.title, body.description, body.intro, *body.notices]
    texts += [point.text for point in body.lead]
    for card in body.cards:
        assert card.title, address
        assert card.sentence, address
        assert card.table.caption, address
        assert card.table.columns, address
        assert version in card.source_line, address
        assert ("Dataset version", version) in card.table.meta, address
        texts += [card.title, card.sentence, card.table.caption, card.source_line, *card.notes]
        texts += [item.label for item in card.legend]
        width = len(card.table.columns)
        assert {len(row) for row in card.table.rows} <= {width}, address
        names = [column.name for column in card.table.columns]
        assert len(set(names)) == width, address
    for text in texts:
        assert not LEFTOVER.search(text), (address, text)


def look_at(address: str, dataset) -> Body:
    _, body = answer(address, dataset)
    assert body.title != "Not found", address
    check(address, body, dataset.version)
    return body


def check_cells(address: str, body: Body) -> None:
    """Tables hold no leftovers and figures are small."""
    for card in body.cards:
        for row in card.table.rows:
            assert row[0].text, address
            for cell in row:
                for text in (cell.text, cell.note, cell.detail):
                    assert not LEFTOVER.search(text or ""), (address, text)
                assert cell.value == cell.value, address
        if card.figure is not None:
            assert len(card.figure.to_json()) < LARGEST_FIGURE, (address, card.id)


def test_every_indicator_for_every_area(dataset):
    seen = 0
    for key in dataset.registry.indicators:
        for code in dataset.member_codes:
            body = look_at(f"/indicator/{key}?area={code}", dataset)
            assert [card.id for card in body.cards] == ["ranking", "map", "trends"]
            seen += 1
        check_cells(key, body)
    assert seen == len(dataset.registry.indicators) * len(dataset.member_codes)


def test_every_indicator_with_district_figures_for_every_local_area(dataset):
    seen = 0
    for key in filter(dataset.has_districts, dataset.registry.indicators):
        for code in dataset.local_codes:
            body = look_at(f"/indicator/{key}?level=districts&area={code}", dataset)
            assert not body.notices, (key, code)
            seen += 1
        check_cells(key, body)
    assert seen > 0


@pytest.mark.parametrize("tab", ["", *sorted(VIEWS["area"])])
def test_every_part_of_every_area(dataset, tab):
    for code in dict.fromkeys([*dataset.member_codes, *dataset.local_codes]):
        address = f"/area/{code}?view={tab}" if tab else f"/area/{code}"
        check_cells(address, look_at(address, dataset))


def test_every_topic_on_the_overview(dataset):
    for domain in ("", "headline", "all", *dataset.registry.domains):
        address = f"/?domain={domain}" if domain else "/"
        body = look_at(address, dataset)
        check_cells(address, body)
        assert body.cards[0].table.rows, address


@pytest.mark.parametrize("benchmark", BENCHMARKS)
@pytest.mark.parametrize(
    "path",
    [
        "/?domain=wellbeing",
        "/indicator/cin_rate?colour=comparison",
        "/indicator/child_low_income_bhc?level=districts&map=tiles&colour=comparison",
        "/indicator/children_0_17?colour=comparison",
        "/indicator/infant_mortality?present=1",
        "/area/E10000007?domain=income",
        "/area/E10000007?view=districts&colour=comparison",
        "/area/E06000017?view=neighbours",
        "/area/E07000032?domain=work",
    ],
)
def test_every_benchmark_on_every_kind_of_page(dataset, path, benchmark):
    address = f"{path}&benchmark={benchmark}"
    check_cells(address, look_at(address, dataset))


def test_every_period_of_an_indicator_with_gaps(dataset):
    for end in dataset.periods("cpp_repeat_pct")["period_end"]:
        address = f"/indicator/cpp_repeat_pct?period={end.date()}&area=E06000017"
        body = look_at(address, dataset)
        assert not body.notices, address
        check_cells(address, body)


def test_every_choice_of_the_service_map(dataset):
    _, body = answer("/services", dataset)
    seen = 0
    for control in body.controls:
        for option in control.options:
            if option.value and not option.disabled:
                address = f"/services?{control.name}={option.value}"
                check_cells(address, look_at(address, dataset))
                seen += 1
    assert seen > len(body.controls)


@pytest.mark.parametrize("tab", ["", *sorted(VIEWS["gaps"])])
def test_every_part_of_the_pathway(dataset, tab):
    for code in dataset.member_codes:
        address = (
            f"/gaps?view={tab}&area={code}"
            if tab
            else f"/gaps?order=child_low_income_bhc&area={code}"
        )
        check_cells(address, look_at(address, dataset))


def test_every_step_of_the_pathway_explains_itself(dataset):
    for code in dataset.member_codes:
        for slot in dataset.survey.questionnaire.slots():
            address = f"/gaps?cell={code}:{':'.join(slot)}"
            body = look_at(address, dataset)
            assert {"pathway", "cell", "next-door"} <= {card.id for card in body.cards}, address
            check_cells(address, body)


def test_every_service_has_a_page(dataset):
    for service_id in dataset.survey.by_service:
        check_cells(service_id, look_at(f"/service/{service_id}", dataset))


def test_any_service_of_the_pathway_can_be_thought_away(dataset):
    for service_id in dataset.survey.by_service:
        check_cells(service_id, look_at(f"/gaps?without={service_id}&view=shared", dataset))


@pytest.mark.parametrize("km", ["2", "5", "10"])
def test_every_distance_for_every_step_and_the_districts_of_every_area(dataset, km):
    slots = dataset.survey.questionnaire.slots()
    slices = [f"tier={level}&situation={situation}" for level, situation in slots]
    for chosen in ("", *slices):
        address = f"/need-and-support?view=access&km={km}&{chosen}"
        check_cells(address, look_at(address, dataset))
    for code in dataset.member_codes:
        address = f"/need-and-support?view=access&km={km}&by=districts&area={code}"
        check_cells(address, look_at(address, dataset))


@pytest.mark.parametrize("tab", ["", *sorted(VIEWS["need"])])
def test_every_part_of_need_and_support_for_every_slice(dataset, tab):
    questionnaire = dataset.survey.questionnaire
    slices = [
        *(f"tier={level}&situation={situation}" for level, situation in questionnaire.slots()),
        *(f"stage={item.id}" for item in questionnaire.items("stage")),
        *(f"audience={item.id}" for item in questionnaire.items("audience")),
        *(f"delivery={item.id}" for item in questionnaire.items("delivery")),
    ]
    for number, part in enumerate(slices):
        measure = ("capacity", "starts", "services")[number % 3]
        code = dataset.member_codes[number % len(dataset.member_codes)]
        address = f"/need-and-support?{part}&measure={measure}&area={code}"
        check_cells(address, look_at(f"{address}&view={tab}" if tab else address, dataset))


def test_every_indicator_beside_support(dataset):
    for key in dataset.registry.indicators:
        for tab in ("", "&view=map", "&view=difference"):
            address = f"/need-and-support?indicators={key}{tab}"
            check_cells(address, look_at(address, dataset))


@pytest.mark.parametrize("tab", ["", *sorted(VIEWS["themes"])])
@pytest.mark.parametrize("hidden", ["", "&anonymous=1"])
def test_every_theme_and_its_answers(dataset, tab, hidden):
    for theme in (NO_THEME, *(theme.id for theme in dataset.survey.record.themes)):
        address = f"/themes?theme={theme}{hidden}" + (f"&view={tab}" if tab else "")
        check_cells(address, look_at(address, dataset))


def test_every_area_s_own_words(dataset):
    for code in dataset.member_codes:
        check_cells(code, look_at(f"/themes?area={code}&sort={code}", dataset))
