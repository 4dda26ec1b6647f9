# Mingzhi. Two commands for a fresh machine: make demo, make test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup setup-dev demo serve test check check-types check-source bench bench-notices format messages

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/.runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch .venv/.runtime $@

setup: .venv/.runtime  ## install into .venv from the lock file

setup-dev: .venv/.dev  ## the same with the tools for tests and checks

demo: .venv/.runtime  ## migrate, load the fictional county, serve at 127.0.0.1:8000
	$(BIN)/mingzhi demo

serve: .venv/.runtime  ## serve what is there
	$(BIN)/mingzhi serve

test: .venv/.dev  ## all tests on SQLite, and on PostgreSQL where a server answers
	$(BIN)/python -m tests.run

check: check-types check-source  ## contracts, lint, types, migrations, translations, documents
	$(BIN)/python -m pytest tests/architecture

check-types: .venv/.dev
	$(BIN)/mypy mingzhi

check-source: .venv/.dev
	$(BIN)/lint-imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mingzhi makemigrations --check --dry-run
	$(BIN)/mingzhi check-clauses --brief

bench: .venv/.dev  ## measure on a generated county (long; see docs/bench.md; make bench-notices: the public side)
	$(BIN)/python -m bench redaction
	$(BIN)/python -m bench

bench-notices: .venv/.dev  ## measure the public side at 1,000,000 notices (long)
	$(BIN)/python -m bench notices

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.dev  ## refresh the English catalogue (needs GNU gettext)
	$(BIN)/mingzhi makemessages -l en --no-location --no-obsolete --ignore .venv --ignore var --ignore tests --ignore bench
	$(BIN)/mingzhi compilemessages -l en --ignore .venv --ignore var
