"""Accepting: one area's answers of one round, as a whole, with its history."""

import json
from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dashboard.metadata.survey import AreaAnswers, Question, QuestionKind, ServiceAnswers
from dashboard.metadata.survey_files import answers_file, load_responses
from dashboard.survey import accept, load_context, read_workbook
from dashboard.survey.layout import AREA as AREA_LABEL
from dashboard.survey.layout import LAST, SERVICES
from dashboard.survey.template import make_workbook
from dashboard.survey.words import one_line
from tests.survey.filled import AREA, FIRST, GOOD_SERVICE, Filled

CODE = "E10000007"
NOON = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)


def take(book: Filled, context, *, name="Derbyshire final.xlsx", now=NOON):
    return accept(read_workbook(book.content(), context, name=name), context, now=now)


def files(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_accepted_is_what_was_filled_in(book, own):
    done = take(book, own)
    held = load_responses(own.data_dir, own.questionnaire, (CODE,))
    assert held == (done.answers,)
    answers = done.answers
    assert (answers.area_code, answers.round, answers.version) == (
        CODE, own.questionnaire.round, own.questionnaire.version,
    )  # fmt: skip
    assert answers.answers == {"answered_on": "2026-09-15"}
    assert not answers.illustrative
    (service,) = answers.services
    assert service.key == "s01"
    assert service.answers["situation"] == ("together", "separating")
    assert service.answers["districts"] == ("E07000033", "E07000037")
    assert service.answers["sites"] == ("S41 7JD",)
    assert service.answers["measure"] == ("none",)
    assert service.answers["trained_fte"] == 2.5
    assert set(service.answers) == set(GOOD_SERVICE)
    assert len(answers.none) == len(own.questionnaire.slots())


def test_the_workbook_is_kept_as_it_came(book, own):
    content = book.content()
    done = accept(read_workbook(content, own, name="../Über uns?.xlsx"), own, now=NOON)
    digest = sha256(content).hexdigest()
    assert done.received.read_bytes() == content
    assert done.received.name == f"20260920T120000Z-{digest[:8]}-ber-uns.xlsx"
    assert done.received.parent == own.data_dir / "survey/received" / own.questionnaire.round / CODE
    assert (done.answers.file, done.answers.sha256) == (done.received.name, digest)
    assert done.answers.accepted_at == NOON


def test_only_that_area_and_round_changes_and_history_stays(book, own):
    for round_id, code in ((own.questionnaire.round, "E06000015"), ("1999", CODE)):
        other = answers_file(own.data_dir, round_id, code)
        other.parent.mkdir(parents=True, exist_ok=True)
        answers = AreaAnswers(questionnaire="q", version="1", round=round_id, area_code=code)
        other.write_text(answers.model_dump_json(), "utf-8")
    first = take(book, own)
    before = files(own.data_dir)
    book.put(SERVICES, FIRST, "capacity", 130)
    second = take(book, own, now=NOON.replace(hour=13))
    after = files(own.data_dir)
    changed = {name for name in after if after[name] != before.get(name)}
    assert before.keys() <= after.keys()
    assert changed == {
        second.path.relative_to(own.data_dir).as_posix(),
        second.received.relative_to(own.data_dir).as_posix(),
    }
    assert not first.replaced
    assert second.replaced
    assert first.received.exists()


def test_what_a_killed_accept_left_is_cleared_away(book, own):
    done = take(book, own)
    stale = [
        done.path.parent / f".unfinished-{CODE}-abc",
        done.received.parent / f".unfinished-{CODE}-abc",
    ]
    another = done.path.parent / ".unfinished-E06000015-abc"
    for path in (*stale, another):
        path.write_text("half", "utf-8")
    take(book, own)
    assert not any(path.exists() for path in stale)
    assert another.exists()


def test_answers_are_written_to_be_read_by_people(book, own):
    text = take(book, own).path.read_text("utf-8")
    assert json.loads(text)["area_code"] == CODE
    assert text.startswith('{\n  "questionnaire"')


def test_services_keep_their_keys(book, own):
    book.service(FIRST + 1, **GOOD_SERVICE | {"service_name": "Second", "level": "Universal"})
    assert [one.key for one in take(book, own).answers.services] == ["s01", "s02"]
    # The first goes, the second is written differently, a third comes, a fourth has a Ref.
    book.service(FIRST, **{"service_name": "Third"})
    book.service(FIRST + 1, **{"service_name": " SECOND", "organisation": "relate peak"})
    book.service(FIRST + 2, **GOOD_SERVICE | {"service_name": "Fourth", "ref": f"{CODE}-S09"})
    done = take(book, own)
    assert [one.key for one in done.answers.services] == ["s03", "s02", "s09"]


def test_a_service_at_two_levels_keeps_both_keys(book, own):
    book.service(FIRST + 1, **GOOD_SERVICE | {"level": "Universal"})
    take(book, own)
    for row in (FIRST, FIRST + 1):
        level = "Universal" if row == FIRST else "Targeted"
        book.put(SERVICES, row, "level", level)
    services = take(book, own).answers.services
    assert [(one.key, one.answers["level"]) for one in services] == [
        ("s02", "universal"), ("s01", "targeted"),
    ]  # fmt: skip


def test_a_further_level_leaves_the_key_where_it_was(book, own):
    take(book, own)
    book.service(FIRST + 1, **GOOD_SERVICE)
    book.put(SERVICES, FIRST, "level", "Universal")
    services = take(book, own).answers.services
    assert [(one.key, one.answers["level"]) for one in services] == [
        ("s02", "universal"), ("s01", "targeted"),
    ]  # fmt: skip


def test_keys_come_from_last_round_where_this_one_has_none(book, own):
    path = answers_file(own.data_dir, "1999", CODE)
    path.parent.mkdir(parents=True)
    named = {"service_name": "arguing LESS", "organisation": "Relate Peak"}
    last = AreaAnswers(
        questionnaire="q", version="1", round="1999", area_code=CODE,
        services=(ServiceAnswers(key="s41", answers=named),),
    )  # fmt: skip
    path.write_text(last.model_dump_json(), "utf-8")
    book.service(FIRST + 1, **GOOD_SERVICE | {"service_name": "New one"})
    assert [one.key for one in take(book, own).answers.services] == ["s41", "s01"]


def test_the_area_can_be_said_on_handing_in(book, own):
    book.forget_stamp()
    book.say(AREA_LABEL, None)
    read = read_workbook(book.content(), own, area="Derbyshire", name="x.xlsx")
    assert accept(read, own).answers.area_code == CODE


# Answers of every kind, as they are held.
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40)


def some_answer(question: Question, context) -> st.SearchStrategy:
    items = [one.id for one in context.questionnaire.items(question.list)] if question.list else []
    area = context.registry.areas[CODE]
    others = [one.code for one in context.registry.members if one.code != area.code]
    several = {
        QuestionKind.MANY: items,
        QuestionKind.AREAS: others,
        QuestionKind.DISTRICTS: [one.code for one in context.districts_of(CODE)],
        QuestionKind.SITES: ["S41 7JD", "DE24 8UZ", "SK17 6AA"],
    }.get(question.kind, [])
    most = min(question.most or 9, 10_000)
    one = {
        QuestionKind.ONE: st.sampled_from(items or [""]),
        QuestionKind.NUMBER: st.integers(int(question.least or 0), int(most)).map(float),
        QuestionKind.DATE: st.dates(datetime(2020, 1, 1).date(), datetime(2040, 1, 1).date()).map(
            lambda day: day.isoformat()
        ),
    }.get(question.kind, words.map(lambda text: one_line(f"Text {text}")))
    if question.kind.is_several:
        one = st.lists(st.sampled_from(several), min_size=1, unique=True).map(tuple)
    special = st.sampled_from(list(context.questionnaire.special))
    return st.one_of(st.none(), special, one) if not question.required else one


@given(chosen=st.data())
@effort(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_answer_survives_the_journey_through_a_workbook(chosen, data):
    """Held answers -> template's last round -> copied by hand -> read -> held answers."""
    context = load_context(data)
    answers = {
        question.id: answer
        for question in context.questionnaire.questions
        if (answer := chosen.draw(some_answer(question, context), question.id)) is not None
    }
    last = AreaAnswers(
        questionnaire="q", version="1", round="1999", area_code=CODE,
        services=(ServiceAnswers(key="s07", answers=answers),),
    )  # fmt: skip
    path = answers_file(data, "1999", CODE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(last.model_dump_json(), "utf-8")
    book = Filled(make_workbook(context, context.member(AREA)), context)
    for cell in book.sheet(LAST)[FIRST]:
        target = book.sheet(SERVICES).cell(FIRST, cell.column)
        target.value, target.data_type = cell.value, cell.data_type
    read = read_workbook(book.content(), context)
    (row,) = read.services.rows
    back = {key: one.answer for key, one in row.readings.items() if one.answer is not None}
    assert back == {"ref": "s07", **answers}
    assert not [one for one in read.readings() if one.read_as or one.amiss]


def test_accepting_twice_changes_nothing_but_the_time(book, own):
    read = read_workbook(book.content(), own, name="x.xlsx")
    first = accept(read, own, now=NOON).answers
    second = accept(read, own, now=NOON.replace(minute=1)).answers
    same = {"accepted_at": None, "file": ""}
    assert first.model_copy(update=same) == second.model_copy(update=same)
