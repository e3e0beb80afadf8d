# shellcheck shell=bash
# Setup for the long tests: a home directory, a mock server on loopback, and functions. Source it with the
# path of the binary as the first argument. Removes everything when the script ends.

set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034 # used by the scripts that source this
binary=$(realpath -- "${1:?the path of the binary}")
for need in python3 mktemp; do
  command -v "$need" >/dev/null || { echo "skipped: $need is not installed" >&2; exit 77; }
done

# The caller's environment must not change a result.
while read -r name; do
  [ "$name" = PATH ] || unset "$name"
done < <(compgen -e)
work=$(mktemp -d)
export HOME=$work GETTOKEN_CONFIG_DIR=$work/config
tokens=$GETTOKEN_CONFIG_DIR/tokens
mkdir -p "$GETTOKEN_CONFIG_DIR/providers"

coproc VENDOR { exec python3 "$here/mock.py"; }
vendor_pid=$!
cleanup() {
  kill "$vendor_pid" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT
read -r port <&"${VENDOR[0]}"

cat >"$GETTOKEN_CONFIG_DIR/providers/mock.toml" <<TOML
title = "Mock"
docs = "https://vendor.example/docs"
[credentials]
client-id = { required = false }
client-secret = { required = false }
[client-credentials]
url = "http://127.0.0.1:$port/token"
client-auth = "none"
TOML

# Requests a control page of the mock server and prints the last line: `vendor /count`, `vendor '/set?life=1'`.
vendor() {
  local line last=
  exec 5<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&5
  while IFS= read -r line || [ -n "$line" ]; do last=$line; done <&5
  exec 5>&-
  echo "$last"
}

# Prints the number of temporary files in the cache.
temporary_files() {
  local found=("$tokens"/*.tmp)
  if [ -e "${found[0]}" ]; then echo "${#found[@]}"; else echo 0; fi
}
