"""The commands: declarations and one call each. `invoke` runs a call."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.cli import settings as opt
from analyzer.cli import tell
from analyzer.cli.annotated import check_into_docx, wants_annotated
from analyzer.cli.baselines import app as baseline_app
from analyzer.cli.batches import check_into, wants_results, write_letters_of
from analyzer.cli.clusters import check_on_cluster, take_cluster
from analyzer.cli.corpora import app as corpus_app
from analyzer.cli.help import Command, Group, call_error
from analyzer.cli.profiles import app as profile_app
from analyzer.cli.reports import run_reports, schema_text
from analyzer.cli.rules import print_rule, print_rules
from analyzer.cli.settings import parse_settings
from analyzer.cli.sources import records_of
from analyzer.export.messages import has_message, message

app = typer.Typer(
    cls=Group, help="help.app", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]}, invoke_without_command=True,
)  # fmt: skip
app.add_typer(profile_app, name="profile", help="help.profile", cls=Group)
app.add_typer(corpus_app, name="corpus", help="help.corpus", cls=Group)
app.add_typer(baseline_app, name="baseline", help="help.baseline", cls=Group)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="help.opt_version")] = False,
    lang: Annotated[str, typer.Option("--lang", help="help.opt_lang", metavar="metavar.choice", show_default=False)] = "",
) -> None:
    """`--lang` was taken before (see `analyzer.cli.take_language`) and stands here for the help alone."""
    if version:
        from analyzer import __version__

        print(f"analyzer {__version__}")
        raise typer.Exit(0)
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(0)


def _reports(context: typer.Context) -> None:
    settings = parse_settings(context.params)
    name = str(context.info_name)
    if name != "check":  # only check shows findings, and rules are half of the work
        settings = replace(settings, options=replace(settings.options, rules=None))
    raise typer.Exit(run_reports(name, records_of(context.params["paths"], settings), settings))


@app.command(cls=Command, help="help.check")
def check(
    context: typer.Context,
    paths: opt.Paths,
    profile: opt.ProfileOption = "auto",
    format: opt.FormatOption = "text",
    output: opt.OutputOption = "",
    force: opt.ForceOption = False,
    select: opt.SelectOption = [],  # noqa: B006 — typer copies it
    ignore: opt.IgnoreOption = [],  # noqa: B006
    min_level: opt.MinLevelOption = "warning",
    min_confidence: opt.MinConfidenceOption = "medium",
    fail_level: opt.FailLevelOption = "error",
    roster: opt.RosterOption = "",
    fixes: opt.FixesOption = False,
    jobs: opt.JobsOption = "",
    cluster: opt.ClusterOption = "",
    ocr: opt.OcrOption = False,
    max_size: opt.MaxSizeOption = "200M",
    timeout: opt.TimeoutOption = "120",
    limit: opt.LimitOption = [],  # noqa: B006
    quiet: opt.QuietOption = False,
    with_text: opt.WithTextOption = False,
) -> None:
    """Findings; of a folder into a folder of results where `-o` names one."""
    settings = parse_settings(context.params)
    if settings.cluster is not None:
        raise typer.Exit(check_on_cluster(paths, settings))
    if wants_results(paths, settings):
        raise typer.Exit(check_into(paths, settings))
    if wants_annotated(settings):
        raise typer.Exit(check_into_docx(paths[0], settings))
    _reports(context)


def view(
    context: typer.Context,
    paths: opt.Paths,
    profile: opt.ProfileOption = "auto",
    format: opt.FormatOption = "text",
    output: opt.OutputOption = "",
    force: opt.ForceOption = False,
    jobs: opt.JobsOption = "",
    ocr: opt.OcrOption = False,
    max_size: opt.MaxSizeOption = "200M",
    timeout: opt.TimeoutOption = "120",
    limit: opt.LimitOption = [],  # noqa: B006
    quiet: opt.QuietOption = False,
    with_text: opt.WithTextOption = False,
) -> None:
    """What a report holds, without findings: its indicators by part, its sections and parts, or every number."""
    _reports(context)


for _name in ("summary", "outline", "numbers"):
    app.command(_name, cls=Command, help=f"help.{_name}")(view)


@app.command(cls=Command, help="help.letter")
def letter(
    context: typer.Context,
    results: Annotated[str, typer.Argument(help="help.results", metavar="metavar.results", show_default=False)],
    output: Annotated[str, opt.option("--output", "-o", key="help.opt_letters", metavar="metavar.folder")] = "",
    template: Annotated[str, opt.option("--template", key="help.opt_template", metavar="metavar.file")] = "",
    force: opt.ForceOption = False,
) -> None:
    """Letters back."""
    settings = parse_settings(context.params)
    raise typer.Exit(write_letters_of(Path(results), settings, Path(template) if template else None))


@app.command(cls=Command, help="help.rule")
def rule(
    code: Annotated[str, typer.Argument(help="help.code", metavar="metavar.code", show_default=False)] = "",
) -> None:
    """What a rule checks."""
    if code:
        print_rule(code, sys.stdout)
    else:
        print_rules(sys.stdout)


@app.command("help", cls=Command, help="help.help")
def explain(
    context: typer.Context,
    topic: Annotated[list[str], typer.Argument(help="help.topic", metavar="metavar.topic", show_default=False)] = [],  # noqa: B006
) -> None:
    """The page of a topic, or of a command."""
    if topic and has_message(f"topic.{topic[0]}"):
        print(message(f"topic.{topic[0]}", **(opt.default_limits() if topic[0] == "limits" else {})))
    else:
        raise typer.Exit(invoke([*topic, "--help"]))


@app.command(cls=Command, help="help.schema")
def schema() -> None:
    """The JSON Schema."""
    print(schema_text())


def invoke(arguments: list[str]) -> int:
    """Run a call. Raises errors of this package; a wrong call is told here and gives 2."""
    command: Any = typer.main.get_command(app)
    try:
        code = command.main(args=take_cluster(arguments), prog_name="analyzer", standalone_mode=False)
    except Exception as error:
        if type(error).__name__ == "Abort":
            raise KeyboardInterrupt from error
        if not hasattr(error, "format_message"):
            raise
        tell(call_error(error))
        return 2
    if code == 130:  # newer versions of typer turn Ctrl-C into this code
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
