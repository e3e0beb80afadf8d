#!/usr/bin/env bash
# A herd: many processes that start in the same moment, while the vendor takes 300 ms to answer. It
# must see one request a key, and everybody must get the token without a word on stderr.
#
# usage: herd.sh BINARY [COUNT | --short]        COUNT is 1000, --short 200
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

# Starts the herd, all of it at once, and tells what came of it. $1 names the case, $2 says how many
# requests and tokens there should be, the rest are the arguments; KEY is replaced by a number.
herd() {
  local name=$1 wanted=$2 file number begin asked tokens_given failed words
  local -a pids=()
  shift 2
  for file in out err codes; do : >"$work/$file"; done
  vendor /count >/dev/null
  # Everybody waits for the end of a pipe that only this shell holds open.
  # Opened for both at first, since opening one end alone waits for the other.
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
  asked=$(vendor /count)
  tokens_given=$(sort -u "$work/out" | wc -l)
  failed=$(wc -l <"$work/codes")
  words=$(wc -l <"$work/err")
  echo "$name: $size processes, $asked requests, $tokens_given tokens, $failed failures, $words lines on stderr, $took ms"
  if [ "$asked" != "$wanted" ] || [ "$tokens_given" != "$wanted" ] || [ "$failed" != 0 ] ||
    [ "$words" != 0 ] || [ "$(wc -l <"$work/out")" != "$size" ]; then
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

# Longer ago than what counts as at once.
sleep 2.1
herd "forced" 1 --force

rm -rf "$tokens"
herd "$keys keys" "$keys" --scope sKEY

[ "$faults" = 0 ]
