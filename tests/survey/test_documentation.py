"""docs/survey.md says what the rules, the questions and the commands say."""

import re

import pytest

from dashboard.metadata.survey import Question, Questionnaire
from dashboard.settings import PROJECT
from dashboard.survey.rules import RULES

TEXT = (PROJECT / "docs" / "survey.md").read_text("utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_documented_in_its_own_words(rule):
    assert rule.sentence
    assert f"| `{rule.name}` | {rule.sentence} | {rule.severity} |" in TEXT


def test_no_rule_is_documented_that_there_is_not():
    rules = TEXT.split("## What is checked")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", rules, re.MULTILINE)) == {one.name for one in RULES}


def test_every_question_is_mapped_to_open_referral(context):
    for question in context.questionnaire.questions:
        field = f"`{question.hsds}`" if question.hsds else "none: stays in the survey"
        assert f"| {question.label} | `{question.id}` | {field} |" in TEXT


@pytest.mark.parametrize("model", [Questionnaire, Question])
def test_every_field_of_the_questionnaire_is_explained(model):
    assert all(f"`{name}`" in TEXT for name in model.model_fields)


@pytest.mark.parametrize("order", ["template", "check", "accept", "list", "remove"])
def test_every_order_is_explained(order):
    assert f"python -m dashboard.survey {order}" in TEXT
