"""Zeros told in words."""

import pytest

from tests.indicators.run import run


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全年未发生越级访。", "越级访"),
        ("全年无行政复议变更、撤销情况。", "行政复议变更、撤销"),
        ("未收到信息公开申请，工作有序。", "信息公开申请"),
        ("办理信访件12件，无逾期案件的发生。", "逾期案件"),
        ("没有发生安全事故。", "安全事故"),
    ],
)
def test_zeros(text, name):
    (zero,) = run(text)[1]
    assert zero.name == name
    assert text[zero.evidence_start : zero.evidence_end].rstrip("。") == text.rstrip("。")


@pytest.mark.parametrize(
    "text",
    [
        "建设无障碍设施。",
        "无论案件大小都认真办理。",
        "推进无证明城市建设。",
        "实现工作无缝衔接。",
        "未成年人保护工作扎实推进。",
        "打造无讼村居。",
    ],
)
def test_no_zeros(text):
    assert run(text)[1] == ()
