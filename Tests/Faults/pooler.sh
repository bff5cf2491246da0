#!/bin/bash
# Runs revisions through pgbouncer, in each of its three modes, and sees what is left in the sessions
# that its other clients get.
#
# usage: pooler.sh <folder of git-migrate>
set -eu

files=$(cd "$(dirname "$0")" && pwd)
binaries=$(cd "${1:?usage: pooler.sh <folder of git-migrate>}" && pwd)
folder=$(mktemp -d)

finish() {
  status=$?
  stop_pool
  stop_server
  stop_server
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

. "$files/server.sh"
cp "$files/revisions/000000000001_tables.sql" migrations/versions
direct="postgresql:///shop?host=$folder/data&user=postgres"
pooled="postgresql:///shop?host=$folder/data&port=6432&user=postgres"

stop_pool() {
  [ -e "$folder/data/pooler.pid" ] || return 0
  kill "$(cat "$folder/data/pooler.pid")"
  while [ -e "$folder/data/pooler.pid" ]; do sleep 0.05; done
}

# pool <mode> [<how many sessions>]
pool() {
  stop_pool
  cat >"$folder/data/pooler.ini" <<END
[databases]
shop = host=$folder/data dbname=shop user=postgres
[pgbouncer]
unix_socket_dir = $folder/data
listen_port = 6432
auth_type = any
pool_mode = $1
default_pool_size = ${2:-1}
logfile = $folder/data/pooler.log
pidfile = $folder/data/pooler.pid
END
  program=$(command -v pgbouncer || echo /usr/sbin/pgbouncer)
  (as_server "$program" "$folder/data/pooler.ini") >/dev/null 2>&1 &
  until psql -XAtqp 6432 -c 'SELECT 1' >/dev/null 2>&1 || [ "$1" = statement -a -S "$folder/data/.s.PGSQL.6432" ]; do
    sleep 0.05
  done
}

# What the application finds that gets the same session.
session() {
  psql -XAtqp 6432 -c 'SHOW default_transaction_read_only' -c 'SHOW search_path' \
    -c 'SHOW lock_timeout' -c 'SHOW TimeZone' \
    -c "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
}

failed=0
check() {
  if [ "$2" = "$3" ]; then
    printf 'ok\t%s\n' "$1"
  else
    printf 'FAILED\t%s: "%s", not "%s"\n' "$1" "$2" "$3"
    failed=1
  fi
}

says() {
  if grep -q -e "$2" "$folder/output"; then
    printf 'ok\t%s\n' "$1"
  else
    printf 'FAILED\t%s:\n' "$1"
    cat "$folder/output"
    failed=1
  fi
}

run() {
  code=0
  git-migrate "$@" >"$folder/output" 2>&1 || code=$?
}

export GIT_MIGRATE_DATABASE=$pooled
for mode in transaction session; do
  pool "$mode"
  before=$(session)
  run status
  says "$mode: status says that there is a pooler" '^Reached through a connection pooler$'
  check "$mode: status leaves the session as it was" "$(session)" "$before"
  run upgrade 000000000001
  check "$mode: upgrade ends well" "$code" 0
  check "$mode: upgrade leaves the session as it was" "$(session)" "$before"
  psql -XAtqp 6432 -c 'CREATE TABLE app (a int)' -c 'DROP TABLE app'
  run downgrade
  check "$mode: downgrade ends well" "$code" 0
  check "$mode: downgrade leaves the session as it was" "$(session)" "$before"
done

# Two at once exclude each other, though both get any session.
pool transaction 4
cat >migrations/versions/000000000004_slow.sql <<'END'
-- Revision: 000000000004
-- Parent: 000000000001
-- Message: slow

-- migrate:up
CREATE TABLE slow (a int);
SELECT pg_sleep(0.5);

-- migrate:down
DROP TABLE slow;
END
for number in 1 2 3 4; do
  git-migrate upgrade >"$folder/$number" 2>&1 &
  eval "client$number=\$!"
done
codes=
for number in 1 2 3 4; do
  eval "wait \$client$number" && codes="$codes 0" || codes="$codes $?"
done
check 'transaction: four upgrades at once end well' "$codes" ' 0 0 0 0'
check 'transaction: one of them has run the revision' \
  "$(cat "$folder"/[1-4] | grep -c '^Ran 000000000004')" 1
run downgrade 000000000001
rm migrations/versions/000000000004_slow.sql

# A script that sets the session takes nothing along.
cat >migrations/versions/000000000005_set.sql <<'END'
-- Revision: 000000000005
-- Parent: 000000000001
-- Message: set

-- migrate:up
SET search_path = pg_catalog;
SELECT set_config('work_mem', '65536', false);
CREATE TABLE public.five (a int);

-- migrate:down
DROP TABLE five;
END
pool transaction
run upgrade
check 'transaction: a script that sets the session ends well' "$code" 0
check 'transaction: what it set is gone' \
  "$(psql -XAtqp 6432 -c 'SHOW search_path' -c 'SHOW work_mem' | tr '\n' ' ')" '"$user", public 4MB '
run downgrade 000000000001
rm migrations/versions/000000000005_set.sql

# What is not one transaction needs a session.
cp "$files/revisions/000000000002_indexes.sql" migrations/versions
run upgrade
check 'transaction: a revision that needs a session is refused' "$code" 128
says 'transaction: and it is said why' 'is a pooler that gives each transaction another'
check 'transaction: nothing of it has run' \
  "$(GIT_MIGRATE_DATABASE=$direct git-migrate current)" '000000000001 tables'
pool session 4
before=$(session)
run upgrade
check 'session: a revision that needs a session ends well' "$code" 0
check 'session: it leaves the session as it was' "$(session)" "$before"

pool statement
run status
check 'statement: it is refused' "$code" 128
says 'statement: and it is said why' 'is a connection pooler that takes no transactions'
exit "$failed"
