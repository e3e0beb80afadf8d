#!/usr/bin/env bash
# Completes a release whose packages are in a directory: the install script, a bill of materials for each target, and
# SHA256SUMS of all files. The package managers' files, which name the sums, go to its neighbour `manifests`.
#
# usage: release/finish.sh [--sboms DIR] [DIR]          default: target/dist
#
# With --sboms, a bill of materials is taken from TARGET.cdx.json in that directory, if it is there.
# The key holder then signs SHA256SUMS by release/sign.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

sboms=
if [ "${1-}" = --sboms ]; then
  sboms=$2
  shift 2
fi
folder=${1:-target/dist}
facts=release/package/facts.py
version=$("$facts" version)
address=$("$facts" repository || true)
key=$([ ! -e release/minisign.pub ] || sed -n 2p release/minisign.pub)

sed -e "s|^address=''$|address='$address'|" -e "s|^public_key=''$|public_key='$key'|" release/install.sh >"$folder/install.sh"
chmod 755 "$folder/install.sh"
[ -n "$address" ] || echo "the project's address is not known: install.sh needs --from" >&2
[ -n "$key" ] || echo "the project has no signing key yet: install.sh cannot verify a release" >&2

for target in $("$facts" targets); do
  for archive in "$folder/gettoken-$version-$target".{tar.gz,zip}; do
    [ -e "$archive" ] || continue
    sbom=$folder/gettoken-$version-$target.cdx.json
    if [ -n "$sboms" ] && [ -e "$sboms/$target.cdx.json" ]; then cp "$sboms/$target.cdx.json" "$sbom"; else release/sbom.py "$target" >"$sbom"; fi
  done
done

(cd "$folder" && find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\0' | LC_ALL=C sort -z | xargs -0 sha256sum) >"$folder/SHA256SUMS.new"
mv "$folder/SHA256SUMS.new" "$folder/SHA256SUMS"
# A signature of other sums.
rm -f "$folder/SHA256SUMS.minisig"
release/manifests.py "$folder" "$(dirname "$folder")/manifests"
