"""Which rules there are: every module `<family>/<code>_<name>.py` of this package is one rule. Read `load_rules` first."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from types import ModuleType

from analyzer.errors import ConfigurationError
from analyzer.rules.rule import LoadedRule, Rule

FAMILIES = ("out", "yea", "num", "lab", "txt", "org", "doc", "cfg")
MODULE = re.compile(r"([a-z]{3})(\d{3})_[a-z0-9_]+")


def _loaded(module: ModuleType, code: str) -> LoadedRule:
    rule: Rule = module.RULE
    if rule.code != code:
        raise ConfigurationError(f"规则模块 {module.__name__} 的编号是 {rule.code}，与文件名不符（应为 {code}）")
    return LoadedRule(rule=rule, check=module.check, page=(module.__doc__ or "").strip())


@cache
def load_rules() -> tuple[LoadedRule, ...]:
    """All rules by family and number. Raises `ConfigurationError` where a module's name and its rule differ."""
    found = []
    for family in FAMILIES:
        package = importlib.import_module(f"analyzer.rules.{family}")
        for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
            match = MODULE.fullmatch(info.name)
            if match is not None:
                module = importlib.import_module(f"{package.__name__}.{info.name}")
                found.append(_loaded(module, f"{match[1].upper()}{match[2]}"))
    codes = [loaded.rule.code for loaded in found]
    names = [loaded.rule.name for loaded in found]
    if len(set(codes)) < len(codes) or len(set(names)) < len(names):
        raise ConfigurationError("两条规则用了同一个编号或名称")
    return tuple(found)


def list_rules() -> tuple[Rule, ...]:
    """The cards of all rules, by family and number."""
    return tuple(loaded.rule for loaded in load_rules())


def _find(code: str) -> LoadedRule:
    wanted = code.strip()
    for loaded in load_rules():
        if wanted.upper() == loaded.rule.code or wanted.lower() == loaded.rule.name:
            return loaded
    near = [rule.code for rule in list_rules() if rule.code[:3] == wanted.upper()[:3]]
    hint = "、".join(near) if near else "、".join(family.upper() for family in FAMILIES)
    raise ConfigurationError(f"没有规则 {code}；{'同组的有' if near else '规则分组有'}：{hint}（全部见 analyzer rule）")


def get_rule(code: str) -> Rule:
    """The card of a rule by code or name. Raises `ConfigurationError` where there is none."""
    return _find(code).rule


def rule_page(code: str) -> str:
    """The documentation page of a rule (its module's docstring). Raises `ConfigurationError` where there is no such rule."""
    return _find(code).page


def matches(rule: Rule, pattern: str) -> bool:
    """Whether a code, a prefix of a code (OUT, OUT0), a name or ALL names this rule."""
    wanted = pattern.strip()
    return wanted.upper() == "ALL" or rule.code.startswith(wanted.upper()) or rule.name == wanted.lower()


def check_patterns(patterns: tuple[str, ...], where: str) -> None:
    """Raises `ConfigurationError` for a pattern that names no rule; `where` says where it stands."""
    for pattern in patterns:
        if not pattern.strip() or not any(matches(rule, pattern) for rule in list_rules()):
            families = "、".join(family.upper() for family in FAMILIES)
            raise ConfigurationError(f"{where} 里的 “{pattern}” 不是规则；可用：{families} 及其编号（见 analyzer rule）")
