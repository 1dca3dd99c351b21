# make run: the dashboard on http://127.0.0.1:8501.  make test: every test.  make lint: format, types, import rules.  make check: both.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint check bench bundle pictures samples lock catalogue clean
.DEFAULT_GOAL := run

$(VENV)/run.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

run: $(VENV)/run.stamp
	@$(BIN)/dxkpi demo || true
	@$(BIN)/dxkpi serve

# A worker for each core, a module's tests on one of them: they share its server and its browser.
test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench

# One archive in dist/ that installs where there is no network; run where a package index is configured.
bundle: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bundle

# The pictures of the READMEs.
pictures: $(VENV)/dev.stamp
	$(BIN)/python -m tests.pictures

# The filled-in forms and the survey's answers of data/samples.
samples: $(VENV)/dev.stamp
	$(BIN)/python -m tests.samples

# Locks without index addresses; run where a package index is configured.
lock: $(VENV)/dev.stamp
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
	  pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
	  pyproject.toml --group dev -o requirements-dev.lock

# Collect new messages into the Japanese catalogue; what is new comes out untranslated and a test says so.
catalogue: $(VENV)/dev.stamp
	$(BIN)/pybabel -q extract --keywords mark --no-location --sort-output --omit-header -o $(VENV)/dxkpi.pot dxkpi pages app.py
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date -i $(VENV)/dxkpi.pot -d dxkpi/wording/locale -D dxkpi -l ja

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
