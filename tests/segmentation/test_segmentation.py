"""Both engines behind the one interface: what they share, where they differ, and that neither leaves a trace."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ConfigurationError
from analyzer.segmentation import ENGINES, get_segmenter
from analyzer.segmentation.words import load_words, read_words

RJIEBA = pytest.param("rjieba", marks=pytest.mark.skipif("not __import__('importlib.util').util.find_spec('rjieba')"))
BOTH = pytest.mark.parametrize("engine", [RJIEBA, "jieba"])
SENTENCES = (
    "清源市司法局全年受理行政复议案件，依法审结，满意率保持较高水平。",
    "落实接诉即办和双随机监管，负责人出庭应诉率稳步提升；开展矛盾纠纷排查。",
    "法律顾问审查合同，承办民事案件、行政案件，参与重大事件讨论。",
)


@BOTH
@settings(deadline=None)  # the first call loads a dictionary
@given(text=st.text(alphabet=st.sampled_from("法治政府建设2023年%-—。，\n 　a😀𠀀受理件"), max_size=60) | st.text(max_size=40))
def test_words_join_to_the_text(engine, text):
    segmenter = get_segmenter(engine)
    assert "".join(segmenter.words(text)) == text
    assert "".join(word for word, _ in segmenter.pairs(text)) == text
    for token in segmenter.tokens(text, 7):
        assert text[token.start - 7 : token.end - 7] == token.text


@BOTH
@pytest.mark.parametrize("word", [word for word, _ in load_words()])
def test_every_word_of_the_domain_stays_whole(engine, word):
    assert get_segmenter(engine).pairs(word) == [(word, dict(load_words())[word])]


@pytest.mark.skipif("not __import__('importlib.util').util.find_spec('rjieba')")
class TestWhereTheEnginesDiffer:
    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_same_words_in_ordinary_prose(self, sentence):
        assert get_segmenter("rjieba").words(sentence) == get_segmenter("jieba").words(sentence)

    @pytest.mark.parametrize(
        ("text", "rjieba", "jieba"),
        [
            ("2018-2019年", ["2018-2019", "年"], ["2018", "-", "2019", "年"]),
            ("比例3-5%", ["比例", "3-5%"], ["比例", "3", "-", "5%"]),
        ],
    )
    def test_ranges_stay_one_word_in_rjieba_only(self, text, rjieba, jieba):
        assert get_segmenter("rjieba").words(text) == rjieba
        assert get_segmenter("jieba").words(text) == jieba


@pytest.mark.skipif("not __import__('importlib.util').util.find_spec('rjieba')")
def test_the_dictionary_of_the_package_itself_is_not_built():
    """Importing rjieba builds a second dictionary; a program that wants it still gets it, without our words."""
    code = (
        "import sys; from analyzer.segmentation import get_segmenter; ours = get_segmenter('rjieba');"
        "print('rjieba' in sys.modules, '双随机' in ours.words('开展双随机检查'));"
        "import rjieba; print('双随机' in rjieba.cut('开展双随机检查'))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told == ["False", "True", "False"]


def test_default_engine_is_rjieba_where_it_works(monkeypatch):
    assert get_segmenter().name in ENGINES
    monkeypatch.setitem(sys.modules, "rjieba", None)  # as if it were not installed
    get_segmenter.cache_clear()
    try:
        assert get_segmenter().name == "jieba"
        with pytest.raises(ConfigurationError, match="rjieba"):
            get_segmenter("rjieba")
    finally:
        get_segmenter.cache_clear()


def test_unknown_engine_names_the_allowed_ones():
    with pytest.raises(ConfigurationError, match="rjieba、jieba"):
        get_segmenter("thulac")


def test_jieba_leaves_no_trace(tmp_path):
    """No line on stderr, no cache in the temp folder, the global tokenizer untouched."""
    code = (
        "from analyzer.segmentation import get_segmenter; s = get_segmenter('jieba'); s.pairs('双随机检查'); s.words('双随机');"
        "import jieba; assert not jieba.dt.initialized; assert not jieba.dt.user_word_tag_tab"
    )
    environment = {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], env=environment, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_logging_handler_of_jieba_is_left_alone():
    logger, handler = logging.getLogger("jieba"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        get_segmenter.cache_clear()
        get_segmenter("jieba")
        assert handler in logger.handlers
    finally:
        logger.removeHandler(handler)


GROUP = 'about = "a"\nsource = "s"\ndate = "d"\nchecked = "c"\n'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[other]\n", "不认识的键"),
        ("[[group]]\n" + GROUP + 'tag = "n"\n', "words"),
        ("[[group]]\n" + GROUP + 'tag = "n"\nwords = ["接办"]\nsorce = "x"\n', "sorce"),
        ("[[group]]\n" + GROUP + 'tag = "noun"\nwords = ["接办"]\n', "词性"),
        ("[[group]]\n" + GROUP + 'tag = "n"\nwords = ["接办", "接办"]\n', "接办"),
        ("[[group]]\n" + GROUP + 'tag = "n"\nwords = ["办"]\n', "太短"),
    ],
)
def test_a_wrong_dictionary_is_refused(source, message):
    with pytest.raises(ConfigurationError, match=message):
        read_words(source, "test.toml")
