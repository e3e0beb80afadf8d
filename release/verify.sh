#!/usr/bin/env bash
# Verifies the files of a release: the signature of SHA256SUMS with the project's public key, and the sum of each file.
#
# usage: release/verify.sh [--key FILE] [--sums-only] [DIR]          default: release/minisign.pub; target/dist
set -euo pipefail
root=$(realpath "$(dirname "$0")/..")

key=$root/release/minisign.pub sums_only=
while [ $# -gt 0 ]; do
  case $1 in
    --key) key=$2; shift ;;
    --sums-only) sums_only=yes ;;
    *) break ;;
  esac
  shift
done
folder=${1:-$root/target/dist}

fail() {
  echo "error: $*" >&2
  exit 1
}

if [ -z "$sums_only" ]; then
  [ -e "$key" ] || fail "the project has no signing key yet ($key); --sums-only checks the sums alone"
  command -v minisign >/dev/null || { echo "minisign is not installed" >&2; exit 77; }
  minisign -Vqm "$folder/SHA256SUMS" -p "$key" || fail "the signature of SHA256SUMS is not valid"
fi
cd "$folder"
sha256sum --check --strict --quiet SHA256SUMS || fail "not the files of this release"
others=$(find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\n' | sort | comm -23 - <(cut -c 67- SHA256SUMS | sort))
[ -z "$others" ] || fail "not in SHA256SUMS:"$'\n'"$others"
echo "$(wc -l <SHA256SUMS) files verified${sums_only:+ by their sums alone}"
