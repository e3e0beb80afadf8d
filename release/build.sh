#!/usr/bin/env bash
# Builds the released binary: static, with nothing to relocate when it starts.
#
#   release/build.sh [--example NAME]        prints the path of the binary; 77 when this machine cannot build it
#
# It needs the target x86_64-unknown-linux-musl (`rustup target add`). Where no such component can be had,
# the standard library is built from its source (`rust-src`) with musl-gcc and LLVM's unwinder.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(uname -m)-unknown-linux-musl
folder=${CARGO_TARGET_DIR:-target}
# Paths of this machine have no place in the binary: two builds anywhere are the same bytes.
sysroot=$(rustc --print sysroot)
# A panic ends the program before anything could unwind, so no table says how.
flags="-C relocation-model=static -C target-feature=+crt-static -C force-unwind-tables=no"
flags+=" --remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$sysroot=rust"
# What common calls run lies side by side.
flags+=" -C link-arg=-Wl,-T,release/order.ld"

cannot() {
  echo "the static binary cannot be built here: $*" >&2
  exit 77
}

if [ -n "$(find "$(rustc --print target-libdir --target "$target")" -name 'libstd-*.rlib' 2>/dev/null)" ]; then
  RUSTFLAGS=$flags cargo build --locked --release --quiet --target "$target" --bin gettoken "$@" >&2
else
  [ -e "$sysroot/lib/rustlib/src/rust/library/std/Cargo.toml" ] || cannot "\`rustup target add $target\` failed, and there is no rust-src"
  command -v musl-gcc >/dev/null || cannot "there is no musl-gcc (package musl-tools)"
  unwinder=$(find /usr/lib/llvm-*/lib -name libunwind.a 2>/dev/null | sort | tail -n 1)
  [ -n "$unwinder" ] || cannot "there is no LLVM unwinder (package libunwind-14-dev)"
  # It was built for another C library, of which it asks for one function.
  parts=target/musl
  mkdir -p "$parts"
  printf '%s\n' '#include <stdarg.h>' '#include <stdio.h>' \
    'int __fprintf_chk(FILE *f, int flag, const char *format, ...) {' \
    '  (void)flag; va_list list; va_start(list, format);' \
    '  int written = vfprintf(f, format, list); va_end(list); return written; }' >"$parts/chk.c"
  musl-gcc -O2 -c "$parts/chk.c" -o "$parts/chk.o"
  cp "$unwinder" "$parts/libunwind.a"
  ar r "$parts/libunwind.a" "$parts/chk.o" 2>/dev/null
  flags+=" -C linker=musl-gcc -C link-self-contained=no -L native=$parts"
  # The standard library's own source may only be built with what is not stable yet; as quick as the component is. None of
  # its features: it would bring a reader of debug information for backtraces, which nobody sees.
  quick=()
  for crate in alloc core std; do quick+=(--config "profile.release.package.$crate.opt-level=3"); done
  CC=musl-gcc RUSTC_BOOTSTRAP=1 RUSTFLAGS=$flags \
    cargo build --locked --release --quiet --target "$target" --bin gettoken "$@" \
    -Z build-std=std,panic_abort -Z build-std-features= "${quick[@]}" >&2
fi
echo "$folder/$target/release/gettoken"
