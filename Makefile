# Röda tråden. `make help` lists the verbs; all but `clean` and `help` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
# Tests wait for databases and processes more than they compute.
WORKERS ?= 4
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes \
	--strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help install test test-browser unit demo up bench check format lint types walls stale docs lock audit clean

help: ## List the verbs
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

install: $(INSTALLED) ## Make .venv with the locked dependencies and the command rodatraden

$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-dev.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@

test: install ## Run the tests, on PostgreSQL by URL or on one of our own (WORKERS=0: one at a time)
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup

unit: install ## Run the tests that need neither a database nor processes (under a minute)
	$(BIN)/pytest -m "not database and not processes and not browser"

test-browser: install ## Try the pages in Chromium; pictures of them end in var/screenshots
	$(BIN)/pytest -m browser tests/browser

demo: install ## Work the examples through the four services and print the thread of one child
	$(BIN)/rodatraden demo

up: install ## Keep the four services running, and say where they are
	$(BIN)/rodatraden up

bench: install ## Measure, as ratios to the plainest thing that could work (ARGS=--quick: sooner)
	$(BIN)/python -m tests.bench $(ARGS)

check: format lint types walls stale test ## Everything that CI runs

format: install
	$(BIN)/ruff format --check .

lint: install
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

walls: install
	$(BIN)/lint-imports --no-cache --no-logo

stale: install
	$(BIN)/python -m deploy.docs --check

docs: install ## Generate the map and the OpenAPI documents anew
	$(BIN)/python -m deploy.docs

lock: install ## Pin the dependencies anew, with hashes (make lock UPGRADE=--upgrade: the newest)
	$(PIP_COMPILE) $(UPGRADE) --output-file requirements.lock requirements.in
	$(PIP_COMPILE) $(UPGRADE) --output-file requirements-dev.lock requirements-dev.in

audit: install ## Look the pinned versions up among known vulnerabilities; fails when nobody answers
	@test -x .venv/audit/bin/pip-audit || { $(PYTHON) -m venv .venv/audit \
		&& .venv/audit/bin/pip install --quiet --disable-pip-version-check pip-audit; } \
		|| { echo "NOT AUDITED: pip-audit could not be installed"; exit 1; }
	@.venv/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock \
		|| { echo "NOT CLEAN: a vulnerability is named above, or its source was not reachable"; \
		exit 1; }

clean: ## Remove what was installed and cached; var/ (data and keys) stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
