#!/bin/bash
# Tries a clone of this repository on a distribution of its own, made with debootstrap.
#
# usage: chroot.sh <suite> <what> [<folder>]
#
# <suite> is Debian's, such as bookworm or trixie. <what> is one of
#
#   static     both commands of the README
#   shared     the same with libgit2 and SQLite as shared libraries
#   elsewhere  the demo with a libgit2 that only PKG_CONFIG_PATH finds
#   memory     the demo in random environments, and the commands under valgrind
#   archive    the archive that "make dist" has made here, where nothing is installed but Debian's
#              base system, git and SQLite's command; it runs the demo and the README's example
#   deb        its Debian package, likewise
#   wheel      its Python wheel, likewise, with pip and in an environment of Python's
#
# The folder, /var/tmp/git-migrate-<suite> if it is not given, is made where it is not there, and
# kept. The Swift toolchain is lent, and with it what the configuration of git and pip says of where
# things come from. It must run as root.
set -euo pipefail

usage='usage: chroot.sh <suite> static|shared|elsewhere|memory|archive|deb|wheel [<folder>]'
suite=${1:?$usage}
what=${2:?$usage}
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${3:-/var/tmp/git-migrate-$suite}
# The bare system knows no compiler; the other is what a person who builds programs has.
bare=$folder/bare
full=$folder/full

# What Swift itself asks for on Debian, and what a bare system lacks beside it.
swift_packages() {
  local curl=libcurl4 cxx=libstdc++-12-dev
  if [ "$suite" != bookworm ]; then curl=libcurl4t64 cxx=libstdc++-14-dev; fi
  echo "ca-certificates git make gcc libc6-dev $cxx $curl libncurses6 libxml2 valgrind"
}

bootstrap() {
  local root=$1
  shift
  if [ -e "$root/etc/debian_version.ready" ]; then return; fi
  mkdir -p "$root"
  debootstrap --variant=minbase "$suite" "$root" >"$folder/debootstrap.log"
  inside "$root" 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends '"$*" >"$folder/packages.log" 2>&1
  touch "$root/etc/debian_version.ready"
}

# Runs a script in the chroot, with nothing of this environment but pip's variables.
inside() {
  local pip=()
  mapfile -t pip < <(env | grep '^PIP_')
  env -i "${pip[@]}" HOME=/root LANG=C.UTF-8 CI="${CI:-}" \
    PATH=/opt/swift/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    unshare --mount --pid --fork chroot "$1" /bin/sh -c \
    "mount -t proc proc /proc; mount -t devpts devpts /dev/pts 2>/dev/null; cd /root; $2"
}

# Lends the toolchain and the repositories that git's configuration names for those of the network.
lend() {
  local toolchain place file
  toolchain=$(dirname "$(dirname "$(realpath "$(command -v swift)")")")
  mkdir -p "$full/opt/swift"
  mountpoint -q "$full/opt/swift" || mount --bind -o ro "$toolchain" "$full/opt/swift"
  git config --system --list >/dev/null 2>&1 && cp /etc/gitconfig "$full/etc/gitconfig"
  for file in /etc/pip.conf "$HOME/.config/pip/pip.conf" "${PIP_CERT:-}"; do
    if [ -f "$file" ]; then install -D -m 644 "$file" "$full${file/#$HOME//root}"; fi
  done
  git config --system --name-only --get-regexp '^url\./' | sed 's/^url\.//; s/\.insteadof$//' |
    sort -u | while read -r place; do
    mkdir -p "$full$place"
    mountpoint -q "$full$place" || mount --bind -o ro "$place" "$full$place"
  done
  trap 'take_back' EXIT
}

take_back() {
  local place
  awk -v root="$full/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r |
    while read -r place; do umount "$place"; done
}

clone() {
  rm -rf "$full/root/clone"
  git clone --quiet --no-hardlinks "$top" "$full/root/clone"
}

# Runs commands in the clone, and says how long each has taken.
timed() {
  local command started
  for command in "$@"; do
    started=$SECONDS
    inside "$full" "cd clone && $command" || {
      printf '%s, %s: "%s" has failed\n' "$suite" "$what" "$command" >&2
      exit 1
    }
    printf '%s, %s: "%s" took %d s\n' "$suite" "$what" "$command" $((SECONDS - started))
  done
}

# Moves what "libgit2-dev" has installed to where only PKG_CONFIG_PATH finds it.
move_libgit2='
  set -e
  apt-get install -y -qq libgit2-dev libsqlite3-dev pkg-config >/dev/null
  libraries=$(dirname $(find /usr/lib -name libgit2.so)) && mkdir -p /opt/elsewhere/lib/pkgconfig
  mv /usr/include/git2 /usr/include/git2.h -t /opt/elsewhere/ && mkdir /opt/elsewhere/include
  mv /opt/elsewhere/git2 /opt/elsewhere/git2.h /opt/elsewhere/include
  mv $libraries/libgit2.* /opt/elsewhere/lib
  sed -e "s#^prefix=.*#prefix=/opt/elsewhere#" -e "s#^libdir=.*#libdir=/opt/elsewhere/lib#" \
    -e "s#^includedir=.*#includedir=/opt/elsewhere/include#" $libraries/pkgconfig/libgit2.pc \
    >/opt/elsewhere/lib/pkgconfig/libgit2.pc
  rm $libraries/pkgconfig/libgit2.pc'
put_libgit2_back='rm -rf /opt/elsewhere; apt-get install -y -qq --reinstall libgit2-dev $(dpkg-query -f "\${Package} " -W "libgit2-1.*") >/dev/null'

# Tries a file of "make dist" in the bare system: installs it, has it do the demo and the README's
# example, shows the manual, and removes it.
#
# usage: bare_trial <pattern of the file> <commands that install it> <commands that remove it>
bare_trial() {
  local here=$bare/root/dist
  bootstrap "$bare" git sqlite3 make man-db python3-venv
  rm -rf "$here"
  cp -r "$top/Tests/Demo" "$here"
  # shellcheck disable=SC2086 # The pattern is one.
  (cd "$top/.build/dist" && cp $1 "$top/README.md" "$top/Tests/Distributions/readme.awk" "$here/")
  inside "$bare" "set -e; cd dist; $2; $example; $3; ! command -v git-migrate"
  printf '%s, %s: runs without Swift, libgit2 and libpq\n' "$suite" "$what"
}

example='git migrate version --build-info
  sh demo.sh "$(dirname "$(command -v git-migrate)")" >demo.log 2>&1 || { cat demo.log >&2; exit 1; }
  awk -f readme.awk README.md >readme.sh
  (folder=$PWD; . ./environment.sh; mkdir readme; cd readme; bash -e ../readme.sh)
  git help migrate | head -n 1'

mkdir -p "$folder"
case $what in
  static | shared | elsewhere | memory)
    # shellcheck disable=SC2046 # These are names without spaces.
    bootstrap "$full" $(swift_packages)
    lend
    clone
    ;;
esac
case $what in
  static) timed 'make demo' 'make test' ;;
  shared) timed 'make demo STATIC=' 'make test STATIC=' ;;
  elsewhere)
    inside "$full" "$move_libgit2"
    status=0
    (
      timed 'PKG_CONFIG_PATH=/opt/elsewhere/lib/pkgconfig make demo' 'make clean' \
        'PKG_CONFIG_PATH=/opt/elsewhere/lib/pkgconfig LD_LIBRARY_PATH=/opt/elsewhere/lib make demo STATIC='
    ) || status=$?
    inside "$full" "$put_libgit2_back"
    exit "$status"
    ;;
  memory) timed 'make build' 'make memory' ;;
  archive)
    bare_trial 'git-migrate-*.tar.gz' 'tar -xzf git-migrate-*.tar.gz; make -s -C git-migrate-*/ install' \
      'make -s -C git-migrate-*/ uninstall'
    ;;
  deb) bare_trial 'git-migrate_*.deb' 'dpkg -i git-migrate_*.deb' 'dpkg -P git-migrate' ;;
  wheel)
    pip='pip --quiet --disable-pip-version-check'
    bare_trial 'git_migrate-*.whl' \
      "python3 -m venv env; . env/bin/activate; $pip install --no-index git_migrate-*.whl" \
      "$pip uninstall --yes git-migrate"
    ;;
  *) printf '%s\n' "$usage" >&2 && exit 129 ;;
esac
