"""A report made by hand, with every kind of thing in it, so that exporters are tested without the steps before them."""

import dataclasses
from decimal import Decimal
from fractions import Fraction

from analyzer.export.json_report import report_to_record
from analyzer.model import (
    Comparison,
    Edit,
    Finding,
    Fix,
    Indicator,
    Metadata,
    NumberMention,
    Part,
    Quantity,
    Related,
    Repair,
    Report,
    Section,
    Structure,
    Zero,
)
from analyzer.reading import read_text

TEXT = """清源市城市管理局2023年法治政府建设年度报告
现将有关情况报告如下：
一、2023年推进法治政府建设的主要举措和成效
（一）深入推进政府职能转变。全年受理行政许可260余件，按时办结率100%。
2、 规范行政执法。办理行政处罚案件24件，其中林业16件、海域29件、其他8件，比上年下降12.3%，未发生越级访。
二、存在的不足和原因
一是<b>依法行政</b>能力还有欠缺。\x1b[31m
=1+1 @公式不是公式。投入13.7亿元，三分之一用于设备。
清源市城市管理局
2024年1月15日
"""


def at(words, text=TEXT):
    """(start, end) of words that stand once in the text."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def between(first, last):
    return at(first)[0], at(last)[1]


def section(level, label, ordinal, title, end_before, children=(), parts=("measures",), label_kind="typed"):
    start = at(label + title)[0]
    title_start = start + len(label)
    title_end = title_start + len(title)
    end = at(end_before)[0]
    return Section(
        level, label, label_kind, ordinal, title, title_start, title_end, start, title_end, end, children, (), parts
    )  # fmt: skip


def sections():
    first = section(2, "（一）", 1, "深入推进政府职能转变", "2、 规范")
    second = section(2, "2、 ", 2, "规范行政执法", "二、存在", parts=("measures", "leader_duties"))
    measures = section(1, "一、", 1, "2023年推进法治政府建设的主要举措和成效", "二、存在", (first, second))
    return (measures, section(1, "二、", 2, "存在的不足和原因", "清源市城市管理局\n2024", (), ("shortcomings",)))


def indicator(words, name, value, unit, evidence, **more):
    upper, operator = more.pop("upper", None), more.pop("operator", "=")
    quantity = Quantity(value if isinstance(value, Fraction) else Decimal(value), unit, upper, operator)
    more = {"period": "2023", "part": "measures", **more}
    return Indicator(*at(words), name, quantity, *at(evidence), **more)


def indicators():
    permits = "全年受理行政许可260余件，按时办结率100%。"
    cases = "办理行政处罚案件24件，其中林业16件、海域29件、其他8件，比上年下降12.3%，未发生越级访。"
    money = "投入13.7亿元，三分之一用于设备。"
    down = Comparison("year_on_year", "down", Decimal("12.3"), "%")
    return (
        indicator("260余件", "受理行政许可", "260", "件", permits, upper=Decimal(270), operator=">", id="licence_applications"),
        indicator("100%", "按时办结率", "100", "%", permits, modality="target"),
        indicator("24件", "行政处罚案件", "24", "件", cases, comparison=down),
        indicator("16件", "林业行政处罚案件", "16", "件", cases, parent=2),
        indicator("29件", "海域行政处罚案件", "29", "件", cases, parent=2),
        indicator("13.7亿元", "投入", "1370000000", "元", money, part="shortcomings"),
        indicator("三分之一", "设备占比", Fraction(1, 3), None, money, part="shortcomings", confidence="low"),
    )


def mentions():
    told = [
        ("2023年法治", "2023年", "year", None), ("260余件", "260余件", "quantity", None),
        ("100%", "100%", "percentage", None), ("24件", "24件", "quantity", None), ("16件", "16件", "quantity", None),
        ("29件", "29件", "quantity", None), ("8件", "8件", "quantity", None), ("12.3%", "12.3%", "percentage", None),
        ("二、存在", "二、", "section_label", "标题的编号"), ("一是", "一是", "enumerator", "列举"),
        ("13.7亿元", "13.7亿元", "quantity", None), ("2024年1月15日", "2024年1月15日", "date", None),
    ]  # fmt: skip
    found = []
    for around, surface, kind, reason in told:
        start = at(around)[0]
        found.append(NumberMention(start, start + len(surface), surface, kind, reason))
    return tuple(found)


def findings():
    start, end = at("行政处罚案件24件，其中林业16件、海域29件、其他8件")
    related = tuple(
        Related(*at(words), note) for words, note in (("24件", "总数"), ("16件", ""), ("29件", ""), ("8件", "合计53"))
    )
    doubled = Fix(True, (Edit(*at("<b>"), ""),))
    return (
        Finding(
            "OUT001", "missing-part", "error", "high", "没有“下一年度主要安排”。",
            suggestion="补写2024年推进法治政府建设的主要安排（做什么、谁负责、何时完成）。", place="全文", fingerprint="a1",
        ),
        Finding(
            "NUM001", "sum-differs", "error", "high", "分项合计53件，总数写24件。", start, end, related,
            "核对分项和总数。", place="一、（二）", fingerprint="b2",
        ),
        Finding("TXT003", "residue", "warning", "medium", "转换残留。", *at("<b>"), (), "删去。", doubled, "二、一是", "c3"),
        Finding("TXT009", "style", "info", "high", "可改用书面语。", *at("还有欠缺"), place="二、一是", fingerprint="d4"),
        Finding("TXT008", "guess", "warning", "low", "或为笔误。", *at("投入13.7亿元"), place="二、", fingerprint="e5"),
    )  # fmt: skip


def parts():
    measures, lacking = sections()
    return (
        Part("measures", "present", measures.start, measures.end, "一、2023年推进法治政府建设的主要举措和成效（2 小节）"),
        Part("shortcomings", "weak", lacking.start, lacking.end, "二、存在的不足和原因：1 条，没有说明原因"),
        Part("leader_duties", "merged", *at("2、 规范行政执法"), "写在“一、（二）规范行政执法”里，没有单独成节"),
        Part("next_year_plan", "missing", None, None, "查过 4 个标题和全文，没有 2024 年的安排"),
    )


def sample_report(file="报送/清源市城市管理局.docx", **changes):
    document = dataclasses.replace(read_text(TEXT, file), format="docx")
    meta = Metadata(
        "清源市城市管理局2023年法治政府建设年度报告", "清源市城市管理局", "department", 2023, None, "2024-01-15", 0, 22
    )
    repair = Repair(*at("2、 "), "2、 ", "（二）", "自动编号变形")
    structure = Structure(sections(), meta, 0, len(TEXT), (repair,))
    report = Report(
        document, meta, structure, "law_based_government", sections(), parts(), mentions(), indicators(),
        (Zero(*at("未发生越级访"), "越级访", *at("未发生越级访")),), findings(), "rjieba",
    )  # fmt: skip
    return dataclasses.replace(report, **changes)


def sample_record(file="报送/清源市城市管理局.docx", **changes):
    return report_to_record(sample_report(file, **changes), with_text=True)
