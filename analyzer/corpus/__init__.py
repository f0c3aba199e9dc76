"""Labelled corpora: markup, samples, statistics, scoring against pinned floors.

`load_corpus(path)` → gold reports; `stats(path)`, `validate(path)`, `score(path)` → `Table`s, which print (`.text()`) and give
records (`.records()`); `candidates` and `key_phrases` look for what the lexicons lack; `parse_markup` and `write_markup` are each
other's inverse. A path is a corpus folder (with `gold/` and `samples/`), a folder of gold files or one of them; without it, the
corpora/ of the checkout.
"""

from __future__ import annotations

from analyzer.corpus.describe import stats, validate
from analyzer.corpus.explore import candidates, key_phrases
from analyzer.corpus.gold import GoldReport
from analyzer.corpus.loader import corpus_folder, load_corpus
from analyzer.corpus.markup import parse_markup, write_markup
from analyzer.corpus.score import evaluate, score
from analyzer.corpus.table import Table

__all__ = [
    "GoldReport",
    "Table",
    "candidates",
    "corpus_folder",
    "evaluate",
    "key_phrases",
    "load_corpus",
    "parse_markup",
    "score",
    "stats",
    "validate",
    "write_markup",
]
