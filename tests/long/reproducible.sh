#!/usr/bin/env bash
# Checks that two release builds in different directories, with different cargo homes and at different times, are
# identical, and contain no local paths.
#
# usage: reproducible.sh [--short]           the build command of SECURITY.md; --short does nothing, since a build takes minutes
#        reproducible.sh TARGET…             release/build.sh; the first of the two builds is the one in this directory
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1-}" = --short ]; then
  echo "reproducible.sh: two release builds take minutes; run it without --short"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}
elsewhere=$work/another-place/with/a/longer/path/gettoken

# Copies all files that git does not ignore, with uncommitted changes, and zig.
copy() {
  mkdir -p "$1/target"
  git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$1"
  [ ! -e target/zig ] || ln -s "$PWD/target/zig" "$1/target/zig"
}

# Runs a command in the directory $1 with the cargo home $2.
run_in() {
  local source=$1 cargo=$2
  shift 2
  mkdir -p "$cargo"
  # The same registry under another path, so that nothing is downloaded. A symbolic link would not do: rustc records where
  # it leads.
  [ -e "$cargo/registry" ] || cp -al "$home/registry" "$cargo/registry" 2>/dev/null || cp -a "$home/registry" "$cargo/"
  (cd "$source" && unset CARGO_TARGET_DIR && CARGO_HOME=$cargo CARGO_INCREMENTAL=0 CARGO_NET_OFFLINE=true "$@")
}

# The command of SECURITY.md, with other paths.
build() {
  # The path of the standard library's source in builds where rust-src is not installed.
  local remap=--remap-path-prefix std
  std=$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$(rustc -vV | sed -n 's/^commit-hash: //p')
  export CARGO_ENCODED_RUSTFLAGS="$remap=$PWD=/gettoken"$'\x1f'"$remap=$CARGO_HOME=/cargo"$'\x1f'"$remap=$std"
  cargo build --release --locked --quiet
}

# Compares the files $1 and $2.
compare() {
  local sums
  sums=$(sha256sum "$1" "$2")
  echo "$sums"
  if [ "$(cut -d' ' -f1 <<<"$sums" | sort -u | wc -l)" != 1 ]; then
    echo "the two builds differ" >&2
    exit 1
  fi
  if grep -aqF -e "$work" -e "$PWD" -e "$home" -e "$(rustc --print sysroot)" "$1"; then
    echo "the file contains a local path" >&2
    exit 1
  fi
}

if [ $# = 0 ]; then
  copy "$work/a/gettoken"
  run_in "$work/a/gettoken" "$work/a/cargo" build
  sleep 2
  copy "$elsewhere"
  TZ=Asia/Shanghai run_in "$elsewhere" "$work/another-place/cargo-of-somebody-else" build
  compare "$work/a/gettoken/target/release/gettoken" "$elsewhere/target/release/gettoken"
else
  for target; do
    first=$(release/build.sh "$target")
    [ -e "$elsewhere" ] || copy "$elsewhere"
    second=$(TZ=Asia/Shanghai run_in "$elsewhere" "$work/another-place/cargo-of-somebody-else" release/build.sh "$target")
    compare "$first" "$second"
  done
fi
echo "reproducible: the two builds are identical"
