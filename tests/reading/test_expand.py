"""Folders and bundles: what is read, in which order, and what is skipped."""

import io
import pickle
import zipfile

import pytest

from analyzer.errors import ReadingError
from analyzer.reading import ReadingOptions, expand, read_file
from analyzer.reading.folder import HIDDEN, LOCK, NEVER, OWN, SYSTEM, reason_to_skip
from tests.reading.word import docx, p, zipped

TEXT = "清源市城市管理局2023年法治政府建设年度情况报告\n一、主要举措\n".encode()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("永和镇/年报.docx", None), ("年报", None), ("扫描件.JPG", None),
        ("年报.rar", None), ("年报.wps", None), ("年报.ceb", None), ("a.md", None),
        ("永和镇/~$年报.docx", LOCK), (".~lock.年报.docx#", LOCK), ("~WRL0001.tmp", LOCK),
        ("Thumbs.db", SYSTEM), ("__MACOSX/._年报.docx", SYSTEM),
        (".DS_Store", HIDDEN), (".git/config", HIDDEN), ("汇总.xlsx", NEVER), ("视频.MP4", NEVER), ("数据.CSV", NEVER),
    ],
)  # fmt: skip
def test_reasons(name, reason):
    assert reason_to_skip(name) == reason


def write(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_a_folder(tmp_path):
    write(
        tmp_path,
        {
            "乙/b.txt": TEXT,
            "甲.docx": docx(p("正文")),
            "~$甲.docx": b"x",
            "乙/Thumbs.db": b"x",
            "表.xlsx": b"x",
            ".x/y.txt": TEXT,
        },
    )
    write(tmp_path, {"结果/analyzer.sqlite": b"x", "结果/批注/甲.docx": b"x", "结果/index.html": b"x"})
    found = expand([tmp_path])
    assert [s.shown for s in found.submissions] == [str(tmp_path / "甲.docx"), str(tmp_path / "乙" / "b.txt")]
    assert found.skipped == {LOCK: 1, SYSTEM: 1, NEVER: 1, HIDDEN: 1, OWN: 3}
    assert found.errors == []
    assert [s.read().text.split("\n")[0] for s in found.submissions] == ["正文", "清源市城市管理局2023年法治政府建设年度情况报告"]


def test_a_file_that_is_named_is_never_skipped(tmp_path):
    write(tmp_path, {"~$a.docx": docx(p("正文"))})
    assert len(expand([tmp_path / "~$a.docx"]).submissions) == 1


def test_a_path_that_does_not_exist(tmp_path):
    (error,) = expand([tmp_path / "年报.docx"]).errors
    assert error.kind == "missing"
    assert error.message.startswith("读不到 “年报.docx”：")
    with pytest.raises(ReadingError, match="没有这个文件"):
        read_file(tmp_path / "年报.docx")
    with pytest.raises(ReadingError, match="文件夹"):
        read_file(tmp_path)


def gbk_zip(files):
    """As Windows in China packs it: names in GBK, the UTF-8 flag off."""
    plain = zipped(
        {f"@{index:04d}" + "@" * (len(name.encode("gbk")) - 5): data for index, (name, data) in enumerate(files.items())}
    )
    for index, name in enumerate(files):
        raw = name.encode("gbk")
        plain = plain.replace(f"@{index:04d}".encode() + b"@" * (len(raw) - 5), raw)
    return plain


def test_a_bundle_with_names_in_gbk(tmp_path):
    write(
        tmp_path,
        {"报送.zip": gbk_zip({"永和镇/年度报告.docx": docx(p("永和")), "云台局年度报告.txt": TEXT, "~$永和镇报告.docx": b"x"})},
    )
    found = expand([tmp_path / "报送.zip"])
    assert [s.shown.removeprefix(str(tmp_path) + "/") for s in found.submissions] == [
        "报送.zip/云台局年度报告.txt",
        "报送.zip/永和镇/年度报告.docx",
    ]
    assert found.skipped == {LOCK: 1}
    again = pickle.loads(pickle.dumps(found.submissions))
    assert again == found.submissions
    assert again[1].read().text == "永和"
    assert again[1].read().file == found.submissions[1].shown


def test_one_level_of_nesting(tmp_path):
    inner = zipped({"甲.txt": TEXT, "更深.zip": zipped({"乙.txt": TEXT})})
    write(tmp_path, {"外.zip": zipped({"镇/内.zip": inner, "丙.txt": TEXT, "坏.zip": b"PK\x03\x04cut"})})
    found = expand([tmp_path])
    assert [s.shown.removeprefix(str(tmp_path) + "/") for s in found.submissions] == ["外.zip/丙.txt", "外.zip/镇/内.zip/甲.txt"]
    assert sorted(error.kind for error in found.errors) == ["too_large", "unreadable"]
    assert found.submissions[1].read().blocks


def nested(depth, width):
    """A bomb: bundles in one another, so many in each."""
    data = zipped({"0.txt": bytes(100_000)})
    for _ in range(depth):
        data = zipped({f"lib{number:02}.zip": data for number in range(width)})
    return data


def test_a_nested_bomb_is_one_line(tmp_path):
    write(tmp_path, {"弹.zip": nested(4, 12), "甲.txt": TEXT})
    found = expand([tmp_path])
    assert [s.shown for s in found.submissions] == [str(tmp_path / "甲.txt")]
    (error,) = found.errors
    assert (error.kind, error.file) == ("too_large", str(tmp_path / "弹.zip"))
    assert error.message.startswith("读不到 “弹.zip”：里面有 144 个压缩包没有解开")
    assert error.message.endswith("请解开后重新报送，或用 --limit depth=3 放宽。")


def test_the_depth_is_an_option(tmp_path):
    write(tmp_path, {"外.zip": nested(3, 1)})
    assert [error.kind for error in expand([tmp_path]).errors] == ["too_large"]
    found = expand([tmp_path], ReadingOptions(max_depth=4))
    assert (len(found.submissions), found.errors) == (1, [])
    assert found.submissions[0].load() == bytes(100_000)


def test_many_broken_bundles_in_one_are_one_line_and_the_rest_is_read(tmp_path):
    write(tmp_path, {"报送.zip": zipped({**{f"{n}.zip": b"PK\x03\x04cut" for n in range(40)}, "甲.txt": TEXT})})
    found = expand([tmp_path])
    assert len(found.submissions) == 1
    (error,) = found.errors
    assert error.kind == "unreadable"
    assert "里面有 40 个压缩包没有解开，如 “0.zip”：" in error.message


def test_a_bundle_by_its_content(tmp_path):
    write(tmp_path, {"报送": zipped({"a.txt": TEXT}), "年报.zip": docx(p("其实是 Word"))})
    found = expand([tmp_path])
    assert [s.read().blocks[0].start for s in found.submissions] == [0, 0]
    assert [s.read().format for s in found.submissions] == ["docx", "txt"]


def test_nothing_leads_outside(tmp_path):
    write(tmp_path, {"a.zip": zipped({"../../etc/甲.txt": TEXT, "C:\\windows\\乙.txt": TEXT, "/丙.txt": TEXT})})
    before = sorted(tmp_path.rglob("*"))
    found = expand([tmp_path / "a.zip"])
    assert {s.shown.removeprefix(str(tmp_path) + "/") for s in found.submissions} == {
        "a.zip/etc/甲.txt",
        "a.zip/windows/乙.txt",
        "a.zip/丙.txt",
    }
    assert [s.read().format for s in found.submissions] == ["txt"] * 3
    assert sorted(tmp_path.rglob("*")) == before


def encrypted_zip():
    data = bytearray(zipped({"a.txt": TEXT}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "options", "kind"),
    [
        (zipped({"a.txt": TEXT})[:60], {}, "unreadable"),
        (encrypted_zip(), {}, "encrypted"),
        (zipped({f"{n}.txt": TEXT for n in range(30)}), {"max_members": 20}, "too_large"),
        (zipped({f"{n}.txt": bytes(900_000) for n in range(30)}), {"max_unpacked": 20_000_000}, "too_large"),
        (zipped({"内.zip": zipped({f"{n}.txt": TEXT for n in range(30)}), "甲.txt": TEXT}), {"max_members": 20}, "too_large"),
        (zipped({f"{n}.zip": zipped({"a.txt": bytes(900_000)}) for n in range(30)}), {"max_unpacked": 20_000_000}, "too_large"),
    ],
    ids=[
        "cut off",
        "encrypted",
        "too many members",
        "too large",
        "too many inside",
        "too large inside",
    ],  # the bytes hold the time: no name to share between workers
)
def test_bundles_that_cannot_be_opened(tmp_path, data, options, kind):
    write(tmp_path, {"报送.zip": data})
    found = expand([tmp_path / "报送.zip"], ReadingOptions(**options))
    assert [error.kind for error in found.errors] == [kind]
    assert found.errors[0].message.startswith("读不到 “报送.zip”：")
    assert found.submissions == []


def test_a_member_that_bursts(tmp_path):
    write(tmp_path, {"a.zip": zipped({"弹.txt": bytes(30_000_000), "好.txt": TEXT})})
    good, bomb = expand([tmp_path / "a.zip"]).submissions
    assert good.read().blocks
    with pytest.raises(ReadingError) as caught:
        bomb.read()
    assert caught.value.kind == "too_large"


def test_too_large(tmp_path):
    write(tmp_path, {"大.txt": TEXT * 100})
    with pytest.raises(ReadingError) as caught:
        read_file(tmp_path / "大.txt", ReadingOptions(max_bytes=1000))
    assert caught.value.kind == "too_large"


def test_a_bundle_that_changed_is_read_anew(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": "甲局报告".encode()}))
    (submission,) = expand([path]).submissions
    assert submission.read().text == "甲局报告"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "乙局更正后的报告")
    path.write_bytes(buffer.getvalue())
    assert submission.read().text == "乙局更正后的报告"


def test_an_empty_bundle_and_an_empty_folder(tmp_path):
    write(tmp_path, {"空.zip": zipped({})})
    (tmp_path / "空").mkdir()
    found = expand([tmp_path])
    assert (found.submissions, found.errors) == ([], [])
