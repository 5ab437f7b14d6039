# The one list of commands; .ci/run calls them too. They need Python 3.11 (or later), gcc and
# make; what else a test or a picture needs is installed for root, and named for others.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
SOURCES := $(shell find src -name __pycache__ -prune -o -type f -print) pyproject.toml setup.py
SCRIPTS := setup.py benchmarks docs examples fuzz tools
N ?= 20000

.PHONY: demo test lint docs bench fuzz soak clean
.DELETE_ON_ERROR:

# What is in the bundled files, whether it is right, what it comes to; then the portal over them.
demo: .venv/demo
	$(BIN)/siekit --version
	$(BIN)/siekit show examples
	$(BIN)/siekit check examples/fjallbacken-2022-23.se examples/fjallbacken-2023-24.se \
	    examples/fjallbacken-2024-25.se
	$(BIN)/siekit report income-statement examples/fjallbacken-2023-24.se
	$(BIN)/python tools/demo.py $(BIN)/siekit build/demo

# The built package: compiled as users get it, then the core as plain Python, which gives coverage.
# The second run asks what is the core's own to answer. tests/formats/test_same_both_ways.py is of
# it: every file of the project and of the corpus gives the same tables, findings and written bytes
# in both. What other tests ask of those tables the first run has asked.
test: with-postgres with-chromium .venv/dev build/pure/made
	$(BIN)/python -I -c 'from siekit.core import COMPILED; assert COMPILED, "not compiled"'
	$(BIN)/python -m pytest -n 2 --dist worksteal
	SIEKIT_PURE=1 PYTHONPATH=build/pure $(BIN)/python -m pytest -n 2 --cov=siekit \
	    tests/core tests/formats tests/test_project.py

lint: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy -n 2 src $(SCRIPTS) tests
	PYTHONPATH=src $(BIN)/lint-imports
	@# An error in such a function would only be printed, and rows lost.
	! grep -rnE 'noexcept|\bcheck *= *False' src/siekit/core

docs: with-chromium .venv/dev
	$(BIN)/python tools/terminal_picture.py docs/_static/show.svg
	$(BIN)/python tools/report_pictures.py docs/_static
	$(BIN)/python tools/portal_pictures.py docs/_static $(PICTURES)
	$(BIN)/python -m sphinx -W --keep-going -q docs build/docs
	@echo "Open build/docs/index.html"

bench: .venv/dev
	$(BIN)/python -m benchmarks.run

# N mutated files through siekit.read; `make fuzz N=1000000 RECORD=1` is the run that the docs tell.
fuzz: .venv/dev
	$(BIN)/python fuzz/run.py --count $(N) $(if $(RECORD),--record fuzz)
	$(BIN)/python fuzz/asan.py --count $$(($(N) / 50)) $(if $(RECORD),--record asan)

# A process at work is killed ROUNDS times on each database; `make test` does it ten times.
# RECORD=1 adds a line for each to docs/soak.txt, which the guide on the workspace shows.
ROUNDS ?= 200
soak: with-postgres .venv/dev
	for kind in sqlite postgres; do \
	    $(BIN)/python -m tests.workspace.killing $$kind $(ROUNDS) \
	        $(if $(RECORD),--log docs/soak.txt) || exit 1; \
	done

clean:
	rm -rf .venv build dist src/*.egg-info .coverage .hypothesis .import_linter_cache \
	    .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Programs of the system; no such file is ever made, so they are looked for each time.
with-%:
	tools/programs.sh $*

# What the commands stand on: an environment, the wheel in it, the tools beside it.
.venv/made: tools/venv.sh
	tools/venv.sh $(PYTHON) .venv
	touch $@

build/wheel/made build/pure/made: .venv/made $(SOURCES) tools/build.sh
	tools/build.sh $(BIN) $(notdir $(@D))
	touch $@

.venv/demo: build/wheel/made
	for wheel in build/wheel/siekit-*.whl; do $(PIP) "$$wheel[web]"; done
	$(PIP) --force-reinstall --no-deps build/wheel/siekit-*.whl
	touch $@

.venv/dev: .venv/demo
	for wheel in build/wheel/siekit-*.whl; do $(PIP) "$$wheel[dev]"; done
	touch $@

build/pure/made: build/wheel/made # both use build/lib, so one after the other
