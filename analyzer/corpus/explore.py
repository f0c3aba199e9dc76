"""Looking for what the lexicons lack: recurring indicators outside the catalogue, and what a part speaks of across bodies.

Both give a table for a person to decide from; nothing is learned into the analyzer by itself. scikit-learn is imported late.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from analyzer.corpus.table import Table
from analyzer.model import Report
from analyzer.segmentation import get_segmenter

DISTANCE = 0.55
"""Cosine distance of character n-grams up to which two names are taken for one (looked at on the shipped corpus)."""

_WORD_TAGS = ("n", "v", "j", "l", "i")


def _body(report: Report) -> str:
    return report.metadata.issuer or report.document.file


def candidates(reports: Iterable[Report], *, least: int = 2) -> Table:
    """Indicators without a catalogue entry that at least `least` bodies tell, similar names together, the commonest first.

    Names are clustered by TF-IDF over characters and pairs of characters (average linkage, cosine); `similar` names in one row
    may still be two indicators: that is for the reader to say.
    """
    told: dict[str, set[str]] = defaultdict(set)
    units: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for report in reports:
        for indicator in report.indicators:
            if indicator.id is None and indicator.name:
                told[indicator.name].add(_body(report))
                units[indicator.name][indicator.quantity.unit or ""] += 1
                examples.setdefault(indicator.name, report.surface(indicator.evidence_start, indicator.evidence_end)[:40])
    rows = []
    for names in _clusters(sorted(told)):
        bodies = set().union(*(told[name] for name in names))
        if len(bodies) >= least:
            commonest = min(names, key=lambda name: (-len(told[name]), len(name), name))
            all_units = sum((units[name] for name in names), Counter[str]())
            rows.append((
                commonest, len(bodies), "、".join(unit for unit, _ in all_units.most_common(3)),
                "，".join(name for name in names if name != commonest)[:60], examples[commonest],
            ))  # fmt: skip
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table(
        title=f"目录里没有、至少{least}个单位写到的指标：{len(rows)}组（相近的名称归在一起，是否同一指标请人判断）",
        columns=("名称", "单位数", "量词", "相近的名称", "例句"),
        rows=tuple(rows),
    )


def _clusters(names: Sequence[str]) -> list[list[str]]:
    if len(names) < 2:
        return [list(names)] if names else []
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(analyzer="char", ngram_range=(1, 2)).fit_transform(names)
    model = AgglomerativeClustering(n_clusters=None, distance_threshold=DISTANCE, metric="cosine", linkage="average")
    groups: dict[int, list[str]] = defaultdict(list)
    for name, label in zip(names, model.fit_predict(matrix.toarray()), strict=True):
        groups[int(label)].append(name)
    return list(groups.values())


def key_phrases(reports: Iterable[Report], part: str, *, most: int = 20) -> Table:
    """Words that set a part apart from the other parts, each body counted once: TF-IDF of the part against the rest.

    `part` is an id of the outline (measures, shortcomings, leader_duties, next_year_plan). Empty where no report has the part.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for section in report.sections:
            for name in section.parts:
                texts[name].append(" ".join(sorted(_words(report.surface(section.body_start, section.end)))))
    rows: list[tuple[str, int, float]] = []
    if texts[part]:
        from sklearn.feature_extraction.text import TfidfVectorizer

        order = sorted(texts)
        vectorizer = TfidfVectorizer(analyzer=str.split, sublinear_tf=True)
        weights = vectorizer.fit_transform([" ".join(texts[name]) for name in order]).toarray()[order.index(part)]
        bodies = Counter(word for text in texts[part] for word in text.split())
        rows = [
            (str(word), bodies[word], float(weight))
            for word, weight in zip(vectorizer.get_feature_names_out(), weights, strict=True)
        ]
        rows = [row for row in sorted(rows, key=lambda row: (-row[2], row[0])) if row[1] > 1][:most]
    return Table(f"“{part}”这一部分特有的词（{len(texts[part])}节）", ("词", "出现的节数", "权重"), tuple(rows))


def _words(text: str) -> set[str]:
    return {word for word, tag in get_segmenter().pairs(text) if len(word) > 1 and tag[:1] in _WORD_TAGS}
