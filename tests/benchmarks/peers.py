"""What finds numbers in Chinese text elsewhere, beside our whole pipeline, on the same text in the same run.

`make bench-peers` installs the peers into a venv of their own; a peer that is absent is left out and named. None of them
names what a number counts; they find numerals with units, which is the least of our steps.
"""

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from analyzer.numbers import find_numbers
from analyzer.numbers.units import load_units
from analyzer.pipeline import Options, analyze_text

Work = Callable[[str], object]
ROUNDS = 3
SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
# Arabic digits only: it evaluates what matches as a Python expression
NUMERALS = r"(?<![0-9.])[1-9][0-9]*(?:\.[0-9]+)?"


def report_texts(characters: int = 4000) -> list[str]:
    """Texts of a report's usual length, joined from the samples."""
    from analyzer.reading import read_file

    joined = "\n".join(read_file(path).text for path in sorted(SAMPLES.glob("*.txt")))
    return [joined[at : at + characters] for at in range(0, len(joined) - characters, characters)]


def with_jieba() -> Work:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: list(jieba.cut(text))


def with_edsnlp() -> Work:
    """eds.quantities over single characters with our own table of units: its tokenizer and units know no Chinese."""
    import spacy

    names = [name for name, unit in load_units().by_name.items() if unit.dimension and name.isalpha()]
    units = {name: {"dim": name, "degree": 1, "scale": 1, "terms": [name], "followed_by": None} for name in names}
    nlp = spacy.blank("zh")
    nlp.max_length = 10_000_000
    nlp.add_pipe("eds.normalizer")
    config = {
        "quantities": [{"unit": name, "name": f"eds.q{at}", "unitless_patterns": []} for at, name in enumerate(names)],
        "units_config": units,
        "number_regex": NUMERALS,
        "number_terms": {},
        "stopwords": [],
        "unit_divisors": [],
        "operator_terms": {"<": [], ">": []},
        "use_tables": False,
        "span_setter": {"quantities": True},
    }
    nlp.add_pipe("eds.quantities", config=config)
    return lambda text: list(nlp(text).spans["quantities"])


def with_recognizers() -> Work:
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer

    recognizer = NumberWithUnitRecognizer(Culture.Chinese)
    models = [recognizer.get_dimension_model(), recognizer.get_currency_model()]
    return lambda text: [model.parse(text) for model in models]


def with_jionlp() -> Work:
    import jionlp

    now = time.time()
    return lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text, time_base=now))


def ours_numbers() -> Work:
    return lambda text: list(find_numbers(text))


def ours_indicators() -> Work:
    return lambda text: analyze_text(text, Options(rules=None))


def ours_findings() -> Work:
    return lambda text: analyze_text(text, Options())


# name, module that must be there, how to make the work, share of the text it gets (the slow ones would take minutes)
RUNS: tuple[tuple[str, str, Callable[[], Work], int], ...] = (
    ("jieba.cut alone", "jieba", with_jieba, 100),
    ("edsnlp quantities", "edsnlp", with_edsnlp, 10),
    ("Recognizers-Text dimension and currency", "recognizers_number_with_unit", with_recognizers, 5),
    ("JioNLP money and time", "jionlp", with_jionlp, 20),
    ("ours: numbers", "analyzer", ours_numbers, 100),
    ("ours: text → indicators", "analyzer", ours_indicators, 100),
    ("ours: text → findings", "analyzer", ours_findings, 100),
)


def speed(work: Work, texts: list[str]) -> float:
    """Characters a second of processor time, the best of some rounds; a first text loads what is loaded once."""
    work(texts[0])
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return sum(map(len, texts)) / best


def peer_speeds() -> Iterator[tuple[str, float | None]]:
    """Name and characters a second, in the order of `RUNS`; None where the peer is not installed."""
    texts = report_texts()
    for name, module, make, percent in RUNS:
        if importlib.util.find_spec(module) is None:
            yield name, None
        else:
            yield name, speed(make(), texts[: max(1, len(texts) * percent // 100)])


def main() -> None:
    reference: float | None = None
    print(f"{'numbers in text':<42}{'M characters/s':>16}{'× jieba.cut':>13}")
    for name, figure in peer_speeds():
        if figure is None:
            print(f"{name:<42}{'not installed':>16}")
            continue
        reference = reference or figure
        print(f"{name:<42}{figure / 1e6:>16.4f}{figure / reference:>13.3f}")


if __name__ == "__main__":
    main()
