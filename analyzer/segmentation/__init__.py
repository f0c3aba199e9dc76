"""Text → words, behind one small interface. Front function: `get_segmenter`.

`rjieba` (jieba's dictionary and model in Rust, some twenty times faster) is the default; `jieba` is the reference, and serves
where rjieba has no wheel. Both get the words of `data/segmentation/words.toml`, so that 接诉即办 and 双随机 stay whole in either.
"""

from __future__ import annotations

import functools
from typing import Protocol

from analyzer.errors import ConfigurationError
from analyzer.model import Token

__all__ = ["ENGINES", "Segmenter", "get_segmenter"]

ENGINES = ("rjieba", "jieba")


class Segmenter(Protocol):
    """What every engine can do. `name` is the engine's (rjieba, jieba)."""

    name: str

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) in order; the words join to the text. The fastest form: no object per word."""
        ...

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        """Words with tags; `offset` is added to their places."""
        ...

    def words(self, text: str) -> list[str]:
        """Words alone, which join to the text."""
        ...


@functools.cache
def get_segmenter(engine: str | None = None) -> Segmenter:
    """The segmenter of that name, made once; by default rjieba where it works, else jieba.

    Raises `ConfigurationError` for an engine that does not exist or was asked for by name and cannot be imported.
    """
    if engine is None:
        try:
            return get_segmenter("rjieba")
        except ConfigurationError:
            return get_segmenter("jieba")
    if engine == "rjieba":
        from analyzer.segmentation.rjieba_engine import RjiebaSegmenter

        return RjiebaSegmenter()
    if engine == "jieba":
        from analyzer.segmentation.jieba_engine import JiebaSegmenter

        return JiebaSegmenter()
    raise ConfigurationError(f"没有名为“{engine}”的分词引擎；可用：{'、'.join(ENGINES)}")
