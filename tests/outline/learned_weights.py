"""Measures learned weights for parts against the cues, leaving one labelled report out at a time. Prints one line.

`python -m tests.outline.learned_weights`; the figures stand in ARCHITECTURE.md. None ship, since the cues are not beaten.
"""

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from analyzer.corpus.loader import load_corpus
from analyzer.corpus.score import analysed

OPENING = 90
"""So many characters of a section, its heading first, are what the weights are learned from."""


def sections():
    """(report, opening words, part in gold, part by the cues) of each section at the top of a report."""
    for number, gold in enumerate(load_corpus()):
        report = analysed(gold)
        cues = {section.start: section.parts for section in report.walk()}
        top = min((section.level for section in gold.sections), default=1)
        for section in gold.sections:
            if section.level == top and section.start in cues:
                words = report.document.text[section.start : section.start + OPENING]
                yield number, words, (section.parts or ("none",))[0], (cues[section.start] or ("none",))[0]


def main():
    rows = list(sections())
    learned = 0
    for report in {row[0] for row in rows}:
        rest, held = [row for row in rows if row[0] != report], [row for row in rows if row[0] == report]
        vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2)
        model = make_pipeline(vectors, LogisticRegression(C=20, max_iter=300))
        model.fit([row[1] for row in rest], [row[2] for row in rest])
        learned += sum(told == row[2] for told, row in zip(model.predict([row[1] for row in held]), held, strict=True))
    cues = sum(row[2] == row[3] for row in rows)
    reports = len({row[0] for row in rows})
    print(f"{reports} reports, {len(rows)} sections: learned {learned / len(rows):.3f}, cues {cues / len(rows):.3f}")


if __name__ == "__main__":
    main()
