# The commands of the house. Each does all the set-up it needs.
PORT ?= 8000
PY = .venv/bin/python
XG = .venv/bin/xuanguan

.PHONY: help setup setup-dev demo test check bench lock messages

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup:           ## make .venv and install what the program needs
	@scripts/setup base

setup-dev:       # the same, with what tests and checks need
	@scripts/setup dev

demo: setup      ## the Sichuan 2012 campaign in your browser (PORT=8000, RESET=1 starts afresh)
	@$(XG) demo load $(if $(RESET),--reset)
	@$(XG) serve --demo --port $(PORT)

test: setup-dev  ## every test: SQLite, PostgreSQL, journeys in a browser (BROWSER=0 leaves those out)
	@scripts/test $(ARGS)

check: setup-dev ## lint, types, import contracts, migrations, translations
	@scripts/check

bench: setup-dev ## speed and memory, printed as ratios and beside limits (PEERS=1: beside PostgreSQL and Superset instead)
	@$(PY) -m benchmarks $(if $(PEERS),peers) $(ARGS)

lock: setup-dev  # write requirements/*.lock anew
	.venv/bin/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/base.lock
	.venv/bin/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements/dev.lock

messages: setup-dev # collect the strings to translate
	@scripts/translations collect
