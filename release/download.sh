#!/usr/bin/env bash
# Downloads the files of a release or a draft to target/dist, by GitHub's program `gh`.
#
# usage: release/download.sh TAG
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf target/dist
gh release download "$1" --dir target/dist
release/verify.sh --sums-only
