import dataclasses
import sqlite3

import pytest

from analyzer.batch import schema
from analyzer.batch.packed import pack
from analyzer.batch.schema import DETAILS, VERSION, detail_columns, migrate
from analyzer.batch.store import Store
from analyzer.errors import ConfigurationError
from analyzer.export.places import mark_key
from analyzer.export.tables import rows
from tests.export.builder import sample_record


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path, write=True) as opened:
        yield opened


def filled(store, *files, settings="s"):
    run = store.begin("1", settings, ["报送"])
    for position, file in enumerate(files):
        store.add(run, position, pack(sample_record(file)), settings, float(position))
    return run


def test_what_goes_in_comes_out(store):
    run = filled(store, "甲.docx", "乙.docx")
    store.fail(run, 2, {"file": "丙.docx", "kind": "empty", "message": "空的"})
    store.finish(run, {"系统文件": 2})
    assert list(store.records(run)) == [
        {**sample_record(file), "modified": modified} for file, modified in (("甲.docx", 0.0), ("乙.docx", 1.0))
    ]
    assert store.errors(run) == [{"file": "丙.docx", "kind": "empty", "message": "空的"}]
    last = store.last_run()
    assert (last.id, last.places, last.skipped) == (run, ("报送",), {"系统文件": 2})
    assert last.finished is not None


@pytest.mark.parametrize("table", DETAILS)
def test_details_are_rows_with_the_names_of_the_contract(store, table):
    filled(store, "甲.docx")
    names = detail_columns(table)[1:]
    stored = store.query(f'SELECT {", ".join(chr(34) + name + chr(34) for name in names)} FROM {table} ORDER BY "index"')
    assert stored == [tuple(row[name] for name in names) for row in rows(sample_record("甲.docx"), table)]


def test_order_is_that_of_the_positions_not_of_arrival(store):
    run = store.begin("1", "s", [])
    for position in (2, 0, 1):
        store.add(run, position, pack(sample_record(f"{position}.docx")), "s", None)
    assert [record["file"] for record in store.records(run)] == ["0.docx", "1.docx", "2.docx"]


def test_the_same_content_under_two_names_is_two_reports(store):
    run = filled(store, "永和镇/年报.docx", "清河镇/年报.docx")
    assert len(list(store.records(run))) == 2


def test_a_report_is_known_by_file_content_and_settings(store):
    filled(store, "甲.docx")
    sha256 = sample_record()["sha256"]
    assert set(store.hashes("甲.docx", "s")) == {sha256}
    assert store.hashes("甲.docx", "other") == {}
    assert store.hashes("乙.docx", "s") == {}


def test_a_finished_run_forgets_what_it_did_not_see(store):
    first = filled(store, "甲.docx", "乙.docx")
    store.finish(first, {})
    second = store.begin("1", "s", [])
    (report,) = store.hashes("乙.docx", "s").values()
    store.seen(second, 0, "乙.docx", report, None)
    store.finish(second, {})
    assert [r["file"] for r in store.records(second)] == ["乙.docx"]
    for table in ("reports", *DETAILS):
        key = "id" if table == "reports" else "report"
        assert {row for (row,) in store.query(f"SELECT {key} FROM {table}")} == {report}


def test_a_run_that_was_cut_short_does_not_hide_the_one_before(store):
    first = filled(store, "甲.docx")
    store.finish(first, {})
    store.begin("1", "s", [])
    assert store.last_run().id == first


def test_marks_outlive_runs_and_the_newest_word_holds(store):
    for fingerprint, kept, note in (
        ("a1", False, ""),
        ("a1", True, "核实"),
        ("b2", False, ""),
        ("c3", False, ""),
        ("c3", None, ""),
    ):
        store.mark("清源市城市管理局", fingerprint, kept, note)
    store.mark("清源市城市管理局", "d4", None, "待定")
    store.finish(filled(store, "甲.docx"), {})
    assert store.marks() == {("清源市城市管理局", "a1"): True, ("清源市城市管理局", "b2"): False}
    assert store.notes() == {("清源市城市管理局", "a1"): "核实", ("清源市城市管理局", "d4"): "待定"}


def test_the_roster_keeps_its_order(store):
    store.set_roster([("乙局", "部门"), ("甲镇", "")])
    store.set_roster([("丙局", "部门"), ("甲镇", "")])
    assert store.roster() == [("丙局", "部门"), ("甲镇", "")]


def test_half_of_a_surrogate_pair_is_no_obstacle(store):
    run = filled(store, "坏\ud83d名.docx")
    assert len(list(store.records(run))) == 1


def test_only_one_writes_at_a_time(tmp_path, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kw: connect(*args, **{**kw, "timeout": 0.1}))
    with Store(tmp_path, write=True), pytest.raises(ConfigurationError, match="正被另一个程序使用"):
        Store(tmp_path, write=True)


def test_an_exception_keeps_what_is_done(tmp_path):
    def interrupted():
        with Store(tmp_path, write=True) as opened:
            filled(opened, "甲.docx", "乙.docx")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Store(tmp_path, write=False) as opened:
        assert len(list(opened.records(opened.last_run().id))) == 2


def test_ctrl_c_in_the_middle_of_a_report_leaves_none_of_it(tmp_path):
    def interrupted():
        with Store(tmp_path, write=True) as opened:
            filled(opened, "甲.docx")
            report = pack(sample_record("乙.docx"))
            opened.add(1, 1, dataclasses.replace(report, details=tuple(map(torn, DETAILS, report.details))), "s", None)

    def torn(table, rows):
        yield from rows
        if table == "findings":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Store(tmp_path, write=False) as opened:
        assert [record["file"] for record in opened.records(1)] == ["甲.docx"]
        assert opened.query("SELECT count(DISTINCT report) FROM numbers") == [(1,)]
        assert opened.query("SELECT file FROM reports") == [("甲.docx",)]


def test_ctrl_c_between_two_transactions_is_no_error(tmp_path):
    def interrupted():
        with Store(tmp_path, write=True) as opened:
            opened._connection.execute("COMMIT")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="不是结果文件夹"):
        Store(tmp_path, write=False)


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "analyzer.sqlite").write_bytes(b"no database at all, but long enough to be one" * 100)
    with pytest.raises(ConfigurationError, match="读写出错"):
        Store(tmp_path, write=False)


# ---------- migrations


def test_an_older_store_is_brought_up_and_keeps_its_reports(tmp_path, monkeypatch):
    everything = schema._MIGRATIONS
    monkeypatch.setattr(schema, "_MIGRATIONS", everything[:1])
    monkeypatch.setattr(schema, "VERSION", 1)
    with Store(tmp_path, write=True) as opened:
        run = filled(opened, "甲.docx")
        opened.finish(run, {})
    monkeypatch.setattr(schema, "_MIGRATIONS", everything)
    monkeypatch.setattr(schema, "VERSION", VERSION)
    with Store(tmp_path, write=True) as opened:
        assert opened.marks() == {}
        assert len(list(opened.records(run))) == 1
        assert opened.query("PRAGMA user_version") == [(VERSION,)]


def test_marks_of_an_older_store_find_their_reports(tmp_path, monkeypatch):
    everything = schema._MIGRATIONS
    monkeypatch.setattr(schema, "_MIGRATIONS", everything[:2])
    monkeypatch.setattr(schema, "VERSION", 2)
    nameless = sample_record("报送/乙.docx")
    nameless["metadata"] = {**nameless["metadata"], "issuer": None, "title": "年度报告"}
    with Store(tmp_path, write=True) as opened:
        run = filled(opened, "报送/甲.docx")
        opened.add(run, 1, pack(nameless), "s", None)
        opened.finish(run, {})
        for unit, print_ in (("清源市城市管理局", "a1"), ("年度报告", nameless["findings"][0]["fingerprint"])):
            opened.query("INSERT INTO marks VALUES (?, ?, 0, '', '')", (unit, print_))
    monkeypatch.setattr(schema, "_MIGRATIONS", everything)
    monkeypatch.setattr(schema, "VERSION", VERSION)
    with Store(tmp_path, write=True) as opened:
        marks = opened.marks()
    assert {("清源市城市管理局", "a1"), (mark_key(nameless), nameless["findings"][0]["fingerprint"])} <= set(marks)
    assert mark_key(nameless) == "报送/乙.docx"


def test_a_step_that_fails_leaves_the_store_as_it_was(monkeypatch):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    broken = (*schema._MIGRATIONS[:1], ("CREATE TABLE marks (a)", "CREATE TABLE marks (b)"))
    monkeypatch.setattr(schema, "_MIGRATIONS", broken)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "x")
    connection.execute("ROLLBACK")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'marks'").fetchone() == (0,)
    connection.close()


def test_a_newer_store_is_refused(tmp_path):
    with Store(tmp_path, write=True):
        pass
    connection = sqlite3.connect(tmp_path / "analyzer.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConfigurationError, match="更新版本"):
        Store(tmp_path, write=False)
