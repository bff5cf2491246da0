# Sourced by the scripts here: a private PostgreSQL server in $folder, an empty database `shop`, and
# a project in $folder/shop. $files, $binaries and $folder must be there.

# shellcheck disable=SC2154 # The caller sets them.
. "$files/../Demo/environment.sh"
export PATH="$binaries:$PATH"
server=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb "$(command -v initdb)" 2>/dev/null | sort -V | tail -1)")

# The server refuses to run as root, and so does the pooler.
as_server() {
  [ "$(id -u)" != 0 ] || set -- setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
  "$@"
}

stop_server() {
  [ ! -e "$folder/data/postmaster.pid" ] ||
    as_server "$server/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
}

ask() { psql -XAtqc "$1"; }

chmod 755 "$folder"
mkdir "$folder/data"
[ "$(id -u)" != 0 ] || chown postgres "$folder/data"
as_server "$server/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C >/dev/null
as_server "$server/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
  -o "-k $folder/data -c listen_addresses= -c fsync=off" start >/dev/null
export PGHOST=$folder/data PGUSER=postgres PGDATABASE=postgres
psql -qc 'CREATE DATABASE shop'
export PGDATABASE=shop
cd "$folder/shop"
mkdir -p migrations/versions
