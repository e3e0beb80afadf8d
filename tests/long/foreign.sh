#!/usr/bin/env bash
# Runs the release binaries for other processors under qemu: a fetch over TLS, hits, a herd, `exec --file`, a login, and
# what 32 bits could break, such as times after 2038 and files of more than 4 GiB.
#
# usage: foreign.sh [TARGET…]          default: the three targets below; 77 if one could not be built or run here
# shellcheck disable=SC2317 # `check` calls functions
# shellcheck source=benches/stage.sh disable=SC1091
. "$(dirname "$0")/../../benches/stage.sh"

[ $# -gt 0 ] || set -- aarch64-unknown-linux-musl armv7-unknown-linux-musleabihf riscv64gc-unknown-linux-musl
for need in file openssl truncate; do has "$need" || skip "$need is not installed"; done
# The binary for each target that could be built.
declare -A built=()
missing=0
for target; do
  emulator=${target%%-*}
  case $emulator in armv7) emulator=arm ;; riscv64gc) emulator=riscv64 ;; esac
  emulator=qemu-$emulator-static
  if ! has "$emulator"; then
    echo "skipped: $target: $emulator is not installed (package qemu-user-static)" >&2
    missing=77
  elif binary=$(release/build.sh "$target"); then
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$emulator" "$binary" >"$work/$target"
    chmod +x "$work/$target"
    built[$target]=$binary
  else
    status=$?
    [ "$status" = 77 ] || exit "$status"
    missing=77
  fi
done

clear_environment
umask 077
make_certificates 2>/dev/null
start_server "$work/leaf.pem" "$work/leaf.key"
export SSL_CERT_FILE=$work/ca.pem
url=https://127.0.0.1:$port/token
token=$("$python" -c 'import sys; sys.path[:0] = sys.argv[1:]; import server; print(server.TOKEN)' "$here")

# Prints the number of tokens issued since the last call.
requests() {
  "$python" - "$port" <<'PYTHON'
import ssl, sys, urllib.request
context = ssl._create_unverified_context()
print(urllib.request.urlopen(f"https://127.0.0.1:{sys.argv[1]}/count", context=context).read().decode())
PYTHON
}

failed=0
# check NAME EXPECTED COMMAND…: the command exits with 0 and prints what is expected; `*` stands for anything.
check() {
  local name=$1 expected=$2 found status=0
  shift 2
  found=$("$@" 2>"$work/err") || status=$?
  # shellcheck disable=SC2053 # a pattern
  if [ "$status" = 0 ] && [[ $found == $expected ]]; then
    echo "ok - $target: $name"
  else
    printf 'not ok - %s: %s\n# exit status %s, expected: %s\n# found: %s\n' "$target" "$name" "$status" "$expected" "$found"
    sed 's/^/# /' "$work/err"
    failed=1
  fi
}
refused() { if "$@" 2>&1; then return 1; else echo "exit status $?"; fi; }

# Logs in as a person who pastes the URL of the page where the browser ended up.
log_in() {
  local line redirect='' state='' answer
  coproc LOGIN { "$gettoken" login me --no-browser 2>&1; }
  answer=${LOGIN[1]} login=$LOGIN_PID
  while [ -z "$state" ] && read -rt 60 line <&"${LOGIN[0]}"; do
    [[ $line =~ redirect_uri=([^\&]*) ]] && redirect=${BASH_REMATCH[1]}
    [[ $line =~ state=([^\&]*) ]] && state=${BASH_REMATCH[1]}
  done
  redirect=${redirect//%3A/:}
  echo "${redirect//%2F//}?code=a-code&state=$state" >&"$answer"
  wait "$login"
}

for target in "${!built[@]}"; do
  gettoken=$work/$target
  configure "$target-home" "$url" 2
  export GETTOKEN_CONFIG_DIR=$work/$target-home
  cat >>"$GETTOKEN_CONFIG_DIR/config.toml" <<TOML
[profiles.me]
provider = "oauth2"
grant = "user"
client-id = "me"
vars = { client-auth = "none", authorize-url = "https://127.0.0.1:$port/authorize", token-url = "$url" }
TOML
  check "static" "*statically linked*" file -L "${built[$target]}"
  check "the version" "gettoken *" "$gettoken" --version
  check "the demo" "*access_token: *" "$gettoken" demo
  requests >/dev/null
  check "a fetch over TLS" "$token" "$gettoken" mail -o token
  check "a hit" "$token" "$gettoken" mail -o token
  sleep 2.1
  check "a hit that is recorded" "$token" "$gettoken" mail -o token
  check "a hit from the record" "$token" "$gettoken" mail -o token
  check "with its times" '*"expires_in":*' "$gettoken" mail -o json
  check "one request for all of these" 1 requests
  # shellcheck disable=SC2016 # expanded by the inner shell
  check "exec with a variable" "$token" "$gettoken" exec mail -- sh -c 'echo "$ACCESS_TOKEN"'
  # shellcheck disable=SC2016
  check "exec with a file" "$token" "$gettoken" exec mail --file -- sh -c 'cat "$ACCESS_TOKEN_FILE"'
  check "a login by paste" "*" log_in
  check "the person's token" "$token" "$gettoken" me -o token
  check "the cache" "*" "$gettoken" cache verify
  check "no warnings" "*static*no faults, no warnings*" "$gettoken" doctor
  touch -d 2040-01-01 "$GETTOKEN_CONFIG_DIR/config.toml"
  check "a config file of the year 2040" "$token" "$gettoken" mail -o token
  truncate -s $(((1 << 32) + 100)) "$work/endless"
  check "a secret of 4 GiB and 100 bytes" "*exit status [23]" refused "$gettoken" mail --no-cache --client-secret-file "$work/endless"
  # Each case of herd.sh sends one request.
  check "a herd" "*" bash tests/long/herd.sh "$gettoken" 20
done
[ "$failed" = 0 ] || exit 1
exit "$missing"
