# shellcheck shell=bash disable=SC2034 # the scripts that source it use its variables
# The C compilers for the targets of build.sh and check.sh, which source it: MinGW's gcc for Windows, and zig, which
# .ci/zig installs, for the others. Both link too, and have the C libraries of their targets.

# Sets `compiler` to the C compiler for the target $1, or else `missing` to the reason why there is none, and fails.
find_compiler() {
  compiler='' missing=''
  case $1 in
    *-apple-darwin)
      # On a Mac, Apple's compiler.
      if [ "$(uname)" = Darwin ]; then compiler=cc; else use_zig "$1" "${1%%-*}-macos.11.0"; fi ;;
    # The processor that rustc assumes.
    armv7-unknown-linux-musleabihf) use_zig "$1" "arm-linux-musleabihf -mcpu=generic+v7a+vfp3d16-neon" ;;
    riscv64gc-unknown-linux-musl) use_zig "$1" riscv64-linux-musl ;;
    *-unknown-linux-musl) use_zig "$1" "${1%%-*}-linux-musl" ;;
    *-unknown-freebsd) use_zig "$1" "${1%%-*}-freebsd" ;;
    x86_64-pc-windows-gnu)
      compiler=x86_64-w64-mingw32-gcc
      command -v "$compiler" >/dev/null || missing="$compiler is not installed (package gcc-mingw-w64-x86-64)" ;;
    *) missing="unknown target" ;;
  esac
  [ -z "$missing" ]
}

# Makes the compiler for the target $1, zig with the arguments $2: a program in PATH, because with its path, the binary
# would depend on the directory.
use_zig() {
  local folder=$PWD/target/cc zig=$PWD/target/zig/ziglang/zig
  [ -x "$zig" ] || { missing="zig is not installed (.ci/zig)"; return; }
  compiler=cc-$1
  mkdir -p "$folder"
  # Build scripts also name the target and the processor, in words that zig does not accept.
  cat >"$folder/$compiler" <<SH
#!/bin/sh
for word; do
  shift
  case \$word in
    --target=* | -march=*) ;;
    *) set -- "\$@" "\$word" ;;
  esac
done
exec "$zig" cc -target $2 "\$@"
SH
  chmod +x "$folder/$compiler"
  case :$PATH: in *":$folder:"*) ;; *) export PATH=$folder:$PATH ;; esac
  export ZIG_GLOBAL_CACHE_DIR=$folder/cache
}
