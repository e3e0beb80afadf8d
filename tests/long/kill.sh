#!/usr/bin/env bash
# Kills a process that fetches and stores a token with SIGKILL, at a random time during its run. After each
# kill, the cache must be intact.
#
# usage: kill.sh BINARY [COUNT | --short]        COUNT: default 10000, --short 500
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"

count=${2:-10000}
[ "$count" = --short ] && count=500

# Always fetches: no token is valid for so long.
fetch=("$binary" mock --min-valid 300d -o token)

# Reading from a pipe without a writer, with a timeout, sleeps without starting a process.
mkfifo "$work/never"
exec 4<>"$work/never"

# The longest delay in microseconds: the median time of twenty runs, and a third more.
for _ in {1..20}; do
  begin=${EPOCHREALTIME/./}
  "${fetch[@]}" >/dev/null 2>&1 &
  wait $!
  echo $((${EPOCHREALTIME/./} - begin))
done | sort -n >"$work/times"
limit=$(($(sed -n 10p "$work/times") * 4 / 3))
rm -rf "$tokens"

killed=0 corrupt=0 most_temporary=0
for ((number = 0; number < count; number++)); do
  printf -v delay '0.%06d' $((RANDOM * limit / 32768))
  "${fetch[@]}" >/dev/null 2>&1 &
  pid=$!
  read -rt "$delay" _ <&4
  kill -KILL "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  [ $? = 137 ] && killed=$((killed + 1))
  if ! "$binary" cache verify >/dev/null 2>"$work/err"; then
    corrupt=$((corrupt + 1))
    cat "$work/err" >&2
  fi
  left=$(temporary_files)
  [ "$left" -gt "$most_temporary" ] && most_temporary=$left
done

token=$("${fetch[@]}" 2>/dev/null)
if [ "$(temporary_files)" = 0 ]; then gone=yes; else gone=no; fi
served=$("$binary" mock -o token 2>&1)

echo "$count kills, $corrupt corrupt, at most $most_temporary temporary files left, removed by the next run: $gone"
echo "($killed processes were still running, within $limit microseconds)"
if [ "$corrupt" -gt 0 ] || [ "$most_temporary" -gt 1 ] || [ "$gone" = no ]; then exit 1; fi
if [ -z "$token" ] || [ "$served" != "$token" ]; then
  echo "the last token is not served from the cache: $token, then $served" >&2
  exit 1
fi
if [ $((killed * 4)) -lt "$count" ]; then
  echo "too few processes were killed while running to prove anything" >&2
  exit 1
fi
