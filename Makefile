# Every command of the project. `make help` lists them; each is a few lines that can be run by hand.

.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
export PORT
export DJANGO_SETTINGS_MODULE := config.settings
export PYTHONUTF8 := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
ifdef DATA
export CASEGRADE_DATA := $(DATA)
endif

python := .venv/bin/python
random := $(python) -c "import secrets; print(secrets.token_urlsafe(48))"

.PHONY: help demo demo-data serve install install-dev test check format bench bench-large soak lock browser pdf

help: ## List these commands
	@echo "Casegrade. PORT=8001 serves on another port; DATA=folder keeps data elsewhere than in var/;"
	@echo "ARGS=\"-k name\" passes options on to pytest."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: ## Install, load the demo inspections and serve them on 127.0.0.1:8000
	@sh config/bootstrap.sh --port "$$PORT"
	@$(python) -m config.prepare migrate collectstatic demo_data
	@$(python) manage.py serve --port "$$PORT"

demo-data: install ## All that demo does, but for serving
	@$(python) -m config.prepare migrate collectstatic demo_data

serve: ## Serve your own inspections, starting from an empty installation
	@sh config/bootstrap.sh --port "$$PORT"
	@$(python) -m config.prepare migrate load_reference collectstatic
	@$(python) manage.py serve --port "$$PORT"

install: ## Make .venv and install what Casegrade runs on
	@sh config/bootstrap.sh

install-dev: ## Make .venv and install what testing and checking need besides
	@sh config/bootstrap.sh --dev

test: install-dev ## Run the whole suite on SQLite, then on PostgreSQL, browser journeys included
	@$(python) -m tests.run $(ARGS)

check: install-dev ## Check format, style, types, migrations, generated pages and scripts
	@sh -n config/bootstrap.sh && sh -n config/lock.sh && bash -n .ci/run
	@$(python) -m ruff format --check --quiet .
	@$(python) -m ruff check --quiet .
	@$(python) -m mypy
	@$(python) manage.py makemigrations --check --dry-run
	@$(python) manage.py check --fail-level WARNING
	@CASEGRADE_PRODUCTION=1 ALLOWED_HOSTS=casegrade.example CASEGRADE_SECRET_KEY="$$($(random))" \
		CASEGRADE_AUDIT_KEY="$$($(random))" $(python) manage.py check --deploy --fail-level WARNING
	@$(python) manage.py generate_docs --check

format: install-dev ## Put the sources into the project's format
	@$(python) -m ruff format .
	@$(python) -m ruff check --fix .

bench: install-dev ## Measure the pages at several sizes and print a table
	@$(python) -m tests.bench

bench-large: install-dev ## Measure the report of a million reviews; takes a quarter of an hour and 8 GB of disk
	@$(python) -m tests.postgres $(python) -m tests.bench.report 1000000

soak: install-dev ## Use the pages for a long time; with MODE=faults SEEDS=100, type under faults and count the words
	@$(python) -m tests.soak

browser: install-dev ## Find a Chromium for the browser journeys, or install one
	@$(python) -m tests.chromium

pdf: install-dev ## Find what reports need to be printed as PDF, or install it
	@$(python) -m tests.pdf_libraries

lock: ## Lock the newest allowed versions into requirements.txt and requirements-dev.txt
	@sh config/lock.sh
