"""Counting themes, on answers where the right number is obvious."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.hidden_names import HIDDEN_PLACE, HIDDEN_SERVICE, hide_names
from dashboard.analysis.themes import (
    HAS_TEXT,
    LEFT_OUT,
    LONGEST_QUOTE,
    NO_TEXT,
    NO_THEME,
    NOT_ANSWERED,
    Slice,
    agreement_words,
    area_states,
    coded,
    counts,
    in_slice,
    is_asked_of_areas,
    left_out,
    quotes,
    response_rates,
    totals,
    with_theme,
)
from dashboard.dataset.survey import Survey
from dashboard.metadata.survey import CodedText
from tests.pages import small_texts
from tests.pages.small_region import COUNTY, NEW, TOWN
from tests.pages.small_texts import PERSONAL, SCRIPT, TEXTS, text

ALL = Slice()
CODES = (COUNTY, TOWN, NEW)


def frame(*texts: CodedText):
    return coded(small_texts.dataset(texts).survey)


def pairs(found) -> dict:
    return {key: tuple(row) for key, row in zip(found.index, found.to_numpy(), strict=True)}


def test_what_a_person_decides_replaces_what_is_suggested():
    found = frame(text("s01/barriers", "a", suggested=("money",), confirmed=("travel",)))
    assert pairs(counts(found, "area_code")) == {("travel", COUNTY): (1, 0)}


def test_what_is_only_suggested_counts_apart():
    found = frame(
        text("s01/barriers", "a", confirmed=("travel",)),
        text("s02/barriers", "b", suggested=("travel", "money")),
    )
    assert pairs(counts(found, "area_code")) == {
        ("travel", COUNTY): (1, 1),
        ("money", COUNTY): (0, 1),
    }


def test_an_answer_counts_once_for_a_theme_however_often_it_is_named():
    found = frame(text("s01/barriers", "a", confirmed=("travel", "travel")))
    assert pairs(counts(found, "area_code")) == {("travel", COUNTY): (1, 0)}


def test_no_theme_by_decision_is_told_apart_from_not_looked_at():
    found = frame(text("s01/barriers", "a", confirmed=()), text("s02/barriers", "b"))
    assert list(found["state"]) == ["confirmed", "uncoded"]
    assert pairs(counts(found, "area_code")) == {(NO_THEME, COUNTY): (1, 1)}


def test_totals_say_from_how_many_areas_and_put_the_commonest_first():
    found = totals(frame(*TEXTS))
    assert next(iter(found.index)) == "travel"
    assert dict(found.loc["travel"]) == {"answers": 4, "confirmed": 2, "areas": 1, "other": 2}
    assert dict(found.loc[NO_THEME]) == {"answers": 2, "confirmed": 1, "areas": 2, "other": 1}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CODES),
            st.sets(st.sampled_from(["travel", "money"])),
            st.none() | st.sets(st.sampled_from(["travel", "money"])),
        ),
        max_size=12,
    )
)
def test_every_answer_is_counted_and_a_suggestion_never_as_confirmed(given_texts):
    texts = [
        text("/gaps_seen", f"text {i}", area_code=code, suggested=tuple(suggested),
             confirmed=None if decided is None else tuple(decided))
        for i, (code, suggested, decided) in enumerate(given_texts)
    ]  # fmt: skip
    found = frame(*texts)
    by_area = counts(found, "area_code")
    each = sum(max(1, len(s if d is None else d)) for _, s, d in given_texts)
    assert int(by_area.to_numpy().sum()) == each
    sure = sum(max(1, len(d)) for _, _, d in given_texts if d is not None)
    assert int(by_area["confirmed"].sum()) == sure
    assert int(totals(found)["answers"].sum()) == each


def test_a_kind_of_question_holds_what_is_asked_of_services_and_of_the_area():
    found = in_slice(frame(*TEXTS), Slice("barriers"))
    assert list(found["question"]) == ["barriers", "barriers", "area_barriers"]


@pytest.mark.parametrize(
    ("part", "services"),
    [
        (Slice(tiers=("targeted",)), {f"{COUNTY}-s01"}),
        (Slice(tiers=("universal",)), {f"{COUNTY}-s02"}),
        (Slice(situations=("together",)), {f"{COUNTY}-s01", f"{COUNTY}-s02"}),
        (Slice(situations=("separating",)), set()),
    ],
)
def test_levels_and_situations_are_those_of_the_service(part, services):
    assert set(in_slice(frame(*TEXTS), part)["service_id"]) == services


def test_none_of_its_answers_no_text_and_no_reply_are_three_things():
    survey = small_texts.dataset((TEXTS[0],)).survey
    assert area_states(survey, ALL, CODES) == {
        COUNTY: HAS_TEXT,
        TOWN: NO_TEXT,
        NEW: NOT_ANSWERED,
    }


def test_what_a_level_leaves_out_is_never_called_no_text():
    survey = small_texts.dataset().survey
    chosen = Slice(tiers=("specialist",))
    assert area_states(survey, chosen, CODES) == {
        COUNTY: LEFT_OUT,
        TOWN: LEFT_OUT,
        NEW: NOT_ANSWERED,
    }
    assert len(left_out(survey, chosen)) == len(TEXTS)
    assert area_states(survey, Slice("barriers", tiers=("specialist",)), CODES)[TOWN] == NO_TEXT
    assert set(left_out(survey, Slice("works", ("targeted",)))["text"]) == {
        SCRIPT, "Nothing special.",
    }  # fmt: skip
    assert left_out(survey, ALL).empty


def test_gaps_are_asked_only_of_areas():
    survey = small_texts.dataset().survey
    assert is_asked_of_areas(survey, "gaps")
    assert not any(is_asked_of_areas(survey, kind) for kind in ("", "barriers", "works"))


def test_withheld_words_were_answered_not_left_unknown():
    dataset = small_texts.dataset((text("/gaps_seen", PERSONAL, flags=("possible name: A",)),))
    one = dataset.survey.record.responses[0]
    responses = (one.model_copy(update={"answers": {**one.answers, "gaps_seen": "withheld"}}),)
    record = dataset.survey.record.model_copy(update={"responses": responses})
    row = response_rates(Survey(record), Slice("gaps"), "area_code", (COUNTY,)).loc[COUNTY]
    assert (row["answers"], row["blank"], row["said_unknown"]) == (1, 0, 0)


def test_response_rates_come_from_what_was_asked_not_from_what_was_written():
    survey = small_texts.dataset().survey
    found = response_rates(survey, ALL, "area_code", CODES)
    # Two services with two questions each, and three about the area.
    assert list(found["asked"]) == [7, 5, 0]
    assert list(found["answers"]) == [6, 1, 0]
    assert list(found["confirmed"]) == [3, 0, 0]
    assert list(found["suggested"]) == [3, 0, 0]
    assert list(found["uncoded"]) == [0, 1, 0]
    assert list(found["flagged"]) == [1, 0, 0]
    by_kind = response_rates(survey, ALL, "kind", ("barriers", "works", "gaps"))
    assert list(by_kind["answers"]) == [3, 3, 1]
    assert int(by_kind["asked"].sum()) == 12


def test_blank_and_do_not_know_are_told_apart():
    dataset = small_texts.dataset(())
    record = dataset.survey.record
    one = record.responses[0]
    answers = {**one.answers, "gaps_seen": "dont_know", "area_works": "Hubs."}
    responses = (one.model_copy(update={"answers": answers}),)
    survey = small_texts.dataset((), responses=responses).survey
    row = response_rates(survey, Slice("gaps"), "area_code", (COUNTY,)).loc[COUNTY]
    assert (row["asked"], row["blank"], row["said_unknown"]) == (1, 0, 1)
    row = response_rates(survey, Slice("works"), "area_code", (COUNTY,)).loc[COUNTY]
    assert (row["asked"], row["blank"], row["said_unknown"]) == (3, 2, 0)


def test_answers_of_a_theme_come_confirmed_first():
    found = with_theme(frame(*reversed(TEXTS)), "travel")
    assert list(found["state"]) == ["confirmed", "confirmed", "suggested", "suggested"]
    assert with_theme(frame(*TEXTS), "travel", TOWN).empty
    assert len(with_theme(frame(*TEXTS), "", TOWN)) == 1


def test_only_short_confirmed_answers_without_a_flag_are_quoted():
    held = (
        text("s01/barriers", "good", confirmed=("travel",)),
        text("s01/what_works", "only suggested", suggested=("travel",)),
        text("s02/barriers", "flagged", confirmed=("travel",), flags=("possible name: A B",)),
        text("s02/what_works", "long " * LONGEST_QUOTE, confirmed=("travel",)),
        text("/gaps_seen", "of another theme", confirmed=("money",)),
    )
    assert list(quotes(frame(*held), "travel", 5)["text"]) == ["good"]
    assert quotes(frame(*held[1:]), "travel", 5).empty


def test_quotes_come_from_every_area_before_a_second_from_any():
    held = (
        text("s01/barriers", "a", confirmed=("travel",)),
        text("s01/what_works", "bb", confirmed=("travel",)),
        text("/gaps_seen", "a long one", area_code=TOWN, confirmed=("travel",)),
    )
    assert list(quotes(frame(*held), "travel", 2)["text"]) == ["a", "a long one"]


@pytest.mark.parametrize(
    ("kappa", "answers", "figure", "word"),
    [
        (1.0, 30, "1.00", "full agreement"),
        (0.996, 30, "1.00", "full agreement"),
        (0.994, 30, "0.99", "more than chance, less than full agreement"),
        (0.5, 29, "0.50", "rough, with fewer than 30"),
        (0.004, 30, "0.00", "no more than chance"),
        (-0.004, 30, "0.00", "no more than chance"),
        (-0.3, 30, "-0.30", "no more than chance"),
        (1.0, 9, "too few", "fewer than 10"),
        (None, 0, "too few", "fewer than 10"),
        (None, 30, "undefined", "every answer, or for none"),
    ],
)
def test_kappa_has_two_decimals_and_words_that_fit_the_printed_figure(kappa, answers, figure, word):
    said = agreement_words(kappa, answers)
    assert said[0] == figure
    assert word in said[1]


def test_nothing_written_is_no_error():
    survey = small_texts.dataset(()).survey
    assert counts(coded(survey), "area_code").empty
    assert totals(coded(survey)).empty
    assert quotes(coded(survey), "travel", 5).empty
    assert list(response_rates(survey, ALL, "area_code", CODES)["answers"]) == [0, 0, 0]


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("No bus from Dale after six.", f"No bus from {HIDDEN_PLACE} after six."),
        ("MILLTOWN pays.", f"{HIDDEN_PLACE} pays."),
        ("In Hillshire's hubs", f"In {HIDDEN_PLACE}'s hubs"),
        ("Dalesman stays a word", "Dalesman stays a word"),
        ("Ask the example  trust.", f"Ask the {HIDDEN_SERVICE}."),
        ("Group s01 is full.", f"{HIDDEN_SERVICE} is full."),
        ("Nothing to hide", "Nothing to hide"),
    ],
)
def test_names_that_are_known_are_taken_out(words, hidden):
    assert hide_names(words, small_texts.dataset()) == hidden
