#!/bin/sh
# Prints the oldest version of the GNU C library that a program runs with, such as 2.36: the newest
# that one of its symbols asks for.
#
# usage: glibc.sh <program>
set -eu

readelf --version-info --wide "${1:?usage: glibc.sh <program>}" |
  sed -n 's/.*Name: GLIBC_\([0-9.]*\) .*/\1/p' | sort -V | tail -n 1 | grep .
