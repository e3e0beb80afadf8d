#!/usr/bin/env bash
# A hundred thousand hostile answers to a hundred thousand real runs, through the maps of all built-in providers
# of application tokens. Whatever a server says: the exit code is a documented one, stdout holds a token or
# nothing, stderr cannot drive a terminal, and an answer that was no token changes no entry of the cache.
#
# usage: bodies.sh BINARY [COUNT | --short] [SEED]        COUNT is 100000, --short 1000
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
python3 -c 'import tomllib' 2>/dev/null || { echo "skipped: python3 is older than 3.11" >&2; exit 77; }

count=${2:-100000}
[ "$count" = --short ] && count=1000
python3 "$here/bodies.py" "$binary" "$work" "$count" "${3:-20261120}"
