"""Makes many varied reports as .docx from the corpus: the same bones, other bodies, other figures, other paragraphs."""

import io
import random
import re
from pathlib import Path

from analyzer.corpus import load_corpus

GOLD = Path(__file__).parents[2] / "corpora"
LENGTH = 5_000
_PLACES = ("清源市", "云台县", "北山区", "临河县", "平川市", "东岭区", "永平县", "南湖区", "西山县", "安平市")
_BODIES = (
    "水务局",
    "教育局",
    "司法局",
    "财政局",
    "统计局",
    "审计局",
    "林业局",
    "民政局",
    "交通运输局",
    "城市管理局",
    "商务局",
    "科技局",
)
_STREETS = "金木水火土日月星山川"
_FIGURE = re.compile(r"(?<![\d.年月第〔（(])\d{2,4}(?![\d年月日号.、〕）)])")


def varied_texts(count: int, length: int = LENGTH) -> list[str]:
    """So many texts of about `length` characters with the figures of an ordinary report; the same on every call."""
    reports = [gold for gold in load_corpus(GOLD) if gold.header.issuer and "法治政府建设" in (gold.header.title or "")]
    bases = [(gold.text, gold.header.issuer or "") for gold in reports if gold.text.strip().count("\n") > 8]
    lines = {line for text, _ in bases for line in text.splitlines() if 60 < len(line) < 500}
    paragraphs = sorted(line for line in lines if len(re.findall(r"\d+", line)) < 3)
    return [_varied(random.Random(number), number, bases, paragraphs, length) for number in range(count)]


def _varied(chance: random.Random, number: int, bases: list[tuple[str, str]], paragraphs: list[str], length: int) -> str:
    base, issuer = bases[number % len(bases)]
    lines = base.rstrip("\n").split("\n")
    while sum(map(len, lines)) < length:
        lines.insert(chance.randrange(2, max(3, len(lines) // 2)), chance.choice(paragraphs))
    body = f"{_PLACES[number % 10]}{_STREETS[number // 10 % 10]}{_STREETS[number // 100 % 10]}{_BODIES[number % 12]}"
    text = "\n".join(lines).replace(issuer, body)
    return _FIGURE.sub(lambda match: str(chance.randrange(10, 10 ** len(match.group()))), text)


def word_file(text: str) -> bytes:
    """The text as python-docx writes it, a paragraph a line."""
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def write_folder(folder: Path, count: int) -> None:
    """Fill a folder with so many varied reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(varied_texts(count)):
        (folder / f"{number:05}.docx").write_bytes(word_file(text))
