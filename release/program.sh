#!/usr/bin/env bash
# Builds the program for a target in target/programs, with its bill of materials, since this machine knows the versions of
# what it links, and runs it if this machine can.
#
# usage: release/program.sh TARGET
set -euo pipefail
cd "$(dirname "$0")/.."

target=$1
binary=$(release/build.sh "$target")
mkdir -p target/programs
cp "$binary" "target/programs/$target"
release/sbom.py "$target" >"target/programs/$target.cdx.json"
# A Mac with Apple's processor runs the programs for both.
case $(uname)-$target in
  Linux-"$(uname -m)"-*-linux-* | Darwin-*-apple-darwin) tests/release/smoke.sh "target/programs/$target" ;;
  *) echo "target/programs/$target: not run on this machine" ;;
esac
