"""The map: from a document to a report, every step by name. Read `analyze_document`; each step is one package."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.indicators import extract_indicators
from analyzer.model import Document, Report
from analyzer.numbers import find_mentions
from analyzer.outline import assign_parts, choose_profile
from analyzer.reading import ReadingOptions, read_file, read_text
from analyzer.rules import RuleSelection, check_report
from analyzer.segmentation import get_segmenter
from analyzer.structure import parse_structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be chosen about an analysis. `profile` is a name, a path of a .toml file, or "auto".

    With `rules=None` no rule runs and the report has no findings: half of the time, where they are not wanted.
    """

    profile: str = "auto"
    engine: str | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    rules: RuleSelection | None = field(default_factory=RuleSelection)


def analyze_document(document: Document, options: Options | None = None) -> Report:
    """Analyse one document. Raises `ConfigurationError` for a profile or rule that does not exist, nothing else."""
    options = options or Options()
    segmenter = get_segmenter(options.engine)
    structure = parse_structure(document)
    mentions = find_mentions(document, structure)
    profile = choose_profile(options.profile, structure.metadata, document)
    outline = assign_parts(document, structure, profile)
    indicators, zeros = extract_indicators(document, structure, outline, mentions, segmenter)
    report = Report(
        document=document,
        metadata=dataclasses.replace(structure.metadata, plan_year=outline.plan_year),
        structure=structure,
        profile=outline.profile,
        sections=outline.sections,
        parts=outline.parts,
        mentions=mentions,
        indicators=indicators,
        zeros=zeros,
        engine=segmenter.name,
    )
    if options.rules is None:
        return report
    return dataclasses.replace(report, findings=check_report(report, profile, segmenter, options.rules))


def analyze(path: str | Path, options: Options | None = None) -> Report:
    """Read and analyse one file. Raises `ReadingError` where the file cannot be read.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "报告.txt")
    ...     _ = path.write_text("2023年，清源市司法局办理行政许可260余件。", encoding="utf-8")
    ...     report = analyze(path)
    >>> [(i.name, i.quantity.operator, str(i.quantity.value), str(i.quantity.upper)) for i in report.indicators]
    [('办理行政许可', '>', '260', '270')]
    """
    options = options or Options()
    return analyze_document(read_file(Path(path), options.reading), options)


def analyze_text(text: str, options: Options | None = None) -> Report:
    """Analyse a string. Never fails on any text; anything but a `str` is a `TypeError`.

    >>> [(m.surface, m.kind) for m in analyze_text("2023年，深入学习党的二十大精神，开展培训3期。").mentions]
    [('2023年', 'year'), ('二十大', 'fixed_phrase'), ('3期', 'quantity')]
    """
    if not isinstance(text, str):
        raise TypeError(f"analyze_text 要的是文字（str），拿到的是 {type(text).__name__}；文件请用 analyze(路径)")
    return analyze_document(read_text(text), options)
