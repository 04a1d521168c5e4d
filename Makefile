# Each target does all the set-up it needs, once: after that it is instant.
#
#   make serve   write: the site with live reload       make test    prove everything, as CI does
#   make site    prove, then build strictly into site/   make bench   the benchmarks
#   make setup   the set-up alone                       make doctest the snippets' doctests alone
#   make lock    choose the versions anew               make clean   forget all that was made
#   make test-cluster  prove what needs Ray             make cluster  its environment alone
#   make test-libraries  the catalogues' names beside the libraries themselves; TORCH=1: beside PyTorch too (5.6 GB)
#   make test-elsewhere  the proofs under other kernels, threads, seeds, zones and locales; tests in odd surroundings
#   make mutants  make the site false in hundreds of places, one at a time, and see that each is noticed
#   make soak     the services under five minutes of load: whether memory and descriptors stay as they were

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
export NO_MKDOCS_2_WARNING := 1
# A command begins in a third of the time where what is installed has been compiled; containers often forbid it.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup serve test test-cluster test-libraries test-elsewhere mutants soak cluster libraries site bench doctest chromium lint types claims tests lock clean

help:
	@sed -n 's/^# \{0,1\}//p; /^$$/q' Makefile

setup: .venv/.installed node_modules/.installed build/.prepared

.venv/.installed: requirements.lock pyproject.toml scripts/pyproject.toml
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "make: $(PYTHON) is no Python 3.11 or later with venv; name one: make PYTHON=python3.12" >&2; exit 1; }
	@test ! -L .venv || { echo "make: .venv is a link, and what it leads to would be emptied; take the link away" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock # pip brings uv, and uv the rest in a tenth of pip's time
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock
	$(UV) --require-hashes --no-deps -r requirements.lock
	$(UV) --no-deps --no-build-isolation --no-index -e scripts
	@touch $@

node_modules/.installed: package.json package-lock.json scripts/musings/live/npm/package.json
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(+(a < 20 || (a == 20 && b < 19)))' 2>/dev/null || \
	  { echo "make: Node 20.19 or later with npm is needed" >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/.prepared: .venv/.installed node_modules/.installed
	$(BIN)/musings prepare
	@mkdir -p build && touch $@

serve: setup
	$(BIN)/mkdocs serve

site: setup
	$(BIN)/musings site $(SITE_FLAGS)

doctest: setup
	$(BIN)/python -m pytest --doctest-modules snippets

chromium: setup
	@$(BIN)/python -m musings.testing.chromium

lint: setup
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	node_modules/.bin/eslint --max-warnings=0 .

types: setup
	$(BIN)/mypy
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/tsc --project tsconfig.node.json
	node_modules/.bin/tsc --project tsconfig.worker.json

# Each experiment is run once, by what asks for it first, and no run takes another's results: what has been run is counted.
# Doctests first: they are what every listing stands on. Then every claim of every page and the tests of the snippets and
# services; every line of the snippets must have been run. Then the tool, its own doctests first, and the site, which would be
# slower if measured; last the browser, whose driver keeps an event loop that other tests cannot have beside theirs.
# Each stage ends with its seconds, and the slow tests in it are named.
SIDE_BY_SIDE := time $(BIN)/python -m pytest --quiet --numprocesses=auto --dist=loadgroup --no-loadscope-reorder \
  --durations=10 --durations-min=5
tests: SHELL := bash
tests: export TIMEFORMAT := %0R s
tests: export TESTED_SITE := $(CURDIR)/build/tested
tests: export MUSINGS_ANEW := $(shell date +%s)
tests: setup chromium
	@rm -rf $(TESTED_SITE)
	$(BIN)/coverage erase
	$(SIDE_BY_SIDE) --doctest-modules snippets --cov --cov-report=
	$(SIDE_BY_SIDE) docs tests/services tests/snippets --cov --cov-append --cov-report=
	$(BIN)/coverage report --fail-under=100
	time $(BIN)/python -m pytest --quiet --doctest-modules scripts/musings
	$(SIDE_BY_SIDE) tests/site tests/plots tests/tool
	time $(BIN)/python -m tests.mutants --count 40 $(QUICK:%=--kind %)
	node --test --test-reporter=dot tests/browser/pure/*.test.js
	$(SIDE_BY_SIDE) tests/browser

# A sample of the mutants: of the kinds whose proofs take no second, drawn with the seed that `make mutants` has too, so that
# what is green here is green there, and no run fails by another luck than the last one had.
QUICK := fact citation bibliography table formula example fence listing figure finished

test: lint types tests

# Ray is large, so the services on it have an environment of their own. The tests run in the usual one and start them.
cluster: .venv-cluster/.installed

.venv-cluster/.installed: requirements-cluster.lock .venv/.installed
	$(PYTHON) -m venv --clear .venv-cluster
	$(BIN)/uv pip install --quiet --python .venv-cluster/bin/python --require-hashes --no-deps -r requirements-cluster.lock
	@cp requirements-cluster.lock $@

test-cluster: setup cluster
	$(BIN)/python -m pytest --quiet tests/cluster
	$(BIN)/musings check --complete docs/posts/deploying-ray-serve.md

# The catalogues name what computes the same in JAX, Optax, Keras and scikit-learn. These have an environment of their own
# (630 MB), and PyTorch one more: for Linux the registry's wheel of it cannot be imported without the libraries of CUDA, also
# where no such card is. That is a download of 3 GB and 5.6 GB on the disk, so PyTorch is compared where TORCH=1 says so.
libraries: .venv-libraries/.installed $(if $(TORCH),.venv-torch/.installed)

.venv-libraries/.installed .venv-torch/.installed: .venv-%/.installed: requirements-%.lock .venv/.installed
	$(PYTHON) -m venv --clear .venv-$*
	$(BIN)/uv pip install --quiet --python .venv-$*/bin/python --require-hashes --no-deps -r requirements-$*.lock
	@cp requirements-$*.lock $@

LIBRARIES_TESTS := -m pytest --quiet --config-file tests/libraries/pytest.ini --confcutdir tests/libraries tests/libraries
test-libraries: libraries
	.venv-libraries/bin/python $(LIBRARIES_TESTS)
	$(if $(TORCH),.venv-torch/bin/python $(LIBRARIES_TESTS))

# What one machine prints another must print too. PLACES names some of the places; all unless told.
test-elsewhere: setup chromium
	$(BIN)/musings prepare
	$(BIN)/musings check --elsewhere $(PLACES:%=--place %)
	$(BIN)/python -m tests.odd

mutants: setup
	$(BIN)/python -m tests.mutants --control $(MUTANTS)

soak: setup
	$(BIN)/python -m tests.services.soak $(SOAK)

bench: setup chromium
	$(BIN)/python -m musings.bench

# Wherever rfc3987-syntax lies, importing nbformat compiles its grammars: 2.7 s for each command, build, kernel and gateway.
# JSON Schema does without it, as everywhere else where it is not installed: it checks one format less.
lock: .venv/.installed
	$(BIN)/uv pip compile pyproject.toml scripts/pyproject.toml --all-extras \
	  --no-emit-package musings --no-emit-package rfc3987-syntax --no-emit-package lark \
	  --generate-hashes --universal --python-version 3.11 \
	  --fork-strategy fewest --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements.lock
	$(BIN)/uv pip compile requirements-cluster.in --generate-hashes --universal --python-version 3.11 \
	  --fork-strategy fewest --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements-cluster.lock
	$(BIN)/uv pip compile requirements-libraries.in --generate-hashes --universal --python-version 3.11 \
	  --fork-strategy fewest --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements-libraries.lock
	$(BIN)/uv pip compile requirements-torch.in --generate-hashes --universal --python-version 3.11 \
	  --fork-strategy fewest --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements-torch.lock
	$(BIN)/uv pip compile snippets/deployment/production/requirements.in --constraint requirements.lock --generate-hashes --universal \
	  --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet \
	  --output-file snippets/deployment/production/requirements.lock

clean:
	rm -rf .venv .venv-cluster .venv-libraries .venv-torch node_modules build site .cache docs/code docs/catalogue docs/ledger* \
	  docs/assets/explorers docs/assets/figures docs/assets/fonts docs/assets/pack docs/assets/live/vendor
