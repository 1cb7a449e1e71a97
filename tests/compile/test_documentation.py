"""docs/validation.md says what the rules say."""

import re

import pytest

from dashboard.compile.pipeline import rule_sentences
from dashboard.settings import PROJECT

TEXT = (PROJECT / "docs" / "validation.md").read_text("utf-8")


@pytest.mark.parametrize(("rule", "sentence"), rule_sentences().items(), ids=rule_sentences())
def test_each_rule_is_documented_in_its_own_words(rule, sentence):
    assert sentence
    assert f"| `{rule}` | {sentence} |" in TEXT


def test_no_rule_is_documented_that_there_is_not():
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == set(rule_sentences())
