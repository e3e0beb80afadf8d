#!/usr/bin/env bash
# Checks that gettoken compiles, without a warning, for systems on which the tests do not run: Windows, macOS, FreeBSD and
# Linux on arm64, with the keyring and without it. Nothing is linked.
#
#   release/check.sh [TARGET …]        77 when this machine cannot check them
#
# The standard library is checked from its source (`.ci/rust-src`). For the C code of some crates it needs mingw
# (Debian's package gcc-mingw-w64-x86-64) and zig, which it takes from PyPI's package ziglang.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=("$@")
[ $# -gt 0 ] ||
  targets=(x86_64-pc-windows-gnu aarch64-apple-darwin x86_64-apple-darwin x86_64-unknown-freebsd aarch64-unknown-linux-musl)
zig_version=0.17.1
folder=$(realpath -m "${CARGO_TARGET_DIR:-target}")/check

cannot() {
  echo "skipped: other systems cannot be checked here: $*" >&2
  exit 77
}

# Prints how zig calls a target.
zig_target() {
  case $1 in
    aarch64-apple-darwin) echo aarch64-macos ;;
    x86_64-apple-darwin) echo x86_64-macos ;;
    x86_64-unknown-freebsd) echo x86_64-freebsd ;;
    aarch64-unknown-linux-musl) echo aarch64-linux-musl ;;
    *) echo "no compiler of C is known for $1" >&2; exit 2 ;;
  esac
}

# Puts zig into the folder, once.
install_zig() {
  local place=$folder/zig-$zig_version
  zig=$place/ziglang/zig
  [ ! -x "$zig" ] || return 0
  command -v python3 >/dev/null || cannot "there is no python3"
  rm -rf "$place.new"
  python3 -m pip install --quiet --no-deps --target "$place.new" "ziglang==$zig_version" >&2 ||
    cannot "python3 -m pip cannot install ziglang $zig_version"
  # Whole or not at all.
  rm -rf "$place"
  mv "$place.new" "$place"
}

# A program that is called as gcc and lets zig compile for a target; it calls targets by other names.
compiler() {
  local name
  name=$(zig_target "$1")
  # shellcheck disable=SC2016 # the program expands them
  printf '%s\n' '#!/bin/sh' \
    'for word; do' \
    '  shift' \
    '  case $word in --target=*) ;; *) set -- "$@" "$word" ;; esac' \
    'done' \
    "exec \"$zig\" cc -target $name \"\$@\"" >"$folder/cc-$1"
  chmod +x "$folder/cc-$1"
  echo "$folder/cc-$1"
}

[ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" ] || cannot "there is no rust-src (see .ci/rust-src)"
mkdir -p "$folder"
flags=()
for target in "${targets[@]}"; do
  flags+=(--target "$target")
  if [ "$target" = x86_64-pc-windows-gnu ]; then
    command -v x86_64-w64-mingw32-gcc >/dev/null || cannot "there is no x86_64-w64-mingw32-gcc (package gcc-mingw-w64-x86-64)"
    cc=x86_64-w64-mingw32-gcc
  else
    install_zig
    cc=$(compiler "$target")
  fi
  export "CC_${target//-/_}=$cc"
done

# The standard library's own source may only be built with what is not stable yet.
export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$folder RUSTFLAGS="-D warnings"
for features in "" --no-default-features; do
  # shellcheck disable=SC2086 # none is no argument
  cargo check --locked --quiet --lib --bins "${flags[@]}" $features -Z build-std=std,panic_abort
  for target in "${targets[@]}"; do
    echo "$target${features:+ $features}: compiles without a warning"
  done
done
