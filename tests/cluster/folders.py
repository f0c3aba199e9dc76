"""A folder as offices send them: text, Word and HTML, bundles, damaged files, what is to be skipped."""

import zipfile

from tests.reading.word import docx, p

BODIES = ("城市管理局", "水务局", "教育局", "司法局", "财政局", "统计局", "审计局", "林业局")


def lines_of(number):
    body = f"清源市第{number}{BODIES[number % len(BODIES)]}"
    return [
        f"{body}2023年法治政府建设年度报告",
        "一、主要举措和成效",
        f"（一）转变职能。全年受理行政许可{260 + number}余件，连续{2 + number % 5}年增长，满意率达{90 + number % 9}.5%。",
        "二、存在的不足和原因",
        "一是能力不足，主要是培训不够。",
        "三、2024年主要安排",
        f"开展培训{12 + number}次，三分之一的人员参加。",
    ]


def write_folder(folder, count):
    """`count` submissions of mixed kinds, every twentieth damaged; some lie in folders and in a bundle."""
    bundled = {}
    for number in range(count):
        lines = lines_of(number)
        town = folder / f"{number % 4}组"
        town.mkdir(parents=True, exist_ok=True)
        name = f"{number:05}"
        if number % 20 == 7:
            (town / f"{name}.docx").write_bytes(b"PK\x03\x04 cut off" if number % 40 == 7 else b"")
        elif number % 20 == 8:
            bundled[f"永和镇/{name}.txt"] = "\n".join(lines)
        elif number % 3 == 0:
            (town / f"{name}.docx").write_bytes(docx("".join(map(p, lines))))
        elif number % 3 == 1:
            body = "".join(f"<p>{line}</p>" for line in lines)
            (town / f"{name}.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        else:
            (town / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    with zipfile.ZipFile(folder / "乡镇.zip", "w") as bundle:
        for name, text in bundled.items():
            bundle.writestr(name, text)
    (folder / "Thumbs.db").write_bytes(b"x")
    return folder
