# Bare `make` explains itself. `make run` and `make test` are all that anybody needs.

PYTHON ?= python3
VENV ?= .venv
SHARED ?= ../shared
WORKSPACE ?= .
UV ?= uv

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.PHONY: run
run: $(INSTALLED) ## make the outputs from the reports in inbox/ (ends well when something needs a look)
	@$(BIN)/huizong run $(WORKSPACE) || { code=$$?; test $$code -eq 1; }

.PHONY: test
test: $(DEVELOPING) ## run the tests
	$(BIN)/python -m pytest

.PHONY: check
check: $(DEVELOPING) ## formatting, lint, types and the rules of the house
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

.PHONY: score
score: $(DEVELOPING) ## measure against the hand-made gold in ../shared/eval, when it is there
	@if test -d "$(SHARED)/eval"; then \
	  $(BIN)/python tests/benchmarks/score_bars.py "$(SHARED)/eval" --huizong $(BIN)/huizong; \
	else echo "skipped: no gold at $(SHARED)/eval"; fi

.PHONY: bench
bench: $(DEVELOPING) ## measure start, overhead, reading, what others take, documents, the workbook, growth and the checks on planted errors
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.reading_bench
	$(BIN)/python -m tests.benchmarks.comparison_bench
	$(BIN)/python -m tests.benchmarks.memory_bench
	$(BIN)/python -m tests.benchmarks.docx_bench
	$(BIN)/python -m tests.benchmarks.district_bench --write
	$(BIN)/python -m tests.benchmarks.workbook_bench
	$(BIN)/python -m tests.benchmarks.growth_bench
	$(BIN)/python -m tests.benchmarks.seeded_errors --write
	$(BIN)/python -m tests.benchmarks.reliability --write

.PHONY: pictures
pictures: $(DEVELOPING) ## take the manual's pictures anew (needs LibreOffice, poppler, Chromium); look at each before committing
	$(BIN)/python -m tests.pictures.make

.PHONY: golden
golden: $(DEVELOPING) ## write the golden files anew; look at the difference before committing it
	$(BIN)/python -m pytest tests -k golden --update-golden

.PHONY: lock
lock: ## resolve the dependencies anew (needs uv)
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  pyproject.toml requirements/build.in -o requirements/run.lock
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  pyproject.toml requirements/build.in --all-extras --group dev -c requirements/run.lock -o requirements/dev.lock
	@! grep -nE 'https?://' requirements/*.lock

.PHONY: clean
clean: ## remove what was built: the virtual environment and caches, never the outbox
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find flows tasks tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; say which one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(VENV)/bin/python pyproject.toml requirements/run.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPING): $(INSTALLED) requirements/dev.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements/dev.lock
	@touch $@
