#!/usr/bin/env bash
# What must not get slower, counted: instructions in user space and system calls, which do not move with the machine's
# load as times do. Compares with guard.txt and fails if there are more.
#
# usage: benches/guard.sh [--no-build] [--record]
#
#   --no-build    with the binaries that were built last
#   --record      write guard.txt anew, after a change that is worth its cost
#
# The static binary brings all its code along, so its counts repeat. The plain one runs through the system's loader and
# C library, whose counts are another system's elsewhere: its margin is wide, and catches a new library or a lost replay record.
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
strace -qq -o /dev/null true 2>/dev/null || skip "this user may not trace processes here"

build "${flags[@]}"
[ -z "$why" ] || echo "only the plain binary: $why"
alone
# shellcheck disable=SC2119 # it would take a certificate
start_server
# The environment is part of what is counted.
clean=(env -i PATH=/usr/bin:/bin "HOME=$work")
configure cold "http://127.0.0.1:$port/token" 10
homes=()
for binary in "${binaries[@]}"; do
  configure "home-$binary" "http://127.0.0.1:$port/token" 10
  homes+=("$binary:home-$binary")
done
warm "${homes[@]}"

# What may be added before it counts as more, in percent and then in units, by the kind of row.
slack() {
  case $1 in
    static-fetch-*) echo 10 4 ;; # the server's answer arrives in one piece or in several
    static-*) echo 3 1 ;;
    plain-fetch-*) echo 15 8 ;;
    plain-*) echo 10 6 ;;
  esac
}

counted=$work/guard.txt
# Counts a command, called $1, twice: what differs between two runs is no measure.
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
  # The lines of a binary that cannot be built here stay.
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
  [ -n "$before" ] || { echo "$name: $now, and nothing is recorded"; more=1; continue; }
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
  echo "benches/guard.sh --record writes the new counts; say in the commit what they buy"
fi
[ "$more" = 0 ]
