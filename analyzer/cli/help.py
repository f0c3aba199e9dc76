"""Help pages and call errors in our own words, laid out for Chinese, whatever version of typer and click runs below.

The declarations of commands and options carry keys of the message catalogue; they become words only here.
"""

from __future__ import annotations

import difflib
import re
import shutil
from functools import cache
from typing import Protocol, cast

import typer
from typer.core import TyperCommand, TyperGroup

from analyzer.export.layout import pad, plain, width, wrap
from analyzer.export.messages import catalogue, get_language, has_message, message

_NAME_COLUMNS = 26


class _Parameter(Protocol):
    """What we use of a parameter, whichever library declares it."""

    name: str
    param_type_name: str
    opts: list[str]
    metavar: str | None
    help: str | None
    default: object
    required: bool
    is_flag: bool
    hidden: bool


class _Command(Protocol):
    help: str | None
    hidden: bool


class _Context(Protocol):
    @property
    def command_path(self) -> str: ...


class _Formatter(Protocol):
    def write(self, string: str) -> None: ...


class CallError(Protocol):
    """An error of typer or click about a wrong call."""

    def format_message(self) -> str:
        """What it has to say."""
        ...


def help_columns() -> int:
    """Columns of a help page."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def _words(key: str | None) -> str:
    """The text of a key; a key may carry choices behind a bar (`help.opt_format|text, json`)."""
    if not key:
        return ""
    name, _, choices = key.partition("|")
    return message(name, choices=choices) if choices else message(name)


def _names(parameter: _Parameter) -> str:
    metavar = parameter.metavar or ""
    shown = message(metavar) if metavar and has_message(metavar) else metavar
    if parameter.param_type_name == "argument":
        return shown
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag or not shown else f"{names} {shown}"


def _default(parameter: _Parameter) -> str:
    value = parameter.default
    if parameter.required or value is None or isinstance(value, bool | list | tuple) or callable(value) or value == "":
        return ""
    return (
        f"（{message('help.default', value=value)}）" if get_language() == "zh" else f" ({message('help.default', value=value)})"
    )


def _table(title: str, entries: list[tuple[str, str]], columns: int) -> str:
    if not entries:
        return ""
    text = f"\n{title}\n"
    column = min(_NAME_COLUMNS, max(width(name) for name, _ in entries)) + 4
    for name, told in entries:
        first = pad(f"  {name}", column)
        if width(first) > column:
            text += f"  {name}\n"
            first = " " * column
        text += plain(wrap(told, columns, first))
    return text


def help_text(command: TyperCommand | TyperGroup, context: _Context) -> str:
    """The help page of a command or group."""
    columns = help_columns()
    parameters = [p for p in cast(list[_Parameter], command.get_params(cast(typer.Context, context))) if not p.hidden]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    commands: dict[str, _Command] = getattr(command, "commands", {})
    subcommands = [(name, c) for name, c in commands.items() if not c.hidden]
    usage = [context.command_path, message("help.m_options"), *(_names(a) for a in arguments)]
    usage += [message("help.m_command")] if subcommands else []
    text = plain(wrap(" ".join(usage), columns, message("help.usage"))) + "\n" + plain(wrap(_words(command.help), columns))
    text += _table(message("help.commands"), [(name, _words(c.help)) for name, c in subcommands], columns)
    text += _table(message("help.arguments"), [(_names(a), _words(a.help)) for a in arguments], columns)
    told = [(_names(o), message("help.opt_help") if o.name == "help" else _words(o.help) + _default(o)) for o in options]
    text += _table(message("help.options"), told, columns)
    return text + ("\n" + plain(wrap(message("help.exit"), columns)) if any(o.name == "fail_level" for o in options) else "")


class Command(TyperCommand):
    """A command whose help is ours."""

    def format_help(self, ctx: _Context, formatter: _Formatter) -> None:
        """Write the help page."""
        formatter.write(help_text(self, ctx))


class Group(TyperGroup):
    """A group of commands whose help is ours."""

    def format_help(self, ctx: _Context, formatter: _Formatter) -> None:
        """Write the help page."""
        formatter.write(help_text(self, ctx))


@cache
def _library() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    known = ((key.removeprefix("library."), texts) for key, texts in catalogue().items() if key.startswith("library."))
    return [(re.compile(pattern), texts) for pattern, texts in known]


def _metavars(text: str) -> str:
    """Keys of metavars in what the library says, in words."""
    return re.sub(r"metavar\.\w+", lambda m: message(m.group()), text)


def call_error(error: CallError) -> str:
    """What typer or click has to say about a wrong call, in one line and in our words."""
    said = " ".join(str(error.format_message()).split())
    told = said
    for pattern, texts in _library():
        match = pattern.fullmatch(said)
        if match:
            groups = {name: _metavars(text or "") for name, text in match.groupdict().items()}
            told = texts[get_language()].format(**groups)
            near = difflib.get_close_matches(groups["a"], re.findall(r"[\w-]+", groups.get("c", "")), 1)
            told += message("error.near", name=near[0]) if near else ""
            break
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "analyzer"
    separator = "；" if get_language() == "zh" else "; "
    return message("error.call", message=told) + separator + message("error.hint", command=path)
