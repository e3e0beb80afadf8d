#!/usr/bin/env bash
# Starts many processes at once while the server takes 300 ms to respond. The server must receive one
# request per key, and every process must print the token and nothing on stderr.
#
# usage: herd.sh BINARY [COUNT | --short]        COUNT: default 1000, --short 200
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
command -v sha256sum >/dev/null || { echo "skipped: sha256sum is not installed" >&2; exit 77; }

size=${2:-1000}
[ "$size" = --short ] && size=200
keys=50
[ "$size" -ge $((keys * 20)) ] || keys=$((size / 20))

mkfifo "$work/gate"
faults=0

# Starts all processes at once and prints the results. $1 is the name of the case, $2 the expected number
# of requests and tokens, the rest are arguments, in which KEY is replaced by a number.
herd() {
  local name=$1 expected=$2 file number begin requests distinct_tokens failed stderr_lines
  local -a pids=()
  shift 2
  for file in out err codes; do : >"$work/$file"; done
  vendor /count >/dev/null
  # All processes read from a pipe until this shell closes the write end.
  # It is first opened for reading and writing, because opening a single end would block.
  exec 7<>"$work/gate"
  exec 8>"$work/gate"
  exec 9<"$work/gate"
  exec 7>&-
  for ((number = 0; number < size; number++)); do
    (
      exec 8>&-
      read -r _ <&9
      exec 9<&-
      "$binary" mock -o token "${@//KEY/$((number % keys))}" || echo $? >>"$work/codes"
    ) >>"$work/out" 2>>"$work/err" </dev/null &
    pids+=($!)
  done
  sleep 1
  begin=${EPOCHREALTIME/./}
  exec 8>&- 9<&-
  wait "${pids[@]}"
  local took=$(((${EPOCHREALTIME/./} - begin) / 1000))
  requests=$(vendor /count)
  distinct_tokens=$(sort -u "$work/out" | wc -l)
  failed=$(wc -l <"$work/codes")
  stderr_lines=$(wc -l <"$work/err")
  echo "$name: $size processes, $requests requests, $distinct_tokens tokens, $failed failures, $stderr_lines lines on stderr, $took ms"
  if [ "$requests" != "$expected" ] || [ "$distinct_tokens" != "$expected" ] || [ "$failed" != 0 ] ||
    [ "$stderr_lines" != 0 ] || [ "$(wc -l <"$work/out")" != "$size" ]; then
    faults=$((faults + 1))
    sort "$work/err" | uniq -c | sort -rn | head -n 5 >&2
  fi
}

vendor '/set?delay=0.3' >/dev/null
herd "an empty cache" 1

rm -rf "$tokens"
vendor '/set?life=1' >/dev/null
"$binary" mock -o token >/dev/null
sleep 1.1
vendor '/set?life=3600' >/dev/null
herd "an expired token" 1

token=$("$binary" mock -o token)
hash=$(printf %s "$token" | sha256sum)
herd "a rejected token" 1 "--rejected=${hash%% *}"

# --force accepts a token that was fetched within the last two seconds.
sleep 2.1
herd "forced" 1 --force

rm -rf "$tokens"
herd "$keys keys" "$keys" --scope sKEY

[ "$faults" = 0 ]
