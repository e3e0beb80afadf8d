#!/usr/bin/env bash
# Signs SHA256SUMS of a release with the project's minisign key, after checking the files. minisign asks for the key's
# password.
#
# usage: release/sign.sh [--key FILE] [DIR]          default: the file that GETTOKEN_SIGNING_KEY names; target/dist
#
# RELEASING.md says who has the key. It never is in the repository.
set -euo pipefail
root=$(realpath "$(dirname "$0")/..")

key=${GETTOKEN_SIGNING_KEY-}
if [ "${1-}" = --key ]; then
  key=${2:?--key needs a file}
  shift 2
fi
folder=$(realpath "${1:-$root/target/dist}")

fail() {
  echo "error: $*" >&2
  exit 1
}

command -v minisign >/dev/null || { echo "minisign is not installed" >&2; exit 77; }
[ -n "$key" ] || fail "no key: pass --key FILE, or set GETTOKEN_SIGNING_KEY to its path"
case $(realpath -m "$key")/ in
  "$root"/*) fail "the key is inside the repository: move it out" ;;
esac
[ -e "$root/release/minisign.pub" ] || fail "release/minisign.pub is missing: make a key first, see RELEASING.md"

"$root/release/verify.sh" --sums-only "$folder"
version=$("$root/release/package/facts.py" version)
# The signature names the version.
grep -qF "  gettoken-$version-" "$folder/SHA256SUMS" || fail "$folder is not the release $version, which Cargo.toml names"
minisign -S -s "$key" -m "$folder/SHA256SUMS" -t "gettoken $version"
# Another key would make a signature that nobody can verify.
"$root/release/verify.sh" "$folder" || {
  rm -f "$folder/SHA256SUMS.minisig"
  fail "the key does not belong to release/minisign.pub"
}
