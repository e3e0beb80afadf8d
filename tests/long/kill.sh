#!/usr/bin/env bash
# SIGKILL at any instant: a process that fetches and stores a token is killed after a random time that
# covers its whole run, and after each kill the cache must be sound.
#
# usage: kill.sh BINARY [COUNT | --short]        COUNT is 10000, --short 500
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"

count=${2:-10000}
[ "$count" = --short ] && count=500

# Always asks the vendor: no token lives so long.
fetch=("$binary" mock --min-valid 300d -o token)

# A pipe that nobody writes to: reading it with a limit is a sleep without a process.
mkfifo "$work/never"
exec 4<>"$work/never"

# Microseconds that a run takes, as this script starts it: the middle one of twenty, and a third more.
for _ in {1..20}; do
  begin=${EPOCHREALTIME/./}
  "${fetch[@]}" >/dev/null 2>&1 &
  wait $!
  echo $((${EPOCHREALTIME/./} - begin))
done | sort -n >"$work/times"
limit=$(($(sed -n 10p "$work/times") * 4 / 3))
rm -rf "$tokens"

killed=0 corrupt=0 halves_most=0
for ((number = 0; number < count; number++)); do
  printf -v delay '0.%06d' $((RANDOM * limit / 32768))
  "${fetch[@]}" >/dev/null 2>&1 &
  pid=$!
  read -rt "$delay" _ <&4
  kill -KILL "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  [ $? = 137 ] && killed=$((killed + 1))
  if ! "$binary" cache verify >/dev/null 2>"$work/said"; then
    corrupt=$((corrupt + 1))
    cat "$work/said" >&2
  fi
  left=$(halves)
  [ "$left" -gt "$halves_most" ] && halves_most=$left
done

token=$("${fetch[@]}" 2>/dev/null)
if [ "$(halves)" = 0 ]; then gone=yes; else gone=no; fi
served=$("$binary" mock -o token 2>&1)

echo "$count kills, $corrupt corrupt, $halves_most temp files left, gone after the next run: $gone"
echo "($killed of them in mid-run, within $limit microseconds)"
if [ "$corrupt" -gt 0 ] || [ "$halves_most" -gt 1 ] || [ "$gone" = no ]; then exit 1; fi
if [ -z "$token" ] || [ "$served" != "$token" ]; then
  echo "the token after the kills is not served: $token, then $served" >&2
  exit 1
fi
if [ $((killed * 4)) -lt "$count" ]; then
  echo "too few were killed in mid-run to prove anything" >&2
  exit 1
fi
