# The site, its tests and its tools. `make help` lists the targets.
#
#   make site ARGS="--base-url https://example.org/"    options for build.py
#   make test TESTS=tests/browser                       only some tests (check still runs first)
#   make site PYTHON=/path/to/python3                   another interpreter

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve test check bench lighthouse catalogues licences clean

PY := .venv/bin/python
ARGS ?=
TESTS ?= tests
WORKERS ?= 2

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

site: ## build the site to public/
	@tools/setup.sh site
	@$(PY) build.py build $(ARGS)

serve: ## build, serve on this machine and reload on save
	@tools/setup.sh site
	@$(PY) build.py serve $(ARGS)

check: ## style, types, layers, the content, the catalogues, the list of licences, the workflows
	@tools/setup.sh check
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet . || { .venv/bin/ruff format --check .; exit 1; }
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	@$(PY) build.py check $(ARGS)
	@$(PY) tools/catalogues.py check
	@$(PY) tools/licences.py check
	@$(PY) -m check_jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(PY) -m check_jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml

test: ## everything: what the tests need is installed, then check, then all tests
	@tools/setup.sh test
	@$(MAKE) --no-print-directory check
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

bench: ## times and memory of builds, beside Hugo, Pelican and MkDocs, into docs/performance.md
	@tools/setup.sh bench
	@$(PY) -m benchmarks.compare $(ARGS)

lighthouse: ## Lighthouse's scores of 20 pages, into docs/performance.md
	@tools/setup.sh lighthouse
	@$(PY) benchmarks/lighthouse.py $(ARGS)

catalogues: ## bring translations/ and sitegen/messages/ in step with code and templates
	@tools/setup.sh site
	@$(PY) tools/catalogues.py update

licences: ## write docs/licences.md from what is installed
	@tools/setup.sh site
	@$(PY) tools/licences.py update

clean: ## remove what was built, and all caches; .venv stays
	@rm -rf public portable .public.spare .portable.spare .cache
	@find . \( -name .venv -o -name node_modules -o -name .git \) -prune -o -name __pycache__ -print0 | xargs -0 rm -rf
