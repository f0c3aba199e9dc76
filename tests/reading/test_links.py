"""A file that names a server is read while one listens: nobody calls. A plain LibreOffice does call, so the trap works."""
# ruff: noqa: E501 (XML reads better unbroken)

import http.server
import shutil
import subprocess
import threading

import pytest

from analyzer.reading import read_bytes
from tests.reading.word import zipped

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
_NS = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"), ("meta", "meta"), ("style", "style"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


@pytest.fixture
def server():
    """(address, list of what was asked)."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(f"{self.command} {self.path}")
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 (http.server)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


def odt(url):
    frame = '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{}</draw:frame>'
    link = 'xlink:href="{}/{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    names = ("picture.png", "section.odt", "object.odt", "frame.html", "model.ott")
    picture, section, thing, page, template = (link.format(url, name) for name in names)
    inside = (
        '<text:p text:style-name="P">正文，一段。</text:p>'
        + "<text:p>"
        + frame.format(f"<draw:image {picture}/>")
        + "</text:p>"
        + f'<text:section text:name="s"><text:section-source {section}/><text:p>节。</text:p></text:section>'
        + "<text:p>"
        + frame.format(f"<draw:object {thing}/>")
        + frame.format(f"<draw:floating-frame {page}/>")
        + "</text:p>"
    )
    background = f'<style:style style:name="P" style:family="paragraph"><style:paragraph-properties><style:background-image xlink:href="{url}/ground.png"/></style:paragraph-properties></style:style>'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</manifest:manifest>',
            "content.xml": f'<office:document-content{_NS} office:version="1.2"><office:automatic-styles>{background}</office:automatic-styles><office:body><office:text>{inside}</office:text></office:body></office:document-content>',
            "meta.xml": f'<office:document-meta{_NS} office:version="1.2"><office:meta><meta:template {template}/></office:meta></office:document-meta>',
        },
        compression=0,
    )


def word_xml(url):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<w:docPr><w:attachedTemplate w:val="{url}/model.dot"/></w:docPr><w:body><w:p><w:r><w:t>正文，一段。</w:t></w:r></w:p>'
        f'<w:p><w:r><w:pict><v:shape style="width:50pt;height:50pt"><v:imagedata src="{url}/picture.png"/></v:shape></w:pict></w:r></w:p></w:body></w:wordDocument>'
    ).encode()


def rtf(url):
    return (
        f"{{\\rtf1\\ansi{{\\*\\template {url}/model.dot}}"
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}/picture.png" \\\\d}}{{\\fldrslt x}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{url}/other.doc"}}{{\\fldrslt x}}}} text\\par}}'
    ).encode()


def unguarded(source, folder, kind):
    """Converted by LibreOffice as it comes."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder / "out", source], check=True, capture_output=True, timeout=180)
    return folder / "out" / f"{source.stem}.{kind}"


def test_nothing_is_fetched(server, tmp_path):
    url, asked = server
    source = tmp_path / "年报.odt"
    source.write_bytes(odt(url))
    old = unguarded(source, tmp_path, "doc").read_bytes()
    assert any("picture.png" in line for line in asked), "the trap does not work"
    assert url.encode() in old or url.encode("utf-16-le") in old
    asked.clear()
    for name, data in (("a.odt", odt(url)), ("a.doc", old), ("a.wps", old), ("a.xml", word_xml(url)), ("a.rtf", rtf(url))):
        assert read_bytes(data, name).blocks
        assert asked == [], name
