#!/bin/sh
# Starts Stoa, or runs one of its commands, with the Node and the PostgreSQL of this folder. Nothing
# is written here: the folder may be read-only and belong to another user.
set -eu

refuse() {
  echo "$1" >&2
  exit 1
}

here=$(dirname "$(dirname "$(readlink -f "$0")")")

system="$(uname -s) $(uname -m)"
[ "$system" = 'Linux @machine@' ] ||
  refuse "This is Stoa for Linux @machine@, but here is $system: download the archive for this machine."

glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc //p')
[ -n "$glibc" ] ||
  refuse 'Stoa needs Linux with glibc, which this system lacks: use Debian or another one that has it.'
[ "$(printf '%s\n' '@glibc@' "$glibc" | sort -V | head -n 1)" = '@glibc@' ] ||
  refuse "Stoa needs glibc @glibc@ or newer, and this system has $glibc: use a newer one, such as Debian 12."

# npm sets it, and commands would take paths relative to it.
unset INIT_CWD

case "${1:-}" in
start | web | worker)
  case "${2:-}" in --help | -h) exec "$here/bin/node" "$here/apps/api/build/cli.js" "$@" ;; esac
  [ $# = 1 ] || refuse "\"stoa $1\" takes nothing more: settings are environment variables, see .env.example."
  [ "$1" = start ] || export STOA_ROLE="$1"
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
  export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-32768}"
  exec "$here/bin/node" @flags@ "$here/apps/api/build/main.js"
  ;;
*)
  exec "$here/bin/node" "$here/apps/api/build/cli.js" "$@"
  ;;
esac
