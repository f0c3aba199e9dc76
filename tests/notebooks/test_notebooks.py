"""Every notebook runs from its Markdown, and the committed .ipynb has the same cells and no path of somebody's machine."""

import importlib.util
import re
from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext")
pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

FOLDER = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted(FOLDER.glob("[0-9]*.md"))


def builder():
    spec = importlib.util.spec_from_file_location("notebook_builder", FOLDER / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the kernel's own, not ours
@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_it_runs(source):
    notebook = builder().run(source)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs
    complaints = [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    assert not complaints


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_the_executed_copy_is_of_this_source_and_clean(source):
    executed = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert [c.source for c in jupytext.reads(executed, fmt="ipynb").cells] == [c.source for c in jupytext.read(source).cells]
    assert not re.search(r"/home/|/root/|/work/|/tmp/|[A-Z]:\\\\Users", executed)


def test_all_seven_are_there():
    assert [p.stem[:2] for p in SOURCES] == ["01", "02", "03", "04", "05", "06", "07"]


def test_a_machine_without_chinese_fonts_shows_chinese(monkeypatch):
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    monkeypatch.syspath_prepend(str(FOLDER))
    import chinese_plots

    bare = [font for font in font_manager.fontManager.ttflist if font.name.startswith("DejaVu")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", bare)
    with mpl.rc_context():
        assert chinese_plots.use_chinese() == ["Report Sans SC"]
        figure = Figure()
        figure.text(0.1, 0.5, "云台县“法治”建设：办理−12件（％）①〔2024〕")  # a missing character is a warning, and so an error
        FigureCanvasAgg(figure).draw()
