#!/usr/bin/env bash
# Uploads target/dist as a draft release, which only maintainers can see, by GitHub's program `gh`.
#
# usage: release/draft.sh TAG
set -euo pipefail
cd "$(dirname "$0")/.."

tag=$1
release/tag.sh "$tag"
release/verify.sh --sums-only
release/notes.py >target/notes.md
flags=()
# A version such as 1.2.0-rc.1 must not become the latest.
[[ $tag != *-* ]] || flags+=(--prerelease)
gh release create "$tag" --draft --verify-tag --title "$tag" --notes-file target/notes.md "${flags[@]}" target/dist/*
