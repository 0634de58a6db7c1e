# The commands of the project; `make help` lists them. Each installs what it needs, and only when a lock has changed.

PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
OUR_PYTHON := manage.py hub research stories events dialogue search
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --python-version 3.11
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
TEST_DATABASE_URL ?= postgres://hub:hub@127.0.0.1:54320/hub

# Byte code is kept between starts, whatever the shell thinks of it: half of a second start.
unexport PYTHONDONTWRITEBYTECODE
export TEST_DATABASE_URL

.DEFAULT_GOAL := help
.PHONY: help run pdf test services services-stop lint format types check lock theme bench bench-search bench-feeds search-quality messages clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.done node_modules/.done ## Serve the hub with its content at http://127.0.0.1:8000/ (or PORT=)
	@$(MANAGE) start

pdf: .venv/.pdf ## Add what makes PDFs of pages (needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0)

# pytest answers 5 when an expression chooses no test at all.
test: .venv/.dev node_modules/.dev ## Run all tests (REQUIRE_SERVICES=1: a missing service is a failure; TESTS='expression')
ifdef TESTS
	$(PYTEST) -n 2 -m "$(TESTS)"
else
	$(PYTEST) -n 2 -m "not browser and not drill and not postgresql"
	$(PYTEST) -n 2 -m "browser or drill" || [ $$? -eq 5 ]
	DATABASE_URL="$(TEST_DATABASE_URL)" $(PYTEST) -m "postgresql and not browser and not drill" || [ $$? -eq 5 ]
endif

services: ## Install and start PostgreSQL, Redis, Elasticsearch, Chromium and libical for the tests (Debian)
	@.ci/services start

services-stop: ## Stop what `make services` started
	@.ci/services stop

lint: .venv/.dev ## Look for mistakes in the Python code and the templates
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet templates

format: .venv/.dev ## Format the Python code (FORMAT=--check only looks)
	$(BIN)/ruff format $(FORMAT) .

types: .venv/.dev ## Check the types
	$(BIN)/mypy $(OUR_PYTHON)

check: .venv/.dev node_modules/.dev ## Check migrations, production settings, catalogues and installed packages
	$(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=hub.config.settings.production ALLOWED_HOSTS=hub.example PUBLIC_URL=https://hub.example \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING
	@if grep -rn --include=*.po '^#, .*fuzzy' hub/locale hub/locale_overrides; then echo 'Fuzzy translations: check them.'; exit 1; fi
	@for po in $(wildcard hub/locale*/*/LC_MESSAGES/*.po); do \
		if command -v msgfmt >/dev/null && ! msgfmt --check-format -o - $$po | cmp -s - $${po%.po}.mo; then \
			echo "$${po%.po}.mo is older than its catalogue: make messages."; exit 1; fi; done
	$(BIN)/python -m pip check

lock: .venv/.done ## Take the newest allowed versions into all locks
	$(COMPILE) bootstrap.in -o bootstrap.txt
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-pdf.in -o requirements-pdf.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	npm update --package-lock-only --ignore-scripts --no-audit --no-fund
	$(PYTHON) -c 'import json, pathlib; path = pathlib.Path("package-lock.json"); lock = json.loads(path.read_text()); \
		[entry.pop(key, None) for entry in lock["packages"].values() for key in ("funding", "deprecated", "resolved")]; \
		path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")'

theme: node_modules/.dev ## Generate hub/static/hub/theme.css from hub/config/theme.json
	rm -rf var/theme && mkdir -p var/theme
	cd var/theme && for step in create build; do \
		CI=1 ../../node_modules/.bin/designsystemet tokens $$step --clean --config ../../hub/config/theme.json \
			</dev/null >log 2>&1 || { cat log; exit 1; }; done
	cp var/theme/design-tokens-build/hub.css hub/static/hub/theme.css

bench: .venv/.dev node_modules/.dev ## Measure our pages beside their idiomatic twins
	$(BIN)/python -m tests.bench

bench-search: .venv/.dev ## Measure the search engines as the hub grows (SIZES="200 5000 50000": takes long)
	$(BIN)/python -m tests.bench.search

bench-feeds: .venv/.dev ## Measure what a calendar feed costs, cold, warm and unchanged (DATES=5000)
	$(BIN)/python -m tests.bench.feeds

search-quality: .venv/.dev node_modules/.dev ## Measure how good the search's answers to the judged queries are
	@$(BIN)/python -m tests.search.quality

messages: .venv/.done ## Bring the catalogues up to date with the code, and compile them (needs gettext)
	$(MANAGE) makemessages -l nb -l nn --no-wrap --add-location file -i node_modules -i .venv -i var -i tests
	$(MANAGE) compilemessages -i .venv -i node_modules

clean: ## Remove what can be made again (not the database, not uploads)
	rm -rf .venv node_modules var/static var/stamps var/theme var/test-* .pytest_cache .mypy_cache .ruff_cache .coverage
	find hub research stories events dialogue search tests -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("The hub needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# uv installs in seconds; where it has no build for the machine, pip does the same slowly.
.venv/.done: requirements.txt bootstrap.txt | .venv/bin/python
	rm -f .venv/.dev .venv/.pdf
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bootstrap.txt || true
	$(BIN)/uv pip sync --quiet --require-hashes requirements.txt bootstrap.txt || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/.pdf: requirements-pdf.txt .venv/.done
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-pdf.txt || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pdf.txt
	touch $@

.venv/.dev: requirements-dev.txt .venv/.done
	$(BIN)/uv pip sync --quiet --require-hashes requirements.txt requirements-dev.txt bootstrap.txt || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# Readers get three files of npm; the tests and the theme's generator come with .dev.
node_modules/.done: package-lock.json package.json .npmrc
	$(NPM_CI) --omit=dev
	touch $@

node_modules/.dev: package-lock.json package.json .npmrc
	$(NPM_CI)
	touch node_modules/.done $@
