#!/usr/bin/env bash
# Runs the suite with everything it says and leaves behind written down, at the highest verbosity, and searches
# that for the secrets of the tests; canary.py says how.
#
# usage: canary.sh [--short]        --short: those test programs that say the most
set -u
cd "$(dirname "$0")/../.." || exit
command -v python3 >/dev/null || { echo "skipped: python3 is not installed" >&2; exit 77; }
GETTOKEN_WITNESS=$(mktemp -d)
export GETTOKEN_WITNESS
trap 'rm -rf "$GETTOKEN_WITNESS"' EXIT
programs=()
for file in tests/*.rs; do
  name=$(basename "$file" .rs)
  # These run nothing, or what they pass as secrets are tokens, to be printed.
  case $name in docs | formats | house | supply_chain) continue ;; esac
  [ "${1-}" != --short ] ||
    [[ $name =~ ^(api_answers|config_file|device|errors|exec|helper_command|login|session|settings|unsafe_answers|user_vendors)$ ]] ||
    continue
  programs+=(--test "$name")
done
status=0
cargo test --locked --quiet --no-fail-fast "${programs[@]}" >"$GETTOKEN_WITNESS/said" 2>&1 || status=$?
[ "$status" = 0 ] || tail -n 40 "$GETTOKEN_WITNESS/said" >&2
python3 tests/long/canary.py "$GETTOKEN_WITNESS" || status=1
exit "$status"
