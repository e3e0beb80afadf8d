#!/usr/bin/env bash
# Sends hostile responses to 100,000 runs of gettoken, for all built-in providers with application tokens. Whatever
# the server sends, the exit code is a documented one, stdout has a token or nothing, stderr has no control
# characters, and a response without a token changes no cache entry.
#
# usage: bodies.sh BINARY [COUNT | --short] [SEED]        COUNT: default 100000, --short 400
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
python3 -c 'import tomllib' 2>/dev/null || { echo "skipped: python3 (3.11 or newer) is not installed" >&2; exit 77; }

count=${2:-100000}
[ "$count" = --short ] && count=400
python3 "$here/bodies.py" "$binary" "$work" "$count" "${3:-20261120}"
