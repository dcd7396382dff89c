# `make demo` and `make test` need make and Python 3.11 or later, and nothing else: what they use
# is installed into .venv, once. `make PYTHON=/path/to/python3.12 demo` chooses the interpreter.

VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
# Two variables, because newer releases of pip read the second one for build requirements.
PIP := PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) \
	$(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# A process a core; what one file sets up stays together as long as nobody is idle.
PARALLEL := --numprocesses auto --dist worksteal
CHECKED := bundle gxaudit plugins tests
INTERPRETERS := python3 python3.14 python3.13 python3.12 python3.11 python

# An environment works only where it was made: after a move or a copy it is made again.
ifneq ($(shell test -e $(VENV)/home || exit 0; \
	test "$$(cat $(VENV)/home)" = "$$(pwd -P)" && $(BIN)/python -c pass 2>&1 || echo stale),)
$(info The checkout or its Python has moved; making $(VENV) again …)
$(shell rm -rf $(VENV))
endif

.PHONY: help demo docs test lint types contracts packaging bundle bench check clean

help:
	@echo 'make demo       audit our own sample reports (the main job)'
	@echo 'make test       run the tests'
	@echo 'make lint       ruff: rules and format'
	@echo 'make types      mypy --strict'
	@echo 'make contracts  import-linter: who may import what'
	@echo 'make packaging  build wheel and sdist, install them elsewhere, run them'
	@echo 'make bundle     all wheels and installation scripts in one zip, for offices without internet'
	@echo 'make bench      speed and memory as ratios, and how well the prose is read'
	@echo 'make docs       write docs/rules anew, from the rules themselves'
	@echo 'make check      everything that CI checks'
	@echo 'make clean      remove .venv, builds and caches'

# The shipped plugins alone, whatever else is installed.
docs: $(VENV)/runtime
	rm -rf docs/rules
	GXAUDIT_PLUGINS=balance,fees,members,narrative,structure,text,totals,years \
	$(BIN)/gxaudit rules --isolated --pages docs/rules

demo: $(VENV)/runtime
	@$(BIN)/gxaudit --version
	@echo '$$ gxaudit check tests/reports'
	@$(BIN)/gxaudit check tests/reports; status=$$?; echo; \
	case $$status in \
	0) echo 'Exit code 0: no finding.' ;; \
	1) echo 'Exit code 1: findings, as it should be: some of these samples have planted defects.' ;; \
	*) echo "Exit code $$status: the demonstration failed."; exit $$status ;; \
	esac
	@echo 'Now try:  $(BIN)/gxaudit explain balance/applications   or   $(BIN)/gxaudit check YOUR-REPORT.txt'

test: $(VENV)/dev
	$(BIN)/python -m pytest $(PARALLEL)

lint: $(VENV)/dev
	$(BIN)/ruff check $(CHECKED); rules=$$?; \
	$(BIN)/ruff format --check $(CHECKED) && exit $$rules

types: $(VENV)/dev
	@# Side by side: each uses one core.
	@$(BIN)/mypy --strict --platform win32 --cache-dir .mypy_cache/win32 & windows=$$!; \
	$(BIN)/mypy --strict; here=$$?; \
	wait $$windows && exit $$here

contracts: $(VENV)/dev
	$(BIN)/lint-imports

packaging: $(VENV)/dev
	$(BIN)/python -m pytest $(PARALLEL) -m packaging tests/packaging

bundle: $(VENV)/dev
	@$(BIN)/python -m bundle.make

bench: $(VENV)/dev
	@$(BIN)/python -m tests.benchmark $(BENCH)
	@$(BIN)/python -m tests.claims.measure

check: test lint types contracts packaging

clean:
	rm -rf $(VENV) build dist *.egg-info .hypothesis .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache
	find gxaudit plugins tests -name __pycache__ -prune -exec rm -rf {} +

# The environment, in three steps: made; with gxaudit; with the tools of development.

$(VENV)/home:
	@for each in $(or $(PYTHON),$(INTERPRETERS)); do \
		"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found=$$each; "$$each" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Making $(VENV) with $$("$$each" --version) …"; \
		"$$each" -m venv $(VENV) && pwd -P > $@; exit; \
	done; \
	if [ -n "$$found" ]; then \
		echo "$$found lacks the modules venv and ensurepip. On Debian and Ubuntu they come with" >&2; \
		echo "the package python3-venv: sudo apt-get install python3-venv" >&2; \
	else \
		echo "gxaudit needs Python 3.11 or later, and none was found among: $(or $(PYTHON),$(INTERPRETERS))." >&2; \
		echo "Install one, or say where it is: make PYTHON=/path/to/python3" >&2; \
	fi; exit 1

$(VENV)/runtime: $(VENV)/home pyproject.toml $(CONSTRAINTS)
	@echo 'Installing gxaudit into $(VENV) …'
	@$(PIP) install --editable '.[all]'
	@touch $@

$(VENV)/dev: $(VENV)/runtime
	@echo 'Installing the tools of development into $(VENV) …'
	@$(PIP) install --upgrade pip
	@$(PIP) install --group dev
	@touch $@
