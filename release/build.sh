#!/usr/bin/env bash
# Builds the release binary for a target, and prints its path.
#
#   release/build.sh [TARGET] [--example NAME]        exits with 77 if it cannot be built here
#
#   x86_64-unknown-linux-musl, aarch64-unknown-linux-musl, armv7-unknown-linux-musleabihf, riscv64gc-unknown-linux-musl
#           static, without relocations at startup; the first two are the default on such machines. On armv7, the clock
#           ends in January 2038, because Rust's standard library still has times of 32 bits there
#   x86_64-pc-windows-gnu
#   aarch64-apple-darwin, x86_64-apple-darwin
#           on a Mac; elsewhere the program is linked with stubs of Apple's libraries, which only proves that it links
#
# It builds the standard library from source (`rustup component add rust-src`), which is smaller than the component of the
# target (`rustup target add`); without the source, that component is used. compilers.sh lists the C compilers, which
# also link. For x86-64 Linux, the component has a C library; without it, musl-gcc and LLVM's unwinder are used.
#
# For x86-64 Linux, the program is linked twice: order.sh profiles the first binary with valgrind, and the second has the
# code and data of common calls side by side. Without valgrind, the binary is slower and differs from the released one.
# zig does not link this binary, because it rejects `-Map`, and order.sh reads the linker's map.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=release/compilers.sh disable=SC1091
. release/compilers.sh

target=$(uname -m)-unknown-linux-musl
case ${1--} in -*) ;; *) target=$1 && shift ;; esac
folder=${CARGO_TARGET_DIR:-target}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
binary=$folder/$target/release/gettoken
build=(cargo build --locked --release --quiet --target "$target" --bin gettoken)
# Local paths are remapped, so that builds on different machines are identical.
sysroot=$(rustc --print sysroot)
flags="--remap-path-prefix=$PWD=. --remap-path-prefix=$folder=./target"
flags+=" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$sysroot=rust"

# Few functions are inlined: 0.4 MB less, for a tenth more instructions of a call that reads the config. Loading the program
# takes longer than those.
flags+=" -C llvm-args=-inline-threshold=16"

cannot() {
  echo "the binary for $target cannot be built here: $*" >&2
  exit 77
}

# A panic ends the process without unwinding, so unwind tables are not needed, except on Windows, which requires them. Nor
# are those of the libraries in C.
case $target in *-windows-*) ;; *) export "CFLAGS_${target//-/_}=-fno-asynchronous-unwind-tables" ;; esac
case $target in
  *-linux-musl*) flags+=" -C relocation-model=static -C target-feature=+crt-static -C force-unwind-tables=no" ;;
  *-apple-*) flags+=" -C force-unwind-tables=no" && export MACOSX_DEPLOYMENT_TARGET=11.0 ;;
  # The linker would write the time.
  *-windows-*) flags+=" -C target-feature=+crt-static -C link-arg=-Wl,--no-insert-timestamp" && binary+=.exe ;;
  *) echo "no such target: $target" >&2 && exit 2 ;;
esac

component=$(find "$(rustc --print target-libdir --target "$target")" -name 'libstd-*.rlib' 2>/dev/null) || true
if [ -e "$sysroot/lib/rustlib/src/rust/library/std/Cargo.toml" ]; then
  # Building the standard library needs unstable flags. Its sorting is the simple one, without backtraces, which are never
  # printed and would pull in a debug info parser: 0.3 MB less.
  build+=(-Z "build-std=std,panic_abort" -Z build-std-features=optimize_for_size)
  # A panic prints nothing about its place (main.rs).
  flags+=" -Z location-detail=none"
  export RUSTC_BOOTSTRAP=1
elif [ -z "$component" ]; then
  cannot "neither target $target nor rust-src is installed"
fi

use_musl_gcc() {
  local unwinder parts=target/musl
  command -v musl-gcc >/dev/null || cannot "musl-gcc is not installed (package musl-tools)"
  unwinder=$(find /usr/lib/llvm-*/lib -name libunwind.a 2>/dev/null | sort | tail -n 1)
  [ -n "$unwinder" ] || cannot "the LLVM unwinder is not installed (package libunwind-14-dev)"
  # The unwinder was built for glibc and needs one of its functions.
  mkdir -p "$parts"
  printf '%s\n' '#include <stdarg.h>' '#include <stdio.h>' \
    'int __fprintf_chk(FILE *f, int flag, const char *format, ...) {' \
    '  (void)flag; va_list list; va_start(list, format);' \
    '  int written = vfprintf(f, format, list); va_end(list); return written; }' >"$parts/chk.c"
  musl-gcc -O2 -c "$parts/chk.c" -o "$parts/chk.o"
  cp "$unwinder" "$parts/libunwind.a"
  ar r "$parts/libunwind.a" "$parts/chk.o" 2>/dev/null
  flags+=" -C linker=musl-gcc -C link-self-contained=no -L native=$parts"
  export CC=musl-gcc
}

use_compiler() {
  local variable=${target//-/_}
  find_compiler "$target" || cannot "$missing"
  export "CC_$variable=$compiler" "CARGO_TARGET_$(tr '[:lower:]' '[:upper:]' <<<"$variable")_LINKER=$compiler"
  case $target in
    # The startup files and the C library are zig's.
    *-linux-*) flags+=" -C link-self-contained=no" ;;
    # The linker sorts the imports by the paths of the libraries. This one does not depend on where the build directory is.
    *-windows-*)
      mkdir -p target
      ln -sfn "$(dirname "$("$compiler" -print-file-name=libkernel32.a)")" target/mingw
      flags+=" -L native=target/mingw"
      ;;
    *-apple-*)
      [ "$(uname)" != Darwin ] || return 0
      release/stubs.py target/stubs
      # rustc looks for an SDK, and warns if there is none.
      export SDKROOT=$PWD/target/stubs
      flags+=" -L framework=target/stubs -L native=target/stubs"
      ;;
  esac
}

# Links the program with the linker script on stdin.
link() {
  cat >"$order/list"
  rm -f "$order"/*.map "$binary" "$(dirname "$binary")"/deps/gettoken-*
  "${build[@]}" >&2
}

link_in_order() {
  local made_of status=0
  mkdir -p "$order"
  made_of=$({ rustc -vV && find Cargo.lock Cargo.toml build.rs src release benches -type f -exec sha256sum {} + | sort -k 2; } | sha256sum)
  [ "$made_of" != "$(cat "$order/made-of" 2>/dev/null)" ] || return 0
  rm -f "$order/made-of"
  # An empty order.
  link <<<'SECTIONS { .first : { } } INSERT BEFORE .text;'
  release/order.sh "$binary" "$order"/gettoken-*.map >"$order/new" || status=$?
  case $status in
    0) link <"$order/new" && echo "$made_of" >"$order/made-of" ;;
    77) echo "functions are not ordered: the binary is slower and differs from the released one" >&2 ;;
    *) exit "$status" ;;
  esac
}

if [ "$target" = x86_64-unknown-linux-musl ]; then
  # The linker script with the order, and the linker's map. Both links use the same flags, because those change the
  # mangled names of functions.
  order=target/order
  flags+=" -C link-arg=-Wl,-T,$order/list -C link-arg=-Wl,-Map,$order/"
  [ -n "$component" ] || use_musl_gcc
  export RUSTFLAGS=$flags
  link_in_order
else
  use_compiler
  export RUSTFLAGS=$flags
fi
"${build[@]}" "$@" >&2
echo "$binary"
