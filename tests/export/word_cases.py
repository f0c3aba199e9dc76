"""Generated Word bodies, and what a person sees between the marks of a comment."""

import io
import zipfile

from hypothesis import strategies as st
from lxml import etree

from tests.reading.word import W_NS

W = f"{{{W_NS}}}"
WORDS = st.text("法治政府一二、件 　", min_size=1, max_size=6)


def run(text, inside="", properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def in_hyperlink(inner):
    return f'<w:hyperlink w:anchor="x">{inner}</w:hyperlink>'


def in_insertion(inner):
    return f'<w:ins w:id="71" w:author="甲">{inner}</w:ins>'


def in_control(inner):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def in_field(inner):
    return f'<w:fldSimple w:instr="REF a">{inner}</w:fldSimple>'


def two_texts(pair):
    return f'<w:r><w:t xml:space="preserve">{pair[0]}</w:t><w:tab/><w:t xml:space="preserve">{pair[1]}</w:t><w:br/></w:r>'


PLAIN = WORDS.map(run) | WORDS.map(lambda text: run(text, "<w:tab/>", "<w:b/>")) | st.tuples(WORDS, WORDS).map(two_texts)
WRAPPED = st.builds(
    lambda wrap, inner: wrap("".join(inner)),
    st.sampled_from([in_hyperlink, in_insertion, in_control, in_field]),
    st.lists(PLAIN, min_size=1, max_size=2),
)
UNSEEN = WORDS.map(lambda text: run(text, "", "<w:vanish/>")) | WORDS.map(
    lambda text: f'<w:del w:id="72" w:author="甲"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
)
INLINE = st.lists(PLAIN | WRAPPED | UNSEEN, min_size=1, max_size=5).map("".join)
PARAGRAPH = st.builds(
    lambda inner, joined: f"<w:p><w:pPr>{'<w:rPr><w:del/></w:rPr>' if joined else ''}</w:pPr>{inner}</w:p>",
    INLINE,
    st.integers(0, 5).map(lambda n: n == 0),
)
ROW = st.lists(st.lists(PARAGRAPH, min_size=1, max_size=2).map("".join), min_size=1, max_size=3).map(
    lambda cells: "<w:tr>" + "".join(f"<w:tc>{cell}<w:p/></w:tc>" for cell in cells) + "</w:tr>"
)
TABLE = st.lists(ROW, min_size=1, max_size=2).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>")
BODY = st.lists(PARAGRAPH | TABLE, min_size=1, max_size=4).map("".join)


def main_of(data, main="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(main))


def seen_between(data):
    """Comment id → the visible words between its marks, without blanks. Every range must end after it begins."""
    open_, words = set(), {}
    for node in main_of(data).iter():
        number = node.get(W + "id")
        if node.tag == W + "commentRangeStart":
            open_.add(number)
            words[number] = ""
        elif node.tag == W + "commentRangeEnd":
            open_.remove(number)
        elif node.tag == W + "t" and not _is_unseen(node):
            for each in open_:
                words[each] += "".join((node.text or "").split())
    assert not open_
    return words


def _is_unseen(node):
    hidden = any(above.find(f"{W}rPr/{W}vanish") is not None for above in node.iterancestors(W + "r"))
    return hidden or next(node.iterancestors(W + "moveFrom", W + "rt"), None) is not None


def rejected(data):
    """The file as it is with all tracked changes of ours rejected."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for node in list(root.iter(W + "ins", W + "del")):
        if node.get(W + "author") != "报告核查":
            continue
        if node.tag == W + "del":
            for child in list(node):
                node.addprevious(child)
                for words in child.iter(W + "delText"):
                    words.tag = W + "t"
        node.getparent().remove(node)
    parts["word/document.xml"] = etree.tostring(root)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
