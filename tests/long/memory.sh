#!/usr/bin/env bash
# Counts the copies of the client secret and the token in the process's memory at three moments: after the secret
# was read, during the request, and before the exit. Tests all sources of the secret and all ways to send it.
#
# usage: memory.sh BINARY [--short | --record]
#
# --short tests fewer combinations. The counts may exceed those in memory.txt by one before the exit, but not at
# the exit; --record rewrites that file. A debugger stops the process at a system call for each moment, so the
# result does not depend on timing.
here=$(dirname "$0")
# shellcheck source=tests/long/setup.sh disable=SC1091
. "$here/setup.sh"
command -v gdb >/dev/null || { echo "skipped: gdb is not installed" >&2; exit 77; }
[ "$(id -u)" = 0 ] || { echo "skipped: reading the process's memory needs root" >&2; exit 77; }

secret=ClientSecretCanary0123456789abcdefghijkl
vendor '/set?name=AccessTokenCanary0123456789abcdefghijkl' >/dev/null

# Writes a definition: $1 is its name, the rest are its lines.
definition() {
  local name=$1
  shift
  {
    printf '%s\n' 'title = "Mock"' 'docs = "https://vendor.example/docs"' '[client-credentials]' \
      "url = \"http://127.0.0.1:$port/token\"" "$@"
  } >"$GETTOKEN_CONFIG_DIR/providers/$name.toml"
}
params='params = { grant_type = "client_credentials", key = "{client-secret}" }'
definition form 'client-auth = "post"'
definition json 'client-auth = "params"' 'send = "json"' "$params"
definition basic 'client-auth = "basic"'
definition query 'client-auth = "params"' 'send = "query"' "$params"

(umask 077 && echo "$secret" >"$work/secret")
variable=MOCK_CANARY

# Writes the config file for the secret source $1 and the definition $2, and sets the arguments and stdin.
configure() {
  local line=''
  args=(--no-cache --client-id id -o token) input=/dev/null environment=
  case $1 in
    flag) args+=(--client-secret "$secret") ;;
    environment) line="client-secret = { env = \"$variable\" }" environment="set environment $variable $secret" ;;
    config) line="client-secret = \"$secret\"" ;;
    file) args+=(--client-secret-file "$work/secret") ;;
    stdin) args+=(--client-secret-file -) input=$work/secret ;;
    command) line="client-secret = { command = [\"cat\", \"$work/secret\"] }" ;;
  esac
  (umask 077 && printf '[profiles.mock]\nprovider = "%s"\n%s\n' "$2" "$line" >"$GETTOKEN_CONFIG_DIR/config.toml")
}

# Runs the binary under the debugger and dumps its memory at each of the three moments.
dump_memory() {
  printf '%s\n' 'set pagination off' 'set confirm off' "$environment" \
    'catch syscall connect' "run mock ${args[*]} <$input >$work/answer 2>$work/err" "generate-core-file $work/read" \
    'delete' 'catch syscall recvfrom' 'continue' "generate-core-file $work/request" \
    'delete' 'catch syscall exit_group' 'continue' "generate-core-file $work/exit" 'kill' >"$work/steps"
  rm -f "$work/read" "$work/request" "$work/exit"
  gdb -nx -batch -x "$work/steps" "$binary" >"$work/gdb" 2>&1
  if ! grep -q '^AccessTokenCanary' "$work/answer" && [ ! -e "$work/exit" ]; then
    cat "$work/gdb" "$work/err" >&2
    echo "skipped: gdb cannot stop the process here" >&2
    exit 77
  fi
}

# Counts copies in the mapped memory of a core file, without the debugger's notes.
cat >"$work/count.py" <<'PYTHON'
import base64, struct, sys

def mapped(path):
    core = open(path, "rb").read()
    table, = struct.unpack_from("<Q", core, 32)
    size, count = struct.unpack_from("<HH", core, 54)
    for number in range(count):
        kind, _, offset, _, _, length = struct.unpack_from("<IIQQQQ", core, table + number * size)
        if kind == 1:
            yield core[offset:offset + length]

def forms(text):
    yield text
    for shift in range(3):
        # The part that does not depend on the neighboring bytes.
        coded = base64.b64encode(b"\0" * shift + text)
        yield coded[4 if shift else 0:-4]

def count(path, text):
    return sum(part.count(form) for part in mapped(path) for form in forms(text.encode()))

folder, secret, token = sys.argv[1:]
print(*(count(f"{folder}/{moment}", secret) for moment in ("read", "request", "exit")), count(f"{folder}/exit", token))
PYTHON

ways=("flag form" "environment form" "config form" "file form" "stdin form" "command form"
  "file json" "file basic" "file query")
[ "${2-}" = --short ] && ways=("environment form" "command form" "file basic" "file query")

recorded=$here/memory.txt faults=0
for way in "${ways[@]}"; do
  read -r source form <<<"$way"
  configure "$source" "$form"
  dump_memory
  echo "$source $form $(python3 "$work/count.py" "$work" "$secret" AccessTokenCanary0123456789abcdefghijkl)"
done >"$work/table"
(echo "source sent-as read request exit token-at-exit" && cat "$work/table") | column -t

if [ "${2-}" = --record ]; then
  cp "$work/table" "$recorded"
  exit
fi
while read -r source form read request exit token; do
  # shellcheck disable=SC2034 # column names
  read -r _ _ most_read most_request most_exit most_token < <(grep "^$source $form " "$recorded")
  if ((read > most_read + 1 || request > most_request + 1 || exit > most_exit || token > most_token)); then
    echo "$source, $form: more copies than the recorded $most_read $most_request $most_exit $most_token" >&2
    faults=$((faults + 1))
  fi
done <"$work/table"
[ "$faults" = 0 ]
