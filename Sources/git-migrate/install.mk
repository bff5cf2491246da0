# Puts the program, its manual and its completion for bash where they belong; for GNU make. The
# Makefile of a clone reads it, and it is the Makefile of an archive that "make dist" has made.

PREFIX ?= /usr/local
DESTDIR ?=
BINARY ?= git-migrate
SOURCES ?= .

target = $(DESTDIR)$(PREFIX)
manual = $(target)/share/man/man1/git-migrate.1
completion = $(target)/share/bash-completion/completions/git-migrate

.PHONY: install uninstall

# Not after "build": "sudo make install" must not compile as root what is there already.
install: $(BINARY)
	install -D -m 755 $(BINARY) '$(target)/bin/git-migrate'
	install -D -m 644 $(SOURCES)/git-migrate.1 '$(manual)'
	install -D -m 644 $(SOURCES)/git-completion-migrate.bash '$(completion)'

uninstall:
	rm -f '$(target)/bin/git-migrate' '$(manual)' '$(completion)'
