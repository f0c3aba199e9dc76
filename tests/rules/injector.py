"""Puts one defect at a time into clean invented reports, so that a test can ask: is it told, and is nothing else?

`own_bases()` and `clean_reports()` give the clean texts; each injection of `INJECTIONS` takes a text and yields (damaged
text, where the defect is). `python -m tests.rules.injector` prints the table: defect, rules, told of injected, findings beside.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer.errors import AnalyzerError
from analyzer.model import Report
from analyzer.pipeline import Options, analyze_text
from analyzer.reading import read_file

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"

REPORT = """{issuer}{year}年法治政府建设年度报告
{year}年，{issuer}深入学习贯彻习近平法治思想，认真落实《法治政府建设与责任落实督察工作规定》和《{region}法治政府建设考核办法》，依法履行职责。现将有关情况报告如下：
一、{year}年推进法治政府建设的主要举措和成效
（一）强化理论学习。带头尊法学法守法用法，组织党组理论学习中心组学法{a}次，举办专题讲座{b}场，参训干部{c}人次，领导干部法治意识明显增强。落实《{region}法治社会建设规划（2021—2025年）》，对照法治社会建设规划（2021—2025年）逐项检查。
（二）规范行政执法。严格落实行政执法公示制度，全年办理行政处罚案件{total}件，其中{kind}类{p1}件、安全类{p2}件、其他{p3}件；开展联合检查{d}次，出动人员{e}人次，督促整改问题{f}个。抽查案卷200份，合格案卷196份，合格率98%。按照{short}发〔{year}〕{b}号文件开展规范性文件合法性审查，审查{d}件。
（三）优化营商环境。主动服务企业，推行证明事项告知承诺制，办理时限由20天压缩至8天，压缩60%；清理规范性文件{clean}件（新制定{q1}件，修改{q2}件，废止{q3}件）。行政机关负责人出庭应诉率达100%。
（四）化解矛盾纠纷。收到群众来信{g}件，办理完成{g}件，全年无拖延未办理情况。围绕{kind}领域完善“一站式”化解机制，主动上门听取群众意见，推动问题在基层得到及时解决。
（五）加强普法宣传。重点抓好三项工作：一是宣讲《行政处罚法》《未成年人保护法》，开展活动{h}场。二是编印资料{i}份，发放到村到户。三是培育法律明白人{j}名，参与调解{a}次。
二、{year}年推进法治政府建设存在的不足和原因
一是案卷评查不够深入，对基层一线的执法指导还不够细、不够及时，主要原因是专业人员少、任务重。二是普法形式较为单一，面向重点人群的针对性宣传还比较少，由于经费有限，新媒体运用不足。
三、{year}年党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人主持召开会议{a}次，听取法治工作汇报{b}次，批示案件{d}件，带头旁听庭审1次，年终开展述法，把法治建设列入年度考核内容。
四、{plan}年推进法治政府建设的主要安排
（一）提高执法水平。开展案卷评查4次，培训执法人员两期，年底前完成裁量基准修订。
（二）丰富普法形式。组织以案释法活动12场，由法规科牵头，6月底前建成法治文化阵地1处。
{issuer}
{plan}年1月{a}日
"""
FILLS = (
    {"issuer": "云台县水务局", "region": "云台县", "short": "云水", "kind": "河道", "year": 2023, "seed": 3},
    {"issuer": "清源市交通运输局", "region": "清源市", "short": "清交", "kind": "货运", "year": 2024, "seed": 5},
    {"issuer": "安平县农业农村局", "region": "安平县", "short": "安农", "kind": "种子", "year": 2022, "seed": 8},
)


@dataclass(frozen=True)
class Injection:
    """A kind of defect: the codes of which one must tell it, and what makes it."""

    name: str
    codes: tuple[str, ...]
    make: Callable[[str], Iterator[tuple[str, int, int]]]
    corpus: bool = True
    reach: int = 12
    """A finding so near the defect is about it."""


def _filled(fill: dict[str, object], seed: int) -> str:
    p1, p2, p3 = 10 + seed, 6 + seed, 2 + seed
    q1, q2, q3 = 2 + seed, 7 + seed, 1 + seed
    year = int(str(fill["year"]))
    numbers = {"a": 6 + seed, "b": 4 + seed, "c": 210 + seed, "d": 12 + seed, "e": 96 + seed, "f": 37 + seed, "g": 5 + seed}
    numbers |= {"h": 18 + seed, "i": 2300 + seed, "j": 45 + seed, "p1": p1, "p2": p2, "p3": p3, "total": p1 + p2 + p3}
    numbers |= {"q1": q1, "q2": q2, "q3": q3, "clean": q1 + q2 + q3, "plan": year + 1}
    return REPORT.format(**fill, **numbers)


def own_bases() -> list[str]:
    """Reports that have everything an injection may want to damage."""
    return [_filled(fill, int(str(fill["seed"]))) for fill in FILLS]


@cache
def clean_reports() -> tuple[tuple[str, Report], ...]:
    """(name, report) of every clean report of the corpus: a full one on which the default settings have nothing to say."""
    found = {}
    for path in sorted(SAMPLES.glob("*")):
        try:
            text = read_file(path).text.replace("\r\n", "\n")
        except AnalyzerError:
            continue  # the corpus has files that nobody can read
        report = analyze_text(text, Options())
        full = report.profile == "law_based_government" and report.metadata.title and len(report.parts) > 4
        if full and report.document.folded == text and not any(f.level != "info" for f in report.findings):
            found.setdefault(path.name.split(".")[0], report)
    return tuple(found.items())


def corpus_bases() -> list[str]:
    """The texts of the clean reports of the corpus."""
    return [report.document.text for _, report in clean_reports()]


def swap(
    pattern: str, new: str | Callable[[re.Match[str]], str], most: int = 4
) -> Callable[[str], Iterator[tuple[str, int, int]]]:
    """An injection that replaces one match of a pattern at a time, at most `most` of them, spread over the text."""

    def make(text: str) -> Iterator[tuple[str, int, int]]:
        found = list(re.finditer(pattern, text))
        for match in found[:: max(1, len(found) // most)][:most]:
            written = new(match) if callable(new) else match.expand(new)
            yield text[: match.start()] + written + text[match.end() :], match.start(), match.start() + max(1, len(written))

    return make


def add(where: str, passage: str) -> Callable[[str], Iterator[tuple[str, int, int]]]:
    """An injection that puts a passage behind the first match of a pattern."""

    def make(text: str) -> Iterator[tuple[str, int, int]]:
        match = re.search(where, text)
        if match:
            at = match.end()
            yield text[:at] + passage + text[at:], at, at + len(passage)

    return make


def copied(text: str) -> Iterator[tuple[str, int, int]]:
    """A sentence of the measures told again at the end of the plan, once as it is and once with a word changed."""
    sentence = re.search(r"围绕[^。\n]{20,80}。", text)
    if sentence:
        for copy in (sentence.group(), sentence.group().replace("群众", "企业")):
            at = text.index("年底前完成")
            at = text.index("。", at) + 1
            yield text[:at] + copy + text[at:], at, at + len(copy)


def without_part(text: str) -> Iterator[tuple[str, int, int]]:
    """One of the parts after the first left out, the labels after it counted down."""
    heads = [match.start() for match in re.finditer(r"(?m)^[二三四]、", text)]
    for at, end in zip(heads, [*heads[1:], None], strict=True):
        stop = end if end is not None else re.search(r"(?m)^[^\n]+局\n[0-9]+年", text[at:]).start() + at
        rest = re.sub(r"(?m)^([三四])、", lambda m: {"三": "二", "四": "三"}[m[1]] + "、", text[stop:])
        yield text[:at] + rest, -1, -1


def without_causes(text: str) -> Iterator[tuple[str, int, int]]:
    """The causes of the shortcomings struck out."""
    head = text.index("二、")
    end = text.index("三、", head)
    body = re.sub(r"，(?:主要原因是|由于)[^。]*。", "。", text[head:end])
    yield text[:head] + body + text[end:], head, head + len(body)


def dropped_section(text: str) -> Iterator[tuple[str, int, int]]:
    """A sub-section left out of the middle, the labels kept."""
    for match in re.finditer(r"(?m)^（[二三四]）[^\n]*\n(?=（)", text[: text.index("\n二、")]):
        yield text[: match.start()] + text[match.end() :], match.start(), match.start() + 3


S = "件次个份名场人项"
INJECTIONS = (
    Injection("word doubled", ("TXT001",), swap(r"(执法人员|案件|汇报|情况|基准)(?=[，。；、])", r"\1\1")),
    Injection("function word doubled", ("TXT002",), swap(r"(?<=[一-龥]{2})(?:在(?=基层)|和(?=《))", r"\g<0>\g<0>")),
    Injection("Latin comma", ("TXT003",), swap(r"(?<=[一-龥])，(?=[一-龥])", ",")),
    Injection("punctuation doubled", ("TXT004",), swap(r"(?<=[一-龥])，(?=[一-龥])", "，，")),
    Injection("title mark lost", ("TXT006",), swap(r"(?<=[一-龥])[》”](?=[一-龥，。])", ""), reach=40),
    Injection("brackets of a document number", ("TXT007",), swap(r"〔([0-9]{4})〕", r"[\1]")),
    Injection("placeholder", ("TXT008",), swap(rf"[0-9]+(?=[{S}][，。；])", "××")),
    Injection("residue", ("TXT009",), swap(r"(?<=。)(?=[一-龥]{4})", "[bookmark: _GoBack]")),
    Injection("law misquoted", ("TXT011",), swap(r"督察(?=工作规定》)", "督查")),
    Injection("law lost a character", ("TXT011",), swap("《未成年人(?=保护法》)", "《未成人")),
    Injection("law with two characters swapped", ("TXT011",), swap("(?<=《行政)处罚法(?=》)", "处法罚")),
    Injection(
        "own title misquoted", ("TXT012",),
        add("依法履行职责。", "《云台县法治政府评价办法》与《云台县法制政府评价办法》一并落实。"),
    ),
    Injection("plan in another form", ("TXT013",), swap(r"(?<=规划)（2021—2025年）(?!》)", "（2021-2025）")),
    Injection("set phrase out of order", ("TXT014",), swap("尊法学法守法用法", "学法尊法守法用法")),
    Injection("set phrase with another character", ("TXT014", "TXT015", "TXT017"), swap("尊法学法守法用法", "遵法学法守法用法")),
    Injection("term lost a character", ("TXT015", "TXT017"), swap("规范性(?=文件合法性审查)", "规范")),
    Injection("another term lost a character", ("TXT015",), swap("行政执法公示(?=制度)", "行政执法公")),
    Injection("told twice", ("TXT016",), copied, corpus=False),
    Injection("usage", ("TXT017",), swap("法治(?=意识|文化)", "法制")),
    Injection("heading typo", ("TXT018",), swap(r"(?m)(?<=年)推进(?=法治政府建设[的存])", "推荐")),
    Injection("own name", ("TXT019",), lambda text: own_name(text)),
    Injection(
        "misspelling", ("TXT020", "TXT015", "TXT018"),
        swap("(?<=年)法治政府(?=建设年度)|(?<=推进)法治政府(?=建设的主)", "法治正府"),
    ),
    Injection("another misspelling", ("TXT020", "TXT015", "TXT017"), swap("(?<=优化)营商环境", "营商坏境")),
    Injection("part above total", ("NUM001",), swap(r"(?<=案件)[0-9]+(?=件，其中)", "11")),
    Injection("sum broken", ("NUM001",), swap(r"(?<=废止)[0-9]+(?=件）)", lambda m: str(int(m[0]) + 1))),
    Injection("rate broken", ("NUM002",), swap(r"(?<=合格率)98(?=%)", "96")),
    Injection("change broken", ("NUM003",), swap(r"(?<=压缩)60(?=%)", "40")),
    Injection("not all settled", ("NUM004",), swap(r"(?<=办理完成)[0-9]+(?=件)", lambda m: str(int(m[0]) - 1))),
    Injection("claimed and listed", ("NUM006",), swap("三项工作：", "四项工作：")),
    Injection("part of another kind", ("NUM007",), add(r"依法履行职责。", "办理行政诉讼案件12件，其中民事案件3件。")),
    Injection("unit doubled", ("NUM008",), swap(r"(?<=[0-9])件(?=[。；])", "件宗")),
    Injection("rate above 100", ("NUM009",), swap(r"(?<=率达)100(?=%)|(?<=合格率)98(?=%)", "108")),
    Injection("sub-section left out", ("LAB001",), dropped_section, corpus=False),
    Injection("label twice", ("LAB002",), swap(r"(?m)^（四）(?=[^\n]*\n（五）)", "（三）")),
    Injection("label in another glyph", ("LAB004",), swap(r"(?m)^（二）(?=[^\n]*\n（)", "（2）")),
    Injection("item left out", ("LAB005", "NUM006"), swap(r"二是[^。]*。(?=三是)", "")),
    Injection("part left out", ("OUT001",), without_part, corpus=False),
    Injection("causes struck out", ("OUT004",), without_causes, corpus=False),
    Injection(
        "year of a heading", ("YEA001", "YEA002", "YEA008"),
        swap(r"20[0-9]{2}(?=年推进法治政府建设的主要举措)", lambda m: str(int(m[0]) - 1)), corpus=False,
    ),
    Injection("plan for the same year", ("YEA002",), swap(r"(?<=四、)20[0-9]{2}", lambda m: str(int(m[0]) - 1)), corpus=False),
    Injection(
        "another body's work", ("ORG003",),
        add("依法履行职责。", "挂牌成立少年法庭，审结刑事案件16件。判处五年以上刑期8人，对3人提起公诉。"), corpus=False,
    ),
)  # fmt: skip


def own_name(text: str) -> Iterator[tuple[str, int, int]]:
    """One character of the issuer's name, where it stands in the first sentence, changed for one that sounds alike."""
    for right, wrong in (
        ("云台县水务局", "云台县水物局"),
        ("清源市交通运输局", "清源市交通云输局"),
        ("安平县农业农村局", "安平县农业农林局"),
    ):
        at = text.find(f"，{right}")
        if at >= 0:
            at += 1
            yield text[:at] + wrong + text[at + len(right) :], at, at + len(right)


def main() -> None:
    """The table over all clean reports, ours and the corpus's."""
    from tests.rules.test_injected import outcome
    from tests.rules.test_injected_outline import DEFECTS, results

    bases = own_bases() + corpus_bases()
    print(f"{len(own_bases())} own and {len(corpus_bases())} corpus reports without findings")
    rows = []
    for injection in INJECTIONS:
        done = [row for base in (bases if injection.corpus else own_bases()) for row in outcome(injection, base)]
        told, beside = sum(row[0] for row in done), sum(bool(row[1]) for row in done)
        rows.append((injection.name, "/".join(injection.codes), told, len(done), beside))
    for name, (code, _) in DEFECTS.items():
        tried, hits, others = results(name)
        rows.append((name, code, hits, tried, len(others)))
    for name, codes, told, tried, beside in rows:
        print(f"{name:36} {codes:22} {told:4}/{tried:<4} {told / tried:.3f}  beside {beside}")
    told, tried = sum(row[2] for row in rows), sum(row[3] for row in rows)
    print(f"{len(rows)} kinds: {told}/{tried} {told / tried:.3f}, beside {sum(row[4] for row in rows)}")


if __name__ == "__main__":
    main()
