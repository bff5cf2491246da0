#!/bin/bash
# Gives a password in every form, to every command, in every way, and looks for it in what is said.
#
# usage: passwords.sh <folder of git-migrate> [<one form in so many>]
set -eu

files=$(cd "$(dirname "$0")" && pwd)
binaries=$(cd "${1:?usage: passwords.sh <folder of git-migrate>}" && pwd)
step=${2:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

. "$files/../Demo/environment.sh"
export PATH="$binaries:$PATH"
cd "$folder/shop"
git init --quiet
git config --global user.name Ada
echo 'CREATE TABLE a (b int);' >schema.sql
printf '[migrate]\n\tprovider = sql\n\tmodels = schema.sql\n\tdialect = postgresql\n' >.gitmigrate
mkdir -p migrations/versions
printf -- '-- Revision: 000000000001\n-- Parent: none\n-- Message: a\n\n-- migrate:up\nCREATE TABLE a (b int);\n\n-- migrate:down\nDROP TABLE a;\n' \
  >migrations/versions/000000000001_a.sql
git add . && git commit --quiet -m a && git tag v1.0

secret=s3cr3tWord
forms=(
  "postgresql://u:$secret@/d?host=/none"
  "postgres://:$secret@localhost:1/d"
  "PostgreSQL+psycopg://u:$secret@localhost:1/d"
  "postgresql://u:$secret%zz@localhost:1/d"
  "postgresql://u:a/$secret@localhost:1/d"
  "postgresql://u:a@$secret@localhost:1/d"
  "postgresql://u:a?$secret@localhost:1/d"
  "postgresql:u:$secret@localhost/d"
  "postgresql://localhost:1/d?password=$secret"
  "postgresql://localhost:1/d?PASSWORD=$secret"
  "postgresql://localhost:1/d?pass%77ord=$secret"
  "postgresql://localhost:1/d?sslpassword=$secret&user=u"
  "postgresql://localhost:1/?dbname=postgresql%3A%2F%2Fu%3A$secret%40h"
  "host=/none password=$secret dbname=d"
  "password=$secret host=/none"
  "connect_timeout=5 host=/none password=$secret"
  "sslcert=a host=/none password = '$secret x'"
  "host=/none password='x \\'$secret'"
  "host=/none password=x\\ $secret"
  "host=/none password=x $secret"
  "host=/none password='$secret"
  "PASSWORD=$secret host=/none"
  "hots=/none pasword=$secret"
  "host=/none sslpassword=$secret"
  "dbname=postgresql://u:$secret@localhost:1/d"
  "dbname='host=/none password=$secret'"
  "options='-c a.password=$secret' host=/none"
  "mysql://u:$secret@localhost/d"
  "sqlite://u:$secret@localhost/d"
  "jdbc:postgresql://localhost:1/d?user=u&password=$secret"
)
commands=(
  status upgrade 'upgrade -n' downgrade current 'stamp head' ensure 'sync -n' 'drop --yes' 'check' 'log' 'sql' 'diff' 'release v9'
)

runs=0
bad=0
# look <what it is> <command> ...
look() {
  what=$1
  shift
  runs=$((runs + 1))
  if timeout 20 "$@" >"$folder/output" 2>&1 </dev/null; then :; fi
  if grep -q -i "$secret" "$folder/output" || ls -R . | grep -q "$secret"; then
    bad=$((bad + 1))
    printf 'passwords: %s\n' "$what" >&2
    cat "$folder/output" >&2
    git clean -fdq
  fi
}

for ((number = 0; number < ${#forms[@]}; number += step)); do
  form=${forms[number]}
  for command in "${commands[@]}"; do
    # shellcheck disable=SC2086 # A command has arguments of its own.
    {
      look "$command --database '$form'" git-migrate $command --database "$form"
      look "$command --database='$form'" git-migrate $command "--database=$form"
      look "$command '$form'" git-migrate $command "$form"
      look "GIT_MIGRATE_DATABASE='$form' $command" env GIT_MIGRATE_DATABASE="$form" git-migrate $command
      look "DATABASE_URL='$form' $command" env DATABASE_URL="$form" git-migrate $command
      git config migrate.database "$form"
      look "migrate.database='$form' $command" git-migrate $command
      git config --unset migrate.database
    }
  done
  look "diff HEAD '$form'" git-migrate diff HEAD "$form"
  look "diff '$form' '$form'" git-migrate diff "$form" "$form"
  look "scratchUrl='$form' check" git -c "migrate.postgresql.scratchUrl=$form" migrate check
  look "scratchUrl='$form' prepare -n" git -c "migrate.postgresql.scratchUrl=$form" migrate prepare -n
  cp .gitmigrate "$folder/kept"
  git config -f .gitmigrate migrate.database "$form"
  for command in status check; do look "committed '$form' $command" git-migrate "$command"; done
  cp "$folder/kept" .gitmigrate
done
echo "passwords: ${#forms[@]} forms, ${#commands[@]} commands, $runs runs, $bad with the password"
[ "$bad" = 0 ]
