#!/usr/bin/env bash
# Guards against slowdowns: counts user-space instructions and system calls, which do not depend on the machine's load
# as times do. Compares them with guard.txt and fails if there are more.
#
# usage: benches/guard.sh [--no-build] [--record]
#
#   --no-build    use the binaries of the last build
#   --record      rewrite guard.txt, after a change that is worth its cost
#
# The static binary contains all its code, so its counts are reproducible. The plain one also runs the system's dynamic
# linker and C library, which differ between systems; its wide margin catches a new library or a lost replay record.
# shellcheck source=benches/stage.sh disable=SC1091
. "$(dirname "$0")/stage.sh"

record=0 flags=()
while [ $# -gt 0 ]; do
  case $1 in
    --record) record=1 ;;
    --no-build) flags+=("$1") ;;
    *) echo "usage: benches/guard.sh [--no-build] [--record]" >&2; exit 2 ;;
  esac
  shift
done
for need in strace valgrind; do has "$need" || skip "$need is not installed"; done
strace -qq -o /dev/null true 2>/dev/null || skip "strace is not permitted here"

build "${flags[@]}"
[ -z "$why" ] || echo "only the plain binary: $why"
clear_environment
# shellcheck disable=SC2119 # arguments would be a certificate and its key
start_server
# The environment affects the counts.
clean=(env -i PATH=/usr/bin:/bin "HOME=$work")
configure cold "http://127.0.0.1:$port/token" 10
homes=()
for binary in "${binaries[@]}"; do
  configure "home-$binary" "http://127.0.0.1:$port/token" 10
  homes+=("$binary:home-$binary")
done
warm "${homes[@]}"

# Prints the tolerance for a row: percent, then units.
slack() {
  case $1 in
    static-fetch-*) echo 10 4 ;; # the response arrives in one piece or in several
    static-*) echo 3 1 ;;
    plain-fetch-*) echo 15 8 ;;
    plain-*) echo 10 6 ;;
  esac
}

counted=$work/guard.txt
# Counts a command under the name $1; records the lower of two runs.
count() {
  local name=$1 what first second
  shift
  for what in instructions syscalls; do
    first=$("$what" "$@") second=$("$what" "$@")
    [ "$second" -ge "$first" ] || first=$second
    echo "$name-$what $first" >>"$counted"
  done
}
for binary in "${binaries[@]}"; do
  clean+=("GETTOKEN_CONFIG_DIR=$work/home-$binary")
  count "$binary-replay" "$work/$binary" mail -o token
  count "$binary-hit" "$work/$binary" mail -o json
  count "$binary-help" "$work/$binary" --help
  count "$binary-fetch" "$work/$binary" mail --no-cache -o token --config-dir "$work/cold"
done

if [ "$record" = 1 ]; then
  # Keep the lines of a binary that cannot be built here.
  for binary in static plain; do
    case " ${binaries[*]} " in
      *" $binary "*) grep "^$binary-" "$counted" ;;
      *) grep "^$binary-" "$here/guard.txt" || true ;;
    esac
  done >"$work/new"
  { sed -n '/^#/p' "$here/guard.txt" && cat "$work/new"; } >"$work/file"
  cp "$work/file" "$here/guard.txt"
  exit 0
fi

more=0 much_less=0
while read -r name now; do
  before=$(sed -n "s/^$name //p" "$here/guard.txt")
  [ -n "$before" ] || { echo "$name: $now, not recorded"; more=1; continue; }
  read -r percent units < <(slack "$name")
  verdict=
  if [ "$now" -gt $((before + before * percent / 100 + units)) ]; then
    verdict=", MORE" more=1
  elif [ "$now" -lt $((before - before * percent / 100 - units)) ]; then
    verdict=", much less" much_less=1
  fi
  echo "$name: $now, recorded $before$verdict"
done <"$counted"
if [ "$more$much_less" != 00 ]; then
  echo "to accept the new counts, run benches/guard.sh --record and justify them in the commit message"
fi
[ "$more" = 0 ]
