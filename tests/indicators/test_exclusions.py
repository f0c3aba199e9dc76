"""Quantities that measure nothing, beside their like that do."""

import pytest

from tests.indicators.run import run

NOT_MEASURED = (
    "每年开展一次普法活动",
    "深化三年行动",
    "打造15分钟服务圈",
    "提供24小时自助服务",
    "为60岁以上老人办理证件",
    "群众只需跑一趟窗口",
    "同一个窗口受理",
    "推进三个“一号工程”",
    "抓好八方面工作",
    "重点把握好5个方面",
    "办成一批实事",
    "对五年以上刑期的罪犯从严管理",
    "连续9年保持稳定",
)


@pytest.mark.parametrize("text", NOT_MEASURED)
def test_nothing_is_measured(text):
    assert run(text + "。")[0] == ()


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("平均用时3天", "3天"),
        ("办理时限压缩至5个工作日", "5个工作日"),
        ("召开专题会议一次", "一次"),
        ("人均预期寿命达80.4岁", "80.4岁"),
        ("修订两份议事制度", "两份"),
        ("审查合同7件", "7件"),
        ("任命代表12名", "12名"),
    ],
)
def test_something_is_measured(text, surface):
    assert [text[i.start : i.end] for i in run(text + "。")[0]] == [surface]


def test_an_attribute_stays_in_the_name_of_what_is_counted():
    (only,) = run("新开工亿元以上项目20个。")[0]
    assert only.name == "新开工亿元以上项目"
