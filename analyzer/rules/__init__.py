"""All of a report → findings. Front functions: `check_report`, `list_rules`, `get_rule`, `rule_page`.

One rule is one module `<family>/<code>_<name>.py` with `RULE`, `check(context)` and a docstring that is its page.
Read `rule.py`, then any rule, then `engine.py`; `context.py` is what rules look at.
"""

from analyzer.rules.catalogue import get_rule, list_rules, rule_page
from analyzer.rules.engine import RuleSelection, check_report
from analyzer.rules.rule import Hit, Rule

__all__ = ["Hit", "Rule", "RuleSelection", "check_report", "get_rule", "list_rules", "rule_page"]
