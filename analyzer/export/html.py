"""Records → pages that work offline from a file share: an overview and one page a report. Read `PageWriter`.

Reports pass by once: `add` writes a report's page and keeps what the overview needs of it; `finish` writes the overview.
Every page carries its own style and script and asks for nothing from outside.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.export.messages import get_language, message
from analyzer.export.overview import Marks, Overview, Row, group_title, kept_findings
from analyzer.export.page_overview import overview_values
from analyzer.export.page_report import report_values
from analyzer.export.page_text import text_html
from analyzer.export.places import Record, file_name, mark_key
from analyzer.export.plots import Point
from analyzer.export.values import quantity_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Write = Callable[[str, object, Callable[[], str]], Path]
"""Called with a page's name, all that it is made from, and what makes it; need not make a page anew from the same."""

INDEX, FOLDER = "index.html", "报告"


@cache
def _templates() -> Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_source), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )


def _source(name: str) -> str:
    return (files("analyzer") / "export" / "templates" / name).read_text(encoding="utf-8")


def _joined(*names: str) -> Markup:
    """Styles or scripts of ours, to be put into a page as they are."""
    from markupsafe import Markup

    return Markup("\n".join(map(_source, names)))


@cache
def _style_id() -> str:
    """A hash of the templates of a report's page."""
    names = ("page.css", "report.css", "copy.js", "report.js", "report.html.j2")
    return hashlib.sha256("".join(map(_source, names)).encode()).hexdigest()


def page_name(row: Row) -> str:
    """The page of a report, relative to the overview; safe as a file name on every system."""
    unit = re.sub(r"\.\w{1,5}$", "", row.unit) if row.unit == file_name(row.file) else row.unit
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f\s\ud800-\udfff]+', "_", unit)[:40].strip("._") or "report"
    return f"{FOLDER}/{row.number:03}_{name}.html"


class PageWriter:
    """Writes the pages of a run into a folder."""

    def __init__(
        self, folder: Path, overview: Overview, marks: Marks, write: Write, annotated: Callable[[Record], str | None]
    ) -> None:
        """`annotated` gives the place of the .docx with comments, relative to the folder; None where there is none."""
        self._annotated = annotated
        self._overview, self._marks, self._write = overview, marks, write
        self.pages = {row.file: page_name(row) for row in overview.rows if row.verdict in ("return", "accept")}
        self._queue = [row for row in overview.rows if row.verdict == "return" and row.newer is None]
        self._rows = {row.file: row for row in overview.rows}
        self._points: dict[tuple[str, str], dict[str, Point]] = {}
        self._names: dict[tuple[str, str], Counter[str]] = {}
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)

    def add(self, record: Record) -> None:
        """Write the page of one report."""
        from markupsafe import Markup

        row = self._rows[record["file"]]
        findings = kept_findings(record, self._marks)
        findings.sort(key=lambda f: (f["start"] is None, f["start"] or 0))
        if row.counted:
            self._note(record, row)
        around = self._neighbours(row)
        annotated = self._annotated(record)
        around["annotated"] = annotated and f"../{annotated}"
        marks = [self._marks.get((mark_key(record), finding["fingerprint"])) for finding in record["findings"]]
        source = (record["file"], record["sha256"], row, around, marks, _style_id(), get_language())

        def render() -> str:
            values = report_values(record, row, findings, self._marks) | around
            values["text"] = Markup(text_html(record, findings))
            values["css"], values["script"] = _joined("page.css", "report.css"), _joined("copy.js", "report.js")
            return str(_templates().get_template("report.html.j2").render(values))

        self._write(self.pages[row.file], source, render)

    def _neighbours(self, row: Row) -> dict[str, Any]:
        """The report before and after this one among those to be returned (among all, where this one is fine)."""
        line = self._queue if row in self._queue else [r for r in self._overview.rows if r.file in self.pages]
        place = line.index(row)

        def link(other: int) -> str | None:
            return self.pages[line[other].file].removeprefix(f"{FOLDER}/") if 0 <= other < len(line) else None

        key = "page.queue" if row in self._queue else "page.all"
        position = message(key, place=place + 1, total=len(line))
        return {"previous": link(place - 1), "following": link(place + 1), "position": position, "home": f"../{INDEX}"}

    def _note(self, record: Record, row: Row) -> None:
        """Keep what can be compared between bodies: of the catalogue, achieved, no part of a total, above zero, one a report."""
        for indicator in record["indicators"]:
            value = indicator["value"]
            if (
                indicator["id"] is None
                or indicator["modality"] != "achieved"
                or indicator["parent"] is not None
                or "/" in value
                or float(value) <= 0
            ):
                continue
            key = (indicator["id"], indicator["unit"] or "")
            self._names.setdefault(key, Counter())[indicator["name"]] += 1
            point = Point(
                unit=row.unit, group=group_title(row.group), value=float(value), text=quantity_text(indicator),
                quote=indicator["evidence"][:120], file=row.file,
            )  # fmt: skip
            self._points.setdefault(key, {}).setdefault(row.file, point)

    def finish(self, facts: dict[str, str]) -> Path:
        """Write the overview. `facts`: places, time, analyser, skipped, workbook (for people)."""
        common = sorted(self._points, key=lambda key: (-len(self._points[key]), key))[:15]
        plots = [
            (f"{self._names[key].most_common(1)[0][0]}" + (f"（{key[1]}）" if key[1] else ""), list(self._points[key].values()))
            for key in common
            if len(self._points[key]) >= 5
        ]
        values = overview_values(self._overview, self.pages, plots) | facts
        values["css"], values["script"] = _joined("page.css", "overview.css"), _joined("copy.js", "overview.js")
        text = str(_templates().get_template("overview.html.j2").render(values))
        return self._write(INDEX, text, lambda: text)
