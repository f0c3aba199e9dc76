"""The catalogue as data, and how names find their id."""

import pytest

from analyzer.errors import ConfigurationError
from analyzer.indicators.catalogue import GROUPS, load_catalogue, match_catalogue, read_catalogue


def test_the_catalogue_covers_the_field():
    entries = load_catalogue()
    assert len(entries) >= 60
    assert {entry.group for entry in entries} == set(GROUPS)
    assert len({entry.name for entry in entries}) == len(entries)


@pytest.mark.parametrize("entry", load_catalogue(), ids=lambda entry: entry.id)
def test_every_alias_finds_its_own_entry(entry):
    for alias in entry.aliases:
        found = [match_catalogue(alias, unit) for unit in entry.units]
        assert any(match is not None and match.id == entry.id for match in found), alias


@pytest.mark.parametrize(
    ("name", "unit", "wanted"),
    [
        ("受理行政许可事项", "件", "licences"),
        ("法律顾问审查合同", "件次", "contract_review"),
        ("法律顾问承办民事案件", "件", "civil_cases"),
        ("办公会会前学法", "次", "study_before_meetings"),
        ("执法人员学法培训", "次", "enforcement_training"),
        ("行政机关负责人出庭应诉率", "%", "officials_in_court"),
        ("公布不予处罚事项", "项", "lenient_cases"),
        ("办理行政复议案件", "件", "reconsideration"),
        ("行政复议纠错率", "%", "reconsideration_corrected"),
        ("答复政协委员提案", "件", "proposals"),
        ("发现并督促整改隐患", "个", "hazards"),
        ("社会消费品零售总额", "元", None),
        ("新增高新技术企业", "家", None),
        ("行政许可事项", "元", None),
    ],
)
def test_names_find_their_id(name, unit, wanted):
    match = match_catalogue(name, unit)
    assert (match.id if match else None) == wanted


ROW = (
    '[[indicator]]\nid = "a"\nname = "甲"\ngroup = "others"\npolarity = "up"\n'
    'units = ["件"]\ncues = ["甲乙"]\naliases = []\nexcludes = []\n'
)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[other]\n", "不认识的键"),
        (ROW + 'colour = "red"\n', "colour"),
        (ROW.replace("others", "misc"), "group"),
        (ROW + ROW, "重复"),
        (ROW + ROW.replace('"a"', '"b"'), "甲乙"),
    ],
)
def test_a_wrong_catalogue_is_refused(source, message):
    with pytest.raises(ConfigurationError, match=message):
        read_catalogue(source, "test.toml")
