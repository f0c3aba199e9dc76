"""`analyzer profile`: the outlines that ship, and one's own made from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli import settings as opt
from analyzer.cli import tell
from analyzer.cli.help import Command, Group
from analyzer.cli.output import check_free, open_output
from analyzer.errors import ConfigurationError
from analyzer.export.layout import pad
from analyzer.export.messages import message
from analyzer.outline import load_profile, profile_names, profile_text

app = typer.Typer(cls=Group, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(help="help.profile_name", metavar="metavar.name", show_default=False)]
From = Annotated[str, typer.Option("--from", help="help.opt_from", metavar="metavar.name", show_default=False)]


def profile_source(name: str) -> str:
    """The TOML of a profile that ships, or of a file. Raises `ConfigurationError`."""
    if Path(name).suffix != ".toml":
        return profile_text(name)
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(message("error.system", file=name, reason=error)) from error


@app.command("list", cls=Command, help="help.profile_list")
def list_profiles() -> None:
    """The profiles that ship, with their titles."""
    for name in profile_names():
        print(f"{pad(name, 28)}  {load_profile(name).title}")


@app.command("show", cls=Command, help="help.profile_show")
def show(name: Name) -> None:
    """The TOML of a profile."""
    print(profile_source(name), end="")


@app.command("validate", cls=Command, help="help.profile_validate")
def validate(name: Name) -> None:
    """Load a profile; its errors name the line."""
    profile = load_profile(name)
    print(message("profile.valid", file=name, title=profile.title, parts=len(profile.parts)))


@app.command("init", cls=Command, help="help.profile_init")
def init(name: Name, source: From = "law_based_government", force: opt.ForceOption = False) -> None:
    """Write a copy of a profile to a new file."""
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    text = profile_source(source)
    check_free(path, force=force)
    with open_output(path, force=force) as stream:
        stream.write(text)
    tell(message("profile.written", file=path))
