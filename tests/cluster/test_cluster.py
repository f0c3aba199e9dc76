"""Three nodes give what one machine gives, whatever is lost on the way."""

import shutil
import threading

import pytest

from analyzer.batch.dataset import DataSet, open_results
from analyzer.batch.records import error_record
from analyzer.batch.run import analyze_all, expand_once
from analyzer.export.tables import COLUMNS, rows
from analyzer.pipeline import Options
from tests.cluster.behaviour import behave, slowly
from tests.cluster.folders import write_folder

OPTIONS = Options()


def one_machine(folder):
    """All tables of the one-machine run, as sorted rows."""
    expansion = expand_once([str(folder)], OPTIONS)
    records = list(analyze_all(expansion.submissions, OPTIONS, jobs=2))
    records += [error_record(e.file, e.kind, e.message) for e in expansion.errors]
    return tables_from(records)


def tables_from(records):
    found = {table: [] for table in COLUMNS}
    for record in records:
        for table in ("errors",) if "metadata" not in record else [t for t in COLUMNS if t != "errors"]:
            found[table] += [tuple(map(repr, row.values())) for row in rows(record, table)]
    return {table: sorted(told) for table, told in found.items()}


def from_data_set(place):
    """The same through the reader, which takes only what is committed."""
    with open_results(place, write=False) as store:
        run = store.last_run()
        return tables_from([*store.records(run.id), *store.errors(run.id)])


def parquet_rows(place, table):
    """How many rows lie in a table's folder for a program that knows nothing of us."""
    import pyarrow.dataset

    return pyarrow.dataset.dataset(place / table, format="parquet").count_rows()


def run(folder, place, **more):
    from analyzer.batch.cluster import run_cluster

    return run_cluster(str(folder), str(place), OPTIONS, **more)


@pytest.fixture(scope="session")
def mixed(tmp_path_factory):
    return write_folder(tmp_path_factory.mktemp("mixed") / "报送", 600)


@pytest.fixture(scope="session")
def expected(mixed):
    return one_machine(mixed)


def test_a_node_is_lost_in_the_middle(nodes, mixed, expected, tmp_path):
    seen = []

    def lose(done, total, error):
        if not seen and done > 100:
            seen.append(done)
            threading.Thread(target=nodes.lose_one).start()

    batch = run(mixed, tmp_path / "结果", work=slowly, told=lose)
    assert len([n for n in nodes.ray.nodes() if n["Alive"]]) == 3  # the head and two
    assert seen
    assert seen[0] < 600
    nodes.add_one()
    assert from_data_set(tmp_path / "结果") == expected
    assert batch.reports == len(expected["reports"])
    assert batch.errors == len(expected["errors"]) == 30
    for table in ("reports", "indicators", "findings", "errors"):
        assert parquet_rows(tmp_path / "结果", table) == len(expected[table])


def test_a_second_run_only_does_what_changed(nodes, tmp_path):
    folder, place = write_folder(tmp_path / "报送", 40), tmp_path / "结果"
    first = run(folder, place)
    assert (first.known, first.reports) == (0, 38)
    again = run(folder, place)
    assert (again.known, again.reports) == (38, 38)
    (folder / "1组" / "00005.txt").write_text("清源市水务局2023年法治政府建设年度报告\n办理案件7件。", encoding="utf-8")
    (folder / "2组" / "00002.txt").unlink()
    shutil.copy(folder / "1组" / "00005.txt", folder / "新来的.txt")
    third = run(folder, place)
    assert (third.known, third.reports) == (36, 38)
    assert from_data_set(place) == one_machine(folder)
    assert parquet_rows(place, "reports") == 38
    assert len(set(DataSet(str(place)).part_names("records"))) == len(DataSet(str(place)).manifest().parts)


def test_a_run_that_was_cut_off_loses_and_doubles_nothing(nodes, tmp_path):
    folder, place = write_folder(tmp_path / "报送", 60), tmp_path / "结果"

    class CutOffError(Exception):
        pass

    def cut(done, total, error):
        if done > 20:
            raise CutOffError

    with pytest.raises(CutOffError):
        run(folder, place, told=cut)
    (place / "findings" / "r1.parquet.7.part").write_bytes(b"half a file")
    left = len(DataSet(str(place)).part_names("records"))
    assert left
    batch = run(folder, place)
    assert batch.known > 0
    assert from_data_set(place) == one_machine(folder)
    assert parquet_rows(place, "reports") == batch.reports
    assert not list(place.rglob("*.part"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("kills_worker", "died"),
        ("kills_itself", "died"),
        ("takes_all", "died"),
        ("hangs", "timeout"),
        ("finds_a_bug", "internal"),
        ("breaks_the_task", "internal"),
    ],
)
def test_one_bad_file_is_one_line_and_all_others_have_their_result(nodes, tmp_path, name, kind):
    folder, place = write_folder(tmp_path / "报送", 24), tmp_path / "结果"
    clean = one_machine(folder)
    bad = folder / "3组" / f"{name}.txt"
    bad.write_text("清源市水务局报告", encoding="utf-8")
    batch = run(folder, place, work=behave, timeout=3.0, memory=2 << 30)
    found = from_data_set(place)
    told = [row for row in found["errors"] if name in row[0]]
    assert [row[1] for row in told] == [repr(kind)]
    assert (kind == "internal") == ("KeyError" in told[0][2])
    found["errors"] = [row for row in found["errors"] if name not in row[0]]
    assert found == clean
    assert (batch.reports, batch.errors) == (len(clean["reports"]), len(clean["errors"]) + 1)


def test_a_node_with_another_version_is_told(nodes, tmp_path, monkeypatch):
    from analyzer.batch import cluster
    from analyzer.errors import ConfigurationError

    monkeypatch.setattr(cluster, "analyser_id", lambda: "0.0.0+other")
    folder = write_folder(tmp_path / "报送", 3)
    with pytest.raises(ConfigurationError, match=r"0\.0\.0\+other"):
        run(folder, tmp_path / "结果")


def test_a_node_without_the_program_is_told(nodes, tmp_path, monkeypatch):
    from analyzer.errors import ConfigurationError

    (tmp_path / "only_here.py").write_text("def work(item, options):\n    return None\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    from only_here import work

    folder = write_folder(tmp_path / "报送", 3)
    with pytest.raises(ConfigurationError, match="only_here"):
        run(folder, tmp_path / "结果", work=work)


def test_a_place_that_is_full_ends_the_run(nodes, tmp_path, monkeypatch):
    """Writing a part fails in the task: one line for the whole run, not an error for every file."""
    from analyzer.errors import ConfigurationError

    folder, place = write_folder(tmp_path / "报送", 3), tmp_path / "结果"
    place.mkdir()
    (place / "reports").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="结果"):
        run(folder, place)
