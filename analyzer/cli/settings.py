"""The options of the contract: their declarations for typer, and `Settings`, which checks their values once.

Values arrive as strings and are checked here, so that errors are ours and list the allowed values.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.models import OptionInfo

from analyzer.cli import wrong_choice
from analyzer.cli.progress import tell_page
from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.places import CONFIDENCES, LEVELS
from analyzer.export.terminal import View
from analyzer.pipeline import Options
from analyzer.reading import ReadingOptions
from analyzer.reading.options import LIMITS
from analyzer.rules import RuleSelection

FORMATS = ("text", "json", "jsonl", "csv", "parquet")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", re.IGNORECASE)
_FACTOR = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def option(*names: str, key: str, metavar: str | None = None) -> OptionInfo:
    """An option whose help and metavar are keys of the message catalogue (`key|choices` names the choices)."""
    return cast(OptionInfo, typer.Option(*names, help=key, metavar=metavar, show_default=False))


Paths = Annotated[list[str], typer.Argument(help="help.paths", metavar="metavar.paths", show_default=False)]
ProfileOption = Annotated[str, option("--profile", key="help.opt_profile", metavar="metavar.name")]
FormatOption = Annotated[str, option("--format", key="help.opt_format|text、json、jsonl、csv、parquet", metavar="metavar.choice")]
OutputOption = Annotated[str, option("--output", "-o", key="help.opt_output", metavar="metavar.place")]
ForceOption = Annotated[bool, option("--force", key="help.opt_force")]
SelectOption = Annotated[list[str], option("--select", key="help.opt_select", metavar="metavar.codes")]
IgnoreOption = Annotated[list[str], option("--ignore", key="help.opt_ignore", metavar="metavar.codes")]
MinLevelOption = Annotated[str, option("--min-level", key="help.opt_min_level", metavar="metavar.choice")]
MinConfidenceOption = Annotated[str, option("--min-confidence", key="help.opt_min_confidence", metavar="metavar.choice")]
FailLevelOption = Annotated[str, option("--fail-level", key="help.opt_fail_level", metavar="metavar.choice")]
RosterOption = Annotated[str, option("--roster", key="help.opt_roster", metavar="metavar.file")]
FixesOption = Annotated[bool, option("--fixes", key="help.opt_fixes")]
ClusterOption = Annotated[str, option("--cluster", key="help.opt_cluster", metavar="metavar.address")]
JobsOption = Annotated[str, option("--jobs", key="help.opt_jobs", metavar="metavar.number")]
OcrOption = Annotated[bool, option("--ocr", key="help.opt_ocr")]
MaxSizeOption = Annotated[str, option("--max-size", key="help.opt_max_size", metavar="metavar.size")]
TimeoutOption = Annotated[str, option("--timeout", key="help.opt_timeout", metavar="metavar.seconds")]
LimitOption = Annotated[list[str], option("--limit", key=f"help.opt_limit|{'、'.join(LIMITS)}", metavar="metavar.limit")]
QuietOption = Annotated[bool, option("--quiet", "-q", key="help.opt_quiet")]
WithTextOption = Annotated[bool, option("--with-text", key="help.opt_with_text")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Options of one call, checked. `output` None is standard output, `jobs` None one a processor, `cluster`
    the address of a Ray cluster; `place` is the output as it was told, which may be a URI.
    """

    options: Options
    profile: str = "auto"
    format: str = "text"
    output: Path | None = None
    force: bool = False
    min_level: str = "warning"
    min_confidence: str = "medium"
    fail_level: str = "error"
    roster: Path | None = None
    jobs: int | None = None
    timeout: float = 120.0
    quiet: bool = False
    with_text: bool = False
    several: bool = False
    fixes: bool = False
    cluster: str | None = None
    place: str = ""

    def view(self, *, to_terminal: bool) -> View:
        """How a text is laid out: as wide as the terminal (at most 100), 80 columns in a pipe."""
        columns = max(60, min(100, shutil.get_terminal_size((80, 24)).columns)) if to_terminal else 80
        return View(
            min_level=self.min_level,
            min_confidence=self.min_confidence,
            columns=columns,
            auto_profile=self.profile == "auto",
        )


def choice(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if it is allowed. Raises `ConfigurationError` naming the allowed ones."""
    if value not in allowed:
        raise wrong_choice(option, value, allowed)
    return value


def _format(value: str, output: str) -> str:
    """The format; a file that is called .parquet says it itself."""
    wanted = choice("--format", value, FORMATS)
    return "parquet" if wanted == "text" and output.lower().endswith(".parquet") else wanted


def _codes(values: list[str]) -> tuple[str, ...]:
    return tuple(code for value in values for code in re.split(r"[,，、\s]+", value) if code)


def _number(option: str, value: str, *, whole: bool) -> float:
    wanted = message("error.whole") if whole else message("error.positive")
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e9 or (whole and number != int(number)):
        raise ConfigurationError(message("error.number", option=option, value=value, wanted=wanted))
    return number


def _size(option: str, value: str) -> int:
    match = _SIZE.fullmatch(value.strip())
    size = int(float(match[1]) * _FACTOR[match[2].upper()]) if match else 0
    if size <= 0:
        raise ConfigurationError(message("error.number", option=option, value=value, wanted=message("error.size")))
    return size


def _limits(values: list[str]) -> dict[str, Any]:
    """`pages=4000` → the field of `ReadingOptions` and its value. Raises `ConfigurationError`."""
    fields: dict[str, Any] = {}
    for value in _codes(values):
        name, _, number = value.partition("=")
        option = f"--limit {choice('--limit', name.strip(), tuple(LIMITS))}"
        fields[LIMITS[name.strip()]] = (
            _size(option, number) if name.strip() == "unpacked" else int(_number(option, number, whole=True))
        )
    return fields


def default_limits() -> dict[str, object]:
    """The name of each limit → its default, and `fields`: what they are called in Python."""
    defaults = ReadingOptions()
    return {**{name: getattr(defaults, field) for name, field in LIMITS.items()}, "fields": " ".join(LIMITS.values())}


def _several(paths: list[str]) -> bool:
    """Whether a call names more than one report."""
    return len(paths) > 1 or any(Path(path).is_dir() or path.lower().endswith(".zip") for path in paths)


def parse_settings(given: dict[str, Any]) -> Settings:
    """Settings from typer's parameters. Raises `ConfigurationError` for a value that is not allowed."""
    timeout = _number("--timeout", given.get("timeout", "120"), whole=False)
    quiet = given.get("quiet", False) or not sys.stderr.isatty()
    reading = ReadingOptions(
        ocr=given.get("ocr", False), max_bytes=_size("--max-size", given.get("max_size", "200M")), timeout=timeout,
        progress=None if quiet else tell_page,
    )  # fmt: skip
    reading = replace(reading, **_limits(given.get("limit", [])))
    rules = RuleSelection(select=_codes(given.get("select", [])), ignore=_codes(given.get("ignore", [])))
    profile = given.get("profile", "auto")
    jobs = given.get("jobs", "")
    return Settings(
        options=Options(profile=profile, reading=reading, rules=rules),
        profile=profile,
        format=_format(given.get("format", "text"), given.get("output", "")),
        output=Path(given["output"]) if given.get("output") else None,
        force=given.get("force", False),
        min_level=choice("--min-level", given.get("min_level", "warning"), LEVELS),
        min_confidence=choice("--min-confidence", given.get("min_confidence", "medium"), CONFIDENCES),
        fail_level=choice("--fail-level", given.get("fail_level", "error"), LEVELS),
        roster=Path(given["roster"]) if given.get("roster") else None,
        jobs=int(_number("--jobs", jobs, whole=True)) if jobs else None,
        timeout=timeout,
        quiet=quiet,
        with_text=given.get("with_text", False),
        several=_several(given.get("paths", [])),
        fixes=given.get("fixes", False),
        cluster=given.get("cluster") or None,
        place=given.get("output", ""),
    )
