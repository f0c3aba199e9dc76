"""Looking for what the lexicons lack: recurring indicators outside the catalogue, and what a part speaks of across bodies.

Both give a table for a person to decide from; nothing is learned into the analyzer by itself. scikit-learn is imported late.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from analyzer.corpus.table import Table
from analyzer.indicators.catalogue import load_catalogue
from analyzer.model import Indicator, Report
from analyzer.segmentation import get_segmenter

DISTANCE = 0.55
"""Cosine distance of character n-grams up to which two names are taken for one (looked at on the shipped corpus)."""

_WORD_TAGS = ("n", "v", "j", "l", "i", "a")
_PROPER = ("ns", "nr", "nt", "nz")
_RATES = ("%", "‰", "个百分点")
_Name = tuple[tuple[bool, bool], str]
"""Is it a rate, is it denied (不合格), and how it is called: what differs in the first two is never one indicator."""


def _body(report: Report) -> str:
    return report.metadata.issuer or report.document.file


def candidates(reports: Iterable[Report], *, least: int = 2) -> Table:
    """Indicators without a catalogue entry that at least `least` bodies tell, similar names together, the commonest first.

    Names are clustered by TF-IDF over characters and pairs of characters (average linkage, cosine), rates apart from counts:
    a rate and what it is taken of are two indicators. The similar names of one row may still be two: that is for the reader
    to say. The nearest entry of the catalogue is where one would look first whether an alias is lacking.
    """
    told: dict[_Name, set[str]] = defaultdict(set)
    units: dict[_Name, Counter[str]] = defaultdict(Counter)
    examples: dict[_Name, str] = {}
    for report in reports:
        for indicator in report.indicators:
            if indicator.id is None and indicator.name:
                key = _kind(indicator), indicator.name
                told[key].add(_body(report))
                units[key][indicator.quantity.unit or ""] += 1
                examples.setdefault(key, _around(report, indicator))
    rows = []
    for kind in sorted({kind for kind, _ in told}):
        for names in _clusters(sorted(name for own, name in told if own == kind)):
            keys = [(kind, name) for name in names]
            bodies = set().union(*(told[key] for key in keys))
            if len(bodies) >= least:
                commonest = min(names, key=lambda name: (-len(told[kind, name]), len(name), name))
                all_units = sum((units[key] for key in keys), Counter[str]())
                rows.append((
                    commonest, len(bodies), "、".join(unit for unit, _ in all_units.most_common(3)),
                    "，".join(name for name in names if name != commonest)[:60], _nearest_entry(commonest),
                    examples[kind, commonest],
                ))  # fmt: skip
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table(
        title=f"目录里没有、至少{least}个单位写到的指标：{len(rows)}组（相近的名称归在一起，是否同一指标请人判断）",
        columns=("名称", "单位数", "量词", "相近的名称", "目录里最近的", "例句"),
        rows=tuple(rows),
    )


def _kind(indicator: Indicator) -> tuple[bool, bool]:
    return indicator.quantity.unit in _RATES, bool(re.search("[不未无]", indicator.name))


def _around(report: Report, indicator: Indicator) -> str:
    """The words before the number, up to the sentence's beginning, and the number itself."""
    start = max(indicator.evidence_start, indicator.start - 24)
    return ("…" if start > indicator.evidence_start else "") + " ".join(report.surface(start, indicator.end).split())


def _nearest_entry(name: str) -> str:
    """The catalogue's name with most bigrams in common; "" where fewer than a third are."""
    own = {name[i : i + 2] for i in range(len(name) - 1)}

    def likeness(other: str) -> float:
        theirs = {other[i : i + 2] for i in range(len(other) - 1)}
        return 2 * len(own & theirs) / (len(own) + len(theirs)) if own or theirs else 0.0

    best = max(load_catalogue(), key=lambda entry: max(map(likeness, (entry.name, *entry.aliases))))
    return best.name if max(map(likeness, (best.name, *best.aliases))) >= 1 / 3 else ""


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
    """Phrases of one to three words that set a part apart from the other parts, each body counted once.

    `part` is an id of the outline (measures, shortcomings, leader_duties, next_year_plan). Ranked by chi-square of "the part
    of this body holds the phrase" against the other parts, times the phrase's words, for a phrase says more than a word; of
    phrases that contain each other and are told by the same bodies the first stays. Empty where fewer than two bodies have it.
    """
    texts = [(name, _body(report), text) for report in reports for name, text in _part_texts(report)]
    bodies = {body for name, body, _ in texts if name == part}
    rows: list[tuple[str, int, float, float, str]] = []
    if len(bodies) > 1 and any(name != part for name, _, _ in texts):
        rows = _told_apart(texts, part, len(bodies), most)
    return Table(
        f"“{part}”这一部分特有的说法（{len(bodies)}个单位写了这一部分）",
        ("说法", "单位数", "占比", "别处占比", "例句"),
        tuple(rows),
    )


def _told_apart(texts: list[tuple[str, str, str]], part: str, bodies: int, most: int) -> list[tuple[str, int, float, float, str]]:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.feature_selection import chi2

    vectorizer = CountVectorizer(analyzer=_phrases, binary=True)
    matrix = vectorizer.fit_transform([text for _, _, text in texts])
    inside = [name == part for name, _, _ in texts]
    strength, _ = chi2(matrix, inside)
    strength = strength * [len(_words(str(name))) for name in vectorizer.get_feature_names_out()]
    rows_of = matrix.T.tolil().rows  # phrase → the texts that hold it
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    found: list[tuple[str, int, float, float, str]] = []
    seen: list[tuple[str, set[str]]] = []
    for at in sorted(range(len(names)), key=lambda at: (-strength[at], -len(names[at]), names[at])):
        holders = {texts[row][1] for row in rows_of[at] if inside[row]}
        elsewhere = sum(not inside[row] for row in rows_of[at]) / max(1, inside.count(False))
        share = len(holders) / bodies
        if len(holders) < 2 or share <= elsewhere:
            continue
        if any((names[at] in other or other in names[at]) and 2 * len(holders & told) > len(holders) for other, told in seen):
            continue
        example = min((_sentence(texts[row][2], names[at]) for row in rows_of[at] if inside[row]), key=lambda s: (len(s), s))
        found.append((names[at], len(holders), share, elsewhere, example))
        seen.append((names[at], holders))
        if len(found) == most:
            break
    return found


def _part_texts(report: Report) -> Iterator[tuple[str, str]]:
    """(part, its text) of a report: what stands under its headings, and the passage of a part told elsewhere."""
    texts: dict[str, list[str]] = defaultdict(list)
    for section in report.walk():
        end = section.children[0].start if section.children else section.end
        if section.part:
            texts[section.part].append(report.surface(section.body_start, end))
    for told in report.parts:
        if told.part not in texts and told.start is not None and told.end is not None:
            texts[told.part].append(report.surface(told.start, told.end))
    yield from ((name, "\n".join(pieces)) for name, pieces in texts.items())


def _sentence(text: str, phrase: str) -> str:
    at = text.find(phrase)
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    end = min((place for mark in "。；\n" if (place := text.find(mark, at)) >= 0), default=len(text))
    return " ".join(text[start:end].split())[:40]


def _phrases(text: str) -> Iterator[str]:
    """Runs of one to three words inside a clause that begin and end with a word of meaning; no names of places or people."""
    for clause in re.split(r"[^\u4e00-\u9fff“”《》]+", text):
        words = _words(clause)
        for size in (1, 2, 3):
            for start in range(len(words) - size + 1):
                run = words[start : start + size]
                phrase = "".join(word for word, _ in run)
                if len(phrase) > 1 and all(tag[:2] not in _PROPER for _, tag in run) and _meant(run[0]) and _meant(run[-1]):
                    yield phrase


def _words(text: str) -> list[tuple[str, str]]:
    return list(get_segmenter().pairs(text))


def _meant(word: tuple[str, str]) -> bool:
    """A word of meaning; neither a mark nor a label of an item (一是)."""
    return word[1][:1] in _WORD_TAGS and word[0] not in "“”《》" and not re.match(r"[一二三四五六七八九十]+是", word[0])
