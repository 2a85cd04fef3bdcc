PYTHON ?= python3
BIN := .venv/bin
SPEC := openapi/spaceinvoices.yaml
GENERATED := src/spaceinvoices_async/_generated

.PHONY: help setup demo test browser check generate foreign diff docs bench soak engines mutants compat release clean
.DEFAULT_GOAL := help

help: ## Print the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.installed ## Create .venv with everything in it

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/it"; exit 1; }
	@echo "Everything goes into .venv; this takes some minutes, once."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/pip install --quiet -c constraints.txt -e '.[cli,dask,excel,fast,keyring,locale,otel,parquet,sandbox]' --group demo --group dev --group docs
	@touch $@

demo: setup ## Issue 1,500 invoices for three merchants against the embedded server
	$(BIN)/python examples/demo.py

test: setup ## Run the tests
	$(BIN)/pytest -n 2

browser: setup ## Look through the sandbox's window in Chromium (Debian: apt-get install chromium)
	@command -v "$${CHROMIUM:-chromium}" || { echo "make browser needs Chromium: apt-get install chromium, or CHROMIUM=/path/to/it"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --group browser
	$(BIN)/pytest -q -p no:cacheprovider tests/browser/person_at_the_window.py

check: setup ## Lint, types, spec lint, and whether the generated code is up to date
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pyright
	PATH="$(CURDIR)/$(BIN):$$PATH" pyright --ignoreexternal --verifytypes spaceinvoices_async
	$(BIN)/python -m generator.lint $(SPEC)
	$(BIN)/python -m generator --spec $(SPEC) --out $(GENERATED) --strict --check

generate: setup ## Rewrite the generated code from the OpenAPI document
	$(BIN)/python -m generator --spec $(SPEC) --out $(GENERATED) --strict

docs: setup ## Build the documentation site in build/site; a broken link is an error
	$(BIN)/properdocs build --strict --config-file mkdocs.yml

foreign: setup ## Generate clients of large public documents, import them, check their types
	$(BIN)/pytest -q -p no:cacheprovider tests/generator/foreign_documents.py

diff: setup ## What changed for users since the last tag, or since REF=..., as a draft of the changelog
	$(BIN)/python -m generator.diff $(if $(REF),--since $(REF))

bench: setup ## Measure side by side with the peers
	$(BIN)/pip install --quiet -c constraints.txt --group bench
	$(BIN)/python benchmarks/run.py

soak: setup ## Kill a batch at each of its steps, one of 20,000 rows fifty times, and one on a cluster, and count what was issued
	$(BIN)/python benchmarks/soak.py
	$(BIN)/python benchmarks/soak_cluster.py

engines: setup ## Send chunks in Ray, Spark and Temporal; needs Java 17
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --group engines
	PYTHONPATH=examples/engines $(BIN)/pytest -q -p no:cacheprovider tests/examples/engines.py

mutants: setup ## Break the safety core on purpose, one small fault at a time; MODULES="retry pending" for some
	$(BIN)/pip install --quiet -c constraints.txt --group mutants
	$(BIN)/python -m mutants $(MODULES)

compat: setup ## Test the built wheel: make compat PYTHONS="python3.12 python3.13" LOWEST=1
	$(BIN)/pip install --quiet -c constraints.txt --group release
	rm -rf dist
	$(BIN)/python .ci/compat.py $(if $(LOWEST),--lowest) $(addprefix --python=,$(PYTHONS))

release: setup ## Check, build and test a release: make release VERSION=1.2.3
	$(BIN)/pip install --quiet -c constraints.txt --group release
	$(BIN)/python .ci/release.py $(VERSION)

clean: ## Remove everything that is not in the repository
	git clean -fdXq
