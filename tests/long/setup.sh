# shellcheck shell=bash
# What the long tests share: a home, a vendor on loopback, and the call that asks it. To be sourced
# with the binary as first argument; everything is gone again at the end of the script.

set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034 # the scripts that source this use it
binary=$(realpath -- "${1:?the path of the binary}")
for need in python3 mktemp; do
  command -v "$need" >/dev/null || { echo "skipped: $need is not installed" >&2; exit 77; }
done

# Nothing of the caller's environment changes a result.
while read -r name; do
  [ "$name" = PATH ] || unset "$name"
done < <(compgen -e)
work=$(mktemp -d)
export HOME=$work GETTOKEN_CONFIG_DIR=$work/config
tokens=$GETTOKEN_CONFIG_DIR/tokens
mkdir -p "$GETTOKEN_CONFIG_DIR/providers"

coproc VENDOR { exec python3 "$here/mock.py"; }
vendor_pid=$!
end() {
  kill "$vendor_pid" 2>/dev/null
  rm -rf "$work"
}
trap end EXIT
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

# Asks the vendor's own pages and prints the last line: `vendor /count`, `vendor '/set?life=1'`.
vendor() {
  local line last=
  exec 5<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&5
  while IFS= read -r line || [ -n "$line" ]; do last=$line; done <&5
  exec 5>&-
  echo "$last"
}

# Prints how many half-written files there are.
halves() {
  local found=("$tokens"/*.tmp)
  if [ -e "${found[0]}" ]; then echo "${#found[@]}"; else echo 0; fi
}
