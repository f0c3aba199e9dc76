"""Builds .docx files part by part, so that a test sees exactly the XML that it is about."""
# ruff: noqa: E501 (XML reads better unbroken)

import io
import zipfile

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:{{}} xmlns:w="{W_NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml">'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def part(name, inside):
    return _HEAD.format(name) + inside + f"</w:{name}>"


def docx(body, styles="", numbering="", footnotes="", main="word/document.xml", extra=None):
    """The bytes of a .docx with this body."""
    folder = main.rpartition("/")[0]
    parts = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    names = {name: f"{folder}/{name}.xml" for name, inside in parts.items() if inside}
    overrides = f'<Override PartName="/{main}" ContentType="{_TYPES}document.main+xml"/>' + "".join(
        f'<Override PartName="/{path}" ContentType="{_TYPES}{name}+xml"/>' for name, path in names.items()
    )
    rels = "".join(f'<Relationship Id="r{n}" Type="{_REL}{name}" Target="{name}.xml"/>' for n, name in enumerate(names))
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationship Id="a" Type="{_REL}officeDocument" Target="{main}"/></Relationships>',
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": f"{head}{rels}</Relationships>",
        **{names[name]: part(name, inside) for name, inside in parts.items() if inside},
        **(extra or {}),
    }
    return zipped(members)


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """The bytes of a zip: name → text or bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def p(text="", num=None, level=None, style=None, inside=""):
    """A paragraph; `num` and `level` set w:numPr."""
    numbering = ""
    if num is not None or level is not None:
        ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        number = "" if num is None else f'<w:numId w:val="{num}"/>'
        numbering = f"<w:numPr>{ilvl}{number}</w:numPr>"
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{numbering}{inside}</w:pPr>{run}</w:p>"


def lvl(number, fmt, text, start=1, more=""):
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number, *levels, more=""):
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'
    )


def num(number, of, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


OFFICIAL = (
    lvl(0, "chineseCounting", "%1、"),
    lvl(1, "chineseCounting", "（%2）"),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimal", "（%4）"),
    lvl(4, "decimalEnclosedCircleChinese", "%5"),
)
"""The levels of GB/T 9704, 7.3.3, and ①."""
