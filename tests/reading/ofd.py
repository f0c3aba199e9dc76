"""Writes an .ofd by hand after GB/T 33190 (no free writer exists): lines of 36 characters on A4 pages, in millimetres."""
# ruff: noqa: E501 (XML reads better unbroken)

from tests.reading.word import zipped

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE, _LEFT, _TOP, _STEP, _WIDTH, _LINES = 4.2, 30.0, 40.0, 8.0, 36, 26


def _wrapped(paragraph):
    """A paragraph as printed lines: two characters of indent, cells of a row two and a half characters apart."""
    room = _WIDTH - 2
    yield 2, paragraph[:room]
    for start in range(room, len(paragraph), _WIDTH):
        yield 0, paragraph[start : start + _WIDTH]


def _object(number, indent, text, row):
    left, y = _LEFT + indent * _SIZE, _TOP + row * _STEP
    codes, x = "", 0.0
    for cell in text.split("\t"):
        steps = f' DeltaX="g {len(cell) - 1} {_SIZE}"' if len(cell) > 1 else ""
        codes += f'<ofd:TextCode X="{x}" Y="{_SIZE}"{steps}>{cell}</ofd:TextCode>'
        x += (len(cell) + 3) * _SIZE
    return f'<ofd:TextObject ID="{number}" Boundary="{left} {y} 160 6" Font="1" Size="{_SIZE}">{codes}</ofd:TextObject>'


def ofd(paragraphs):
    """The bytes of an .ofd with these paragraphs."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph)]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    members = {
        "OFD.xml": f'<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        + "</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for n, page in enumerate(pages):
        objects = "".join(_object(index, indent, text, index) for index, (indent, text) in enumerate(page))
        footer = f'<ofd:TextObject ID="999" Boundary="100 285 20 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 4">-{n + 1}-</ofd:TextCode></ofd:TextObject>'
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f"<ofd:Page {_NS}><ofd:Content><ofd:Layer>{objects}{footer}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(members)
