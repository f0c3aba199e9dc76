"""The default engine: rjieba, an instance of our own with our words in it."""

from __future__ import annotations

import importlib.util
import sys
from importlib.machinery import PathFinder
from typing import Any

from analyzer.errors import ConfigurationError
from analyzer.model import Token
from analyzer.segmentation.placing import place
from analyzer.segmentation.words import load_words

__all__ = ["RjiebaSegmenter"]


def _jieba_class() -> Any:  # noqa: ANN401
    """rjieba's class, without its package: importing that builds a dictionary that nobody here asks (0.1 s, 30 MB a process).

    The module is left where the package looks for it, so that a program which imports rjieba later gets the same one.
    """
    name = "rjieba.rjieba"
    if "rjieba" not in sys.modules:
        package = importlib.util.find_spec("rjieba")
        spec = None if package is None else PathFinder.find_spec(name, package.submodule_search_locations)
        if spec is not None and spec.loader is not None and name not in sys.modules:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules[name] = module
        if name in sys.modules:
            return sys.modules[name].Jieba
    import rjieba

    return rjieba.Jieba


class RjiebaSegmenter:
    """rjieba behind the interface."""

    name = "rjieba"

    def __init__(self) -> None:
        """Load the dictionary (0.1 s). Raises `ConfigurationError` where rjieba cannot be imported."""
        try:
            self._jieba: Any = _jieba_class()()
        except (ImportError, OSError) as error:  # OSError: a wheel for another machine
            raise ConfigurationError("分词引擎 rjieba 不能使用：请安装 rjieba，或改用 jieba") from error
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
