"""Values as people write them: 260 余 件, 13.7 万亿元, 3—5 件, ↓ 比上年 12.3 %."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analyzer.export.messages import message

_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))


def scaled(value: str) -> tuple[str, str]:
    """A decimal string as (figures, scale word): 1370000000 → 13.7, 亿; unscaled where more than three decimals would stay."""
    if "/" in value:
        return value, ""
    number = Decimal(value)
    for zeros, word in _SCALES:
        short = number.scaleb(-zeros)
        if number >= 10**zeros and short == round(short, 3):
            return f"{short.normalize():f}", word
    return value, ""


def measure_text(value: str, unit: str | None) -> str:
    """13.7 亿元, 260 件, 1/3."""
    figures, scale = scaled(value)
    return f"{figures} {scale}{unit or ''}".rstrip()


def quantity_text(indicator: dict[str, Any]) -> str:
    """Value, operator and unit: 260 余件, 约 300 件, 3—5 件, ≥ 20 场, 13.7 亿元."""
    value, upper, operator, unit = indicator["value"], indicator["upper"], indicator["operator"], indicator["unit"]
    if operator == "=":
        if upper is None:
            return measure_text(value, unit)
        return f"{measure_text(value, None)}—{measure_text(upper, unit)}"
    if operator == ">" and upper is not None:
        figures, scale = scaled(value)
        return f"{figures} {scale}{message('value.over')}{unit or ''}"
    sign = {"~": message("value.about"), ">": ">", ">=": "≥", "<": "<", "<=": "≤"}[operator]
    return f"{sign} {measure_text(value, unit)}"


def comparison_text(comparison: dict[str, Any] | None) -> str:
    """↓ 比上年 12.3 %; empty for None."""
    if comparison is None:
        return ""
    arrow = {"up": "↑", "down": "↓", "same": "＝"}[comparison["direction"]]
    amount = measure_text(comparison["amount"], comparison["unit"]) if comparison["amount"] is not None else ""
    base = message("value.base", base=measure_text(comparison["base"], None)) if comparison["base"] is not None else ""
    return " ".join(word for word in (arrow, message(f"comparison.{comparison['kind']}"), amount, base) if word)
