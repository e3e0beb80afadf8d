#!/usr/bin/env bash
# Runs the test suite at the highest verbosity, records all output and files, and searches them for the secrets of the
# tests; see canary.py.
#
# usage: canary.sh [--short]        --short: only the tests with the most output
set -u
cd "$(dirname "$0")/../.." || exit
command -v python3 >/dev/null || { echo "skipped: python3 is not installed" >&2; exit 77; }
GETTOKEN_WITNESS=$(mktemp -d)
export GETTOKEN_WITNESS
trap 'rm -rf "$GETTOKEN_WITNESS"' EXIT
# These do not run gettoken, or pass tokens to be printed as secrets, or change files that they did not announce, or
# write a trace with the token that a call prints, or check definitions with these secrets as examples.
tests=(--skip project:: --skip output::round_trip --skip replay::equivalence --skip a_hit_makes_no_further_system_calls
  --skip providers::sdks)
# What `-vvvv` adds to stderr is in the way of what these look at.
tests+=(--skip api::terminal --skip cli::waiting --skip options_before_the_profile_are_shown_after_it
  --skip errors_are_wrapped_between_words --skip long_path_on_a_terminal --skip errors_for_programs_are_the_same
  --skip a_pause_that_the_vendor_asks_for_is_kept_by_all)
[ "${1-}" != --short ] ||
  tests+=(api::answers cli::{errors,exec} config::{edit,file,precedence} credentials::{assertions,chains,secret_command,sources}
    login::{authorization_code,device,refresh,vendors} network::hostile_responses setup::)
status=0
cargo test --locked --quiet --test it -- "${tests[@]}" >"$GETTOKEN_WITNESS/log" 2>&1 || status=$?
[ "$status" = 0 ] || tail -n 40 "$GETTOKEN_WITNESS/log" >&2
python3 tests/long/canary.py "$GETTOKEN_WITNESS" || status=1
exit "$status"
