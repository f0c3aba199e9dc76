# make demo   sets up .venv and runs the main job on the shipped samples
# make test   sets up .venv and runs every check (ruff, mypy, pytest)
# make bench  speed and memory, as ratios
# make bench-peers  the same beside other libraries (reading: python-docx, pdfplumber, trafilatura; numbers: jieba, edsnlp,
#                   Recognizers-Text, JioNLP), in a venv of its own

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check bench bench-peers docs clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "needs Python 3.11 or newer: install it, or call make PYTHON=/path/to/python3"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.$(EXTRAS)' $(addprefix --group ,dev $(MORE_GROUPS))
	@touch $@

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadgroup

# the samples hold findings and two files that cannot be read: exit codes 1 and 2 are what they should give
SAMPLE := corpora/samples/qingyuan_sifaju_2023.docx
demo: $(READY)
	@echo '== analyzer check corpora/samples -o demo-out' && $(BIN)/analyzer check corpora/samples -o demo-out || test $$? -le 2
	@test -s demo-out/index.html && test -s demo-out/汇总.xlsx
	@echo && echo '== analyzer outline $(SAMPLE)' && $(BIN)/analyzer outline $(SAMPLE)
	@echo && echo '== analyzer summary $(SAMPLE)' && $(BIN)/analyzer summary $(SAMPLE)
	@echo && echo '== analyzer check $(DAMAGED)' && $(BIN)/analyzer check $(DAMAGED) || test $$? -eq 1
	@echo && echo '== 结果在这里（the results lie here）' && echo '  $(CURDIR)/demo-out/index.html   总览，可点开每份报告' \
		&& echo '  $(CURDIR)/demo-out/汇总.xlsx    问题清单，可标采纳；标好后 analyzer letter demo-out 写反馈函' \
		&& echo '  $(CURDIR)/demo-out/批注、反馈函   带批注的 Word 和给各单位的反馈函'
DAMAGED := corpora/samples/yuntai_shuiwuju_2023.txt

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

PEERS := .venv-peers
bench-peers: $(READY)
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group peers
	$(PEERS)/bin/python -m tests.benchmarks.reading
	$(PEERS)/bin/python -W ignore -m tests.benchmarks.peers

clean:
	rm -rf $(VENV) $(PEERS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
