"""`analyzer corpus`: what is in a labelled corpus, whether its markup is sound, how well we do on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.cli import settings as opt
from analyzer.cli.help import Command, Group
from analyzer.cli.settings import choice

if TYPE_CHECKING:
    from analyzer.corpus import Table

app = typer.Typer(cls=Group, rich_markup_mode=None)
Place = Annotated[str, typer.Argument(help="help.corpus_path", metavar="metavar.place", show_default=False)]
Format = Annotated[str, opt.option("--format", key="help.opt_format|text、json", metavar="metavar.choice")]
Misses = Annotated[bool, opt.option("--misses", key="help.opt_misses")]


def _path(place: str) -> Path | None:
    return Path(place) if place else None


def _print(table: Table, form: str) -> None:
    """Print a table and end with 1 where it has something to complain of."""
    form = choice("--format", form, ("text", "json"))
    print(table.text() if form == "text" else json.dumps(table.records(), ensure_ascii=False, indent=1))
    raise typer.Exit(0 if table.ok else 1)


@app.command("stats", cls=Command, help="help.corpus_stats")
def stats(place: Place = "", format: Format = "text") -> None:
    """Statistics."""
    from analyzer import corpus

    _print(corpus.stats(_path(place)), format)


@app.command("validate", cls=Command, help="help.corpus_validate")
def validate(place: Place = "", format: Format = "text") -> None:
    """Problems of the markup."""
    from analyzer import corpus

    _print(corpus.validate(_path(place)), format)


@app.command("score", cls=Command, help="help.corpus_score")
def score(place: Place = "", format: Format = "text", misses: Misses = False) -> None:
    """Our figures beside the floors."""
    from analyzer import corpus

    _print(corpus.score(_path(place), misses=misses), format)
