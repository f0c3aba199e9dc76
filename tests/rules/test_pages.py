"""Every rule has its page, and docs/rules is what the rules say."""

from pathlib import Path

import pytest

from analyzer.errors import ConfigurationError
from analyzer.rules import get_rule, list_rules, rule_page
from analyzer.rules.catalogue import load_rules
from analyzer.rules.pages import SECTIONS, pages, parse_page

DOCS = Path(__file__).parent.parent.parent / "docs" / "rules"


@pytest.mark.parametrize("loaded", load_rules(), ids=lambda loaded: loaded.rule.code)
def test_page_has_its_sections_and_is_written_for_people(loaded):
    page = parse_page(loaded.page, loaded.rule.code)
    assert [name for name, _ in page.sections] == list(SECTIONS)
    assert page.title == loaded.rule.title
    for name, body in page.sections:
        assert len(body) >= 5, name
        assert "TODO" not in body


@pytest.mark.parametrize("rule", list_rules(), ids=lambda rule: rule.code)
def test_card_is_well_formed(rule):
    assert rule.name == rule.name.lower()
    assert " " not in rule.name
    assert rule.level in ("error", "warning", "info")
    assert rule.confidence in ("high", "medium", "low")
    assert rule.basis in ("法规", "国标", "惯例", "逻辑")
    assert get_rule(rule.code.lower()) is rule
    assert get_rule(rule.name) is rule
    assert rule_page(rule.code).startswith(rule.title)


def test_docs_are_generated():
    found = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    assert found == pages(), "run: python -m analyzer.rules.pages docs/rules"


def test_unknown_rule_says_what_there_is():
    with pytest.raises(ConfigurationError, match="没有规则 OUT999；同组的有：OUT001"):
        get_rule("OUT999")
    with pytest.raises(ConfigurationError, match="规则分组有：OUT、YEA"):
        rule_page("nonsense")


def test_broken_page_is_told():
    with pytest.raises(ConfigurationError, match="现有：检查什么"):
        parse_page("题目\n\n## 检查什么\n甲", "XXX001")
    with pytest.raises(ConfigurationError, match="“为什么”没有内容"):
        parse_page("题\n## 检查什么\n甲\n## 为什么\n## 不好的例子\n乙\n## 好的例子\n丙\n## 依据\n丁", "XXX001")
