"""Mentions, words and parts → named indicators. Front function: `extract_indicators`.

Read in this order: `sentences.py` (text → sentences of classed tokens), `naming.py` (a sentence → drafts: the questions asked at
each number), `phrases.py` (the words left and right), then `changes.py`, `dealing.py`, `parents.py`, `context.py` and
`catalogue.py`, which each answer one of the questions. The word classes are data (`data/indicators/words.toml`).
"""

from __future__ import annotations

from analyzer.indicators.extract import extract_indicators

__all__ = ["extract_indicators"]
