#!/bin/sh
# Makes a Debian package, and prints its name.
#
# usage: deb.sh <tree> <version> <notices> <folder>
#
# The tree is what "make install" has written below DESTDIR with PREFIX=/usr; it is completed.
set -eu

usage='usage: deb.sh <tree> <version> <notices> <folder>'
tree=${1:?$usage} version=${2:?$usage} notices=${3:?$usage} folder=${4:?$usage}
sources=$(cd "$(dirname "$0")" && pwd)
program=$tree/usr/bin/git-migrate
documents=$tree/usr/share/doc/git-migrate
architecture=$(dpkg --print-architecture)
# Whoever builds it.
maintainer=$(git var GIT_COMMITTER_IDENT | sed 's/>.*/>/')

# The packages of the shared libraries that the program asks for; an error where one is of none.
packages_of_libraries() {
  for library in $(readelf --dynamic --wide "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
    path=$(ldd "$program" | awk -v name="$library" '$1 == name { print $3 }')
    # The loader's own line has no path.
    test -n "$path" || continue
    package=$(dpkg-query --search "$path" 2>/dev/null || dpkg-query --search "/usr$path") || return 1
    echo "${package%%:*}"
  done
}

libraries=$(packages_of_libraries)
depends=$({ printf '%s\n' "$libraries" | sort -u && echo git; } |
  sed "s/^libc6\$/libc6 (>= $(sh "$sources/glibc.sh" "$program"))/" | paste -s -d , | sed 's/,/, /g')
mkdir -p "$tree/DEBIAN" "$documents" "$tree/usr/share/lintian/overrides"
gzip -9n "$tree/usr/share/man/man1/git-migrate.1"
cp "$notices" "$documents/copyright"
gzip -9n >"$documents/changelog.gz" <<end
git-migrate ($version) unstable; urgency=medium

  * Built from ${GIT_MIGRATE_COMMIT:-a tree that is no clone}.

 -- $maintainer  $(date -u -R -d "@${SOURCE_DATE_EPOCH:?}")
end
cat >"$tree/usr/share/lintian/overrides/git-migrate" <<'end'
# The program runs where neither library is, and a hook starts in half the time.
git-migrate: embedded-library *
end
chmod 644 "$documents"/* "$tree/usr/share/lintian/overrides/git-migrate"
size=$(du -s --apparent-size --block-size=1024 "$tree/usr" | cut -f 1)
cat >"$tree/DEBIAN/control" <<end
Package: git-migrate
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Depends: $depends
Recommends: libpq5
Suggests: bash-completion, postgresql, python3, sqlite3
Section: vcs
Priority: optional
Description: git command that writes database migrations from history
 Release tags say what production has, the models in the working tree say what
 the code wants; "git migrate prepare" writes the revision that leads from one
 to the other. The revision is plain SQL with a way back, and is run on a
 scratch database with rows before the file is written.
 .
 Models are files of SQL, SQLAlchemy metadata, the applications of a Django
 project, or what a program of the project prints as DDL. The database is SQLite, which is built in, or PostgreSQL, which
 needs libpq and, to try revisions, the programs of a server or a server.
end
(cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
package=git-migrate_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$tree" "$folder/$package" >/dev/null
echo "$package"
