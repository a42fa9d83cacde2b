# Each target sets up what it needs by itself and is quick the second time.
# Needed beforehand: make, git and Python 3.11 or newer (on Debian also python3-venv).

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.requirements.txt

export NO_MKDOCS_2_WARNING := 1
# Dates in the site are the commit's, so that two builds of one commit are the same bytes.
ifndef SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
endif

.PHONY: help venv serve lint test build dist offline figures measure test-arithmetic audit bench bench-browser mutate \
    mutants parity zensical clean

help:
	@echo 'make serve    the site on a local port; an edit shows at once'
	@echo 'make test     everything that must hold'
	@echo 'make lint     the part of it that only reads: ruff and the types'
	@echo 'make build    the site, strictly, into site/'
	@echo 'make dist     the wheel and the sdist of nnref, in dist/'
	@echo 'make offline  the site as dist/nnref-offline.zip, which opens from disk, with search'
	@echo 'make figures  the figures, tables and code fragments alone'
	@echo 'make measure  the recorded measurements that are stale; ALL=1 all, also under other arithmetic and draws'
	@echo 'make test-arithmetic  pages and docstrings under each kind of arithmetic'
	@echo 'make audit    Lighthouse on one page of each kind, and the validator of HTML on all (needs npx, Chromium, Java)'
	@echo 'make bench    accuracy and speed, measured on this machine'
	@echo 'make bench-browser  start, size and speed of Python in the browser'
	@echo 'make mutate   change each number and formula of the pages, and see what the checks notice'
	@echo 'make parity   compare nnref with PyTorch, JAX, Keras, scikit-learn; adds them to .venv (large)'
	@echo 'make mutants  change the code of nnref in every small way, and see what the tests notice'
	@echo 'make zensical build the pages with the successor of the theme, and see what is lost'
	@echo 'make venv     the Python environment in .venv (the others make it too)'
	@echo 'make clean    remove what was made, except .venv'

venv: $(READY)

serve: $(READY)
	$(BIN)/python -m mkdocs serve --livereload

# The tests that share a site or a browser stay together, until one process has nothing left to do.
test: lint build
	$(BIN)/python -m pytest -n auto --dist worksteal

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
	$(BIN)/python -m mkdocs build --strict

# The wheel and the sdist.
dist: $(READY)
	@mkdir -p dist
	$(BIN)/python -c 'from flit_core import buildapi as b; print(b.build_wheel("dist"), b.build_sdist("dist"))'

# The pages as a zip that opens from disk.
offline: build
	$(BIN)/python -m scripts.website.offline

figures: $(READY)
	$(BIN)/python -m scripts.website.build

# Of the recorded measurements those that are stale; ALL=1 every one, and with ROBUST=1, which ALL=1 implies, once more
# under other arithmetic and from other draws.
measure: $(READY)
	$(BIN)/python -m scripts.website.build --measure $(if $(ALL),--all) $(if $(ALL)$(ROBUST),--robust)

# Pages, README and docstrings under each kind of arithmetic that this processor can show.
test-arithmetic: $(READY)
	$(BIN)/python -m scripts.website.arithmetic $(BIN)/python -m pytest -q -n auto --dist loadfile docs README.md nnref

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

clean:
	rm -rf site .cache docs/figures docs/fragments docs/assets/py docs/stylesheets/activations.css

define install
	@if command -v uv >/dev/null; then \
	    echo 'installing what $(1) locks, with uv'; \
	    uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	else \
	    echo 'installing what $(1) locks (about a minute)'; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
	fi
endef

# The stamp is a copy of the lock. A .pth file puts the repository itself on the path.
$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nnref needs Python 3.11 or newer, but $(PYTHON) is " + sys.version.split()[0] + ": try make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(call install,requirements.txt)
	@$(BIN)/python -c 'import os, sysconfig; open(os.path.join(sysconfig.get_path("purelib"), "nnref-checkout.pth"), "w").write(os.getcwd() + "\n")'
	@cp requirements.txt $@
