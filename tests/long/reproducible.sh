#!/usr/bin/env bash
# Two builds of the release, in two folders, with two cargo homes and at two times, are the same file byte
# for byte, and it holds no path of the machine it was built on. The command is that of SECURITY.md.
#
# usage: reproducible.sh [--short]           --short only says what it would do: a build takes minutes
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1-}" = --short ]; then
  echo "reproducible.sh: two release builds take minutes; run it without --short"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}

# What is committed, and what is not yet.
copy() {
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$1"
}

# The command for whoever wants to check a release, with the folders' names replaced by others.
build() {
  local source=$1 cargo=$2
  mkdir -p "$cargo"
  # The same sources under another name, so that nothing is downloaded.
  [ -e "$cargo/registry" ] || ln -s "$home/registry" "$cargo/registry"
  (
    cd "$source"
    unset CARGO_TARGET_DIR
    export CARGO_HOME=$cargo CARGO_INCREMENTAL=0
    # The standard library's sources bear this name where they are not installed.
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
  echo "the file holds a path of this machine" >&2
  exit 1
fi
echo "reproducible: two builds, one file"
