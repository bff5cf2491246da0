#!/bin/sh
# Runs the release binary's commands under valgrind, and fails at the first error that it finds.
#
# usage: valgrind.sh <folder of git-migrate>
set -eu

files=$(cd "$(dirname "$0")/../Demo" && pwd)
binaries=$(cd "${1:?usage: valgrind.sh <folder of git-migrate>}" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

. "$files/environment.sh"
# Under valgrind a program that is looked for in a folder without it is taken for one that has failed.
PATH=$(dirname "$(command -v git)"):$PATH
mkdir "$folder/bin"
# The compiler's debug information is newer than what Debian's valgrind reads.
strip --strip-debug -o "$folder/bin/git-migrate" "$binaries/git-migrate"
commands=0
left_out=

# Before version 3.21 valgrind does not know pidfd_open(2), by which a command waits for git.
version=$(valgrind --version | sed 's/^valgrind-3\.\([0-9]*\).*/\1/')

# Runs a command that must end with the status given first. One that an older valgrind cannot follow
# is run again by itself, on the folder as it was, and named at the end.
checked() {
  expected=$1
  shift
  rm -rf "$folder/before" && cp -a "$folder/shop" "$folder/before"
  status=0
  valgrind --quiet --error-exitcode=99 --log-file="$folder/errors" \
    "$folder/bin/git-migrate" "$@" >"$folder/output" 2>&1 </dev/null || status=$?
  if [ "$version" -lt 21 ] && grep -q 'unhandled amd64-linux syscall: 434' "$folder/errors"; then
    left_out="$left_out $1"
    find "$folder/shop" -mindepth 1 -delete && cp -a "$folder/before/." "$folder/shop"
    status=0
    "$folder/bin/git-migrate" "$@" >"$folder/output" 2>"$folder/output" </dev/null || status=$?
    : >"$folder/errors"
  else
    commands=$((commands + 1))
  fi
  if [ "$status" != "$expected" ] || [ -s "$folder/errors" ]; then
    printf 'valgrind: git migrate %s: exit status %d\n' "$*" "$status" >&2
    cat "$folder/output" "$folder/errors" >&2
    exit 1
  fi
}

cd "$folder/shop"
git init --quiet
cp "$files/v1.0/schema.sql" .
checked 0 init --no-hooks
checked 0 prepare
git add . && git commit --quiet -m 'Keep revisions of the schema'
checked 0 release v1.0
checked 0 upgrade --database app.db
sqlite3 app.db <"$files/rows.sql"
cp "$files/v1.1/schema.sql" .
git add schema.sql
checked 0 hook run pre-commit
checked 1 check --staged
git commit --quiet -m 'Verify email addresses'
checked 1 check HEAD
checked 0 diff
checked 0 prepare v1.0 --allow=all
git add migrations && git commit --quiet -m 'Add the revision'
checked 0 check HEAD
checked 0 upgrade --database app.db
checked 0 status --database app.db
checked 0 downgrade --database app.db
checked 0 sync --database app.db
checked 0 release v1.1
checked 0 log
checked 0 blame users
checked 0 sql v1.0..v1.1
checked 0 current --database app.db
checked 0 gc
printf 'valgrind: %d commands, no error%s\n' "$commands" "${left_out:+; too old for:$left_out}"
