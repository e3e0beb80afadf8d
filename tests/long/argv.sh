#!/usr/bin/env bash
# Checks that neither the client secret nor the token appears in argv or in the environment of any process. While
# gettoken gets tokens in all common ways, a poller reads /proc/PID/cmdline and /proc/PID/environ of every process;
# strace then shows every program that gettoken starts.
#
# usage: argv.sh BINARY [COUNT | --short]        COUNT: number of runs, default 1000, --short 70
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"

count=${2:-1000}
[ "$count" = --short ] && count=70
secret=ClientSecretCanary0123456789 token=AccessTokenCanary0123456789
vendor "/set?name=$token" >/dev/null
export PATH=$work/bin:$PATH
mkdir "$work/bin"
ln -s "$binary" "$work/bin/gettoken"
printf '#!/bin/sh\n: >"%s"\nsleep 0.01\n' "$work/opened" >"$work/bin/xdg-open"
chmod +x "$work/bin/xdg-open"
sed -i 's/required = false/required = true/; s/client-auth = "none"/client-auth = "post"/' "$GETTOKEN_CONFIG_DIR/providers/mock.toml"
cat >>"$GETTOKEN_CONFIG_DIR/providers/mock.toml" <<TOML
[api]
base = "http://127.0.0.1:$port"
[authorize]
url = "http://127.0.0.1:$port/authorize"
[authorization-code]
url = "http://127.0.0.1:$port/token"
client-auth = "post"
TOML
(
  umask 077
  echo "$secret" >"$work/secret"
  cat >"$GETTOKEN_CONFIG_DIR/config.toml" <<TOML
[profiles.file]
provider = "mock"
client-id = "id"
client-secret = { file = "$work/secret" }
[profiles.command]
provider = "mock"
client-id = "id"
client-secret = { command = ["sh", "-c", "sleep 0.01; cat $work/secret"] }
[profiles.inline]
provider = "mock"
client-id = "id"
client-secret = "$secret"
TOML
)

# The ways to get a token; their output is ignored.
# shellcheck disable=SC2016 # expanded by eval
commands=(
  'gettoken file --no-cache -o token'
  'gettoken command --no-cache -o token'
  'gettoken inline --no-cache -o token'
  'gettoken mock --client-id id --client-secret-file - --no-cache -o token <$work/secret'
  'gettoken inline -o curl | curl -s -K - http://127.0.0.1:$port/count'
  'gettoken exec --file file -- sh -c "sleep 0.01"'
  '! DISPLAY=:0 gettoken login inline --wait 0'
)
run() {
  (set -o pipefail && eval "$1") >/dev/null 2>"$work/err" </dev/null || { echo "failed: $1" >&2; cat "$work/err" >&2; exit 1; }
}

# Prints every process that shows one of the arguments, until stdin is closed.
cat >"$work/poll.py" <<'PYTHON'
import os, select, sys

secrets = [secret.encode() for secret in sys.argv[1:]]
looks, me = 0, os.getpid()
while not select.select([sys.stdin], [], [], 0)[0]:
    for number in filter(str.isdigit, os.listdir("/proc")):
        for name in ("cmdline", "environ"):
            try:
                with open(f"/proc/{number}/{name}", "rb") as file:
                    text = file.read()
            except OSError:
                continue
            looks += 1
            if int(number) != me and any(secret in text for secret in secrets):
                print(f"seen in {name} of {number}: {text[:200]!r}", flush=True)
print(f"looks {looks}")
PYTHON
mkfifo "$work/end"
python3 "$work/poll.py" "$secret" "$token" <"$work/end" >"$work/seen" &
poller=$!
exec 6>"$work/end"
# Control: a secret in argv is found.
sh -c 'while [ ! -s "$1" ]; do sleep 0.1; done; : the control' sh "$work/seen" "$secret" 6>&-
for ((number = 0; number < count; number++)); do run "${commands[number % ${#commands[@]}]}"; done
exec 6>&-
wait "$poller"
[ -e "$work/opened" ] || { echo "the browser was not opened" >&2; exit 1; }
grep '^seen' "$work/seen" | grep -v "the control" >"$work/hits"
echo "$count runs, $(sed -n 's/^looks //p' "$work/seen") looks, $(wc -l <"$work/hits") hits"
cat "$work/hits" >&2

# With the secret in gettoken's own environment: no program that it starts may inherit it.
started=0
if strace -qq -o /dev/null true 2>/dev/null; then
  for command in "${commands[@]}" 'gettoken exec --file file -- true'; do
    export GETTOKEN_INLINE_CLIENT_SECRET=$secret GETTOKEN_FILE_CLIENT_SECRET=$secret
    strace -f -v -s 99999 -e trace=execve -o "$work/trace" bash -c "work=$work port=$port; $command" \
      >/dev/null 2>&1 </dev/null
    unset GETTOKEN_INLINE_CLIENT_SECRET GETTOKEN_FILE_CLIENT_SECRET
    # bash, curl and gettoken inherit it from this script.
    grep 'execve("' "$work/trace" | grep -vE '= -1 E|execve\("[^"]*/(gettoken|bash|curl)"' >"$work/programs"
    started=$((started + $(wc -l <"$work/programs")))
    grep -E "$secret|$token" "$work/programs" >>"$work/hits"
  done
  echo "$started programs started, $(wc -l <"$work/hits") hits"
  [ "$started" -gt 7 ] || exit 1
else
  echo "strace is not permitted here: started programs were not checked" >&2
fi
[ ! -s "$work/hits" ] || { cut -c1-300 "$work/hits" >&2; exit 1; }
