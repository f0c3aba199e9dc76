import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from analyzer.export.html import PageWriter, page_name
from analyzer.export.overview import build_overview
from analyzer.export.page_text import text_html
from analyzer.export.plots import Point, outliers, quartiles, strip_plot, tick_text
from analyzer.export.results import Results, write_annotated, write_tables
from analyzer.model import Finding, Related
from tests.export.builder import TEXT, at, findings, sample_record

UNIT = "清源市城市管理局"
FACTS = {"places": "报送<材料>", "time": "2025-02-24 09:12", "analyser": "0", "skipped": ""}
VOID = {"meta", "input", "br", "line", "circle", "rect"}


class NoLedger:
    def written(self, path):
        return None

    def note_output(self, path, sha256, source):
        pass


def write_results(place, records, overview, marks, facts):
    results = Results(place, overview, marks, NoLedger(), "1")
    write_tables(results, records, facts, "")
    write_annotated(results, records, lambda file: None)
    return results.written


class Page(HTMLParser):
    """Checks that tags close in order and collects what the tests ask for."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.open, self.links, self.ids, self.text, self.tags = [], [], [], [], Counter()
        self.sheet, self.marked = [], []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags[tag] += 1
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []
        if tag not in VOID:
            self.open.append((tag, values))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(tag in ("style", "script") for tag, _ in self.open):
            return
        self.text.append(data)
        classes = [set((values.get("class") or "").split()) for _, values in self.open]
        if any(values.get("id") == "sheet" for _, values in self.open) and not any(
            c & {"badge", "margin", "auto"} for c in classes
        ):
            self.sheet.append(data)
            self.marked += [(data, values.get("data-f"), values.get("data-i")) for _, values in self.open[-1:]]


def records(count=6):
    made = []
    for number in range(count):
        record = sample_record(f"报送/{number}.docx")
        record["metadata"] = {**record["metadata"], "issuer": f"清源市第{number}局"}
        made.append({**record, "sha256": f"{number:064}", "modified": 0.0})
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("结果")
    errors = [{"file": "报送/坏<1>.doc", "kind": "encrypted", "message": "打不开：文件有口令。"}]
    written = write_results(place, records, build_overview(records(), errors, {}), {}, FACTS)
    assert [path.name for path, _ in written] == ["汇总.xlsx", "index.html", "批注"]
    return place


def page(folder, name="index.html"):
    return Page((folder / name).read_text(encoding="utf-8"))


def test_pages_ask_for_nothing_from_outside_and_links_lead_somewhere(folder):
    pages = [folder / "index.html", *sorted((folder / "报告").iterdir())]
    assert len(pages) == 7
    for path in pages:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"'(]?\s*(?:https?:)?//", source)
        parsed = Page(source)
        assert len(parsed.ids) == len(set(parsed.ids))
        for link in parsed.links:
            target, _, anchor = link.partition("#")
            assert not target or (path.parent / unquote(target)).exists()
            assert not anchor or target or anchor in parsed.ids


def test_the_overview_names_every_body_and_file(folder):
    text = "".join(page(folder).text)
    for words in (*(f"清源市第{n}局" for n in range(6)), "坏<1>", "打不开：文件有口令。", "报送<材料>", "退回修改 6", "读不出 1"):
        assert words in text
    assert "共缺 6 个，“下一年度安排”最多" in text


def test_a_page_shows_the_text_as_it_is(folder):
    shown = "".join(page(folder, "报告/001_清源市第0局.html").sheet)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", TEXT)


def test_badges_and_findings_are_linked_both_ways(folder):
    ids = page(folder, "报告/001_清源市第0局.html").ids
    numbers = {i[1:] for i in ids if re.fullmatch(r"f\d+", i)}
    assert numbers == {"1", "2", "3", "4"}
    assert {i[1:] for i in ids if re.fullmatch(r"m\d+", i)} == {"1", "2", "3"}


def test_the_marked_words_are_those_of_the_finding():
    record = sample_record()
    marked = Page(f'<div id="sheet">{text_html(record, record["findings"])}</div>').marked
    for number, finding in enumerate(record["findings"], 1):
        words = "".join(text for text, keys, _ in marked if keys and str(number) in keys.split())
        wanted = "" if finding["start"] is None else TEXT[finding["start"] : finding["end"]]
        assert words == wanted
    for index, indicator in enumerate(record["indicators"]):
        words = "".join(text for text, _, keys in marked if keys and str(index) in keys.split())
        assert words == TEXT[indicator["start"] : indicator["end"]]


def test_places_elsewhere_carry_the_number_too():
    one = Finding(
        "YEA002",
        "year",
        "error",
        "high",
        "年度不一致",
        *at("2023年法治"),
        (Related(*at("2024年1月15日"), "落款"),),
        fingerprint="y",
    )
    html = text_html(sample_record(findings=(one,)), sample_record(findings=(one,))["findings"])
    assert html.count('data-n="1"') == 2
    assert html.count('id="m1"') == 1


def test_scripts_in_a_report_stay_text(tmp_path):
    evil = "<script>alert(1)</script>"
    record = sample_record()
    record["text"] = evil + record["text"][len(evil) :]
    record["metadata"] = {**record["metadata"], "title": evil, "issuer": evil}
    record["findings"] = [{**record["findings"][0], "message": evil, "suggestion": '"' + evil}]
    record["indicators"] = [{**record["indicators"][0], "name": evil, "evidence": evil}]
    crowd = [{**record, "file": f"{n}{evil}", "sha256": str(n)} for n in range(6)]
    write_results(tmp_path, lambda: crowd, build_overview(crowd, [], {}), {}, {**FACTS, "places": evil})
    for path in (tmp_path / "index.html", *(tmp_path / "报告").iterdir()):
        source = path.read_text(encoding="utf-8")
        assert source.count("<script") == 1
        assert "&lt;script&gt;" in source


def test_one_line_pages_get_paragraphs_at_headings():
    record = sample_record()
    record["text"] = record["text"].replace("\n", " ")
    assert text_html(record, []).count("<p") == 5


def test_neighbours_lead_through_those_to_be_returned(folder):
    links = page(folder, "报告/002_清源市第1局.html").links
    assert "001_清源市第0局.html" in links
    assert "003_清源市第2局.html" in links
    assert "../index.html" in links


def test_names_of_pages_are_safe(tmp_path):
    record = sample_record()
    record["metadata"] = {**record["metadata"], "issuer": '清源/市..\\"局<>|\n'}
    overview = build_overview([record], [], {})
    assert page_name(overview.rows[0]) == "报告/001_清源_市.._局.html"
    writer = PageWriter(tmp_path, overview, {}, lambda name, source, make: tmp_path, lambda record: None)
    assert writer.pages == {record["file"]: page_name(overview.rows[0])}


def test_pages_of_reports_that_are_gone_are_dropped(tmp_path):
    write_results(tmp_path, records, build_overview(records(), [], {}), {}, FACTS)
    write_results(tmp_path, lambda: records(2), build_overview(records(2), [], {}), {}, FACTS)
    assert len(list((tmp_path / "报告").iterdir())) == 2


def test_struck_out_findings_are_not_on_the_page(tmp_path):
    record = sample_record(findings=(replace(findings()[1], message="独一无二的话"),))
    marks = {(UNIT, "b2"): False}
    write_results(tmp_path, lambda: [record], build_overview([record], [], marks), marks, FACTS)
    (path,) = (tmp_path / "报告").iterdir()
    assert "独一无二的话" not in path.read_text(encoding="utf-8")


# ---------- plots


def points(values, group="部门"):
    return [
        Point(unit=f"局{i}", group=group, value=value, text=f"{value} 件", quote="原文", file=f"{group}{i}")
        for i, value in enumerate(values)
    ]


def test_quartiles():
    assert quartiles([1, 2, 3, 4, 5]) == (2, 3, 4)
    assert quartiles([7]) == (7, 7, 7)


def test_outliers_are_judged_within_their_kind():
    own = points([100, 110, 120, 130, 140, 9000])
    towns = points([9000, 9100, 8800], "乡镇街道")
    assert outliers(own + towns) == {"部门5"}
    assert outliers(points([1, 1, 1000])) == set()
    assert outliers(points([5, 5, 5, 5, 5])) == set()


def test_the_plot_is_sound_and_has_a_dot_a_body():
    svg = strip_plot(points([1, 10, 100, 1000, 1000, 1e7]), [("部门", "部门<1>"), ("区县", "区县")])
    parsed = Page(svg)
    assert parsed.tags["circle"] == 6
    assert "部门<1>" in "".join(parsed.text)
    assert "区县" not in "".join(parsed.text)
    assert strip_plot(points([3, 3, 3, 3, 3]), [("部门", "部门")])


# ---------- in a browser

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(("name", "sign"), [("index.html", 'id="list"'), ("报告/001_清源市第0局.html", ">3 条</span>")])
def test_scripts_run_in_a_browser(folder, name, sign, tmp_path):
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
            "--enable-logging=stderr", "--dump-dom", (folder / name).as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert sign in done.stdout
    assert not [line for line in done.stderr.splitlines() if "CONSOLE" in line]


KEYS = "function press(k){document.activeElement.dispatchEvent(new KeyboardEvent('keydown',{key:k,bubbles:true}))};var out=[];"
IN_REPORT = """
document.getElementById('f1').focus(); press('ArrowDown'); out.push(document.activeElement.id);
out.push(document.querySelectorAll('#sheet .sel').length > 0);
var box = document.querySelector('#f2 input'), before = box.checked; press(' '); out.push(before !== box.checked);
document.querySelector('#kinds [data-m=target]').click();
var rows = Array.from(document.querySelectorAll('tr[data-m]'));
out.push(rows.every(function (r) { return (r.hidden || r.closest('details').hidden) === (r.dataset.m !== 'target'); }));
document.querySelector('#kinds [data-m=""]').click();
rows[0].focus(); press('Enter'); out.push(document.querySelectorAll('#sheet .sel').length);
document.querySelector('#sheet .badge').click(); out.push(document.querySelectorAll('.finding.sel').length);
"""
IN_OVERVIEW = """
press('/'); out.push(document.activeElement.id);
document.activeElement.value = '第3局'; document.activeElement.dispatchEvent(new Event('input'));
out.push(document.getElementById('count').textContent);
press('Escape'); out.push(document.getElementById('count').textContent);
document.querySelector('#list tbody tr').focus(); press('ArrowDown'); out.push(document.activeElement.rowIndex);
"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(
    ("name", "script", "found"),
    [
        ("报告/001_清源市第0局.html", IN_REPORT, "f2 true true true 1 1"),
        ("index.html", IN_OVERVIEW, "q 1 / 7 个 7 / 7 个 2"),
    ],
    ids=["report", "overview"],
)
def test_keys_move_and_choose_and_both_sides_are_linked(folder, name, script, found, tmp_path):
    source = (folder / name).read_text(encoding="utf-8")
    told = f"<script>{KEYS}{script}document.body.dataset.out=out.join(' ')</script></body>"
    (tmp_path / "page.html").write_text(source.replace("</body>", told), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'user'}", "--dump-dom"]
    page_itself = (tmp_path / "page.html").as_uri()
    done = subprocess.run([*command, page_itself], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    assert re.search('data-out="([^"]*)"', done.stdout)[1] == found


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_printed_report_has_its_findings_across_the_page(folder, tmp_path):
    from analyzer.reading import read_file

    printed = tmp_path / "page.pdf"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'user'}"]
    page_itself = (folder / "报告" / "001_清源市第0局.html").as_uri()
    subprocess.run([*command, f"--print-to-pdf={printed}", page_itself], capture_output=True, timeout=60, check=True)
    document = read_file(printed)
    assert max(block.place.number for block in document.blocks) <= 3
    assert "第一责任人" in document.text  # the parts are printed too
    assert "复制退回意见" not in document.text


def test_an_axis_is_told_as_people_say_it():
    values = (0.5, 200, 9_999, 10_000, 1e6, 1e7, 2e9, 5e12)
    assert [tick_text(value) for value in values] == ["0.5", "200", "9,999", "1 万", "100 万", "1,000 万", "20 亿", "5 万亿"]
