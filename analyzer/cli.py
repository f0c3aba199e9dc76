"""The command line: each command is one library call."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def check(
    paths: list[Path], format: Annotated[str, typer.Option()] = "text", with_text: bool = False, profile: str = "auto"
) -> None:
    """检查。"""
    from analyzer.export.json_report import SCHEMA, report_to_record
    from analyzer.pipeline import Options, analyze

    reports = [report_to_record(analyze(path, Options(profile=profile)), with_text=with_text) for path in paths]
    json.dump({"schema": SCHEMA, "reports": reports, "errors": []}, sys.stdout, ensure_ascii=False)


@app.command()
def summary() -> None:
    """指标。"""


def main() -> None:
    """Entry point."""
    app()
