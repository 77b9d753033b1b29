# What people do with this repository. `make` lists it; each target is a script
# of its own in scripts/.

.DEFAULT_GOAL := help
.PHONY: help build web run test test-long lint fmt generate generate-check migration bench-live bench-places clean

help: ## List what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build the web pages and bin/erikti
	@scripts/build

web: ## Build the web pages alone, into web/dist
	@scripts/build-web

run: ## Build and start the server with its demo (ARGS="..." passes other arguments)
	@scripts/run $(ARGS)

test: ## Install what tests need, build, and run every check and test
	@scripts/test

test-long: ## The same with the long variants of the tests
	@ERIKTI_TEST_LONG=1 scripts/test

lint: ## Check the format and look for faults
	@scripts/lint

fmt: ## Format the Go files
	@scripts/gofumpt -w

generate: ## Regenerate the code that follows from ent/schema and graph/schema
	@scripts/generate

generate-check: ## Regenerate, and fail if that changed anything
	@scripts/generate-check

migration: ## Write the migration from the last one to ent/schema (NAME=what_it_does)
	@scripts/migration '$(NAME)'

bench-live: ## Compare servers with one change and many watchers (bench/README.md; ARGS="-n 1000 -peers bare,erikti")
	@scripts/bench-live $(ARGS)

bench-places: ## Measure the engine of places beside pgbench (bench/README.md; ARGS="-only HTTP -repeats 1")
	@scripts/bench-places $(ARGS)

clean: ## Remove what builds and tests made
	@scripts/clean
