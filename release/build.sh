#!/usr/bin/env bash
# Builds the released binary: static, with nothing to relocate when it starts.
#
#   release/build.sh [--example NAME]        prints the path of the binary; 77 when this machine cannot build it
#
# It needs the target x86_64-unknown-linux-musl (`rustup target add`). Where no such component can be had,
# the standard library is built from its source (`rust-src`) with musl-gcc and LLVM's unwinder.
#
# On x86-64 the program is linked twice: in the second, what common calls touch is side by side, which order.sh finds with
# valgrind. Without valgrind it is not: that binary is slower, and another one.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$(uname -m)-unknown-linux-musl
folder=${CARGO_TARGET_DIR:-target}
binary=$folder/$target/release/gettoken
# Paths of this machine have no place in the binary: two builds anywhere are the same bytes.
sysroot=$(rustc --print sysroot)
# A panic ends the program before anything could unwind, so no table says how.
flags="-C relocation-model=static -C target-feature=+crt-static -C force-unwind-tables=no"
flags+=" --remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$sysroot=rust"
# The linker's list of what comes first, and its map of what is where. The flags are the same for both links, and so are
# the names of functions.
order=target/order
[ "$target" != x86_64-unknown-linux-musl ] || flags+=" -C link-arg=-Wl,-T,$order/list -C link-arg=-Wl,-Map,$order/"

cannot() {
  echo "the static binary cannot be built here: $*" >&2
  exit 77
}

build=(cargo build --locked --release --quiet --target "$target" --bin gettoken)
if [ -z "$(find "$(rustc --print target-libdir --target "$target")" -name 'libstd-*.rlib' 2>/dev/null)" ]; then
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
  build+=(-Z "build-std=std,panic_abort" -Z build-std-features=)
  for crate in alloc core std; do build+=(--config "profile.release.package.$crate.opt-level=3"); done
  export CC=musl-gcc RUSTC_BOOTSTRAP=1
fi
export RUSTFLAGS=$flags

# Links the program anew, with the list on stdin.
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
    # A list of nothing.
    link <<<'SECTIONS { .first : { } } INSERT BEFORE .text;'
    status=0
    release/order.sh "$binary" "$order"/gettoken-*.map >"$order/new" || status=$?
    case $status in
      0) link <"$order/new" && echo "$made_of" >"$order/made-of" ;;
      77) echo "what common calls touch is not side by side: the binary is slower, and not the one that is released" >&2 ;;
      *) exit "$status" ;;
    esac
  fi
fi
"${build[@]}" "$@" >&2
echo "$binary"
