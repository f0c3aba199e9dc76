"""Reading speed by format, beside the library that people would else use for it, in the same run.

`python -m tests.benchmarks.reading`; `make bench-peers` first installs pdfplumber and trafilatura into a venv of their own.
"""

import html
import importlib.util
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from analyzer.reading import read_bytes, read_file
from tests.reading.ofd import ofd
from tests.reading.pdf import pdf, typeset
from tests.reading.word import docx, p

Row = tuple[str, float, str]
ROUNDS = 5
SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
MENU = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(60))


def paragraphs() -> list[str]:
    """Some pages of prose: the text of all samples."""
    texts = [read_file(path).text for path in sorted(SAMPLES.glob("*.txt"))]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def page() -> bytes:
    """A page of a government site, its menus and its footer included."""
    inner = "".join(
        f"<p style='text-indent: 2em'><span style='font-size: 16pt'>{html.escape(line)}</span></p>" for line in paragraphs()
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><meta name='PubDate' content='2024-01-20'><title>年度报告</title>"
        f"</head><body><div class='nav'><ul>{MENU}</ul></div><div class='box'><div class='TRS_Editor'>{inner}</div></div>"
        f"<div class='side'><ul>{MENU}</ul></div><div class='footer'>版权所有 清源市人民政府</div></body></html>"
    ).encode()


def rtf() -> bytes:
    body = "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in paragraphs())
    return f"{{\\rtf1\\ansi\\ansicpg936 {body}}}".encode("latin-1")


def with_python_docx(data: bytes) -> object:
    import docx as peer

    document = peer.Document(io.BytesIO(data))
    return [each.text for each in document.paragraphs]


def with_pdfplumber(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [each.extract_text() for each in document.pages]


def with_trafilatura(data: bytes) -> object:
    import trafilatura

    return trafilatura.extract(data, include_tables=True)


def word_files() -> list[bytes]:
    damaged = ("cut", "photo")
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.docx")) if path.stem.split("_")[1] not in damaged]


def reading_costs() -> Iterator[Row]:
    """Files a second of processor time; the ratio is the peer's over ours (above 1: we are faster), blank without a peer."""
    written = "".join(p(html.escape(line)) for line in paragraphs())
    cases: list[tuple[str, str, list[bytes], Callable[[bytes], object] | None]] = [
        (".docx as submitted", "docx", word_files(), with_python_docx),
        (".docx of many pages", "docx", [docx(written)], with_python_docx),
        (".pdf", "pdfplumber", [pdf(typeset(paragraphs()))], with_pdfplumber),
        (".html", "trafilatura", [page()], with_trafilatura),
        (".rtf", "", [rtf()], None),
        (".ofd", "", [ofd([html.escape(line) for line in paragraphs()])], None),
        (".txt in GB18030", "", ["\r\n".join(paragraphs()).encode("gb18030")], None),
        (".txt in UTF-8", "", ["\n".join(paragraphs()).encode()], None),
    ]
    for name, peer, files, theirs in cases:
        peer_runs = theirs if theirs is not None and importlib.util.find_spec(peer) else None
        ours, cost = turn_about(files, peer_runs)
        if peer_runs is not None:
            library = "python-docx" if peer == "docx" else peer
            yield f"{name} with {library}", len(files) / cost, "1.00"
        yield f"{name}, ours", len(files) / ours, f"{cost / ours:.2f}" if peer_runs is not None else ""


def turn_about(files: list[bytes], theirs: Callable[[bytes], object] | None) -> tuple[float, float]:
    """Processor seconds of ours and of theirs, the least of some rounds each.

    Both work in one thread and take turns, so that a busy machine weighs on both alike; by the clock it decided the ratio.
    """
    ours, peer = [], [float("inf")]
    for _ in range(ROUNDS):
        ours.append(processor_seconds(lambda: [read_bytes(data, "a") for data in files]))
        if theirs is not None:
            peer.append(processor_seconds(lambda: [theirs(data) for data in files]))
    return min(ours), min(peer)


def processor_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    for name, figure, ratio in reading_costs():
        print(f"{name:58} {figure:10.2f} {ratio:>7}", flush=True)
