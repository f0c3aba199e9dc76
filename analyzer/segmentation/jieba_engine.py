"""The reference engine: jieba itself, through a private tokenizer.

The global tokenizer is never touched, so a program that uses jieba beside us sees no change. Its `initialize` is not called
either: that logs to stderr and leaves a cache in the shared temp folder; the dictionary is read here instead (0.6 s, once).
"""

from __future__ import annotations

import logging
import warnings
from typing import Any

from analyzer.model import Token
from analyzer.segmentation.placing import place
from analyzer.segmentation.words import load_words

__all__ = ["JiebaSegmenter"]


def _private_tokenizer() -> tuple[Any, Any]:
    """A jieba tokenizer of our own and its tagger, both initialised in silence."""
    with warnings.catch_warnings():  # jieba's sources have invalid escapes and an import that is deprecated
        warnings.simplefilter("ignore")
        fresh = logging.getLogger("jieba")
        handlers = list(fresh.handlers)
        import jieba
        import jieba.posseg

        if not handlers:  # the handler on stderr came with our import, not from somebody else's
            for handler in list(fresh.handlers):
                fresh.removeHandler(handler)
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    return tokenizer, jieba.posseg.POSTokenizer(tokenizer)


class JiebaSegmenter:
    """jieba behind the interface."""

    name = "jieba"

    def __init__(self) -> None:
        """Read the dictionary and add our words."""
        self._tokenizer, self._tagger = _private_tokenizer()
        for word, tag in load_words():
            self._tokenizer.add_word(word, None, tag)

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) in order."""
        return [(pair.word, pair.flag) for pair in self._tagger.cut(text)]

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        """Words with tags and places."""
        return place(self.pairs(text), offset)

    def words(self, text: str) -> list[str]:
        """Words alone."""
        return list(self._tokenizer.cut(text))
