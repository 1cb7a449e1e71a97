"""Reading the data folder: what comes out, and what is said about mistakes."""

import shutil
from pathlib import Path

import pytest

from dashboard.metadata import Level, MetadataError, load_registry
from tests.metadata.loader_sources import FILES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small data folder without mistakes."""
    root = tmp_path / "data"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of text that stands once in a file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def complaints(folder: Path) -> list[str]:
    """The problems as written for the reader."""
    with pytest.raises(MetadataError) as caught:
        load_registry(folder)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


class TestReading:
    def test_headings_come_by_order_and_indicators_as_written(self, folder):
        registry = load_registry(folder)
        assert list(registry.domains) == ["homes", "work"]
        assert list(registry.indicators) == ["employed", "skilled"]
        assert registry.indicators["skilled"].domain == "work"

    def test_fields_of_the_item_win_over_shared_ones(self, folder):
        registry = load_registry(folder)
        assert (registry.indicators["employed"].core, registry.indicators["skilled"].core) == (
            True,
            False,
        )

    def test_date_of_release_stays_as_written(self, folder):
        assert load_registry(folder).indicators["employed"].released == "2025-10-30"

    def test_other_councils_are_upper_tier_areas_of_the_country(self, folder):
        area = load_registry(folder).areas["E08000001"]
        assert (area.level, area.parent) == (Level.UPPER_TIER, "E92000001")
        assert area.aliases == ("E08000091", "E08000092")
        assert area.valid_from is None

    def test_lifetimes_are_dates(self, folder):
        registry = load_registry(folder)
        assert registry.areas["E06000002"].valid_from.isoformat() == "2023-04-01"
        assert [area.code for area in registry.ancestors()] == ["E10000001"]

    def test_the_proposed_need_index_is_read_with_its_weights(self, folder):
        index = "expected_members: 1\nneed_index: [{indicator: employed, weight: 2}]\n"
        change(folder, "region.yml", "expected_members: 1\n", index)
        (part,) = load_registry(folder).region.need_index
        assert (part.indicator, part.weight) == ("employed", 2)

    def test_an_index_cannot_hold_an_indicator_without_a_direction(self, folder):
        index = "expected_members: 1\nneed_index: [{indicator: employed, weight: 2}]\n"
        change(folder, "region.yml", "expected_members: 1\n", index)
        change(folder, "indicators/work.yml", "polarity: low_is_worse", "polarity: neutral")
        (said,) = complaints(folder)
        assert "employed: neither higher nor lower means more need" in said

    def test_same_registry_comes_back_from_json(self, folder):
        registry = load_registry(folder)
        assert type(registry).model_validate_json(registry.model_dump_json()) == registry


# file, what is replaced, by what, what the message must say: place, item, field, found, expected
MISTAKES = {
    "index of an unknown indicator": (
        "region.yml",
        "expected_members: 1\n",
        "expected_members: 1\nneed_index: [{indicator: joy, weight: 1}]\n",
        ("data/region.yml", "need_index", "joy", "the id of an indicator"),
    ),
    "index that names an indicator twice": (
        "region.yml",
        "expected_members: 1\n",
        "expected_members: 1\nneed_index: [{indicator: employed, weight: 1}, "
        "{indicator: employed, weight: 2}]\n",
        ("data/region.yml", "need_index", "employed, 2 times", "only once"),
    ),
    "weight of nothing": (
        "region.yml",
        "expected_members: 1\n",
        "expected_members: 1\nneed_index: [{indicator: employed, weight: 0}]\n",
        ("data/region.yml", "need_index", "found 0"),
    ),
    "word that is not a choice": (
        "indicators/work.yml",
        "kind: proportion",
        "kind: share",
        ("data/indicators/work.yml, line 13", "employed", "kind", '"share"', "'proportion'"),
    ),
    "number out of range": (
        "indicators/work.yml",
        "    core: false",
        "    core: false\n    decimals: 7",
        ("data/indicators/work.yml, line 41", "skilled", "decimals", "found 7", "3 or less"),
    ),
    "field left out": (
        "indicators/work.yml",
        "    definition: The percentage of adults with skills.\n",
        "",
        ("data/indicators/work.yml, line 35", "skilled", "definition", "found nothing"),
    ),
    "misspelt field": (
        "indicators/work.yml",
        "    headline: 1",
        "    headlin: 1",
        ("data/indicators/work.yml, line 33", "employed", "headlin", "expected headline"),
    ),
    "name too long": (
        "indicators/work.yml",
        "short_name: Skilled",
        f"short_name: {'Skilled ' * 9}",
        ("skilled", "short_name", "(71 characters)", "at most 42 characters"),
    ),
    "number where text belongs": (
        "indicators/work.yml",
        "name: Adults with skills",
        "name: 2021",
        ("skilled", "name", "found 2021", "quotation marks"),
    ),
    "address without https": (
        "indicators/work.yml",
        "url: https://www.example.org/",
        "url: www.example.org",
        ("line 18", "url", '"www.example.org"', "https://"),
    ),
    "heading in the item": (
        "indicators/work.yml",
        "    core: false",
        "    core: false\n    domain: homes",
        ("skilled", "domain", '"homes"', "the file decides"),
    ),
    "unknown caveat": (
        "indicators/work.yml",
        "caveats: [modelled]",
        "caveats: [modeled]",
        ("work.yml, line 32", "employed", "caveats", "found modeled", "caveats.yml"),
    ),
    "headline without its sentence": (
        "indicators/work.yml",
        "    why_it_matters: Work matters.\n",
        "",
        ("work.yml, line 27", "employed", "why_it_matters", "found nothing", "headline"),
    ),
    "two headlines in one place": (
        "indicators/work.yml",
        "    core: false",
        "    core: false\n    headline: 1\n    why_it_matters: Yes.",
        ("line 41", "skilled", "headline", "1, which employed has too"),
    ),
    "indicator twice": (
        "indicators/work.yml",
        "id: skilled",
        "id: employed",
        ("work.yml, line 35", "id", "already in data/indicators/work.yml, line 27"),
    ),
    "figures of an unknown area": (
        "indicators/work.yml",
        "    core: false",
        "    core: false\n    outside_lifetime: {E06000099: No reason.}",
        ("skilled", "outside_lifetime", "E06000099", "region.yml"),
    ),
    "heading without a group": (
        "indicators/homes.yml",
        "group: family_economic, ",
        "",
        ("data/indicators/homes.yml", "homes", "group", "found nothing"),
    ),
    "two headings in one place": (
        "indicators/homes.yml",
        "order: 1",
        "order: 2",
        ("data/indicators/work.yml", "work", "order", "2, which homes has too"),
    ),
    "list left out": (
        "indicators/homes.yml",
        "indicators: []",
        "indicators:",
        ("data/indicators/homes.yml", "indicators", "found nothing", "a list of items"),
    ),
    "item without fields": (
        "indicators/homes.yml",
        "indicators: []",
        "indicators: [rent]",
        ("data/indicators/homes.yml, line 2", '"rent"', "named fields"),
    ),
    "stray field at the top": (
        "indicators/homes.yml",
        "indicators: []",
        "indicators: []\nindicator: []",
        ("data/indicators/homes.yml", "indicator", "only domain, shared and indicators"),
    ),
    "caveat without text": (
        "caveats.yml",
        "  text: Worked out, not counted.\n",
        "",
        ("data/caveats.yml, line 1", "modelled", "text", "found nothing"),
    ),
    "yes or no as a word": (
        "caveats.yml",
        "  short: Modelled",
        "  short: Modelled\n  blocks_judgement: perhaps",
        ("data/caveats.yml, line 3", "modelled", "blocks_judgement", "true or false"),
    ),
    "neighbour method without a source": (
        "neighbours.yml",
        "  source: Nobody\n",
        "",
        ("data/neighbours.yml", "chosen", "source", "found nothing"),
    ),
    "member that is no area": (
        "region.yml",
        "members: [E06000001]",
        "members: [E06000001, E06000009]",
        ("data/region.yml, line 7", "members", "E06000009", "listed under areas"),
    ),
    "unknown parent": (
        "region.yml",
        "    parent: E12000001",
        "    parent: E12000009",
        ("data/region.yml, line 15", "E06000001", "parent", "E12000009"),
    ),
    "unknown predecessor": (
        "region.yml",
        "[E10000001]",
        "[E10000009]",
        ("data/region.yml, line 17", "E06000001", "predecessors", "E10000009"),
    ),
    "misshapen code": (
        "region.yml",
        "{code: E10000001,",
        "{code: E1000,",
        ("data/region.yml, line 18", "E1000", "code", "eight digits"),
    ),
    "entry of a list": (
        "region.yml",
        "members: [E06000001]",
        "members: [E06000001, 7]",
        ("data/region.yml, line 7", "members, entry 2", "found 7", "text"),
    ),
    "area in both files": (
        "england_areas.csv",
        "E08000001,",
        "E06000001,",
        ("data/england_areas.csv, line 2", "E06000001", "code", "data/region.yml, line 11"),
    ),
    "unknown predecessor outside the region": (
        "england_areas.csv",
        "2023-04-01,,,E10000002",
        "2023-04-01,,,E10000007",
        ("data/england_areas.csv, line 3", "E06000002", "predecessors", "E10000007"),
    ),
    "date in another form": (
        "england_areas.csv",
        "2023-04-01",
        "1 April 2023",
        ("data/england_areas.csv, line 3", "E06000002", "valid_from", "2021-04-01"),
    ),
    "column left out": (
        "england_areas.csv",
        "valid_to,",
        "",
        ("data/england_areas.csv, line 1", "valid_to", "a column of this name"),
    ),
}


class TestMistakes:
    @pytest.mark.parametrize("mistake", MISTAKES)
    def test_message_says_where_and_what(self, folder, mistake):
        name, old, new, expected = MISTAKES[mistake]
        change(folder, name, old, new)
        said = complaints(folder)
        assert any(all(part in line for part in expected) for line in said), said

    @pytest.mark.parametrize("name", ["region.yml", "england_areas.csv", "caveats.yml"])
    def test_missing_file_is_one_problem(self, folder, name):
        (folder / name).unlink()
        (said,) = complaints(folder)
        assert f"data/{name}" in said

    def test_missing_folder_of_indicators(self, folder):
        shutil.rmtree(folder / "indicators")
        (said,) = complaints(folder)
        assert "data/indicators: found no files" in said

    def test_broken_yaml_names_the_line(self, folder):
        change(folder, "caveats.yml", "Worked out, not counted.", "Note: this is not counted.")
        (said,) = complaints(folder)
        assert said.startswith("data/caveats.yml, line 3: ")
        assert "colons" in said

    def test_field_written_twice(self, folder):
        change(folder, "caveats.yml", "  short: Modelled", "  short: Modelled\n  short: Guess")
        (said,) = complaints(folder)
        assert said.startswith("data/caveats.yml, line 3, short: ")

    def test_file_that_is_not_utf8(self, folder):
        (folder / "caveats.yml").write_bytes("- key: caf\xe9".encode("latin-1"))
        (said,) = complaints(folder)
        assert "data/caveats.yml" in said
        assert "UTF-8" in said

    def test_empty_file(self, folder):
        (folder / "region.yml").write_text("", encoding="utf-8")
        (said,) = complaints(folder)
        assert "data/region.yml: found nothing" in said

    def test_all_problems_are_listed_at_once(self, folder):
        change(folder, "caveats.yml", "  short: Modelled\n", "")
        change(folder, "indicators/work.yml", "kind: proportion", "kind: share")
        change(folder, "neighbours.yml", "  name: Chosen areas\n", "")
        said = complaints(folder)
        assert len(said) == 4  # the wrong kind is shared by two indicators
        with pytest.raises(MetadataError, match=r"^4 problems in the metadata:\n- data/caveats"):
            load_registry(folder)

    def test_an_unreadable_list_of_caveats_does_not_blame_the_indicators(self, folder):
        change(folder, "caveats.yml", "  text: Worked out, not counted.\n", "")
        said = complaints(folder)
        assert not any("employed" in line for line in said)
