"""Run the step alone: text → indicators, with the numbers of the text and no outline."""

from analyzer.indicators import extract_indicators
from analyzer.model import Metadata, Outline, Structure
from analyzer.numbers import find_numbers
from analyzer.reading import read_text
from analyzer.segmentation import get_segmenter


def run(text, year=2023, engine=None):
    """(indicators, zeros) of a text told about `year`."""
    document = read_text(text)
    structure = Structure((), Metadata(report_year=year), 0, len(document.text))
    outline = Outline(None, (), (), year + 1)
    return extract_indicators(document, structure, outline, tuple(find_numbers(document.text)), get_segmenter(engine))
