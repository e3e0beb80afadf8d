#!/usr/bin/env bash
# Builds the fuzz targets with the installed compiler and runs them one after another.
#
# usage: run.sh [--short | --seconds N] [TARGET…]      default: all targets, 20 minutes each; --short 20 seconds
#
# The corpus (corpus/) has the seeds of seeds.py and the inputs that earlier runs found. Failing inputs are saved in
# artifacts/TARGET/, and this script prints the command that reproduces one. The compiler flags are those of cargo-fuzz
# without a sanitizer (the fuzzed code has no `unsafe`), so neither cargo-fuzz nor a nightly compiler is needed;
# `cargo +nightly fuzz run TARGET` also works.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

skip() { echo "skipped: $*" >&2; exit 77; }
command -v cargo >/dev/null || skip "cargo is not installed"
command -v c++ >/dev/null || skip "a C++ compiler for libFuzzer is not installed"
python3 -c 'import tomllib' 2>/dev/null || skip "python3 (3.11 or newer) is not installed"

seconds=1200
case ${1-} in
  --short) seconds=20; shift ;;
  --seconds) seconds=$2; shift 2 ;;
esac
if [ $# = 0 ]; then
  for file in "$here"/targets/*.rs; do
    name=$(basename "$file" .rs)
    set -- "$@" "$name"
  done
fi

cd "$here"
export CARGO_TARGET_DIR=${FUZZ_TARGET_DIR:-$here/target}
host=$(rustc -vV | sed -n 's/^host: //p')
cargo fetch --locked --quiet || skip "the crates in fuzz/Cargo.lock cannot be downloaded"
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0" \
  cargo build --locked --release --target "$host" --quiet "${@/#/--bin=}"
python3 seeds.py corpus

failed=0
for target in "$@"; do
  program=$CARGO_TARGET_DIR/$host/release/$target
  mkdir -p "artifacts/$target"
  if "$program" -dict=corpus/dictionary -max_len=8192 -timeout=60 -rss_limit_mb=2048 -verbosity=0 \
    -print_final_stats=1 -max_total_time="$seconds" -artifact_prefix="artifacts/$target/" \
    "corpus/$target" >"artifacts/$target/log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "artifacts/$target/log") runs in $seconds s, no failure"
  else
    failed=1
    grep -a -v '^stat::' "artifacts/$target/log" | tail -n 30 >&2
    found=$(sed -n 's/.*Test unit written to //p' "artifacts/$target/log")
    echo "$target: failed; to reproduce: $program fuzz/$found" >&2
  fi
done
exit "$failed"
