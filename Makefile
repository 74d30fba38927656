# Every target is one local command; CI runs `make test`, `make test-tools`, `make wasm` and `make without-kernel`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CARGO ?= cargo
PYTHON ?= python3
VENV := .venv-tools
BUILD123D := .venv-build123d
BROWSER := .venv-browser
POSTGRES := .venv-postgres
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

# The kernel is left out, with a word about it, where OpenCASCADE is not there; KERNEL=yes insists, KERNEL=no forgoes.
KERNEL ?= $(shell tools/opencascade find >/dev/null 2>&1 && echo yes || echo no)
WITHOUT := --workspace --exclude resolid-kernel --no-default-features
ifeq ($(KERNEL),yes)
  SELECT := --workspace
  SAY :=
else
  SELECT := $(WITHOUT)
  SAY := @tools/opencascade advise
endif

.PHONY: help demo build test test-data test-tools test-slow wasm without-kernel bench lint tools test-page test-postgres test-web examples web clean

help: ## this list
	@sed -nE 's|^([a-z-]+):.*## (.*)|\1\t\2|p' $(MAKEFILE_LIST) | expand -t 14

demo: ## install what is missing, build, reconstruct examples/ and print the reports
	@tools/opencascade install || true
	@$(MAKE) --no-print-directory build
	@tools/demo

build: ## the release binary: target/release/resolid
	$(SAY)
	$(CARGO) build --release -p resolid-cli $(if $(filter yes,$(KERNEL)),,--no-default-features)

test: ## the whole workspace
	$(SAY)
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
	  $(CARGO) nextest run $(SELECT) && $(CARGO) test --doc $(SELECT); \
	else \
	  $(CARGO) test $(SELECT); \
	fi

# The names of the ignored tests whose reason begins with $(1).
ignored = $(shell grep -rhA3 '\#\[ignore = "$(1)' crates --include=*.rs | grep -oE 'fn [a-z0-9_]+' | cut -c4-)

test-slow: ## the tests that take minutes
	$(SAY)
	$(CARGO) test $(SELECT) --no-fail-fast -- --ignored $(call ignored,slow:)

test-data: $(VENV)/ready ## what holds of real programs and parts: make test-data RESOLID_DATA=FOLDER
	@test -n "$${RESOLID_DATA:-}" || { echo "say where the data is: make test-data RESOLID_DATA=FOLDER" >&2; exit 2; }
	RESOLID_PYTHON=$(CURDIR)/$(VENV)/bin/python $(CARGO) test $(SELECT) --no-fail-fast -- --ignored $(call ignored,needs RESOLID_DATA)

# OpenSCAD and FreeCAD are programs of the system: where they are missing, their tests are left out, and said to be.
# The binary is the one that the tests of the command line were built with: another choice of crates would build the nets anew.
test-tools: $(VENV)/ready $(BUILD123D)/ready ## exported scripts and STEP files, in tools that are not ours
	@tools/opencascade find >/dev/null || { tools/opencascade advise; exit 1; }
	RESOLID_PYTHON=$(CURDIR)/$(VENV)/bin/python RESOLID_BUILD123D=$(CURDIR)/$(BUILD123D)/bin/python $(CARGO) test $(SELECT) --no-fail-fast -- --ignored $(call ignored,tools:)
	RESOLID_BUILD123D=$(CURDIR)/$(BUILD123D)/bin/python $(VENV)/bin/python tools/test_tools.py target/debug/resolid
	$(VENV)/bin/python tools/test_http.py target/debug/resolid
	@if test -n "$(CHROMIUM)"; then \
	  $(MAKE) --no-print-directory test-page; \
	else \
	  echo "NO BROWSER: pages were not looked at in one (apt-get install chromium)"; \
	fi
	@if command -v npm >/dev/null; then \
	  $(MAKE) --no-print-directory test-web; \
	else \
	  echo "NOT TESTED: the viewer was not built anew from its sources, for want of npm"; \
	fi

test-web: ## the logic of the viewer, and whether what is built of web/ is what its sources come to; needs npm
	cd web && npm ci --silent && npm run --silent check && npm test --silent && node build.mjs ../target/web
	diff -r web/dist target/web/dist && cmp crates/report/web/viewer.js target/web/viewer.js

test-page: $(BROWSER)/ready ## pages in a real browser; needs Chromium
	$(CARGO) test $(SELECT) --no-run
	$(BROWSER)/bin/python tools/test_page.py target/debug/resolid "$(CHROMIUM)" $(PICTURES)
	$(BROWSER)/bin/python tools/test_viewer.py target/debug/resolid "$(CHROMIUM)" $(PICTURES)

test-postgres: $(POSTGRES)/ready ## indexes in PostgreSQL with pgvector, on a server of their own
	$(POSTGRES)/bin/python tools/with_postgres $(CARGO) test -p resolid-index --features postgres --test postgres -- --ignored

# Only a compiler shows that nothing below the kernel needs an operating system.
WASM := wasm32-unknown-unknown
wasm: ## geometry and language, built for wasm32
	@if test -d "$$(rustc --print sysroot)/lib/rustlib/$(WASM)" || rustup target add $(WASM); then \
	  $(CARGO) build -p resolid-geom -p resolid-program --target $(WASM); \
	else \
	  echo "the target $(WASM) cannot be had here: geometry and language were not built for it"; \
	fi

# Everything below the facade is the same with and without, so that little of it is built anew after `make test`; `make test KERNEL=no`
# runs all tests of this build. The binary it leaves has no kernel.
without-kernel: ## the build without the kernel: all of it compiles, answers, and says what it cannot do
	$(CARGO) test $(WITHOUT) --no-run
	$(CARGO) test $(WITHOUT) --test bad_input --test meshes

examples: build ## make the meshes of examples/ anew from their programs
	tools/examples

web: ## build the viewer anew: web/dist and the script of a report (needs npm)
	cd web && npm ci --silent && npm run --silent check && npm run --silent build

tools: $(VENV)/ready $(BUILD123D)/ready ## the Python environments that test-tools and eval use

$(VENV)/ready: tools/requirements.txt
$(BUILD123D)/ready: tools/requirements-build123d.txt
$(BROWSER)/ready: tools/requirements-browser.txt
$(POSTGRES)/ready: tools/requirements-postgres.txt
$(VENV)/ready $(BUILD123D)/ready $(BROWSER)/ready $(POSTGRES)/ready:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: build $(VENV)/ready ## quality and time on real parts: make bench RESOLID_DATA=FOLDER
	@test -n "$${RESOLID_DATA:-}" || { echo "say where the parts are: make bench RESOLID_DATA=FOLDER" >&2; exit 2; }
	target/release/resolid eval reconstruct --input mesh --worst 10
	target/release/resolid eval reconstruct --input mesh --true-size --worst 10

lint: ## formatting, clippy, licences
	$(SAY)
	$(CARGO) fmt --all --check
	$(CARGO) clippy $(SELECT) --all-targets -- -D warnings
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
	  $(CARGO) deny --all-features check licenses bans sources; \
	else \
	  echo "cargo deny is not installed: licences were not checked (cargo install cargo-deny)"; \
	fi

clean: ## everything built
	$(CARGO) clean
	rm -rf $(VENV) $(BUILD123D) $(BROWSER) $(POSTGRES)
