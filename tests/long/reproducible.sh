#!/usr/bin/env bash
# Checks that two release builds in different directories, with different cargo homes and at different times, are
# identical, and contain no local paths. The build command is the one in SECURITY.md.
#
# usage: reproducible.sh [--short]           --short does nothing, since a build takes minutes
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1-}" = --short ]; then
  echo "reproducible.sh: two release builds take minutes; run it without --short"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}

# Copies all files that git does not ignore, with uncommitted changes.
copy() {
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$1"
}

# The command of SECURITY.md, with other paths.
build() {
  local source=$1 cargo=$2
  mkdir -p "$cargo"
  # The same registry under another path, so that nothing is downloaded.
  [ -e "$cargo/registry" ] || ln -s "$home/registry" "$cargo/registry"
  (
    cd "$source"
    unset CARGO_TARGET_DIR
    export CARGO_HOME=$cargo CARGO_INCREMENTAL=0
    # The path of the standard library's source in builds where rust-src is not installed.
    std=$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$(rustc -vV | sed -n 's/^commit-hash: //p')
    remap=--remap-path-prefix
    export CARGO_ENCODED_RUSTFLAGS="$remap=$PWD=/gettoken"$'\x1f'"$remap=$cargo=/cargo"$'\x1f'"$remap=$std"
    cargo build --release --locked --offline --quiet
  )
}

first=$work/a/gettoken
second=$work/another-place/with/a/longer/path/gettoken
copy "$first"
build "$first" "$work/a/cargo"
sleep 2
copy "$second"
TZ=Asia/Shanghai build "$second" "$work/another-place/cargo-of-somebody-else"

sums=$(sha256sum "$first/target/release/gettoken" "$second/target/release/gettoken")
echo "$sums"
if [ "$(cut -d' ' -f1 <<<"$sums" | sort -u | wc -l)" != 1 ]; then
  echo "the two builds differ" >&2
  exit 1
fi
if grep -aqF -e "$work" -e "$home" -e "$(rustc --print sysroot)" "$first/target/release/gettoken"; then
  echo "the file contains a local path" >&2
  exit 1
fi
echo "reproducible: the two builds are identical"
