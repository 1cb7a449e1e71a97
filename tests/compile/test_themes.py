"""Themes in answers: what words suggest, whose decisions count, how far coders agree."""

import json
from datetime import date

import pytest
from sklearn.metrics import cohen_kappa_score

from dashboard.compile.agreement import agreement, kappa
from dashboard.compile.contents import themes_section
from dashboard.compile.suggest import MOST_THEMES, keyphrases, suggest
from dashboard.compile.survey import read_survey
from dashboard.compile.themes import compile_themes, flags
from dashboard.dataset.survey import WITHHELD, Survey
from dashboard.metadata import MetadataError, load_registry
from dashboard.metadata.coding import COLUMNS, Coding, Role, free_texts, load_codings, text_hash
from dashboard.metadata.survey import (
    AreaAnswers,
    CodedText,
    Question,
    Questionnaire,
    ServiceAnswers,
    SurveyRecord,
    ThemeCode,
)
from dashboard.metadata.survey_files import CODING, example_file, load_themes
from dashboard.settings import PROJECT
from dashboard.themes.importing import coding_file
from tests.data_folder import copy_data

AREA = "E06000015"
BUS = ThemeCode(
    id="bus", name="Getting there", means="Travel is hard.", words=("bus", "no transport")
)
DADS = ThemeCode(id="dads", name="Fathers", means="Fathers are not reached.", words=("dads",))
CARE = ThemeCode(
    id="care",
    name="Childcare",
    means="Nobody looks after the children.",
    excludes="Buses and dads.",
    examples=("There is no babysitter for the toddlers.",),
    words=("childcare",),
)
THEMES = (BUS, DADS, CARE)


def asked(*, coded: bool = True) -> Questionnaire:
    def question(name: str) -> Question:
        return Question(id=name, label=name, ask=name, kind="long", coded=coded)

    day = date(2026, 9, 1)
    return Questionnaire(
        id="made-up", title="", version="1", round="2026", round_opens=day, round_closes=day,
        changes=(), special={"dont_know": {"label": "Don't know"}}, lists={},
        questions=(question("barriers"),), area_questions=(question("gaps_seen"),),
    )  # fmt: skip


def answered(gap: object = None, *barriers: object, area: str = AREA) -> AreaAnswers:
    services = tuple(
        ServiceAnswers(key=f"s{number:02d}", answers={"barriers": one})
        for number, one in enumerate(barriers, start=1)
    )
    return AreaAnswers(
        questionnaire="made-up", version="1", round="2026", area_code=area,
        answers={"gaps_seen": gap}, services=services,
    )  # fmt: skip


def decided(text_id: str, text: str, *themes: str, role: Role = Role.FIRST) -> Coding:
    return Coding(text_id, text_hash(text), role, f"{role} coder", themes)


def themes_of(text: str) -> tuple[str, ...]:
    return suggest([text], THEMES)[0].themes


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The last bus leaves at five.", ("bus",)),
        ("THE BUS.", ("bus",)),
        ("There is no  transport\nin the evening.", ("bus",)),
        ("No bus, so dads stay away.", ("bus", "dads")),
        ("Parents cannot find a babysitter for toddlers.", ("care",)),
        # Part of a word is not the word.
        ("We are very busy.", ()),
        ("Robust.", ()),
        ("It rains.", ()),
        ("", ()),
        ("...", ()),
    ],
)
def test_themes_are_suggested_by_words_and_by_likeness(text, themes):
    assert themes_of(text) == themes


def test_what_a_theme_leaves_out_suggests_nothing():
    assert "care" not in themes_of("Dads take the bus.")


def test_the_theme_with_more_of_its_words_comes_first():
    assert themes_of("Dads: no bus, no transport at all.") == ("bus", "dads")


def test_no_more_themes_are_suggested_than_a_coder_can_choose():
    many = [ThemeCode(id=f"t{n}", name=f"T{n}", means="", words=("bus",)) for n in range(9)]
    assert suggest(["bus"], many)[0].themes == tuple(f"t{n}" for n in range(MOST_THEMES))


def test_suggestions_are_the_same_every_time_and_need_no_codebook():
    texts = ["Dads miss the bus.", "Nobody knows.", "Childcare costs too much."]
    assert suggest(texts, THEMES) == suggest(texts, THEMES)
    assert all(one.themes == () for one in suggest(texts, ()))
    assert suggest([], THEMES) == ()


def test_keyphrases_are_words_side_by_side_that_set_an_answer_apart():
    found = keyphrases([
        "The waiting list is long, and the waiting list grows.",
        "Parents like the evening crèche.",
        "Parents like it.",
        "of the",
    ])  # fmt: skip
    assert found[0][0] == "waiting list"
    assert "evening crèche" in found[1][0]
    assert found[3] == ()
    for phrases in found:
        words = [word for phrase in phrases for word in phrase.split()]
        assert len(words) == len(set(words))


def test_every_answer_is_taken_and_silence_is_not_an_answer():
    answers = [
        answered("No bus.", "dont_know", "Dads.", None),
        answered("   ", "Dads.", area="E06000016"),
    ]
    found = free_texts(answers, asked())
    assert [(one.text_id, one.service_id, one.text) for one in found] == [
        (f"{AREA}/gaps_seen", "", "No bus."),
        (f"{AREA}-s02/barriers", f"{AREA}-s02", "Dads."),
        ("E06000016-s01/barriers", "E06000016-s01", "Dads."),
    ]
    assert free_texts(answers, asked(coded=False)) == ()


def test_suggestions_never_become_decisions():
    compiled = compile_themes([answered("No bus.")], asked(), THEMES, [])
    (one,) = compiled.texts
    assert one.suggested == ("bus",)
    assert one.confirmed is None
    assert one.second is None
    assert compiled.agreement == ()


def test_decisions_count_for_the_answer_that_they_were_made_on():
    text_id = f"{AREA}/gaps_seen"
    codings = [
        decided(text_id, "No bus.", "dads"),
        decided(text_id, "No bus.", role=Role.SECOND),
    ]
    (one,) = compile_themes([answered("No bus.")], asked(), THEMES, codings).texts
    assert (one.confirmed, one.second) == (("dads",), ())
    assert (one.coder, one.second_coder) == ("first coder", "second coder")

    changed = compile_themes([answered("No bus at all.")], asked(), THEMES, codings)
    assert changed.texts[0].confirmed is None
    assert changed.texts[0].second is None
    assert changed.outdated == (text_id,)
    assert changed.agreement == ()

    gone = compile_themes([answered()], asked(), THEMES, codings)
    assert (gone.texts, gone.outdated) == ((), (text_id,))


def test_spaces_around_an_answer_do_not_change_it():
    codings = [decided(f"{AREA}/gaps_seen", "No bus.", "bus")]
    (one,) = compile_themes([answered(" No bus.\n")], asked(), THEMES, codings).texts
    assert one.confirmed == ("bus",)


def test_a_text_that_looks_like_a_formula_stays_as_it_was_written():
    formula = '=HYPERLINK("http://x.example","bus")'
    (one,) = compile_themes([answered(formula)], asked(), THEMES, []).texts
    assert one.text == formula
    assert one.suggested == ("bus",)


def test_what_may_point_to_a_person_is_flagged_and_no_keyphrase():
    text = "Ring Sarah Example on 01632 960 001 or write to sarah@example.org about the bus."
    assert flags(text) == (
        "e-mail address: sarah@example.org",
        "telephone number: 01632 960 001",
        "possible name: Sarah Example",
    )
    (one,) = compile_themes([answered(text)], asked(), THEMES, []).texts
    assert one.flags == flags(text)
    assert not {"sarah", "example"} & {word for phrase in one.keyphrases for word in phrase.split()}
    assert flags("Derby and Nottingham have a Family Hub.") == ()


def yes_and_no(*counts: int) -> tuple[list[bool], list[bool]]:
    """Both yes, only the first, only the second, neither."""
    pairs = [(True, True), (True, False), (False, True), (False, False)]
    every = [pair for pair, count in zip(pairs, counts, strict=True) for _ in range(count)]
    return [a for a, _ in every], [b for _, b in every]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Agreement 0.70; by chance 0.5 x 0.6 + 0.5 x 0.4 = 0.50; (0.70 - 0.50) / 0.50.
        ((20, 5, 10, 15), 0.40),
        # Agreement 0.60 both times; chance 0.54 and 0.46: kappa depends on the margins.
        ((45, 15, 25, 15), 0.06 / 0.46),
        ((25, 35, 5, 35), 0.14 / 0.54),
        ((5, 0, 0, 5), 1.0),
        ((0, 5, 5, 0), -1.0),
        # One says yes to all: no more than chance.
        ((5, 5, 0, 0), 0.0),
        ((0, 5, 0, 0), 0.0),
        # Both say the same of all: not defined.
        ((0, 0, 0, 9), None),
        ((9, 0, 0, 0), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa_of_tables_worked_out_by_hand(counts, expected):
    found = kappa(*yes_and_no(*counts))
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("counts", [(20, 5, 10, 15), (1, 2, 3, 4), (7, 0, 1, 30), (5, 5, 0, 0)])
def test_kappa_is_that_of_scikit_learn(counts):
    first, second = yes_and_no(*counts)
    assert kappa(first, second) == pytest.approx(cohen_kappa_score(first, second))


def coded(first: object, second: object) -> CodedText:
    return CodedText(
        text_id="x", area_code=AREA, question="q", text="t", confirmed=first, second=second
    )


def test_agreement_is_over_answers_coded_by_both():
    texts = [
        coded(("bus",), ("bus",)),
        coded(("bus", "dads"), ("dads", "bus")),
        coded(("dads",), ()),
        coded((), ()),
        coded(("bus",), None),
        coded(None, ("bus",)),
    ]
    overall, *each = agreement(texts, THEMES)
    found = {one.theme: (one.answers, one.same, one.kappa) for one in each}
    assert found["bus"] == (4, 4, 1.0)
    # Said by both, by the first alone, by neither (twice): agreement 0.75, chance 0.50.
    assert found["dads"] == (4, 3, pytest.approx(0.5))
    assert found["care"] == (4, 4, None)
    # Means: agreement (1 + 0.75 + 1) / 3; chance (0.5 + 0.5 + 1) / 3.
    assert (overall.theme, overall.answers, overall.same) == ("", 4, 3)
    assert overall.kappa == pytest.approx((2.75 / 3 - 2 / 3) / (1 - 2 / 3))
    assert agreement([coded(("bus",), None)], THEMES) == ()


@pytest.fixture
def data(tmp_path):
    """The real questions, codebook, decisions and one area's example answers."""
    return copy_data(
        tmp_path,
        "survey/questionnaire.yml",
        "survey/themes.yml",
        CODING,
        "geography/postcodes.parquet",
        f"survey/example/{AREA}.json",
    )


def compiled(data) -> tuple[SurveyRecord | None, list]:
    survey, findings = read_survey(data, load_registry(data))
    return (survey.record if survey else None), findings


def test_words_that_may_name_a_person_stay_with_the_coders(data):
    path = example_file(data, AREA)
    answers = json.loads(path.read_text("utf-8"))
    first = answers["services"][0]
    first["answers"] |= {"barriers": "Ring sarah@example.org first.", "what_works": "Late hours."}
    path.write_text(json.dumps(answers), "utf-8")
    record, _ = compiled(data)
    told = {one.key: one.answers for one in record.responses[0].services}[first["key"]]
    assert told["barriers"] == WITHHELD
    assert told["what_works"] == "Late hours."
    assert "sarah" not in "".join(one.model_dump_json() for one in record.responses)
    (text,) = [one.text for one in record.texts if "sarah" in one.text]
    assert text == "Ring sarah@example.org first."


def test_decisions_on_examples_fall_away_with_them_and_stop_nothing(data):
    record, findings = compiled(data)
    assert findings == []
    assert any(one.confirmed for one in record.texts)
    assert any(one.confirmed is None and one.suggested for one in record.texts)
    assert record.agreement[0].answers > 0

    path = example_file(data, AREA)
    answers = json.loads(path.read_text("utf-8"))
    answers["answers"]["gaps_seen"] = "Something else."
    path.write_text(json.dumps(answers), "utf-8")
    changed, findings = compiled(data)
    assert findings == []
    assert f"{AREA}/gaps_seen" in changed.outdated
    text = "\n".join(themes_section(changed))
    assert "what was decided of them does not count" in text
    assert f"`{AREA}/gaps_seen`" in text

    path.unlink()
    gone, findings = compiled(data)
    assert findings == []
    assert gone.texts == ()
    assert list(Survey(gone).texts.columns) == list(CodedText.model_fields)
    assert len(gone.outdated) >= len(changed.outdated)


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("themes", "no_such_theme", "no_such_theme"),
        ("themes", "", "nothing"),
        ("role", "third", "third"),
        ("coded_on", "yesterday", "yesterday"),
    ],
)
def test_a_damaged_file_of_decisions_is_named_by_row(data, column, value, found):
    row = dict(zip(COLUMNS, ("t", "h", "first", "A", "waiting", "", ""), strict=True))
    cells = ",".join((row | {column: value}).values())
    (data / CODING).write_text(f"{','.join(COLUMNS)}\n{cells}\n", "utf-8")
    record, (finding,) = compiled(data)
    assert record is None
    assert (finding.file, finding.row, finding.found) == (CODING, 2, found)


def test_two_decisions_of_one_role_on_one_answer_are_named(data):
    row = "t,h,first,A,waiting,,\n"
    (data / CODING).write_text(f"{','.join(COLUMNS)}\n{row}{row}", "utf-8")
    with pytest.raises(MetadataError, match="one decision for each answer and role"):
        load_codings(data, load_themes(data))


@pytest.mark.parametrize("text", ["text_id,themes\n", "", "\xff"])
def test_a_file_of_decisions_without_its_columns_is_refused(data, text):
    (data / CODING).write_bytes(text.encode("latin-1"))
    with pytest.raises(MetadataError):
        load_codings(data, load_themes(data))


def test_decisions_are_read_as_they_were_written(data):
    odd = ["=1+1", "'=1+1", "'quoted'", "two\nlines", "plain, with a comma", "-1", ""]
    codings = [
        Coding(f"t{n}", "h", Role.SECOND, "=Coder", ("waiting", "stigma") if n else (), note)
        for n, note in enumerate(odd)
    ]
    (data / CODING).write_bytes(coding_file(codings))
    assert load_codings(data, load_themes(data)) == tuple(codings)
    assert ",=" not in (data / CODING).read_text("utf-8")


def test_the_codebook_can_be_coded_with():
    themes = load_themes(PROJECT / "data")
    assert len({one.id for one in themes}) == len(themes) >= 10
    assert len({one.name.lower() for one in themes}) == len(themes)
    # A name never divides where several names in a cell are divided.
    assert not [one.name for one in themes if ";" in one.name]
    for one in themes:
        assert one.id in suggest([" ".join(one.examples)], themes)[0].themes, one.name
