#!/bin/sh
# Makes the archives that the release binary links, and prints their folder: SQLite's as the
# distribution has it, and one of libgit2.
#
# usage: make.sh <folder>
#
# The distribution's libgit2.a speaks to networks through libraries that this program has no use
# for, since fetching is left to git. TLS is linked as it is: libgit2 sets it up when it starts. SSH
# and Kerberos are entered only by an open connection, so each of their functions that the archive
# asks for is defined here as one that ends the program and says its name.
#
# The archive is tried before it is used. Where that fails nothing is printed, the reason goes to
# stderr, and the shared libraries are linked.
set -eu

folder=${1:?usage: make.sh <folder>}
sources=$(cd "$(dirname "$0")" && pwd)
compiler=${CC:-cc}

shared() {
  printf 'libgit2 and SQLite are linked as shared libraries: %s\n' "$1" >&2
  exit 0
}

command -v pkg-config >/dev/null || shared 'pkg-config is not installed'
command -v "$compiler" >/dev/null || compiler=clang
directory=$(pkg-config --variable=libdir libgit2) || shared 'pkg-config has no libgit2'
sqlite=$(pkg-config --variable=libdir sqlite3)/libsqlite3.a || shared 'pkg-config has no sqlite3'
for archive in "$directory/libgit2.a" "$sqlite"; do
  test -f "$archive" || shared "there is no $archive"
done

# Its name has the version, so that the program is linked again where another has been installed.
folder=$folder/libgit2-$(pkg-config --modversion libgit2)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d "$folder/making.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# What libgit2 was built with, as far as there are archives of it; the C library is not among them.
archives() {
  places=$(pkg-config --static --libs-only-L libgit2 | sed 's/-L//g')
  printf 'addlib %s\n' "$directory/libgit2.a"
  for option in $(pkg-config --static --libs libgit2); do
    case $option in
      -lgit2 | -lssh2 | -lc | -lm | -lrt | -ldl | -lpthread) ;;
      -l*)
        name=lib${option#-l}.a
        for archive in "$directory/$name" $(printf "%s/$name\n" $places) \
          "$("$compiler" -print-file-name="$name")"; do
          if test -f "$archive"; then
            printf 'addlib %s\n' "$archive"
            break
          fi
        done
        ;;
    esac
  done
}

# The functions of SSH and Kerberos that libgit2 asks for, besides what "absent.c" has.
absent_functions() {
  nm -u "$directory/libgit2.a" 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u |
    grep -E '^(libssh2|gss)_' | grep -v -x -E 'libssh2_(init|exit)' |
    sed 's/.*/IS_ABSENT(&)/'
}

absent_functions >"$work/absent_functions.h"
"$compiler" -O2 -c -I"$work" "$sources/absent.c" -o "$work/absent.o" ||
  shared 'no C compiler makes what libgit2.a lacks'
{
  printf 'create %s\n' "$work/libgit-migrate-libgit2.a"
  archives
  printf 'addmod %s\nsave\nend\n' "$work/absent.o"
} | ar -M || shared 'libgit2.a cannot be joined with what it needs'

"$compiler" "$sources/trial.c" -o "$work/trial" \
  $(pkg-config --cflags libgit2) -L"$work" -lgit-migrate-libgit2 \
  -Wl,--wrap=mbedtls_x509_crt_parse_file -Wl,--wrap=mbedtls_x509_crt_parse_path \
  >"$work/log" 2>&1 || shared "libgit2.a lacks $(sed -n \
    "s/.*undefined reference to [^A-Za-z_]*\([A-Za-z_0-9]*\).*/'\1'/p" "$work/log" | head -n 1)"
# A fault of memory that nobody has written shows only where that memory is not zero.
for filling in 0 90 165; do
  MALLOC_PERTURB_=$filling "$work/trial" "$work/repository$filling" >"$work/log" 2>&1 ||
    shared "libgit2.a does not work: $(head -n 1 "$work/log")"
done

mv "$work/libgit-migrate-libgit2.a" "$folder/"
# Whose licenses the program brings along.
{
  archives | sed 's/^addlib //'
  printf '%s\n' "$sqlite" $(ls "$folder/../libstdc++.a" 2>/dev/null | xargs -r realpath)
} >"$folder/parts"
ln -sf "$sqlite" "$folder/libgit-migrate-sqlite3.a"
printf '%s\n' "$folder"
