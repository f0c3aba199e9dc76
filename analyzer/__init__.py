"""Reads Chinese government annual reports: section tree, numbers, indicators, required outline, findings.

>>> import analyzer
>>> report = analyzer.analyze_text("2023年，我局办理行政许可260余件。")
>>> [(i.name, str(i.quantity.value), i.quantity.unit) for i in report.indicators]
[('办理行政许可', '260', '件')]
"""

from analyzer.errors import AnalyzerError, ConfigurationError, ReadingError
from analyzer.model import Report
from analyzer.pipeline import Options, analyze, analyze_document, analyze_text

__version__ = "0.1.0"
__all__ = [
    "AnalyzerError",
    "ConfigurationError",
    "Options",
    "ReadingError",
    "Report",
    "analyze",
    "analyze_document",
    "analyze_text",
]
