#!/bin/sh
# Makes what people install who have no compiler: an archive, a Debian package and a Python wheel, with
# a list of checksums. The same program gives the same bytes.
#
# usage: dist.sh <program> <folder>
#
# SOURCE_DATE_EPOCH is the time that the files get. GIT_MIGRATE_ARCHIVES names the folder of what the
# program is linked with statically.
set -eu

program=${1:?usage: dist.sh <program> <folder>}
folder=${2:?usage: dist.sh <program> <folder>}
packages=$(cd "$(dirname "$0")" && pwd)
sources=$(dirname "$packages")
top=$(dirname "$(dirname "$sources")")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:?is not set}"
umask 022

version=$("$program" --version | sed 's/.* //')
machine=$(uname -m)
name=git-migrate-$version-linux-$machine
rm -rf "$folder"
mkdir -p "$folder/$name"
folder=$(cd "$folder" && pwd)
stripped=$folder/$name/git-migrate

# What else it needed, pip could not ask for.
only_needs_glibc() {
  ! readelf --dynamic --wide "$stripped" | grep '(NEEDED)' |
    grep -v -E '\[(libc|libm|libdl|librt|libpthread|libgcc_s|ld-linux-[a-z0-9-]*)\.so\.[0-9]+\]' >&2
}

install_below() {
  make --no-print-directory --silent -f "$sources/install.mk" install \
    BINARY="$stripped" SOURCES="$sources" DESTDIR="$1" PREFIX="$2"
}

# What only a debugger reads is left out.
strip -o "$stripped" "$program"
cp "$sources/git-migrate.1" "$sources/git-completion-migrate.bash" "$top/LICENSE" "$folder/$name/"
cp "$sources/install.mk" "$folder/$name/Makefile"
sh "$packages/notices.sh" "$top" "${GIT_MIGRATE_ARCHIVES:-}" >"$folder/notices"
{ cat "$folder/notices" && sh "$packages/notices.sh" --common; } >"$folder/$name/NOTICES"
chmod 644 "$folder/$name"/*
chmod 755 "$stripped"

cd "$folder"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$name" |
  gzip -9n >"$name.tar.gz"

if command -v dpkg-deb >/dev/null; then
  install_below "$folder/deb" /usr
  cat "$top/LICENSE" notices >copyright
  sh "$packages/deb.sh" "$folder/deb" "$version" "$folder/copyright" "$folder" >/dev/null
fi
if command -v python3 >/dev/null && only_needs_glibc; then
  install_below "$folder/wheel" ''
  platform=manylinux_$(sh "$packages/glibc.sh" "$stripped" | tr . _)_$machine
  python3 "$packages/wheel.py" "$folder/wheel" "$version" "$platform" "$folder" \
    "$name/LICENSE" "$name/NOTICES" >/dev/null
fi
rm -rf deb wheel copyright notices
find . -maxdepth 1 -type f -printf '%f\n' | LC_ALL=C sort | xargs sha256sum >../SHA256SUMS
mv ../SHA256SUMS .
du --apparent-size -h $(sed 's/.* //' SHA256SUMS) "$name/git-migrate"
