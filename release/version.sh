#!/usr/bin/env bash
# Sets the version of the next release: in Cargo.toml, the lock files, the manual pages, and as a section of the changelog.
#
# usage: release/version.sh VERSION [DATE]          default: today
set -euo pipefail
cd "$(dirname "$0")/.."

version=$1
date=${2-$(date +%F)}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || { echo "error: not a version: $version" >&2; exit 2; }
[ "$(grep -c '^## Unreleased$' CHANGELOG.md)" = 1 ] || { echo "error: CHANGELOG.md has no section \"Unreleased\"" >&2; exit 1; }
if grep -qE "^## ${version//./\\.}( |\$)" CHANGELOG.md; then
  echo "error: CHANGELOG.md already has a section for $version" >&2
  exit 1
fi

before=$(release/package/facts.py version)
sed -i "0,/^version = \".*\"\$/s//version = \"$version\"/" Cargo.toml
sed -i "s/^## Unreleased\$/## Unreleased\n\n## $version - $date/" CHANGELOG.md
sed -i "s/\"gettoken $before\"/\"gettoken $version\"/" man/*.5 man/*/*.5
sed -i "s/^const DATE: &str = \".*\";\$/const DATE: \&str = \"$date\";/" tests/it/project/docs.rs
cargo update --workspace --offline --quiet
cargo update --workspace --offline --quiet --manifest-path fuzz/Cargo.toml
# The pages are part of the program, so the second run, which compares them, builds it again.
UPDATE=1 cargo test --locked --quiet --test it project::docs >/dev/null
cargo test --locked --quiet --test it project::docs
echo "$before -> $version, $date"
git status --short
