#!/usr/bin/env bash
# Tries a program on its own platform, without a network and without a test suite: Linux, macOS, and bash on Windows.
#
# usage: smoke.sh PROGRAM
set -euo pipefail
program=$1
case $program in /*) ;; *) program=$PWD/$program ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Windows runs no file without this ending.
case $(uname) in MINGW* | MSYS*) cp "$program" "$work/gettoken.exe" && program=$work/gettoken.exe ;; esac
export GETTOKEN_CONFIG_DIR=$work/config GETTOKEN_LANG=en
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$(dirname "$0")/../../Cargo.toml" | head -n 1)

fail() {
  echo "failed: $*" >&2
  exit 1
}
# The output of a call must contain a text.
says() {
  local text=$1 output
  shift
  output=$("$program" "$@" 2>&1) || fail "gettoken $* ended with $?: $output"
  case $output in *"$text"*) ;; *) fail "gettoken $*: no \"$text\" in: $output" ;; esac
}

says "gettoken $version" --version
# A request, a cached answer and a refusal, by a mock server.
says "alimail" demo
says "alimail" providers list
says "阿里邮箱" providers list --lang zh
says "config.toml" config init
says "valid" config check
says "complete" completions bash
says "gettoken" man --help
status=0
"$program" no-such-profile >"$work/out" 2>&1 || status=$?
[ "$status" = 2 ] || [ "$status" = 3 ] || fail "gettoken no-such-profile ended with $status: $(cat "$work/out")"
echo "smoke: $program works"
