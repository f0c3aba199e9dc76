"""How good the analyzer is on a corpus: precision, recall and F1 per slot, with intervals, a naive baseline and pinned floors.

Front functions: `score(path)` → printable table; `evaluate(reports)` → the figures themselves.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.corpus.baseline import baseline
from analyzer.corpus.compare import SLOTS, Outcome, compare, compare_indicators
from analyzer.corpus.gold import GoldReport
from analyzer.corpus.loader import corpus_folder, load_corpus, sample_name
from analyzer.corpus.table import Table
from analyzer.errors import ConfigurationError
from analyzer.model import Report
from analyzer.pipeline import analyze, analyze_text

TITLES = {
    "span": "位置", "value": "数值", "unit": "单位", "operator": "约、余、以上", "name": "名称", "period": "时期",
    "modality": "完成还是目标", "parent": "其中", "comparison": "比较", "part": "所属部分", "all slots": "全部都对",
    "kinds": "数的种类", "sections": "标题", "parts": "部分的状态", "metadata": "题目、单位、年份",
    "defects told": "埋下的问题报出", "findings backed": "报出的有依据",
}  # fmt: skip
"""What people are shown for a slot."""
OTHERS = ("kinds", "sections", "parts", "metadata", "defects told", "findings backed")
ALL_SLOTS = (*SLOTS, *OTHERS)
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall, F1 and the 95 % interval of F1 from resampling reports."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(slots=True)
class Evaluation:
    """Outcomes by report, summed figures by slot, and the baseline's F1."""

    figures: dict[str, Figures]
    baseline: dict[str, float]
    misses: list[str] = field(default_factory=list)


def analysed(gold: GoldReport, folder: Path | None = None) -> Report:
    """The analyzer's report on the very text of a gold report.

    A report with automatic labels is read from its Word sample, for the labels are not in the text.
    """
    if not any(s.auto for s in gold.sections):
        return analyze_text(gold.text)
    report = analyze((folder or corpus_folder()) / "samples" / sample_name(gold.name, "docx", 1))
    if report.document.text.rstrip("\n") != gold.text.rstrip("\n"):
        raise ConfigurationError(f"{gold.name}：Word 样本与标注的文字不同，先运行 python -m analyzer.corpus.build")
    return report


def evaluate(reports: Sequence[GoldReport], folder: Path | None = None) -> Evaluation:
    """Figures over reports. Deterministic: the resampling starts from a fixed seed."""
    outcomes, naive = [], Outcome()
    for gold in reports:
        outcomes.append(compare(gold, analysed(gold, folder)))
        compare_indicators(gold, baseline(gold), naive)
    total = Outcome()
    for outcome in outcomes:
        total.add(outcome)
    figures = {slot: _figures(slot, total, outcomes) for slot in ALL_SLOTS if total.labelled[slot] or total.found[slot]}
    return Evaluation(figures, {slot: _f1(naive, slot) for slot in SLOTS}, total.misses)


def _f1(outcome: Outcome, slot: str) -> float:
    both = outcome.found[slot] + outcome.labelled[slot]
    return 2 * outcome.right[slot] / both if both else 1.0


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _figures(slot: str, total: Outcome, outcomes: Sequence[Outcome]) -> Figures:
    draw = random.Random(2023)
    rows = [(o.right[slot], o.found[slot] + o.labelled[slot]) for o in outcomes]
    rounds = []
    for _ in range(_ROUNDS):
        picked = draw.choices(rows, k=len(rows))
        both = sum(b for _, b in picked)
        rounds.append(2 * sum(r for r, _ in picked) / both if both else 1.0)
    rounds.sort()
    return Figures(
        _ratio(total.right[slot], total.found[slot]), _ratio(total.right[slot], total.labelled[slot]), _f1(total, slot),
        rounds[int(0.025 * _ROUNDS)], rounds[int(0.975 * _ROUNDS) - 1],
    )  # fmt: skip


def read_floors(path: Path) -> tuple[dict[str, float], set[str]]:
    """Pinned floors and known misses of a corpus: `floors.toml` and `known_misses.txt`; empty where there is none."""
    floors_file, misses_file = path / "floors.toml", path / "known_misses.txt"
    floors: dict[str, float] = {}
    if floors_file.is_file():
        floors = tomllib.loads(floors_file.read_text(encoding="utf-8")).get("floors", {})
        for slot in floors:
            if slot not in ALL_SLOTS:
                raise ConfigurationError(f"{floors_file}：没有 {slot} 这一项；可用：{'、'.join(ALL_SLOTS)}")
    known = set(misses_file.read_text(encoding="utf-8").splitlines()) if misses_file.is_file() else set()
    return floors, known


def score(path: Path | None = None, *, misses: bool = False) -> Table:
    """The table of `analyzer corpus score`: slots with intervals, baseline, floors; then gains and losses line by line.

    `ok` is False where a slot lies below its floor. `misses` lists every wrong row, not only the changes.
    """
    folder = path or corpus_folder()
    reports = load_corpus(folder)
    result = evaluate(reports, folder)
    floors, known = read_floors(folder)
    rows = []
    for slot, f in result.figures.items():
        floor = floors.get(slot)
        verdict = "" if floor is None else "低于底线" if f.f1 < floor else "高于底线" if f.f1 > floor + 0.0005 else "持平"
        rows.append(
            (
                slot,
                TITLES[slot],
                f.precision,
                f.recall,
                f.f1,
                f"{f.low:.3f}–{f.high:.3f}",
                result.baseline.get(slot),
                floor,
                verdict,
            )
        )
    now = set(result.misses)
    notes = [f"- 改进：{line}" for line in sorted(known - now)] + [f"+ 退步：{line}" for line in sorted(now - known)]
    if misses:
        notes += [f"  仍错：{line}" for line in sorted(now & known)]
    return Table(
        title=f"{len(reports)} 篇；F1 的区间按报告重抽样 {_ROUNDS} 次，95%；基线是一条量词正则",
        columns=("项", "含义", "准确率", "召回率", "F1", "区间", "基线F1", "底线", "对比"),
        rows=tuple(rows),
        notes=tuple(notes),
        ok=all(f.f1 >= floors.get(slot, 0.0) for slot, f in result.figures.items()),
    )


def pin(path: Path | None = None) -> None:
    """Write the present figures and misses as the new floors: `python -c "from analyzer.corpus.score import pin; pin()"`."""
    folder = path or corpus_folder()
    result = evaluate(load_corpus(folder), folder)
    lines = ["# the lowest F1 that is accepted; written by analyzer.corpus.score.pin", "[floors]"]
    lines += [f'"{slot}" = {int(f.f1 * 100) / 100}' for slot, f in result.figures.items()]
    (folder / "floors.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    (folder / "known_misses.txt").write_text("\n".join(sorted(set(result.misses))) + "\n", encoding="utf-8", newline="\n")
