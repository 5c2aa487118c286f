# Everything that is done with this repository. `make` alone lists it.
# Choose another Python with `make PYTHON=python3.13 run`; pass words on with `make test ONLY=tests/domain`.

PYTHON ?=
ONLY ?= tests
WORKERS ?= 2
SHARE ?= 1

BIN := .venv/bin
CODE := bot handlers jobs storage
CATALOGUES := locales/messages.pot
LANGUAGES := uk ru en
ENVIRONMENT := .venv/kolo-run
TOOLS := .venv/kolo-dev
LOCK := $(BIN)/uv --no-config pip compile --quiet --universal --generate-hashes --no-annotate --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run story test promises check format texts bench lock holes clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(ENVIRONMENT) ## run the bot with what .env holds; without tokens: the sandbox
	@$(BIN)/python -m bot run

story: $(ENVIRONMENT) ## play the whole story through the emulated messengers and print the chats
	@$(BIN)/python -m bot story

test: $(TOOLS) ## run all tests (ONLY=tests/domain for a part of them)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not minutes" $(ONLY)

promises: $(TOOLS) ## run what needs minutes: the promises of docs/promises.md at full size (SHARE=10 for a tenth)
	@PROMISES_SHARE=$(SHARE) $(BIN)/pytest -m minutes tests/promises

check: $(TOOLS) ## everything that must hold: format, lint, types, import contracts, all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

format: $(TOOLS) ## put the code into its one shape
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

texts: $(TOOLS) ## bring the catalogues of all languages up to the code
	@mkdir -p locales
	@$(BIN)/pybabel -q extract --no-default-keywords -k _ -k plural:1,2 -k ctx:1c,2 --add-comments=Translators: \
		--sort-output --no-location --no-wrap --omit-header -o $(CATALOGUES) $(CODE)
	@for language in $(LANGUAGES); do \
		file=locales/$$language/LC_MESSAGES/messages.po; \
		if [ -f $$file ]; then \
			$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
				-l $$language -i $(CATALOGUES) -o $$file; \
		else \
			mkdir -p $$(dirname $$file); \
			$(BIN)/pybabel -q init --no-wrap -l $$language -i $(CATALOGUES) -o $$file; \
		fi || exit 1; \
	done
	@$(BIN)/python -m tests.guards.catalogues

bench: $(TOOLS) ## measure CPU seconds per 1,000 updates beside a bare aiogram bot
	@$(BIN)/python -m tests.bench

lock: $(TOOLS) ## write the lock files anew (UPGRADE=1 takes newer versions)
	$(LOCK) pyproject.toml --extra build --extra encoder -o requirements.lock
	$(LOCK) pyproject.toml --all-extras -c requirements.lock -o requirements-dev.lock

holes: $(TOOLS) ## ask PyPI whether any pinned dependency has a known hole (needs the internet)
	@$(BIN)/uv --no-config tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes \
		-r requirements-dev.lock

clean: ## remove what make made; people's data and .env stay
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find $(CODE) tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: two stamps, made anew when pyproject.toml or a lock changes.
# Running needs requirements.lock alone; testing adds requirements-dev.lock.

define NO_PYTHON

Kolo needs Python 3.11, 3.12, 3.13 or 3.14, and found none.
  Debian, Ubuntu:  sudo apt install python3 python3-venv
  macOS:           brew install python
An own one:        make PYTHON=path/to/python3.13 run

endef
define NO_VENV

This Python cannot make environments: its module venv is missing.
  Debian, Ubuntu:  sudo apt install python3-venv

endef
export NO_PYTHON NO_VENV

$(ENVIRONMENT): pyproject.toml requirements.lock
	@if ! $(BIN)/python -c '' 2>/dev/null; then \
		for python in $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
			if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; then \
				found=$$python; break; \
			fi; \
		done; \
		if [ -z "$$found" ]; then printf '%s\n' "$$NO_PYTHON" >&2; exit 1; fi; \
		if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then printf '%s\n' "$$NO_VENV" >&2; exit 1; fi; \
		echo "Making .venv with $$($$found --version) ..."; \
		$$found -m venv --clear .venv || exit 1; \
	fi
	@echo 'Installing what the bot needs (a minute, once) ...'
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TOOLS): $(ENVIRONMENT) requirements-dev.lock
	@echo 'Installing what the tests need (a minute, once) ...'
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
