"""One invented report, saved by real writers into every format, and how each differs from the .docx.

`python -m tests.reading.one_report` prints the table of docs/formats.md; `test_one_report.py` writes it anew and compares.
"""

# ruff: noqa: E501 (paragraphs of the invented report, XML)

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from analyzer.model import Document
from analyzer.pipeline import analyze_document
from analyzer.reading import expand, read_file
from tests.reading.ofd import ofd
from tests.reading.word import zipped

# (level, text): 0 is text, 1–3 carry Word's own numbers; a list is a row of a table
CONTENT: list[tuple[int, str] | list[str]] = [
    (0, "云台县水务局2023年法治政府建设年度情况报告"),
    (0, "2023年，云台县水务局坚持依法治水、依法管水，把法治要求落实到规划、建设、管护和执法的全过程。现将有关情况报告如下："),
    (1, "2023年推进法治政府建设的主要举措和成效"),
    (2, "健全依法行政制度体系"),
    (0, "修订《云台县河道采砂管理办法》等文件3件，废止2件，对12件合同和9件文件作了合法性审核，审核率100%。“放管服”改革方面，取消证明材料6项，办理时限由20个工作日压缩到8个工作日。"),
    (2, "规范水行政执法"),
    (3, "全面推行“三项制度”"),
    (0, "全年立案查处水事违法案件36件，同比下降10.5%，其中非法采砂14件、违法取水13件、占用河道9件；罚没款共计128.6万元。"),
    (3, "提高执法队伍能力"),
    (0, "举办业务培训4期，参加人员310余人次；42名执法人员全部通过考试，持证上岗率达到100%。"),
    (2, "化解涉水矛盾纠纷"),
    (0, "受理信访事项57件，办结56件；办理行政复议案件2件、行政诉讼案件1件，没有发生败诉案件。"),
    (1, "存在的不足和原因"),
    (0, "一是基层执法装备陈旧，主要原因是近3年没有更新。二是普法形式比较单一，针对企业的宣传不到全部活动的1/4。"),
    (1, "党政主要负责人履行推进法治建设第一责任人职责情况"),
    (0, "局主要负责人主持召开党组会6次、专题会5次研究法治建设工作，带头学法4次，出庭应诉1次，对照年度清单逐项督促落实。"),
    ["事项", "2022年", "2023年"],
    ["水行政处罚案件", "40件", "36件"],
    ["水资源巡查", "2,150次", "2,318次"],
    ["涉水信访事项", "63件", "57件"],
    (1, "2024年推进法治政府建设的主要安排"),
    (2, "加强执法保障"),
    (0, "力争年内更新执法车辆5辆，每名执法人员培训不少于60学时。"),
    (2, "扩大宣传覆盖面"),
    (0, "开展“世界水日”宣传活动10场以上，水事案件按期办结率不低于95%。"),
    (0, "云台县水务局"),
    (0, "2024年1月19日"),
]  # fmt: skip
_CHINESE = "一二三四五六七八九十"
Writer = Callable[[Path, Path], Path]


def labelled() -> list[str | list[str]]:
    """The paragraphs with the labels that Word computes, and the rows."""
    counts, found = [0, 0, 0], list[str | list[str]]()
    for each in CONTENT:
        if isinstance(each, list):
            found.append(each)
            continue
        level, text = each
        if level:
            counts = [*counts[: level - 1], counts[level - 1] + 1, *[0] * (3 - level)]
            n = counts[level - 1]
            text = (f"{_CHINESE[n - 1]}、", f"（{_CHINESE[n - 1]}）", f"{n}.")[level - 1] + text
        found.append(text)
    return found


def write_docx(folder: Path) -> Path:
    """With python-docx: headings of the built-in styles, Word's own numbers, a ruled table."""
    from docx import Document as Word
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    word = Word()
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate((("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    table = None
    for each in CONTENT:
        if isinstance(each, list):
            table = table or word.add_table(0, len(each), style="Table Grid")
            for cell, text in zip(table.add_row().cells, each, strict=True):
                cell.text = text
            continue
        level, text = each
        paragraph = word.add_paragraph(text)
        if level:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'
            paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(number))
        elif "。" in text or "：" in text:
            paragraph.paragraph_format.first_line_indent = Pt(22)
    target = folder / "报告.docx"
    word.save(str(target))
    return target


def with_libreoffice(source: Path, kind: str, folder: Path) -> Path:
    """Saved by LibreOffice: `kind` is a suffix, or suffix:filter."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{kind.partition(':')[0]}"


def _site(folder: Path) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in each)}</tr>" for each in labelled() if isinstance(each, list))
    before = next(n for n, each in enumerate(labelled()) if isinstance(each, list))
    texts = [f"<p style='text-indent:2em'>　　{each}</p>" if isinstance(each, str) else "" for each in labelled()]
    inner = "\r\n".join([*texts[:before], f"<table>{rows}</table>", *texts[before:]])
    return (
        "<!DOCTYPE html><html><head><meta charset='gbk'><meta name='PubDate' content='2024-01-20 10:00'><title>报告-云台县政府网</title>"
        "</head><body><div class='nav'><a href='/'>首页</a> &gt; <a href='/f/'>法治政府</a></div>"
        f"<div id='UCAP-CONTENT'>{inner}</div><div class='footer'>版权所有 云台县人民政府</div></body></html>"
    ).encode("gbk")


def _markdown() -> bytes:
    lines = list[str]()
    for each in labelled():
        if isinstance(each, str):
            lines.append(each + "\n")
            continue
        lines.append("| " + " | ".join(each) + " |")
        if each[0] == "事项":
            lines.append("|---|---|---|")
    return "\n".join(lines).encode()


def _plain(encoding: str) -> bytes:
    return "\r\n".join(each if isinstance(each, str) else "\t".join(each) for each in labelled()).encode(encoding)


def write_all(folder: Path) -> dict[str, Path]:
    """Every format by its writer: name for people → file. Those of LibreOffice and Chromium only where these are installed."""
    source = write_docx(folder)
    files = {"`.docx`（python-docx，自动编号）": source}
    if shutil.which("soffice"):
        for number, (name, kind, suffix) in enumerate(_OFFICE):
            saved = with_libreoffice(source, kind, folder / f"office{number}")
            files[name] = saved.rename(saved.with_suffix(suffix)) if suffix else saved
        if shutil.which("chromium"):
            html = folder / "网页.html"
            html.write_bytes(_site(folder))
            target = folder / "浏览器打印.pdf"
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
            command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", html.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            files["`.pdf`（Chromium 打印网页）"] = target
    lines = [each if isinstance(each, str) else "\t".join(each) for each in labelled()]
    made = {
        "`.html`（政府网站的网页，GBK）": ("网站.html", _site(folder)),
        "`.md`": ("报告.md", _markdown()),
        "`.txt`（GB18030）": ("报告1.txt", _plain("gb18030")),
        "`.txt`（UTF-16）": ("报告2.txt", _plain("utf-16")),
        "`.ofd`（按 GB/T 33190 手工写成）": ("报告.ofd", ofd(lines)),
        "`.zip` 里的 `.docx`": ("报送.zip", zipped({"2023/报告.docx": source.read_bytes()})),
    }
    for name, (file, data) in made.items():
        (folder / file).write_bytes(data)
        files[name] = folder / file
    return files


_OFFICE = (
    ("`.doc`（LibreOffice，Word 97）", "doc:MS Word 97", ""),
    ("`.wps`（Word 97 的内容，改名）", "doc:MS Word 97", ".wps"),
    ("`.wps`（.docx 的内容，改名）", "docx:MS Word 2007 XML", ".wps"),
    ("`.wps`（ISO 29500 过渡型 .docx 的内容，改名）", "docx:Office Open XML Text", ".wps"),
    ("`.wps`（.rtf 的内容，改名）", "rtf", ".wps"),
    ("`.rtf`（LibreOffice）", "rtf", ""),
    ("`.odt`（LibreOffice）", "odt", ""),
    ("`.pdf`（LibreOffice）", "pdf", ""),
    ("`.html`（LibreOffice）", "html", ""),
)


def read_one(path: Path) -> Document:
    """The document of a file, or the only one of a bundle."""
    if path.suffix != ".zip":
        return read_file(path)
    (submission,) = expand([path]).submissions
    return submission.read()


def told(document: Document) -> tuple[list[object], list[object], list[str]]:
    """Section tree, indicators and paragraphs (with their labels, without blanks), as far as people see them."""
    report = analyze_document(document)
    tree = [(each.level, each.ordinal, each.title.replace(" ", ""), each.parts) for each in report.walk()]
    indicators = [
        (each.name.replace(" ", ""), each.quantity, each.period, each.modality, each.comparison, each.part)
        for each in report.indicators
    ]
    paragraphs = ["".join((block.label + document.text[block.start : block.end]).split()) for block in document.blocks]
    return [*tree], [*indicators], paragraphs


def differences(files: dict[str, Path]) -> list[str]:
    """The table, one row a format, each compared with the first."""
    wanted_tree, wanted, wanted_paragraphs = told(read_one(next(iter(files.values()))))
    rows = [
        "| 格式（由谁写成） | 段落 | 章节树 | 指标 |",
        "|---|---|---|---|",
        f"| {next(iter(files))} | {len(wanted_paragraphs)} 段 | {len(wanted_tree)} 个标题 | {len(wanted)} 项 |",
    ]
    for name, path in list(files.items())[1:]:
        tree, indicators, paragraphs = told(read_one(path))
        lost = sum(each not in indicators for each in wanted)
        other = sum(each not in wanted for each in indicators)
        figures = "相同" if indicators == wanted else f"少 {lost} 项、多 {other} 项"
        rows.append(
            f"| {name} | {'相同' if paragraphs == wanted_paragraphs else '不同'} | {'相同' if tree == wanted_tree else '不同'} | {figures} |"
        )
    return rows


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write("\n".join(differences(write_all(Path(place)))) + "\n")
