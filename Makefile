PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: ask chat serve test clean

$(VENV)/.ready: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once)…" >&2
	@$(BIN)/python -m pip install -q -c constraints.txt -e . >&2
	@touch $@

$(VENV)/.ready-dev: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) for development (once)…" >&2
	@$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]' >&2
	@touch $@ $(VENV)/.ready

export Q

ask: $(VENV)/.ready
	@$(BIN)/citybot ask "$$Q"

chat: $(VENV)/.ready
	@$(BIN)/citybot chat

serve: $(VENV)/.ready
	@$(BIN)/citybot serve

test: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest --cov --cov-report=term

clean:
	rm -rf $(VENV)
