"""Writes a .pdf by hand, so that a test sees exactly where each character and rule stands (A4, points, y upwards)."""
# ruff: noqa: E501 (page descriptions)

EM = 12.0
LEFT, TOP, STEP, WIDTH, LINES = 72.0, 740.0, 24.0, 36, 26


def text_at(x, y, text, size=EM):
    """A piece of a content stream: the text with its first character at (x, y)."""
    codes = text.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET\n"


def rule(x1, y1, x2, y2):
    """A thin line."""
    return f"{x1} {y1} m {x2} {y2} l S\n"


def wrapped(paragraph, width=WIDTH):
    """A paragraph as (indent, line): two characters of indent at its first line."""
    yield 2, paragraph[: width - 2]
    for start in range(width - 2, len(paragraph), width):
        yield 0, paragraph[start : start + width]


def typeset(paragraphs, header="", footer=True):
    """Content streams of as many pages as the paragraphs need."""
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph)]
    pages = []
    for number, start in enumerate(range(0, len(lines), LINES), 1):
        page = "".join(
            text_at(LEFT + indent * EM, TOP - row * STEP, line) for row, (indent, line) in enumerate(lines[start : start + LINES])
        )
        page += text_at(LEFT, 800, header) if header else ""
        page += text_at(280, 40, f"— {number} —") if footer else ""
        pages.append(page)
    return pages


def pdf(pages):
    """The bytes of a .pdf with these content streams; characters are UTF-16 codes, each an em wide."""
    count = len(pages)
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(count))
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "".join(f"1 beginbfrange <{high:02X}00> <{high:02X}FF> <{high:02X}00> endbfrange\n" for high in range(256))
        + "endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 "
        "/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -200 /CapHeight 700 /StemV 80 >> >>",
        _stream(mapping),
    ]
    for index, page in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {7 + 2 * index} 0 R >>",
            _stream(page),
        ]
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _stream(text):
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def scanned(count=1):
    """Pages with a picture on them and no text."""
    image = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    return pdf([image] * count)
