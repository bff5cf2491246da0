# GNU make; the recipes are POSIX sh. Swift is the one tool that is not installed from here.

# Files of JSON lines for `make corpus`, such as CORPUS='pairs/*.jsonl'.
CORPUS ?=
# A file of JSON lines for `make alembic-cases`.
CASES ?=

.DEFAULT_GOAL = help
BINARY = .build/release/git-migrate
SOURCES = Sources/git-migrate
include $(SOURCES)/install.mk
VENV = .build/test-venv

PACKAGES = git libgit2-dev libsqlite3-dev pkg-config python3 python3-venv sqlite3
# The tests start the server's programs; the server that Debian sets up is not used.
SERVER_PACKAGES = libpq5 pgbouncer postgresql
PYTHON_PACKAGES = 'sqlalchemy>=2,<3' 'flask>=3,<4' 'flask-sqlalchemy>=3,<4' 'django>=4.2,<6' 'psycopg[binary]>=3,<4'

# Where there are archives of libgit2, SQLite and the C++ library of Swift's runtime, they are linked:
# the hook starts in half the time, and the program runs where the libraries are not installed.
# "make build STATIC=" links the shared libraries.
STATIC = yes
ARCHIVES = $(CURDIR)/.build/archives
STATIC_CXX = $(lastword $(wildcard /usr/lib/gcc/*/*/libstdc++.a))
# The linker takes an archive where no shared library lies beside it, hence the folder.
WITH_ARCHIVES = mkdir -p '$(ARCHIVES)' && \
  $(if $(STATIC_CXX),ln -sf $(STATIC_CXX) '$(ARCHIVES)' &&) \
  archives=$$(sh Sources/CLibgit2/archive/make.sh '$(ARCHIVES)') && \
  env $${archives:+GIT_MIGRATE_ARCHIVES="$$archives"}
# Where a shared library lies that only pkg-config finds, the loader is told.
RUN_PATHS = $(patsubst -L%,-Xlinker -rpath -Xlinker %,$(shell pkg-config --libs-only-L libgit2 sqlite3))
SWIFT_BUILD = swift build -c release --static-swift-stdlib $(RUN_PATHS)
HEADERS = $(addprefix -Xcc ,$(shell pkg-config --cflags-only-I libgit2 sqlite3))
# What "git migrate version --build-info" repeats; the commit where this folder is a clone.
COMMIT = $(shell git ls-files --error-unmatch Package.swift >/dev/null 2>&1 && \
  git describe --always --dirty --abbrev=40 --exclude='*')
SWIFT = $(shell swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
WITH_FACTS = export GIT_MIGRATE_COMMIT='$(COMMIT)' GIT_MIGRATE_SWIFT='$(SWIFT)' &&
RELEASE = $(WITH_FACTS) $(if $(STATIC),$(WITH_ARCHIVES) $(SWIFT_BUILD) $(HEADERS) -Xlinker -L'$(ARCHIVES)',$(SWIFT_BUILD))

.PHONY: help build demo test lint dist memory sanitize distribution faults
.PHONY: corpus alembic-cases soak fuzz bench packages clean
# Every compiler run uses all cores, and packages come before what needs them.
.NOTPARALLEL:

help:
	@echo 'make build       the release binary, $(BINARY)'
	@echo 'make demo        a small project and its database from v1.0 to v1.1; KEEP=1 keeps the folder'
	@echo 'make test        all tests'
	@echo 'make lint        the format of the sources'
	@echo 'make install     to PREFIX, which is $(PREFIX); below DESTDIR where that is set'
	@echo 'make uninstall   what "make install" has written'
	@echo 'make dist        an archive, a Debian package and a Python wheel of it, in .build/dist'
	@echo 'make memory      the demo in RUNS random environments, and the commands under valgrind'
	@echo 'make faults      disturbs commands RUNS times, goes through a pooler, looks for passwords'
	@echo 'make sanitize    tests under the address and thread sanitizers'
	@echo 'make distribution  "demo" and "test" on SUITE=trixie in a chroot; see Tests/Distributions'
	@echo 'make corpus      migrates the pairs of schemas in the files that CORPUS names'
	@echo 'make alembic-cases  plays the changes of models in the file that CASES names'
	@echo 'make soak        N random pairs of schemas, N=100000'
	@echo 'make fuzz        mutated inputs to every parser for SECONDS=300 each; SEED=<number> repeats'
	@echo 'make bench       how long it takes beside others, as ratios; RUNS=11, ONLY=<part of a row>'
	@echo 'make packages    installs the missing Debian packages; "demo" and "test" do so themselves'
	@echo 'make clean       removes .build'

build:
	@test -e $(BINARY) || echo 'build: from nothing this takes two to five minutes on two cores'
	$(RELEASE) --product git-migrate

demo: packages build
	@sh Tests/Demo/demo.sh '$(CURDIR)/.build/release'

test: PACKAGES += $(SERVER_PACKAGES)
test: packages $(VENV)/.complete
	GIT_MIGRATE_TEST_PYTHON='$(CURDIR)/$(VENV)/bin/python' swift test $(RUN_PATHS)

lint:
	swift format lint --strict -r Package.swift Sources Tests

$(BINARY):
	$(RELEASE) --product git-migrate

# An archive, a Debian package and a Python wheel of the program with what belongs to it.
# The commit's time, or that of the sources where they are no clone: the same commit gives the same bytes.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y Package.swift)
dist: build
	export SOURCE_DATE_EPOCH='$(SOURCE_DATE_EPOCH)' && $(WITH_FACTS) $(if $(STATIC),$(WITH_ARCHIVES)) \
	  sh $(SOURCES)/packages/dist.sh $(BINARY) .build/dist
	@ldd $(BINARY)

# What the program makes of memory that nobody has written. RUNS counts the environments.
memory: RUNS = 20
memory: PACKAGES += valgrind binutils
memory: packages $(BINARY)
	@sh Tests/Memory/environments.sh .build/release $(RUNS)
	@sh Tests/Memory/valgrind.sh .build/release

# What becomes of repositories and databases where a program is killed, a disk is full, a server goes.
faults: RUNS = 200
faults: PACKAGES += $(SERVER_PACKAGES) strace
faults: packages $(BINARY)
	@python3 Tests/Faults/operations.py .build/release $(RUNS)
	@bash Tests/Faults/online.sh .build/release $(RUNS)
	@bash Tests/Faults/pooler.sh .build/release
	@bash Tests/Faults/passwords.sh .build/release

# Swift has no sanitizer of its own for undefined behaviour on Linux; clang's traps are for the C code.
# Of the engines, what calls their libraries: the many cases of the planners call nothing else.
# Leaks are told by the functions of libraries, which only slow unwinding finds; a few calls are enough.
ADDRESS = --sanitize=address --scratch-path .build/address \
  -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined
ADDRESS_TARGETS = FilesTests,ProcessesTests,GitRepositoryTests,SQLiteEngineTests,PostgreSQLEngineTests
ADDRESS_TESTS = --filter 'FilesTests|ProcessesTests|GitRepositoryTests|SQLiteEngineTests' \
  --filter 'PostgreSQLEngineTests.(ServerTests|ScriptTests|RecordTests|ResumeTests)' \
  --skip RandomPairTests --skip CaseTests
# Swift runs tests side by side; these share what threads share in the program.
THREAD = --sanitize=thread --scratch-path .build/thread
THREAD_TARGETS = GitRepositoryTests,ProcessesTests,WorkflowsTests
# "swift test" builds all products; this one is what it runs.
SANITIZED_TESTS = --product git-migratePackageTests
sanitize: PACKAGES += $(SERVER_PACKAGES) libpq-dev
sanitize: packages
	@sh Tests/Memory/libpq.sh
	export GIT_MIGRATE_TEST_TARGETS=$(ADDRESS_TARGETS); swift build $(SANITIZED_TESTS) $(ADDRESS) && \
	  ASAN_OPTIONS=fast_unwind_on_malloc=0:malloc_context_size=10 \
	  LSAN_OPTIONS=suppressions='$(CURDIR)/Tests/Memory/leaks.txt' \
	  swift test --skip-build $(ADDRESS) $(ADDRESS_TESTS)
	export GIT_MIGRATE_TEST_TARGETS=$(THREAD_TARGETS); swift build $(SANITIZED_TESTS) $(THREAD) && \
	  TSAN_OPTIONS=suppressions='$(CURDIR)/Tests/Memory/races.txt' swift test --skip-build $(THREAD)

# Both commands of the README on SUITE, one of Debian's releases, in a chroot; needs root.
SUITE ?= trixie
LINKING ?= static
distribution:
	bash Tests/Distributions/chroot.sh $(SUITE) $(LINKING)

corpus:
	@test -n "$(CORPUS)" || { echo "corpus: set CORPUS='<file>.jsonl ...'" >&2; exit 1; }
	@for file in $(CORPUS); do \
	  test -f "$$file" || { echo "corpus: '$$file' is not there" >&2; exit 1; }; \
	done
	$(RELEASE) --product corpus
	.build/release/corpus $(CORPUS)

# The half on PostgreSQL starts a server of its own.
CASES_VENV = .build/cases-venv
CASES_PACKAGES = psycopg2-binary 'sqlalchemy>=2,<3'
alembic-cases: $(CASES_VENV)/.complete
	@test -f "$(CASES)" || { echo "alembic-cases: set CASES=<file>.jsonl" >&2; exit 1; }
	$(RELEASE) --product git-migrate
	$(CASES_VENV)/bin/python -B Tests/AlembicCases/run.py --cases '$(CASES)' --git-migrate $(BINARY)

$(CASES_VENV)/.complete: Makefile
	python3 -m venv $(CASES_VENV)
	$(CASES_VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(CASES_PACKAGES)
	touch $@

# The seed is printed where a pair fails; GIT_MIGRATE_SEED runs it again.
N ?= 100000
soak:
	GIT_MIGRATE_SOAK=$(N) swift test -Xswiftc -O --scratch-path .build/soak --filter RandomPair

SECONDS ?= 300
SEED ?=
fuzz:
	FUZZ_SECONDS=$(SECONDS) FUZZ_SEED=$(SEED) swift test --filter FuzzTests

# The programs to compare with come from PyPI. It takes an hour; nothing else should run.
RUNS ?= 11
ONLY ?=
BENCH_VENV = .build/bench-venv
BENCH_PACKAGES = alembic flask-migrate flask-sqlalchemy 'sqlalchemy>=2,<3' 'psycopg[binary]>=3,<4'
bench: build $(BENCH_VENV)/.complete
	@python3 -B Tests/Benchmarks/run.py --git-migrate $(BINARY) --python $(BENCH_VENV)/bin/python \
	  --runs $(RUNS) --only '$(ONLY)'

$(BENCH_VENV)/.complete: Makefile
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(BENCH_PACKAGES)
	touch $@

# Without apt-get it names the packages and goes on: they may be there under other names.
packages:
	@if ! command -v apt-get >/dev/null; then \
	  echo 'packages: no apt-get here; needed, as Debian calls them: $(PACKAGES)' >&2; \
	  exit 0; \
	fi; \
	missing=; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q ' installed$$' || \
	    missing="$$missing $$package"; \
	done; \
	test -n "$$missing" || exit 0; \
	sudo=; test "$$(id -u)" = 0 || sudo=sudo; \
	echo "packages: installing$$missing"; \
	$$sudo apt-get update -qq && \
	$$sudo env DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends $$missing

# The Python with the libraries whose models the tests read.
$(VENV)/.complete: Makefile
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES)
	touch $@

clean:
	rm -rf .build
