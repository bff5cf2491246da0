#!/bin/sh
# Prints the licenses of what is linked into the program, as the system and the packages that it was
# built from tell them. Of texts that Debian has in /usr/share/common-licenses, only that is said.
#
# usage: notices.sh <folder of the repository> [<folder of archives>]
#        notices.sh --common
#
# The second prints those texts, for where they are not.
#
# The folder of archives is the one that CLibgit2/archive/make.sh prints; without it the libraries are
# shared, and no part of the program.
set -eu

usage='usage: notices.sh <folder of the repository> [<folder of archives>], or notices.sh --common'
top=${1:?$usage}
archives=${2:-}
common=/usr/share/common-licenses

heading() {
  printf '\n%s\n%s\n\n' "$1" "$(printf '%s' "$1" | sed 's/./=/g')"
}

# The Debian package that a file comes from, such as zlib1g-dev.
package_of() {
  dpkg-query --search "$(realpath "$1")" | sed 's/[:,].*//'
}

notice_of_package() {
  heading "$1 $(dpkg-query --show --showformat='${Version}' "$1"), of Debian"
  cat "/usr/share/doc/$1/copyright"
}

# The license of Swift and its packages is Apache's, with an exception at its end.
swift_license() {
  if test -f "$common/Apache-2.0"; then
    awk -v common="$common/Apache-2.0" '
      /^ *TERMS AND CONDITIONS FOR USE/ { print "    The text is in " common "."; skipping = 1 }
      !skipping { print }
      /^ *END OF TERMS AND CONDITIONS/ { skipping = 0 }' "$1"
  else
    cat "$1"
  fi
}

if test "$top" = --common; then
  for license in Apache-2.0 GPL-2 GPL-3 LGPL-2.1; do
    test -f "$common/$license" || continue
    heading "$common/$license"
    cat "$common/$license"
  done
  exit 0
fi

printf 'git-migrate is under the MIT license. Linked into the program are these, under their own.\n'
toolchain=$(dirname "$(dirname "$(realpath "$(command -v swift)")")")
heading "Swift's standard library, $(swift --version 2>/dev/null | sed -n 's/.*(\(swift-.*\)).*/\1/p')"
swift_license "$toolchain/share/swift/LICENSE.txt"
for package in swift-argument-parser swift-subprocess swift-system; do
  heading "$package"
  swift_license "$(ls "$top/.build/checkouts/$package"/LICENSE*)"
done

test -n "$archives" || exit 0
if ! command -v dpkg-query >/dev/null; then
  heading 'Libraries of this system'
  cat "$archives/parts"
  exit 0
fi
packages=$(while read -r archive; do package_of "$archive"; done <"$archives/parts" | sort -u)
for package in $packages; do notice_of_package "$package"; done
