# Everything here works on a fresh machine with Python 3.11 or later and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GOLD := ../shared/gold
REPORTS := $(sort $(wildcard data/reports/*.txt) $(wildcard data/reports/damaged/*.txt))

COMPILED := build/compiled
# The compiled wheel before everything else on the path; the sources are left out.
WITH_COMPILED := PYTHONPATH=$(CURDIR)/$(COMPILED)/site $(BIN)/python -m pytest --override-ini pythonpath=. -q

.PHONY: demo test test-compiled lint type score bench docs notebooks clean

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[pdf,plot,xlsx,dask,fonts]' --group dev
	touch $(STAMP)

$(COMPILED)/.installed: $(STAMP) pyproject.toml hatch_build.py $(shell find src -type f -not -name '*.pyc')
	rm -rf $(COMPILED)
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir $(COMPILED)/wheel .
	$(BIN)/python -m pip install --quiet --no-deps --target $(COMPILED)/site $(COMPILED)/wheel/*.whl
	touch $@

demo: $(STAMP)  ## analyse the sample reports; tables here, JSON and HTML pages in build/demo/
	@mkdir -p build/demo
	@$(BIN)/govtext analyze $(REPORTS)
	@$(BIN)/govtext analyze $(firstword $(REPORTS)) --rows 8
	@$(BIN)/govtext analyze $(REPORTS) --format jsonl --output build/demo/reports.jsonl
	@$(BIN)/govtext analyze $(REPORTS) --format html --output build/demo/pages
	@echo "build/demo/reports.jsonl"
	@ls build/demo/pages/*.html

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(STAMP)
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	PYTHONPATH=src $(BIN)/pyright --pythonpath $(BIN)/python --verifytypes govtext --ignoreexternal

test: lint type docs  ## everything that must hold
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

test-compiled: $(COMPILED)/.installed  ## the tests against the compiled wheel; needs a C compiler
	$(WITH_COMPILED) -n 2 --dist worksteal tests

score: $(STAMP)  ## figures on the annotated reports, where they are present
	if test -d $(GOLD); then $(BIN)/govtext evaluate --gold $(GOLD); fi

bench: $(STAMP) $(COMPILED)/.installed  ## speed as a ratio to jieba.lcut, of the sources and of the compiled wheel
	$(BIN)/python -m pytest benches/test_*.py --benchmark-enable -q
	$(WITH_COMPILED) benches/test_*.py --benchmark-enable

docs: $(STAMP)  ## the documentation, warnings are errors
	$(BIN)/python -m sphinx -n -W --keep-going -q -b html docs build/docs

notebooks: $(STAMP)  ## run the notebooks and store their outputs
	$(BIN)/python notebooks/rebuild.py

clean:
	rm -rf build dist $(VENV)
