"""Every indicator file, so that a new indicator is tested without a new test."""

import re
from collections import Counter

import pytest

from dashboard.metadata import Group, Indicator, Kind, Level, Polarity, Registry
from tests.metadata.data_files import DOMAIN_FILES, content, indicator_ids

SENTENCE = re.compile(r"^[A-Z].*\.$", re.DOTALL)


@pytest.fixture(params=indicator_ids())
def indicator(request: pytest.FixtureRequest, registry: Registry) -> Indicator:
    """Each indicator in turn."""
    return registry.indicators[request.param]


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"[a-z0-9']+", text.lower())


class TestFiles:
    @pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.stem)
    def test_file_is_named_after_its_heading(self, path):
        assert content(path)["domain"]["id"] == path.stem

    @pytest.mark.parametrize("path", DOMAIN_FILES, ids=lambda path: path.stem)
    def test_every_shared_block_is_used(self, path):
        text = path.read_text(encoding="utf-8")
        defined = re.findall(r"&(\w+)", text)
        assert [name for name in defined if not re.search(rf"\*{name}\b", text)] == []

    def test_no_indicator_is_lost_between_file_and_registry(self, registry):
        assert sorted(registry.indicators) == sorted(indicator_ids())

    def test_every_group_of_the_framework_has_indicators(self, registry):
        groups = {registry.domains[i.domain].group for i in registry.indicators.values()}
        assert groups == set(Group)

    @pytest.mark.parametrize("field", ["name", "short_name", "definition"])
    def test_no_two_indicators_read_the_same(self, registry, field):
        said = Counter(getattr(i, field).lower() for i in registry.indicators.values())
        assert [text for text, count in said.items() if count > 1] == []


class TestWords:
    def test_definition_is_a_sentence_of_its_own(self, indicator):
        assert SENTENCE.match(indicator.definition)
        assert len(words(indicator.definition)) >= 12
        assert words(indicator.definition) != words(indicator.name)

    def test_definition_says_what_a_share_or_rate_is_out_of(self, indicator):
        stated = {
            Kind.PROPORTION: r"percentage",
            Kind.RATE: rf"every {indicator.multiplier:,} ",
            Kind.MEAN: r"average|middle|shared equally",
            Kind.RATIO: r"divided by|percentage of",
            Kind.COUNT: r"number of",
            Kind.INDEX: r"score",
        }
        assert re.search(stated[indicator.kind], indicator.definition)

    def test_explanations_are_sentences(self, indicator):
        said = [indicator.comparability, indicator.why_it_matters, *indicator.collect]
        said += indicator.outside_lifetime.values()
        assert [text for text in said if text and not SENTENCE.match(text)] == []

    def test_steps_to_collect_are_few_and_say_where_to_go(self, indicator):
        assert 2 <= len(indicator.collect) <= 5
        assert "(link above)" in indicator.collect[0] or "https://" in indicator.collect[0]

    def test_name_has_no_full_stop_and_is_not_a_bare_abbreviation(self, indicator):
        assert not indicator.name.endswith(".")
        assert len(words(indicator.name)) >= 2

    def test_addresses_are_secure(self, indicator):
        assert str(indicator.url).startswith("https://")
        assert not re.search(r"http://", " ".join(indicator.collect))


class TestNumbers:
    def test_percentages_are_written_one_way(self, indicator):
        is_percentage = indicator.unit_suffix == "%"
        assert is_percentage == indicator.unit.startswith("% of ")
        assert is_percentage == (indicator.multiplier == 100 and indicator.kind != Kind.RATE)
        if indicator.kind is Kind.PROPORTION:
            assert is_percentage

    def test_unit_of_a_rate_says_per_how_many(self, indicator):
        per = re.match(r"per ([\d,]+) ", indicator.unit)
        assert (per is not None) == (indicator.kind is Kind.RATE)
        if per:
            assert int(per[1].replace(",", "")) == indicator.multiplier

    def test_unit_begins_with_what_is_written_at_the_value(self, indicator):
        assert indicator.unit.startswith(indicator.unit_prefix or indicator.unit_suffix)

    @pytest.mark.parametrize("indicator", indicator_ids(kind="count"), indirect=True)
    def test_counts_have_no_decimals_and_no_direction(self, indicator):
        assert indicator.decimals == 0
        assert indicator.polarity is Polarity.NEUTRAL

    def test_districts_come_with_upper_tier_areas(self, indicator):
        assert Level.UPPER_TIER in indicator.levels
        assert len(set(indicator.levels)) == len(indicator.levels)


class TestDirection:
    def test_basis_of_the_direction_is_given(self, indicator):
        assert re.match(r"^(source|editorial): \w\S* \S+", indicator.polarity_basis)

    def test_direction_agrees_with_what_the_source_calls_good(self, indicator):
        good = re.match(r"^source: .* marks (low|high) as good$", indicator.polarity_basis)
        assert (good is not None) == indicator.polarity_basis.startswith("source")
        if good:
            worse = {"low": Polarity.HIGH_IS_WORSE, "high": Polarity.LOW_IS_WORSE}
            assert indicator.polarity is worse[good[1]]

    def test_factors_of_assessments_are_never_judged(self, indicator, registry):
        is_factor = indicator.source_indicator.startswith("c3_factors")
        blocked = [c.key for c in registry.caveats_of(indicator) if c.blocks_judgement]
        assert ("recording_practice" in blocked) or not is_factor

    def test_services_that_the_source_gives_no_direction_are_never_judged(
        self, indicator, registry
    ):
        undirected = "source gives no direction" in indicator.polarity_basis
        blocked = any(c.blocks_judgement for c in registry.caveats_of(indicator))
        assert blocked or not undirected

    def test_direction_shown_is_of_need_only_where_differences_are_judged(
        self, indicator, registry
    ):
        blocked = any(c.blocks_judgement for c in registry.caveats_of(indicator))
        said = registry.direction_of(indicator)
        assert (said == "Higher is not judged better or worse") == blocked
        assert blocked or said == indicator.polarity.label

    def test_domestic_abuse_is_never_shown_as_parental_conflict(self, indicator):
        is_abuse = "domestic abuse" in indicator.name.lower()
        assert ("not_parental_conflict" in indicator.caveats) or not is_abuse


class TestHeadlines:
    def test_places_run_from_one_without_gaps(self, registry):
        places = [one.headline for one in registry.headline()]
        assert places == list(range(1, len(places) + 1))
        assert 12 <= len(places) <= 16

    def test_each_group_that_can_be_read_as_need_is_there(self, registry):
        groups = {registry.domains[one.domain].group for one in registry.headline()}
        assert groups == set(Group) - {Group.CONTEXT}

    def test_headlines_are_core_and_no_others_say_why_they_matter(self, indicator):
        assert bool(indicator.why_it_matters) == (indicator.headline is not None)
        assert indicator.core or indicator.headline is None

    def test_no_cause_is_claimed(self, indicator):
        said = f"{indicator.why_it_matters} {indicator.comparability}".lower()
        claims = r"conflict (causes|leads to|results in)|(caused by|because of) conflict"
        assert not re.search(claims, said)


class TestCaveats:
    def test_badges_are_short_and_texts_are_sentences(self, registry):
        wrong = [
            caveat.key
            for caveat in registry.caveats.values()
            if len(caveat.short.split()) > 4 or not SENTENCE.match(caveat.text)
        ]
        assert wrong == []

    def test_every_caveat_is_used(self, registry):
        used = {key for one in registry.indicators.values() for key in one.caveats}
        assert set(registry.caveats) - used == set()

    def test_no_caveat_is_named_twice(self, indicator):
        assert len(set(indicator.caveats)) == len(indicator.caveats)
