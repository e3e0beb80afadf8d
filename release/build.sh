#!/usr/bin/env bash
# Builds the release binary: static, without relocations at startup.
#
#   release/build.sh [--example NAME]        prints the path of the binary; exits with 77 if it cannot be built here
#
# It needs the target x86_64-unknown-linux-musl (`rustup target add`). Without that component, it builds the standard
# library from source (`rust-src`) with musl-gcc and LLVM's unwinder.
#
# On x86-64 the program is linked twice: order.sh profiles the first binary with valgrind, and the second has the code and
# data of common calls side by side. Without valgrind, the binary is slower and differs from the released one.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(uname -m)-unknown-linux-musl
folder=${CARGO_TARGET_DIR:-target}
binary=$folder/$target/release/gettoken
# Local paths are remapped, so that builds on different machines are identical.
sysroot=$(rustc --print sysroot)
# A panic ends the process without unwinding, so unwind tables are not needed.
flags="-C relocation-model=static -C target-feature=+crt-static -C force-unwind-tables=no"
flags+=" --remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$sysroot=rust"
# The linker script with the order, and the linker's map. Both links use the same flags, because those change the mangled
# names of functions.
order=target/order
[ "$target" != x86_64-unknown-linux-musl ] || flags+=" -C link-arg=-Wl,-T,$order/list -C link-arg=-Wl,-Map,$order/"

cannot() {
  echo "the static binary cannot be built here: $*" >&2
  exit 77
}

build=(cargo build --locked --release --quiet --target "$target" --bin gettoken)
if [ -z "$(find "$(rustc --print target-libdir --target "$target")" -name 'libstd-*.rlib' 2>/dev/null)" ]; then
  [ -e "$sysroot/lib/rustlib/src/rust/library/std/Cargo.toml" ] || cannot "neither target $target nor rust-src is installed"
  command -v musl-gcc >/dev/null || cannot "musl-gcc is not installed (package musl-tools)"
  unwinder=$(find /usr/lib/llvm-*/lib -name libunwind.a 2>/dev/null | sort | tail -n 1)
  [ -n "$unwinder" ] || cannot "the LLVM unwinder is not installed (package libunwind-14-dev)"
  # The unwinder was built for glibc and needs one of its functions.
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
  # Building the standard library needs unstable flags. It is optimized like the component, and built without features,
  # since backtraces, which are never printed, would pull in a debug info parser.
  build+=(-Z "build-std=std,panic_abort" -Z build-std-features=)
  for crate in alloc core std; do build+=(--config "profile.release.package.$crate.opt-level=3"); done
  export CC=musl-gcc RUSTC_BOOTSTRAP=1
fi
export RUSTFLAGS=$flags

# Links the program with the linker script on stdin.
link() {
  cat >"$order/list"
  rm -f "$order"/*.map "$binary" "$(dirname "$binary")"/deps/gettoken-*
  "${build[@]}" >&2
}

if [ "$target" = x86_64-unknown-linux-musl ]; then
  mkdir -p "$order"
  made_of=$({ rustc -vV && find Cargo.lock Cargo.toml build.rs src release benches -type f -exec sha256sum {} + | sort -k 2; } | sha256sum)
  if [ "$made_of" != "$(cat "$order/made-of" 2>/dev/null)" ]; then
    rm -f "$order/made-of"
    # An empty order.
    link <<<'SECTIONS { .first : { } } INSERT BEFORE .text;'
    status=0
    release/order.sh "$binary" "$order"/gettoken-*.map >"$order/new" || status=$?
    case $status in
      0) link <"$order/new" && echo "$made_of" >"$order/made-of" ;;
      77) echo "functions are not ordered: the binary is slower and differs from the released one" >&2 ;;
      *) exit "$status" ;;
    esac
  fi
fi
"${build[@]}" "$@" >&2
echo "$binary"
