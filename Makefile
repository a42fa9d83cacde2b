# Each target sets up what it needs by itself and is quick the second time.
# Needed beforehand: make and Python 3.11 to 3.14 (on Debian also python3-venv).

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.requirements.txt

export NO_MKDOCS_2_WARNING := 1
# Dates in the site are the commit's, so that two builds of one commit are the same bytes.
ifndef SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
endif

.PHONY: help venv serve port-is-free lint test build dist wheel offline classroom figures measure test-arithmetic audit bench bench-browser mutate \
    mutate-exercises mutants parity zensical properdocs version clean

help:
	@echo 'make serve    the site on a local port; an edit shows at once'
	@echo 'make test     everything that must hold'
	@echo 'make lint     the part of it that only reads: ruff and the types'
	@echo 'make build    the site, strictly, into site/'
	@echo 'make wheel    the wheel and the sdist of nnref, in dist/ (make dist is the same)'
	@echo 'make offline  the site as dist/nnref-offline.zip, which opens from disk, with search'
	@echo 'make figures  the figures, tables and code fragments alone'
	@echo 'make measure  the recorded measurements that are stale; ALL=1 all, also under other arithmetic and draws'
	@echo 'make test-arithmetic  pages and docstrings under each kind of arithmetic'
	@echo 'make audit    Lighthouse on one page of each kind, and the validator of HTML on all (needs npx, Chromium, Java)'
	@echo 'make bench    accuracy and speed, measured on this machine'
	@echo 'make bench-browser  start, size and speed of Python in the browser'
	@echo 'make mutate   change each number and formula of the pages, and see what the checks notice'
	@echo 'make mutate-exercises  change each solution in every small way, and see what the judge refuses'
	@echo 'make parity   compare nnref with PyTorch, JAX, Keras, scikit-learn; adds them to .venv (large)'
	@echo 'make mutants  change the code of nnref in every small way, and see what the tests notice'
	@echo 'make zensical build the pages with the successor of the theme, and see what is lost'
	@echo 'make properdocs  build the site with the maintained fork of MkDocs, and compare it file by file'
	@echo 'make version  the site as one of several versions, on the branch gh-pages'
	@echo 'make venv     the Python environment in .venv (the others make it too)'
	@echo 'make clean    remove what was made, except .venv'

venv: $(READY)

# PORT=8001 make serve, where 8000 is taken. It is looked at before anything is installed or built.
PORT ?= 8000
FREE := import socket as s; t = s.socket(); t.setsockopt(s.SOL_SOCKET, s.SO_REUSEADDR, 1); t.bind(("localhost", $(PORT)))

serve: port-is-free $(READY)
	$(BIN)/python -m mkdocs serve --livereload --dev-addr localhost:$(PORT)

port-is-free:
	@$(PYTHON) -c '$(FREE)' 2>/dev/null || { echo 'port $(PORT) is taken: name another, as in PORT=8001 make serve'; exit 1; }

# The tests that share a site or a browser stay together, until one process has nothing left to do.
test: lint build
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

CHECKERS := .venv/.requirements-lint.txt

lint: $(CHECKERS)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/basedpyright --project pyproject.toml --pythonpath $(BIN)/python

$(CHECKERS): requirements-lint.txt $(READY)
	$(call install,requirements-lint.txt)
	@cp requirements-lint.txt $@

# MkDocs runs scripts.website.build first, by scripts/website/hook.py.
build: $(READY)
	@$(BIN)/python -m scripts.website.unchanged || { \
	    $(BIN)/python -m mkdocs build --strict && $(BIN)/python -m scripts.website.unchanged --note; }

# The wheel and the sdist.
wheel dist: $(READY)
	$(BIN)/python -m scripts.website.packages dist

# The pages as a zip that opens from disk.
offline: build
	$(BIN)/python -m scripts.website.offline

# Where the file for a hall without network is, which each build makes: the site and a server of plain Python.
classroom: build
	$(BIN)/python -m scripts.website.classroom

figures: $(READY)
	$(BIN)/python -m scripts.website.build --alone

# Of the recorded measurements those that are stale; ALL=1 every one, and with ROBUST=1, which ALL=1 implies, once more
# under other arithmetic and from other draws.
measure: $(READY)
	$(BIN)/python -m scripts.website.build --measure $(if $(ALL),--all)
	$(if $(ALL)$(ROBUST),$(BIN)/python -m scripts.website.robustness && $(BIN)/python -m scripts.website.sentences)

# Pages, README and docstrings under each kind of arithmetic that this processor can show; OTHERS=1 not under its own.
test-arithmetic: $(READY)
	$(BIN)/python -m scripts.website.arithmetic $(if $(OTHERS),--others) $(BIN)/python -m pytest -q -n auto --dist loadfile docs README.md nnref

audit: $(READY)
	@test -f site/index.html || $(MAKE) build
	$(BIN)/python -m scripts.tools.audit

bench: $(READY)
	$(BIN)/python -m scripts.tools.bench

bench-browser: $(READY)
	@test -f site/assets/py/runtime.json || $(MAKE) build
	$(BIN)/python -m scripts.tools.bench_browser

mutate: $(READY)
	$(BIN)/python -m scripts.prose.mutate

mutate-exercises: $(READY)
	$(BIN)/python -m scripts.tools.mutate_exercises

# Not by uv: pip takes the file of torch that fits this machine from wherever it is set up to look.
PEERS := .venv/.requirements-parity.txt

parity: $(PEERS)
	$(BIN)/python -m pytest -q tests/parity

# SAMPLE=150 tries so many of them.
mutants: $(PEERS)
	$(BIN)/python -m scripts.tools.mutants $(if $(SAMPLE),--sample $(SAMPLE))

$(PEERS): requirements-parity.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-parity.txt
	@$(BIN)/python -c 'import dask.array, distributed, jax, mutmut, torch'
	@cp requirements-parity.txt $@

zensical: $(READY)
	@test -f site/index.html || $(MAKE) build
	$(BIN)/python -m scripts.tools.zensical

# The fork that may take MkDocs' place.
properdocs: build
	$(BIN)/python -m scripts.tools.properdocs

# The site as the version of pyproject.toml, beside those before it on the branch gh-pages; PUSH=yes pushes it.
version: $(READY)
	$(BIN)/python -m scripts.tools.versions

clean:
	rm -rf site .cache docs/figures docs/fragments docs/assets/py docs/stylesheets/activations.css

define install
	@$(BIN)/python scripts/website/install.py $(1)
endef

# The stamp is a copy of the lock. A .pth file puts the repository itself on the path.
$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14) and \
	    "nnref is built with Python 3.11 to 3.14, but $(PYTHON) is " + sys.version.split()[0] + ": try make PYTHON=python3.13 ...")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo '$(PYTHON) lacks the module venv: on Debian and Ubuntu install python3-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(call install,requirements.txt)
	@$(BIN)/python -c 'import os, sysconfig; open(os.path.join(sysconfig.get_path("purelib"), "nnref-checkout.pth"), "w").write(os.getcwd() + "\n")'
	@cp requirements.txt $@
