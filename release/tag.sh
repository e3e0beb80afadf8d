#!/usr/bin/env bash
# Checks that a tag names the version in Cargo.toml, that the changelog has a section for it, and that Cargo.lock is up to date.
#
# usage: release/tag.sh TAG          such as v1.2.0
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(release/package/facts.py version)
[ "$1" = "v$version" ] || { echo "error: the tag is $1, but Cargo.toml has version $version" >&2; exit 1; }
release/notes.py "$version" >/dev/null
# With `--no-deps`, cargo would not look at the lock file.
cargo metadata --locked --format-version 1 >/dev/null
echo "$1: the version of Cargo.toml, and in the changelog"
