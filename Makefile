# Two commands matter: `make brief` runs the main job, `make test` runs every check.
# Both set up what they need in .venv first; `make benchmark` has an environment of its own.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS := $(BIN)/python -m pytest -q -n 2 --dist loadfile

PEERS := .venv-benchmark

.PHONY: brief test lint benchmark clean

brief: $(VENV)/.ready
	$(BIN)/riobravo brief

test: $(VENV)/.ready-for-tests lint
	$(BIN)/riobravo doctor
	$(TESTS) -m "not slow"
	$(TESTS) -m slow

lint: $(VENV)/.ready-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

benchmark: $(PEERS)/.ready
	$(PEERS)/bin/python benchmarks/peers/compare.py

$(PEERS)/.ready: pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(PEERS)/bin/python -m pip install --quiet --editable . --group benchmark
	touch $@

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "riobravo needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group test
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) riobravo-report
