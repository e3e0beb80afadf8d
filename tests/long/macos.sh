#!/usr/bin/env bash
# Links the program for macOS, for both processors, with stubs of Apple's libraries. Nothing is run.
#
# usage: macos.sh          77 if it cannot be linked here
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v file >/dev/null || { echo "skipped: file is not installed" >&2; exit 77; }
# Not optimized: the linker then sees more names, and it takes a quarter of the time.
export CARGO_TARGET_DIR=target/macos CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0
for pair in arm64:aarch64 x86_64:x86_64; do
  binary=$(release/build.sh "${pair#*:}-apple-darwin")
  kind=$(file -b "$binary")
  echo "${pair#*:}-apple-darwin: $kind"
  case $kind in "Mach-O 64-bit ${pair%:*} executable"*) ;; *) exit 1 ;; esac
done
