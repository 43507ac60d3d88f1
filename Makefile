# The commands of the house. `make run` and `make test` do their own set-up.
.PHONY: run test bench lint schema setup clean help

help:           ## List these commands.
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/: .*##/\t/'

setup:          ## Install what building needs (asks for rights only if something is missing).
	@scripts/setup build

run: setup      ## Build, run the Stargate example, show the page and write out/stargate/report.html.
	@scripts/build release
	@.build/release/stargate run examples/stargate/programme.yaml --out out/stargate --force

test:           ## Everything that must hold: style, tests, and the same journal in debug and release.
	@scripts/setup test
	@scripts/test

bench: setup    ## Measure the Stargate example, decisions among open cases, transfers, training estimates, scheduling.
	@scripts/build release
	@scripts/setup bench
	@python3 Benchmarks/four-years.py .build/release/stargate examples/stargate/programme.yaml
	@.build/release/stargate benchmark agreements
	@.build/release/stargate benchmark ledger
	@python3 Benchmarks/estimate.py .build/release/stargate
	@Benchmarks/replay .build/release/stargate

lint:           ## Check the style.
	@scripts/tidy

schema:         ## Write the JSON Schema and the reference page of the programme file.
	@scripts/build release
	@.build/release/stargate schema > docs/reference/programme.schema.json
	@.build/release/stargate schema --markdown > docs/reference/programme-file.md

clean:          ## Remove what was built and run.
	@rm -rf .build out
