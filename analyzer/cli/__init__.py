"""The command line: each command is one library call. Read `run`, then `reports.py`.

`main` is the entry point. The language is read from the call before any help is built; typer does the parsing, every word
that people read is ours (`help.py`).
"""

from __future__ import annotations

import os
import sys

from analyzer.cli.console import prepare_streams
from analyzer.errors import AnalyzerError, ConfigurationError
from analyzer.export.layout import safe
from analyzer.export.messages import message, set_language

__all__ = ["main", "run"]


def take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """The wanted language (--lang, else ANALYZER_LANG, else zh) and the arguments without it."""
    language = os.environ.get("ANALYZER_LANG") or "zh"
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return language, [*rest, argument, *waiting]
        if argument == "--lang":
            language = next(waiting, "")
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return language, rest


def tell(text: str) -> None:
    """One line on stderr."""
    print(f"analyzer: {safe(text)}", file=sys.stderr)


def run(arguments: list[str]) -> int:
    """Run one call and return its exit code: 0 nothing found, 1 findings, 2 not analysed or a wrong call."""
    try:
        language, arguments = take_language(arguments)
        set_language(language)
        from analyzer.cli.app import invoke

        return invoke(arguments)
    except AnalyzerError as error:
        tell(str(error))
        return 2
    except KeyboardInterrupt:
        tell(message("error.interrupted"))
        return 130


def main() -> None:
    """Entry point."""
    prepare_streams()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # `analyzer … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def wrong_choice(option: str, value: str, choices: tuple[str, ...]) -> ConfigurationError:
    """The error for a value that an option does not know."""
    return ConfigurationError(message("error.choice", option=option, value=value, choices="、".join(choices)))
