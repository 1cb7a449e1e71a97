"""docs/themes.md says what the rules, the codebook and the code say."""

import re

import pytest

from dashboard.compile.suggest import ALIKE, MOST_THEMES
from dashboard.metadata.coding import COLUMNS
from dashboard.metadata.survey import ThemeCode
from dashboard.settings import PROJECT
from dashboard.themes.rules import RULES, SHARED_RULES

TEXT = (PROJECT / "docs" / "themes.md").read_text("utf-8")
EVERY = (*RULES, *SHARED_RULES)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.name)
def test_each_rule_is_documented_in_its_own_words(rule):
    assert rule.sentence
    assert f"| `{rule.name}` | {rule.sentence} | {rule.severity} |" in TEXT


def test_no_rule_is_documented_that_there_is_not():
    rules = TEXT.split("## What is checked")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", rules, re.MULTILINE)) == {one.name for one in EVERY}


@pytest.mark.parametrize("name", [*COLUMNS, *ThemeCode.model_fields])
def test_every_column_and_field_is_explained(name):
    assert f"`{name}`" in TEXT


def test_the_threshold_is_the_one_in_use():
    assert f"**{ALIKE}**" in TEXT
    assert f"at most {('no', 'one', 'two', 'three')[MOST_THEMES]}" in TEXT


@pytest.mark.parametrize("order", ["export", "import", "list"])
def test_every_order_is_explained(order):
    assert f"python -m dashboard.themes {order}" in TEXT
