"""Reads Chinese government annual reports: section tree, numbers, indicators, required outline, findings.

>>> import analyzer
>>> report = analyzer.analyze_text("2023年，我局办理行政许可260余件。")
>>> [(i.name, str(i.quantity.value), i.quantity.unit) for i in report.indicators]
[('办理行政许可', '260', '件')]

One file: `analyze`; many: `analyze_many`; as tables: `to_frames`; a folder of results: `load_store`;
in spaCy: `analyzer.nlp.load`.
"""

from typing import TYPE_CHECKING, Any

from analyzer.errors import AnalyzerError, ConfigurationError, ReadingError
from analyzer.model import FileError, Report
from analyzer.pipeline import Options, analyze, analyze_document, analyze_text

if TYPE_CHECKING:
    from analyzer.batch.analysis import analyze_many, load_store
    from analyzer.export.frames import to_frames

__version__ = "0.1.0"
__all__ = [
    "AnalyzerError",
    "ConfigurationError",
    "FileError",
    "Options",
    "ReadingError",
    "Report",
    "analyze",
    "analyze_document",
    "analyze_many",
    "analyze_text",
    "load_store",
    "to_frames",
]

# loaded when first asked for: they bring the process pool, the store and (when called) pandas
_LATE = {
    "analyze_many": "analyzer.batch.analysis",
    "load_store": "analyzer.batch.analysis",
    "to_frames": "analyzer.export.frames",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    from importlib import import_module

    if name == "nlp":  # the spaCy door is a module: analyzer.nlp.load()
        return import_module("analyzer.nlp")
    if name not in _LATE:
        raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def _repr_html(report: Report) -> str:
    """Outline, findings, indicators and highlighted text, for notebooks."""
    from analyzer.export.notebook import report_html

    return report_html(report)


def _repr(report: Report) -> str:
    """One line: the dataclass's own would print the whole text."""
    told = report.metadata.title or report.document.file
    counts = f"{len(report.mentions)} numbers, {len(report.indicators)} indicators, {len(report.findings)} findings"
    return f"<Report {told!r}: {counts}>"


# the model imports nothing of this package, so what needs the exporters is hung on here
Report._repr_html_ = _repr_html  # type: ignore[attr-defined]
Report.__repr__ = _repr  # type: ignore[assignment, method-assign]
