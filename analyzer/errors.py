"""Errors that reach people: one line that says what, where and what to do."""

from __future__ import annotations


class AnalyzerError(Exception):
    """Base of all errors of this package. The message is one line for people."""


class ReadingError(AnalyzerError):
    """A file that cannot be read. `kind` is one of the kinds in the JSON (`errors[].kind`)."""

    def __init__(self, kind: str, message: str) -> None:
        """Keep the kind beside the message."""
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str]]:
        """Survive the way between processes (the default loses the second argument)."""
        return type(self), (self.kind, str(self))


class ConfigurationError(AnalyzerError):
    """A wrong option, profile, lexicon or markup. The message names the place and the allowed values."""
