# make demo   build the example book and say which file to open
# make serve  the workbench in a browser, kept in build/workbench
# make test   lint, types and tests
# make browsers
#             Chromium and Firefox for the tests of the workbench, with what they need of the system
# make newest  the wheel in a new environment with the newest versions, tried as a user would
# make spark  the tests on a Spark cluster of this machine: installs pyspark and a Java runtime
# make bench  speed, as ratios
# make bench-corpus
#             a season of disclosures, as ratios: DOCUMENTS=10000, FILES=100; and UNITS=400 of every
#             form set and format, some with faults, missing, twice or late: what is told of them
# make bench-earlier
#             full booklets against an earlier version: EARLIER=folder with its source
# make bench-scale
#             the plan over 100,000 documents, DuckDB and Spark (after make spark):
#             DOCUMENTS=100000
# make preparers
#             simulated preparers at the workbench on this machine: answer times and lost edits:
#             PREPARERS=200, SECONDS_LONG=60
# make scorecard
#             checks against synthetic booklets with planted faults; with
#             TRUTH=folder DISCLOSURES=folder, against careful readers' lists
# make one-cause
#             one fault at a time in every form set's booklet: is it one finding that agrees
#             with itself? EACH=4 of every kind, SEED=1
# make certainty
#             how sure reading is and how right: every form set in every way of printing and of
#             damage, with the curve of certainty; EACH=2 (also in 元), SEED=1, SETS=mof-2022,...;
#             FILES=10 of files of all formats, in 元 and 万元, in a tenth of the ways
# make evaluations
#             faults in self-evaluations of ten layouts: found, with the right value, false
#             alarms, misread cells; EACH=4 tables a layout, SEED=1
# make mutants
#             which small damages of the code no test sees: PLACES="checks/causes reading",
#             COUNT=60 and SEED=1 choose them; the tests of those packages are asked, or those of
#             TESTS="checks narrative"
# make properties
#             the tests with generated examples, on other examples than every time: ROUNDS=3,
#             TESTS=tests/narrative those of a folder
# make docs   the documentation as a site
# make lock   renew the locked dependencies

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
DEMO = examples/yuxi-internet-office-2021

.PHONY: browsers spark demo serve test newest bench bench-corpus bench-earlier bench-scale preparers scorecard one-cause certainty evaluations mutants properties docs lock clean

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
	  || { echo "Python's venv is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

demo: $(READY)
	@mkdir -p build
	$(BIN)/juesuan build $(DEMO) -o build/demo

serve: $(READY)
	$(BIN)/juesuan serve build/workbench --open

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p build
	@$(BIN)/mypy > build/types.txt 2>&1 & types=$$!; \
	$(BIN)/pytest -n auto --dist worksteal; tests=$$?; \
	wait $$types; types=$$?; cat build/types.txt; exit $$(($$types ? $$types : $$tests))

browsers: $(READY)
	$(BIN)/playwright install --with-deps chromium firefox

spark: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(BIN)/pytest -n 0 tests/corpus/test_spark.py

newest:
	$(PYTHON) .ci/installed.py

bench: $(READY)
	$(BIN)/python -m bench

bench-corpus: $(READY)
	$(BIN)/python -m bench.season --documents $(or $(DOCUMENTS),10000) --files $(or $(FILES),100)
	cd tests && PYTHONPATH=.. ../$(BIN)/python -m planted_faults.season --units $(or $(UNITS),400)

bench-earlier: $(READY)
	$(BIN)/python -m bench.earlier $(EARLIER)

bench-scale: $(READY)
	$(BIN)/python -m bench.at_scale --documents $(or $(DOCUMENTS),100000) --spark

preparers: $(READY)
	$(BIN)/python -m bench.preparers \
	  --preparers $(or $(PREPARERS),200) --seconds $(or $(SECONDS_LONG),60)

scorecard: $(READY)
	@if test -n "$(TRUTH)" -a -n "$(DISCLOSURES)"; then \
	  $(BIN)/python tests/checks/scorecard.py $(TRUTH) $(DISCLOSURES); \
	else cd tests && ../$(BIN)/python -m planted_faults.scoring; fi

one-cause: $(READY)
	cd tests && ../$(BIN)/python -m planted_faults.one_cause \
	  --each $(or $(EACH),4) --seed $(or $(SEED),1) --show 10

certainty: $(READY)
	cd tests && ../$(BIN)/python -m support.certainty \
	  --each $(or $(EACH),1) --seed $(or $(SEED),1) --sets "$(SETS)" --files $(or $(FILES),0)

evaluations: $(READY)
	cd tests && ../$(BIN)/python -m planted_faults.self_evaluating \
	  --each $(or $(EACH),4) --seed $(or $(SEED),1) --show 10

mutants: $(READY)
	$(BIN)/python tests/mutants $(PLACES) --count $(or $(COUNT),60) --seed $(or $(SEED),1) \
	  $(if $(TESTS),--tests $(TESTS))

properties: $(READY)
	for round in $$(seq 1 $(or $(ROUNDS),3)); do \
	  $(BIN)/pytest -q -n auto -m hypothesis --hypothesis-profile=search $(TESTS) || exit 1; done

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/docs/index.html"

lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --group bench --group docs --extra workbench --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock --upgrade
	$(BIN)/uv pip compile pyproject.toml --extra spark --group spark --universal --python-version 3.11 \
	  --constraint requirements.lock \
	  --generate-hashes --no-emit-index-url --no-header --output-file requirements-spark.lock --upgrade

clean:
	rm -rf build $(VENV)
