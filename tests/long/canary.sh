#!/usr/bin/env bash
# Runs the test suite at the highest verbosity, records all output and files, and searches them for the secrets of the
# tests; see canary.py.
#
# usage: canary.sh [--short]        --short: only the test programs with the most output
set -u
cd "$(dirname "$0")/../.." || exit
command -v python3 >/dev/null || { echo "skipped: python3 is not installed" >&2; exit 77; }
GETTOKEN_WITNESS=$(mktemp -d)
export GETTOKEN_WITNESS
trap 'rm -rf "$GETTOKEN_WITNESS"' EXIT
programs=()
for file in tests/*.rs; do
  name=$(basename "$file" .rs)
  # These do not run gettoken, or the secrets that they pass are tokens to be printed.
  case $name in docs | formats | house | supply_chain) continue ;; esac
  [ "${1-}" != --short ] ||
    [[ $name =~ ^(api_answers|config_file|device|errors|exec|helper_command|login|session|settings|unsafe_answers|user_vendors)$ ]] ||
    continue
  programs+=(--test "$name")
done
status=0
cargo test --locked --quiet --no-fail-fast "${programs[@]}" >"$GETTOKEN_WITNESS/log" 2>&1 || status=$?
[ "$status" = 0 ] || tail -n 40 "$GETTOKEN_WITNESS/log" >&2
python3 tests/long/canary.py "$GETTOKEN_WITNESS" || status=1
exit "$status"
