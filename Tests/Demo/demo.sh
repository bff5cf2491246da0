#!/bin/sh
# A small project from its first revision to its second release, and its database with it.
#
# usage: demo.sh <folder of git-migrate>
# KEEP=1 leaves the project where it was made.
set -eu

files=$(cd "$(dirname "$0")" && pwd)
binaries=$(cd "${1:?usage: demo.sh <folder of git-migrate>}" && pwd)
folder=$(mktemp -d)

finish() {
  status=$?
  if [ -n "${KEEP-}" ]; then
    printf '\nThe project is in %s\n' "$folder/shop"
  else
    rm -rf "$folder"
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

. "$files/environment.sh"
export GIT_PAGER=cat
export PATH="$binaries:$PATH"

say() {
  printf '\n# %s\n' "$1"
}

run() {
  printf '$ %s\n' "$1"
  eval "$1" 2>&1
}

refused() {
  if run "$1"; then
    echo 'demo: this should have been refused' >&2
    exit 1
  fi
}

cd "$folder/shop"
say 'A project keeps its schema in schema.sql.'
cp "$files/v1.0/schema.sql" .
run 'git init --quiet'
run 'git migrate init'
run 'git migrate prepare'
run 'git add .'
run 'git commit --quiet -m "Keep revisions of the schema"'

say 'It is released, and its database gets rows.'
run 'git migrate release v1.0'
run 'git migrate upgrade --database app.db'
cp "$files/rows.sql" ..
run 'sqlite3 app.db <../rows.sql'

say 'The models move on, and the hook notices.'
cp "$files/v1.1/schema.sql" .
run 'git diff --stat'
run 'git commit --quiet -a -m "Verify email addresses"'

say 'The revision from v1.0 to here. The history of the models tells what was renamed.'
run 'git migrate prepare v1.0'
run 'git add migrations'
run 'git commit --quiet -m "Add the revision"'

say 'What loses data is not released before a person accepts it.'
refused 'git migrate release v1.1'
run 'git migrate prepare --amend --allow=drop-column'
run 'cat migrations/versions/*_orders.sql'
run 'git commit --quiet --all --amend --no-edit'

say 'The second release, and the database with its rows.'
run 'git migrate release v1.1'
run 'git migrate upgrade --database app.db'
run 'sqlite3 -header app.db "SELECT * FROM users"'
run 'sqlite3 -header app.db "SELECT * FROM accounts"'
run 'git migrate log'
run 'git migrate status --database app.db'
