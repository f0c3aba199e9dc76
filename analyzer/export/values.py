"""Values as people write them: 260 余 件, 13.7 万亿元, 3—5 件, ↓ 比上年 12.3 %."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analyzer.export.messages import message

_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))


def scaled(value: str) -> str:
    """A decimal string, shortened by 万, 亿 or 万亿 where three digits or fewer stay behind the point and nothing is lost."""
    if "/" in value:
        return value
    number = Decimal(value)
    for zeros, word in _SCALES:
        short = number.scaleb(-zeros)
        if number >= 10**zeros and short == round(short, 3):
            return f"{format(short.normalize(), 'f')} {word}"
    return value


def value_text(indicator: dict[str, Any]) -> str:
    """Value with its operator: 260 余, 约 300, 3—5, ≥ 20."""
    value, upper, operator = scaled(indicator["value"]), indicator["upper"], indicator["operator"]
    if operator == "=":
        return f"{value}—{scaled(upper)}" if upper is not None else value
    if operator == ">" and upper is not None:
        return f"{value} {message('value.over')}"
    sign = {"~": message("value.about"), ">": ">", ">=": "≥", "<": "<", "<=": "≤"}[operator]
    return f"{sign} {value}"


def quantity_text(indicator: dict[str, Any]) -> str:
    """Value and unit."""
    return f"{value_text(indicator)} {indicator['unit'] or ''}".rstrip()


def comparison_text(comparison: dict[str, Any] | None) -> str:
    """↓ 比上年 12.3 %; empty for None."""
    if comparison is None:
        return ""
    arrow = {"up": "↑", "down": "↓", "same": "＝"}[comparison["direction"]]
    amount = f"{scaled(comparison['amount'])} {comparison['unit'] or ''}".rstrip() if comparison["amount"] is not None else ""
    base = message("value.base", base=scaled(comparison["base"])) if comparison["base"] is not None else ""
    kind = message(f"comparison.{comparison['kind']}")
    return " ".join(word for word in (arrow, kind, amount, base) if word)
