#!/bin/sh
# Compares the functions that "Libpq.swift" opens with those of "libpq.c", and these with libpq's
# header.
set -eu

files=$(cd "$(dirname "$0")" && pwd)
opened=$(sed -n 's/.*symbol("\([A-Za-z]*\)".*/\1/p' \
  "$files/../../Sources/PostgreSQLEngine/Connection/Libpq.swift" | sort)
compared=$(sed -n 's/^HAS_TYPE(\([A-Za-z]*\),.*/\1/p' "$files/libpq.c" | sort)
if [ "$opened" != "$compared" ]; then
  printf 'libpq: "Libpq.swift" opens other functions than "libpq.c" compares:\n%s\n' \
    "$(printf '%s\n' "$opened" "$compared" | sort | uniq -u)" >&2
  exit 1
fi
"${CC:-cc}" -std=gnu11 -fsyntax-only -I"$(pg_config --includedir)" "$files/libpq.c"
printf 'libpq: %d functions have the types of the header\n' "$(printf '%s\n' "$opened" | wc -l)"
