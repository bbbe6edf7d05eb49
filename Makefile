# 台账: two commands do everything.  make site · make test
# `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The demonstration is an invented city; on this day every state of a window and a ledger is there to be seen. A site of
# one's own is built as of today.
DAY ?= $(shell grep -q '^demo: true' content/site.yaml && echo 2026-11-20)
TODAY = $(if $(DAY),--today $(DAY))
# More options of `make check`, such as CHECK="--format github --against main".
CHECK ?=
TESTS ?= tests site_builder

.DEFAULT_GOAL := help
.PHONY: help site serve test lint types audit check bench mutants mutants-sample likeness fuzz screenshots clean pins

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1	/'

$(VENV)/run.stamp: requirements/run.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp tools/programs.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	sh tools/programs.sh $(BIN)
	@touch $@

site: $(VENV)/run.stamp  ## set up, and build the demonstration into public/
	$(BIN)/python build.py schema --into schemas
	$(BIN)/python build.py build $(TODAY)
	@echo
	@echo '网站在 public/ 里。下一步：'
	@echo '  make serve                                    在浏览器里看，保存即刷新，并打开校核台'
	@echo '  $(BIN)/python build.py import 通报.docx     把一份通报变成记录'
	@echo '  $(BIN)/python build.py init ../我的网站     另建一个自己的网站（docs/hosting.zh-CN.md）'

serve: $(VENV)/run.stamp  ## preview with live reload
	$(BIN)/python build.py serve $(TODAY)

test: $(VENV)/test.stamp  ## set up what tests need, and run them all
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not audit" $(TESTS)

$(VENV)/audit.stamp: tests/audit/package-lock.json tests/audit/editor/package-lock.json tests/audit/install.sh $(VENV)/test.stamp
	sh tests/audit/install.sh $(VENV)/audit
	@touch $@

audit: $(VENV)/audit.stamp  ## the long tests too: every page, every fault, large sites
	TAIZHANG_CASES=3 $(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

screenshots: $(VENV)/test.stamp  ## pictures for the README
	$(BIN)/python tools/screenshots.py $(DAY)

.venv-bench/stamp: requirements/bench.in
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet -r requirements/bench.in
	@touch $@

bench: $(VENV)/run.stamp .venv-bench/stamp  ## speed and memory beside Hugo, into docs/benchmarks.md
	$(BIN)/python -m benchmarks.run --notices 1000 --runs 3

.venv-mutants/stamp: requirements/mutants.in requirements/test.txt
	$(PYTHON) -m venv .venv-mutants
	.venv-mutants/bin/python -m pip install --quiet --require-hashes -r requirements/test.txt
	.venv-mutants/bin/python -m pip install --quiet --require-hashes -r requirements/run.txt
	.venv-mutants/bin/python -m pip install --quiet -r requirements/mutants.in
	@touch $@

mutants: .venv-mutants/stamp  ## small faults put into the core, one at a time: which do no test find? (5 minutes)
	rm -rf mutants
	.venv-mutants/bin/mutmut run --max-children 1
	.venv-mutants/bin/mutmut results

mutants-sample: .venv-mutants/stamp  ## a sample of the faults of a room: ROOM=records, rules, desk, structure or sheets, SEED=1
	.venv-mutants/bin/python tools/mutant_sample.py $(or $(ROOM),sheets) --seed $(or $(SEED),1)

.venv-likeness/stamp: requirements/likeness.in $(VENV)/run.stamp
	$(PYTHON) -m venv .venv-likeness
	.venv-likeness/bin/python -m pip install --quiet --require-hashes -r requirements/run.txt
	.venv-likeness/bin/python -m pip install --quiet -r requirements/likeness.in
	@touch $@

likeness: .venv-likeness/stamp  ## learn anew what the wording of a notice is, from tests/importing/likeness, and score it
	.venv-likeness/bin/python tools/train_likeness.py --score
	.venv-likeness/bin/python tools/train_likeness.py

fuzz: $(VENV)/test.stamp  ## many random inputs; FUZZ_EXAMPLES says how many
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-100000} $(BIN)/python -m pytest tests/fuzz

lint: $(VENV)/test.stamp  ## ruff, and the layers of import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(VENV)/test.stamp  ## mypy --strict
	$(BIN)/mypy

check: $(VENV)/run.stamp  ## every mistake in content/
	$(BIN)/python build.py check $(TODAY) $(CHECK)

clean:  ## remove what was made, but not the environment
	rm -rf .public.state .preview* ..preview*.state .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants
	find public -mindepth 1 -not -name .gitignore -delete

pins: $(VENV)/run.stamp  ## resolve the requirements anew
	$(BIN)/python -m pip install --quiet pip-tools
	cd requirements && for name in run test; do \
	  ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --strip-extras --no-annotate --no-header -o $$name.txt $$name.in; done
