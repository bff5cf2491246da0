#!/bin/bash
# Ends upgrades and downgrades that are no one transaction at random moments, and sees what the next
# run makes of it: the client is killed, or the server's process for it.
#
# usage: online.sh <folder of git-migrate> [<how often>]
# SEED=<number> draws the same moments again. Ends with status 1 unless every run is whole, or was
# gone on with by the same command given again.
set -eu

files=$(cd "$(dirname "$0")" && pwd)
binaries=$(cd "${1:?usage: online.sh <folder of git-migrate> [<how often>]}" && pwd)
times=${2:-40}
seed=${SEED:-$$}
RANDOM=$seed
folder=$(mktemp -d)

finish() {
  status=$?
  stop_server
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

. "$files/server.sh"
cp "$files"/revisions/*.sql migrations/versions
export GIT_MIGRATE_DATABASE="postgresql:///shop?host=$folder/data&user=postgres"

# The schema and the record: what a whole run leaves, and nothing else.
state() {
  pg_dump -s -T schema_revisions | grep -v -e '^--' -e '^\\' -e '^$' | sort
  ask "SELECT revision, status FROM schema_revisions ORDER BY position"
  ask "SELECT indexrelid::regclass::text, indisvalid FROM pg_index
    WHERE indexrelid::regclass::text !~ '^pg_' ORDER BY 1"
}

# A session that writes to the tables, which the statements wait for, and the time it takes.
hold() {
  psql -Xqc "BEGIN; LOCK TABLE users, events IN ROW EXCLUSIVE MODE; SELECT pg_sleep($1); COMMIT" \
    >/dev/null 2>&1 &
}

terminate() {
  ask "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name = 'git-migrate'" >/dev/null
}

migrate() {
  case $1 in
    upgrade) git-migrate upgrade ;;
    downgrade) git-migrate downgrade 000000000001 ;;
  esac
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

git-migrate upgrade 000000000001 >/dev/null
state >"$folder/downgrade"
started=$(milliseconds)
migrate upgrade >/dev/null
duration=$(($(milliseconds) - started))
state >"$folder/upgrade"
migrate downgrade >/dev/null
state | diff "$folder/downgrade" - || { echo 'online: the way back is not whole' >&2; exit 1; }

declare -A counts
bad=0
verb=upgrade
for ((run = 1; run <= times; run++)); do
  case $((RANDOM % 4)) in
    0) fault='client killed' held= ;;
    1) fault='backend terminated' held= ;;
    2) fault='client killed, table held' held=0.$((RANDOM % 5 + 2)) ;;
    3) fault='backend terminated, table held' held=0.$((RANDOM % 5 + 2)) ;;
  esac
  [ -z "$held" ] || hold "$held"
  (exec git-migrate "$verb" $([ "$verb" = upgrade ] || echo 000000000001)) >"$folder/first" 2>&1 &
  client=$!
  # From the moment at which it works in the database.
  until [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'git-migrate'")" != 0 ] ||
    ! kill -0 "$client" 2>/dev/null; do sleep 0.01; done
  moment=$((RANDOM % (duration + 100)))
  sleep "$((moment / 1000)).$(printf '%03d' $((moment % 1000)))"
  case $fault in
    client*) kill -KILL "$client" 2>/dev/null || true ;;
    backend*) terminate ;;
  esac
  wait "$client" 2>/dev/null && first=0 || first=$?
  git-migrate status >"$folder/status" 2>&1 || true
  migrate "$verb" >"$folder/second" 2>&1 && second=0 || second=$?
  state >"$folder/state"
  if [ "$second" = 0 ] && cmp -s "$folder/state" "$folder/$verb"; then
    if [ "$first" = 0 ]; then outcome='had ended'
    elif grep -q '^Stopped half-way' "$folder/status"; then outcome='gone on with'
    else outcome='whole, run again'; fi
    verb=$([ "$verb" = upgrade ] && echo downgrade || echo upgrade)
  else
    outcome=STUCK
    bad=$((bad + 1))
    echo "online: $verb, $fault (SEED=$seed, run $run)" >&2
    cat "$folder/first" "$folder/status" "$folder/second" >&2
    diff "$folder/$verb" "$folder/state" >&2 || true
    [ "$bad" -lt 5 ] || break
    wait
    psql -qXc 'DROP SCHEMA public CASCADE' -c 'CREATE SCHEMA public' 2>/dev/null
    git-migrate upgrade 000000000001 >/dev/null
    verb=upgrade
  fi
  key="$verb	$fault	$outcome"
  [ "$outcome" = STUCK ] || key="$([ "$verb" = upgrade ] && echo downgrade || echo upgrade)	$fault	$outcome"
  counts[$key]=$((${counts[$key]:-0} + 1))
done
wait
echo "online: SEED=$seed, an upgrade takes $duration ms"
for key in "${!counts[@]}"; do printf '%5d\t%s\n' "${counts[$key]}" "$key"; done | sort -t '	' -k2
[ "$bad" = 0 ] || { echo "online: $bad of $times are neither whole nor resumed" >&2; exit 1; }
