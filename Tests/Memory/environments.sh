#!/bin/sh
# Runs the demo in random environments: what memory holds that nobody has written, and where the
# stack and the heap begin, is another thing each time. A program that depends on it fails here.
#
# usage: environments.sh <folder of git-migrate> [<runs>] [<seed>]
set -eu

demo=$(cd "$(dirname "$0")/../Demo" && pwd)/demo.sh
binaries=$(cd "${1:?usage: environments.sh <folder of git-migrate> [<runs>] [<seed>]}" && pwd)
runs=${2:-20}
seed=${3:-$(date +%s)}

output=$(mktemp)
trap 'rm -f "$output"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

printf 'environments: %d runs, seed %d\n' "$runs" "$seed"
# Of each run: the value of MALLOC_PERTURB_, and the length of a variable.
awk -v runs="$runs" -v seed="$seed" 'BEGIN {
  srand(seed)
  for (run = 0; run < runs; run++) print 1 + int(rand() * 255), int(rand() * 100000)
}' | while read -r filling length; do
  padding=$(head -c "$length" /dev/zero | tr '\0' x)
  status=0
  MALLOC_PERTURB_=$filling PADDING=$padding sh "$demo" "$binaries" >"$output" 2>&1 || status=$?
  # The hook lets a commit pass where the program crashes, so the demo goes on.
  if [ "$status" != 0 ] || grep -q 'ended by signal' "$output"; then
    printf 'environments: exit status %d with MALLOC_PERTURB_=%d and %d bytes more\n' \
      "$status" "$filling" "$length" >&2
    tail -n 20 "$output" >&2
    exit 1
  fi
done
printf 'environments: %d runs, no crash\n' "$runs"
