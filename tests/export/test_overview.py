import pytest

from analyzer.export.overview import build_overview, group_of, match_roster
from tests.export.builder import TEXT, sample_record

UNIT = "清源市城市管理局"


def record(file, issuer=UNIT, modified=0.0, sha256=None):
    made = sample_record(file)
    made["metadata"] = {**made["metadata"], "issuer": issuer}
    return {**made, "modified": modified, "sha256": sha256 or file}


def test_the_newest_of_a_body_counts():
    rows = build_overview([record("旧.docx", modified=1.0), record("新.docx", modified=2.0)], [], {}).rows
    assert [(row.file, row.newer, row.counted) for row in rows] == [("旧.docx", "新.docx", False), ("新.docx", None, True)]


def test_the_same_content_of_two_bodies_counts_twice_and_is_told():
    rows = build_overview([record("永和镇/年报.docx", sha256="x"), record("清河镇/年报.docx", sha256="x")], [], {}).rows
    assert [(row.counted, row.twins) for row in rows] == [(True, ("清河镇/年报.docx",)), (True, ("永和镇/年报.docx",))]


def test_what_a_clerk_struck_out_counts_no_more():
    struck = {(UNIT, "a1"): False, (UNIT, "b2"): False}
    (row,) = build_overview([record("甲.docx")], [], struck).rows
    assert (row.verdict, row.counts) == ("accept", (0, 1, 1))


def test_a_mark_of_another_body_does_not_count():
    (row,) = build_overview([record("甲.docx")], [], {("清源市水务局", "b2"): False}).rows
    assert row.counts == (2, 1, 1)


def test_the_verdict_never_stands_alone():
    rows = build_overview([record("甲.docx")], [{"file": "b.doc", "kind": "empty", "message": "空的"}], {}).rows
    assert all(row.reason for row in rows)


def test_the_roster_orders_groups_and_tells_who_is_absent():
    roster = [("水务局", "甲组"), ("市城市管理局", "乙组"), ("财政局", "")]
    records = [record("a.docx"), record("b.docx", "清源市水务局"), record("c.docx", "云台县教育局")]
    rows = build_overview(records, [], {}, roster).rows
    assert [(row.unit, row.group, row.verdict) for row in rows] == [
        ("清源市水务局", "甲组", "return"), (UNIT, "乙组", "return"), ("财政局", "department", "absent"),
        ("云台县教育局", "department", "return"),
    ]  # fmt: skip
    assert [row.number for row in rows] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("unit", "place"),
    [("清源市水务局", 0), ("水务局", 0), ("清源市 教育局", 1), ("永和镇年报", 2), ("审计局", None), ("镇", None)],
)
def test_names_are_matched_only_where_one_fits(unit, place):
    assert match_roster(unit, ["清源市水务局", "教育局", "永和镇"]) == place


@pytest.mark.parametrize(
    ("name", "kind", "group"),
    [
        ("永和镇人民政府", None, "town"), ("城东街道办事处", "department", "town"), ("云台县人民政府", None, "county"),
        ("清源市人民政府", "government", "county"), ("清源市城市管理局", "department", "department"), ("某某", "town", "town"),
        ("清源市人民政府办公室", None, "department"),
    ],
)  # fmt: skip
def test_groups_by_name(name, kind, group):
    assert group_of(name, kind) == group


def test_a_report_without_issuer_goes_by_its_title():
    made = sample_record()
    made["metadata"] = {**made["metadata"], "issuer": None}
    (row,) = build_overview([made], [], {}).rows
    assert row.unit == TEXT.splitlines()[0]


def test_reports_that_do_not_say_whose_they_are_are_nobodys_doubles():
    records = [record(f"{name}/年报.docx", issuer=None) for name in ("永和镇", "清河镇")]
    rows = build_overview(records, [], {}).rows
    assert len({row.unit for row in rows}) == 1
    assert [row.counted for row in rows] == [True, True]
