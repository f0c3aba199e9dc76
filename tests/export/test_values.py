import pytest

from analyzer.export.values import comparison_text, measure_text, quantity_text


@pytest.mark.parametrize(
    ("value", "upper", "operator", "unit", "text"),
    [
        ("260", "270", ">", "件", "260 余件"),
        ("1370000000", None, "=", "元", "13.7 亿元"),
        ("13700000000000", None, "=", "元", "13.7 万亿元"),
        ("28000", "29000", ">", "人次", "2.8 万余人次"),
        ("12345678", None, "=", "元", "12345678 元"),
        ("3", "5", "=", "件", "3—5 件"),
        ("300", None, "~", "件", "约 300 件"),
        ("20", None, ">=", "场", "≥ 20 场"),
        ("1/3", None, "=", None, "1/3"),
        ("0", None, "=", "起", "0 起"),
        ("97.2", None, "=", "%", "97.2 %"),
    ],
)
def test_quantities_as_people_write_them(value, upper, operator, unit, text):
    assert quantity_text({"value": value, "upper": upper, "operator": operator, "unit": unit}) == text


def test_comparisons():
    change = {"kind": "year_on_year", "direction": "down", "amount": "12.3", "unit": "%", "base": None}
    assert comparison_text(change) == "↓ 比上年 12.3 %"
    change = {"kind": "from_to", "direction": "up", "amount": None, "unit": None, "base": "10000"}
    assert comparison_text(change) == "↑ 前后比 （原 1 万）"
    assert comparison_text(None) == ""
    assert measure_text("10000", None) == "1 万"
