# Thin: each line calls a tool. `make serve` and `make test` do all the set-up they need.
PYTHON ?= python3
PORT ?= 8000
CLASS ?= class
export PATH := $(CURDIR)/.venv/bin:$(PATH)

SITE := _build/html
SETUP := .venv/.ready
PACKAGES := node_modules/.installed
BUNDLE := _build/site-assets/book/site.js
ZIPS := _build/assignments
SOURCES := $(shell find widgets book/runtime book/theme book/asked.py chapters -type f \
	-not -path '*/bundle/*' -not -path '*/generated/*' -not -path '*/__pycache__/*' -not -path '*/.ipynb_checkpoints/*')
COURSE := $(shell find assignments classroom -type f -not -path '*/__pycache__/*')
PINS := uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links pyproject.toml
# What a notebook says of itself; the rest is of the machine that ran it.
KEPT := {"kernelspec", "mystnb", ("language_info", "name")}

ifneq ($(shell test -w . && echo writable),writable)
$(error The book is built in its own folder, and $(CURDIR) cannot be written: copy it to a place that can)
endif

.PHONY: setup serve book print assignments grade test test-model bench refresh stills links readability lint pins clean

# Who sets up by hand goes on with commands that show explorers, and those want the bundle.
setup: $(BUNDLE)

serve: book
	@python -m book.serve $(SITE) $(PORT)

book: $(BUNDLE) assignments
	jupyter-book build --warningiserror --keep-going .
	node theme_styles.mjs $(SITE)
	mkdir -p $(SITE)/assignments && cp $(ZIPS)/*.zip $(SITE)/assignments
	python -m book.pictures $(SITE)
	python -m book.paper $(SITE)
	python -m book.alone $(SITE)
	python -m book.offline $(SITE)

# The zips that students get. `make grade ASSIGNMENT=01-read-an-ogtt CLASS=~/physiology` grades what came back;
# `python -m classroom --help` lists the other steps, and book/running-a-class.md tells them.
assignments: $(ZIPS)/all.zip

grade: $(BUNDLE)
	python -m classroom grade $(ASSIGNMENT) --class $(CLASS)

# The PDF stands with the site too, so the book's build makes it.
print: book

# On all cores; which tests stay together, and in what order, says tests/conftest.py.
test: lint $(BUNDLE)
	python -m pytest -n auto --dist loadscope --no-loadscope-reorder

# The model and the ways of living, in Python and in Node: no browser, no build of the site.
test-model: $(BUNDLE)
	python -m pytest -n auto --dist loadscope --no-loadscope-reorder tests/model tests/lifestyle

bench: book
	python -m benchmarks.solve
	python -m benchmarks.redraw
	python -m benchmarks.drag
	python -m benchmarks.early
	python -m benchmarks.years
	python -m benchmarks.cohort
	python -m benchmarks.grading 30

# Run the chapters afresh and store their outputs, without what is alive in them and its bulky state.
refresh: $(BUNDLE)
	python -m book.solutions
	python -m nbconvert --to notebook --inplace --execute --ExecutePreprocessor.store_widget_state=False \
		--ExecutePreprocessor.record_timing=False chapters/*.ipynb book/*.ipynb
	python -m nbconvert --to notebook --inplace --CoalesceStreamsPreprocessor.enabled=True \
		--Exporter.preprocessors=book.outputs.StillOutputs \
		--ClearMetadataPreprocessor.enabled=True --ClearMetadataPreprocessor.clear_cell_metadata=False \
		--ClearMetadataPreprocessor.preserve_nb_metadata_mask='$(KEPT)' \
		chapters/*.ipynb book/*.ipynb

# Store what stands for an explorer where a notebook is shown and nothing moves, where that shows something else now.
stills: book
	python -m book.stills $(SITE)

# Ask the hosts of the links that leave the site. Needs the network; some hosts refuse robots (403).
links: $(BUNDLE)
	jupyter-book build --builder linkcheck --path-output _build/links .

readability: $(SETUP)
	python -m book.readability

# The types of the JavaScript reach into what the build writes.
lint: $(BUNDLE)
	ruff check .
	ruff format --check .
	npx biome check .
	npx tsc -p .

# Renew the pinned versions from pyproject.toml.
pins: $(SETUP)
	{ echo "-e .[explorers]"; $(PINS) --extra book; } > requirements.txt
	grep -v '^-' requirements.txt > .venv/constraints.txt
	{ echo "-r requirements.txt"; \
	  $(PINS) --extra classroom -c .venv/constraints.txt | grep -vxFf requirements.txt; } > requirements-classroom.txt
	grep -hv '^-' requirements.txt requirements-classroom.txt > .venv/constraints.txt
	{ echo "-r requirements-classroom.txt"; \
	  $(PINS) --extra dev -c .venv/constraints.txt | grep -vxFf .venv/constraints.txt; } > requirements-dev.txt

clean:
	rm -rf _build widgets/bundle widgets/generated widgets/model/*/generated widgets/lifestyle/javascript/generated

# What builds the package runs from the folder for temporary files, which on some machines forbids programs. The bundle
# that a build of the package makes comes with its own rule here.
$(SETUP): requirements.txt requirements-classroom.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv .venv || { apt-get update && apt-get install -y python3-venv && $(PYTHON) -m venv .venv; } || { rm -rf .venv; \
		echo "Python's module venv is missing and cannot be installed from here. On Debian: apt-get install python3-venv"; \
		exit 1; }
	mkdir -p .venv/tmp
	TMPDIR=$(CURDIR)/.venv/tmp HATCH_BUILD_NO_HOOKS=true python -m book.packages requirements-dev.txt
	python -m book.chromium
	touch $@

$(ZIPS)/all.zip: $(BUNDLE) $(COURSE) requirements.txt pyproject.toml
	rm -rf $(ZIPS)
	python -m classroom zips --to $(ZIPS)

$(PACKAGES): package-lock.json | $(SETUP)
	cmp -s package-lock.json $@ || npm ci
	cp package-lock.json $@

$(BUNDLE): bundle.mjs plotly.mjs $(PACKAGES) $(SOURCES)
	node bundle.mjs explorers site
