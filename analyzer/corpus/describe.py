"""What a corpus holds (`stats`) and whether its labels hold together (`validate`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analyzer.corpus.gold import PARTS, GoldReport
from analyzer.corpus.loader import corpus_folder, gold_files, load_corpus, read_gold
from analyzer.corpus.table import Cell, Table
from analyzer.errors import ConfigurationError

# the financial forms (伍, 拾 …) are left out: they are mostly parts of words (队伍)
NUMERALS = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万亿两廿萬億兩]")


def stats(path: Path | None = None) -> Table:
    """One row a report, and the sums; the kinds of numbers and the variants below."""
    reports = load_corpus(path)
    rows = [_counts(gold) for gold in reports]
    sums = tuple(sum(row[i] for row in rows) for i in range(len(rows[0])))
    named: list[tuple[Cell, ...]] = [(gold.name, *row) for gold, row in zip(reports, rows, strict=True)]
    named.append(("合计", *sums))
    kinds = Counter(n.kind for gold in reports for n in gold.numbers)
    variants = Counter(v for gold in reports for v in gold.header.variants)
    return Table(
        title=f"语料统计：{len(reports)} 篇",
        columns=("报告", "字数", "标题", "数", "指标", "上级指标", "比较", "零", "缺陷"),
        rows=tuple(named),
        notes=(
            "数的种类：" + "，".join(f"{kind} {count}" for kind, count in kinds.most_common()),
            "变体：" + "，".join(f"{name} {count}" for name, count in sorted(variants.items())),
        ),
    )


def _counts(gold: GoldReport) -> tuple[int, ...]:
    own = [i for i in gold.indicators if i.comparison_of is None]
    return (
        len("".join(gold.text.split())), len(gold.sections), len(gold.numbers), len(own), sum(i.parent is not None for i in own),
        sum(i.comparison is not None for i in own), len(gold.zeros), len(gold.findings),
    )  # fmt: skip


def validate(path: Path | None = None) -> Table:
    """Every problem of a corpus, file by file: markup that cannot be read, numerals without a label, parts that do not fit."""
    rows: list[tuple[str, str]] = []
    files = list(gold_files(path or corpus_folder()))
    for file in files:
        try:
            gold = read_gold(file)
        except ConfigurationError as error:
            rows.append((file.name, str(error)))
            continue
        rows += [(gold.name, problem) for problem in _problems(gold)]
    return Table(
        f"检查了 {len(files)} 篇：" + (f"{len(rows)} 个问题" if rows else "没有问题"), ("报告", "问题"), tuple(rows), ok=not rows
    )


def _problems(gold: GoldReport) -> Iterator[str]:
    covered = [False] * len(gold.text)
    for number in gold.numbers:
        if any(covered[number.start : number.end]):
            yield f"“{number.surface}”与前一个数重叠（第{number.start}字）"
        covered[number.start : number.end] = [True] * (number.end - number.start)
        if not NUMERALS.search(number.surface):
            yield f"“{number.surface}”里没有数字（第{number.start}字）"
    for match in NUMERALS.finditer(gold.text):
        if not covered[match.start()]:
            yield f"“{gold.text[max(0, match.start() - 6) : match.end() + 6]}”里的“{match[0]}”没有标"
    for row in gold.indicators:
        if row.upper is not None and row.upper <= row.value:
            yield f"“{row.surface}”的 upper 不大于 value"
        if row.parent is not None and gold.indicators[row.parent].start >= row.start:
            yield f"“{row.surface}”的上级在它后面"
    if gold.header.scope == "report":
        yield from _outline_problems(gold)


def _outline_problems(gold: GoldReport) -> Iterator[str]:
    statuses = dict(gold.header.parts)
    told = {p for s in gold.sections for p in s.parts} | {m.get("name") for m in gold.marks if m.tag == "part"}
    for part in PARTS[:-1]:
        if part not in statuses:
            yield f"parts 里没有 {part}"
        elif ("missing" in statuses[part]) == (part in told):
            yield f"parts 说 {part} 是 {'/'.join(statuses[part])}，正文{'标了' if part in told else '没有标'}"
    flat = re.sub(r"\s", "", gold.text)
    for key in ("title", "issuer"):
        value = getattr(gold.header, key)
        if value and not any(re.sub(r"\s", "", form) in flat for form in value.split("/")):
            yield f"{key} 不在文中：{value}"
