#!/usr/bin/env bash
# Checks that the program compiles without warnings for other platforms, with and without the default features.
#
# usage: release/check.sh [TARGET…]          default: all targets in the list below
#
# Nothing is linked, so no platform libraries are needed. The standard library is compiled from source (`rust-src`,
# installed by `.ci/rust-src`), and C code by the compilers in compilers.sh.
#
# Exits with 1 if a target has an error or a warning, else with 77 if one could not be checked; prints which one.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=release/compilers.sh disable=SC1091
. release/compilers.sh

targets=(
  x86_64-pc-windows-gnu
  aarch64-apple-darwin
  x86_64-apple-darwin
  x86_64-unknown-freebsd
  aarch64-unknown-linux-musl
  armv7-unknown-linux-musleabihf
  riscv64gc-unknown-linux-musl
)
[ $# -gt 0 ] || set -- "${targets[@]}"

std=
[ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" ] || std="rust-src is not installed (.ci/rust-src)"
options=() skipped=0
for target; do
  case " ${targets[*]} " in *" $target "*) ;; *) echo "no such target: $target; supported: ${targets[*]}" >&2 && exit 2 ;; esac
  if find_compiler "$target" && [ -z "$std" ]; then
    options+=(--target "$target")
    export "CC_${target//-/_}=$compiler"
  else
    echo "skipped: $target: ${missing:-$std}" >&2
    skipped=77
  fi
done
[ "${#options[@]}" -gt 0 ] || exit "$skipped"

# A separate target directory, because some build scripts run again when RUSTC_BOOTSTRAP changes. Incremental state and
# debug info would take a gigabyte.
export CARGO_TARGET_DIR=$PWD/target/check RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0
failed=0
for features in --features=default --no-default-features; do
  # `build.warnings` applies only to this crate.
  cargo check --locked --quiet --lib --bins "$features" "${options[@]}" \
    -Z build-std=std,panic_abort -Z build-std-features= -Z warnings --config 'build.warnings="deny"' || {
    echo "failed with $features; to check one target, run \`release/check.sh TARGET\`" >&2
    failed=1
  }
done
[ "$failed" = 0 ] || exit 1
exit "$skipped"
