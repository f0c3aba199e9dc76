"""(word, tag) pairs → tokens with places."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.model import Token

__all__ = ["place"]


def place(pairs: Iterable[tuple[str, str]], offset: int) -> list[Token]:
    """Tokens one after the other from `offset`."""
    tokens: list[Token] = []
    for word, tag in pairs:
        end = offset + len(word)
        tokens.append(Token(offset, end, word, tag))
        offset = end
    return tokens
