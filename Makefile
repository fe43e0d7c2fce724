# make            sets up .venv where needed and builds the site
# make check      looks for everything that is wrong in the content and in build/site
# make test       sets up .venv for the tests too and runs them
# make test-long  runs the tests that take minutes, which make test leaves out
# make test-city  only those of the city's own content and its site
# make rehearse   does the next year on a copy and runs all tests there
# make check-browser  looks at the built pages in a browser (sets up .venv for that)
# make studio     opens the year's work in a browser
# make office     one zip for office PCs with Windows, and the papers to ask leave for it
# make bench      measures the build
# make lint       ruff and mypy
# make setup      only sets up
# make lock       writes the lock files anew from pyproject.toml (needs uv)
#
# make.bat offers the same commands on Windows. Options go through ARGS:
#   make ARGS="--help"      make test ARGS="-k publish"
# Another Python: make PYTHON=python3.12

PYTHON ?= python3

.DEFAULT_GOAL := build
.PHONY: build check check-browser test test-long test-city rehearse studio office bench lint setup lock

# -S: what is installed beside Python is of no use here and costs time.
build check check-browser test test-long test-city rehearse studio office bench lint setup lock:
	@$(PYTHON) -S tools/bootstrap.py $@ $(ARGS)
