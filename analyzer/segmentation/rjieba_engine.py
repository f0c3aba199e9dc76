"""The default engine: rjieba, an instance of our own with our words in it."""

from __future__ import annotations

from typing import Any

from analyzer.errors import ConfigurationError
from analyzer.model import Token
from analyzer.segmentation.placing import place
from analyzer.segmentation.words import load_words

__all__ = ["RjiebaSegmenter"]


class RjiebaSegmenter:
    """rjieba behind the interface."""

    name = "rjieba"

    def __init__(self) -> None:
        """Load the dictionary (0.1 s). Raises `ConfigurationError` where rjieba cannot be imported."""
        try:
            import rjieba
        except (ImportError, OSError) as error:  # OSError: a wheel for another machine
            raise ConfigurationError("分词引擎 rjieba 不能使用：请安装 rjieba，或改用 jieba") from error
        self._jieba: Any = rjieba.Jieba()
        for word, tag in load_words():
            self._jieba.add_word(word, self._jieba.suggest_freq(word), tag)
        # a word that the dictionary has already keeps its old tag there
        self._retagged = {word: tag for word, tag in load_words() if self._jieba.tag(word) != [(word, tag)]}

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) in order."""
        retagged = self._retagged
        return [(word, retagged[word]) if word in retagged else (word, tag) for word, tag in self._jieba.tag(text)]

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        """Words with tags and places."""
        return place(self.pairs(text), offset)

    def words(self, text: str) -> list[str]:
        """Words alone."""
        words: list[str] = self._jieba.cut(text)
        return words
