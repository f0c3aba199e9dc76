"""What a file says about itself outside its text: names of fields → keys of `Document.source`, and dates in one form."""

from __future__ import annotations

import re

_NAMES = {
    "title": (
        "title",
        "标题",
        "articletitle",
        "og:title",
        "题目",
        "名称",
        "信息名称",
    ),
    "date": (
        "date",
        "发布时间",
        "发布日期",
        "pubdate",
        "publishdate",
        "成文日期",
        "生成日期",
        "公开日期",
        "发文日期",
        "时间",
        "日期",
        "article:published_time",
        "firstpublishedtime",
    ),
    "issuer": (
        "issuer",
        "发布机构",
        "发文机关",
        "发布单位",
        "contentsource",
        "信息来源",
        "来源",
        "公开主体",
        "责任部门",
        "发文单位",
        "文章来源",
    ),
    "document_number": (
        "document_number",
        "文号",
        "发文字号",
        "文件编号",
    ),
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names}
_DATE = re.compile(r"((?:19|20)[0-9]{2})[ ]?[-年/.][ ]?([0-9]{1,2})[ ]?[-月/.][ ]?([0-9]{1,2})(?![0-9])")
_ABSENT = frozenset({"", "无", "-", "—", "/", "暂无"})

FIELD = re.compile(
    r"(?:^|(?<=[\s|｜　>【\[（(]))"
    r"((?:发布|发文|成文|生成|公开)(?:时间|日期)|发布(?:机构|单位)|发文(?:机关|单位|字号)|信息来源|文章来源|来\s{0,6}源|时\s{0,6}间|日\s{0,6}期|文\s{0,6}号)"
    r"\s{0,4}[：:]\s{0,10}([^\s|｜　【】\[\]<>]{1,60}(?:\s[0-9]{1,2}:[0-9]{2})?)"
)
"""A field in the head of a page: 发布时间：2024-01-15. The name may be spaced (来 源)."""


def source_key(name: str) -> str | None:
    """The key of `Document.source` for a field's name as sites and archives write it, or None."""
    return _KEYS.get(re.sub(r"\s", "", name).lower())


def source_value(key: str, value: str) -> str:
    """A value in the form of `Document.source`: dates as ISO 8601, "" for a field that says nothing."""
    value = " ".join(value.split()).strip("，,；;")
    if value in _ABSENT:
        return ""
    if key != "date":
        return value
    match = _DATE.search(value)
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return ""
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
