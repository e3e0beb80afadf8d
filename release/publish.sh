#!/usr/bin/env bash
# Publishes the packages of a release, which must be signed, on a registry.
#
# usage: release/publish.sh [--dry-run] pypi|npm|crates|image
#
# The packages are in target/dist, except for the crate, which cargo makes. In GitHub's workflow the registries trust the
# workflow itself, so there are no tokens to keep. --dry-run does all but the upload, and needs no signature.
# After a failure, it can be run again: packages that are there already are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

dry=
if [ "${1-}" = --dry-run ]; then
  dry=yes
  shift
fi
channel=${1-}
dist=target/dist
version=$(release/package/facts.py version)
release/verify.sh ${dry:+--sums-only}

case $channel in
  pypi)
    [ -x target/twine/bin/twine ] || { python3 -m venv target/twine && target/twine/bin/pip install --quiet twine==7.0.0; }
    target/twine/bin/twine check --strict "$dist"/*.whl
    [ -n "$dry" ] || target/twine/bin/twine upload --non-interactive --skip-existing "$dist"/*.whl
    ;;
  npm)
    # The package `gettoken` last, because it depends on the others.
    for package in "$dist"/gettoken-[a-z]*-"$version".tgz "$dist/gettoken-$version.tgz"; do
      name=$(basename "$package" "-$version.tgz") name=${name/#gettoken-/@gettoken/}
      if [ -z "$dry" ] && [ -n "$(npm view "$name@$version" version 2>/dev/null)" ]; then
        echo "$name $version is there already"
        continue
      fi
      npm publish ${dry:+--dry-run} --access public ${GITHUB_ACTIONS:+--provenance} "$package"
    done
    ;;
  crates)
    cargo publish --locked ${dry:+--dry-run}
    ;;
  image)
    address=$(release/package/facts.py repository) || { echo "error: the project's address is not known" >&2; exit 1; }
    case $address in
      https://github.com/*) image=ghcr.io/$(tr '[:upper:]' '[:lower:]' <<<"${address#https://github.com/}") ;;
      *) echo "error: there is no registry for $address" >&2; exit 1 ;;
    esac
    [ -n "$dry" ] || skopeo login --username "$GITHUB_ACTOR" --password-stdin "${image%%/*}" <<<"$GITHUB_TOKEN"
    for tag in "$version" latest; do
      [ -n "$dry" ] || skopeo copy --all "oci-archive:$dist/gettoken-$version-oci.tar" "docker://$image:$tag"
      echo "$image:$tag"
    done
    ;;
  *)
    echo "usage: release/publish.sh [--dry-run] pypi|npm|crates|image" >&2
    exit 2
    ;;
esac
