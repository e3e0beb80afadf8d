#!/usr/bin/env bash
# Checks that the program compiles without warnings for other platforms, with and without the default features.
#
# usage: release/check.sh [TARGET…]          default: all targets in the list below
#
# Nothing is linked, so no platform libraries are needed. The standard library is compiled from source (`rust-src`,
# installed by `.ci/rust-src`). C code is compiled by MinGW's gcc for Windows, and by zig (installed by `.ci/zig`) for
# the others.
#
# Exits with 1 if a target has an error or a warning, else with 77 if one could not be checked; prints which one.
set -euo pipefail
cd "$(dirname "$0")/.."

# The C compiler for each target; zig has its own names for targets.
declare -A compilers=(
  [x86_64-pc-windows-gnu]=x86_64-w64-mingw32-gcc
  [aarch64-apple-darwin]="zig aarch64-macos"
  [x86_64-apple-darwin]="zig x86_64-macos"
  [x86_64-unknown-freebsd]="zig x86_64-freebsd"
  [aarch64-unknown-linux-musl]="zig aarch64-linux-musl"
)
[ $# -gt 0 ] || set -- "${!compilers[@]}"
folder=$PWD/target/check
zig=$PWD/target/zig/ziglang/zig
mkdir -p "$folder/cc"

# Sets `compiler` to the C compiler for the target $1; if that is not installed, sets `missing` and fails.
find_compiler() {
  local name
  compiler=${compilers[$1]}
  if [ "$compiler" = "${compiler#zig }" ]; then
    command -v "$compiler" >/dev/null || missing="$compiler is not installed (package gcc-mingw-w64-x86-64)"
  elif [ -x "$zig" ]; then
    name=${compiler#zig }
    compiler=$folder/cc/$1
    # Build scripts also pass `--target` with clang's name, which zig does not accept.
    cat >"$compiler" <<SH
#!/bin/sh
for word; do
  shift
  case \$word in --target=*) ;; *) set -- "\$@" "\$word" ;; esac
done
exec "$zig" cc -target $name "\$@"
SH
    chmod +x "$compiler"
  else
    missing="zig is not installed (.ci/zig)"
  fi
  [ -z "$missing" ]
}

std=
[ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" ] || std="rust-src is not installed (.ci/rust-src)"
options=() skipped=0
for target; do
  [ -n "${compilers[$target]-}" ] || { echo "no such target: $target; supported: ${!compilers[*]}" >&2; exit 2; }
  missing=$std
  if [ -z "$missing" ] && find_compiler "$target"; then
    options+=(--target "$target")
    export "CC_${target//-/_}=$compiler"
  else
    echo "skipped: $target: $missing" >&2
    skipped=77
  fi
done
[ "${#options[@]}" -gt 0 ] || exit "$skipped"

# A separate target directory, because some build scripts run again when RUSTC_BOOTSTRAP changes. Incremental state and
# debug info would take a gigabyte.
export CARGO_TARGET_DIR=$folder ZIG_GLOBAL_CACHE_DIR=$folder/zig RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0
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
