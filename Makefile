# The project's commands; `make` lists them. The programs behind them are in tools/.

PYTHON ?= python3
SHELL = /bin/sh

.DEFAULT_GOAL = help
.PHONY: help demo test check lint fix messages requirements bench lighthouse shots clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## show the site with its demo content on 127.0.0.1:$PORT (8000), with a worker
	@$(PYTHON) -m tools.demo

test: ## run all tests; some of them: make test ARGS="tests/events -k seats"
	@$(PYTHON) -m tools.tests $(ARGS)

check: lint test ## do all that CI does

lint: ## check format, style, types, imports, migrations, translations, templates
	@$(PYTHON) -m tools.checks

fix: ## mend what can be mended automatically
	@$(PYTHON) -m tools.checks --fix

messages: ## collect the texts to translate, and compile the translations
	@$(PYTHON) -m tools.environment requirements-dev.txt
	@.venv/bin/python -m tools.messages

requirements: ## compile the lists of exact versions from pyproject.toml
	@$(PYTHON) -m tools.requirements

bench: ## measure: prints ratios, writes bench/results/
	@$(PYTHON) -c "from tools import demo; demo.prepare()"
	@.venv/bin/python -m bench

lighthouse: ## score the demo story as a phone meets it: make lighthouse ADDRESS=https://…
	@.venv/bin/python -m bench.lighthouse $(ADDRESS)

shots: ## take the screenshots of the README and the docs anew
	@mkdir -p docs/screenshots
	@SHOTS=docs/screenshots $(PYTHON) -m tools.tests tests/browser -m browser -k screenshots

clean: ## remove all that these commands made: environment, database, uploads, caches
	@rm -rf .venv var dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@echo "Clean: as it was cloned."
