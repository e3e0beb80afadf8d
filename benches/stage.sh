# shellcheck shell=bash disable=SC2034,SC2154 # shares variables with the scripts that source it
# Setup for run.sh, guard.sh and release/order.sh, which source it: binaries, a temporary directory with a path of fixed
# length, a server on loopback, config directories, and replay records. Removes everything when the script ends.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/.."
# The length of a path affects instruction counts, so TMPDIR is ignored.
work=$(mktemp -d /tmp/gettoken-bench.XXXXXX)
pids=()
cleanup() {
  if [ "${#pids[@]}" -gt 0 ]; then kill "${pids[@]}" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

has() { command -v "$1" >/dev/null; }
skip() { echo "skipped: $*" >&2; exit 77; }
for need in cargo python3; do has "$need" || skip "$need is not installed"; done
# The interpreter itself: the time of a launcher such as pyenv's would be included.
python=$(python3 -c 'import sys; print(sys.executable)')

# Builds both binaries (with `--no-build`, uses those of the last build), and copies them to $work/static and
# $work/plain, and the example of floor.rs to $work/floor. If the static one cannot be built, there is no $work/static,
# $why is the reason, and the floor is a plain build too.
binaries=(plain)
why=
build() {
  local folder=${CARGO_TARGET_DIR:-target} static floor status=0
  static=$folder/$(uname -m)-unknown-linux-musl/release/gettoken
  floor=$folder/release/examples/floor
  if [ "${1-}" != --no-build ]; then
    cargo build --locked --release --quiet --bin gettoken --example floor
    static=$(release/build.sh --example floor 2>"$work/why") || status=$?
    [ "$status" = 0 ] || [ "$status" = 77 ] || { cat "$work/why" >&2; exit 1; }
  fi
  cp "$folder/release/gettoken" "$work/plain"
  if [ "$status" = 0 ] && [ -x "$static" ]; then
    cp "$static" "$work/static"
    binaries=(static plain)
    floor=$(dirname "$static")/examples/floor
  else
    why=$(tail -n 1 "$work/why" 2>/dev/null || true)
    why=${why:-it was not built}
  fi
  [ ! -x "$floor" ] || cp "$floor" "$work/floor"
}

# Removes the caller's environment, which could change results. Call it after the build, which may need some of it.
clear_environment() {
  local name
  while read -r name; do
    [ "$name" = PATH ] || unset "$name"
  done < <(compgen -e)
  PATH=$PATH:/usr/sbin:/sbin # Debian installs nginx in /usr/sbin
  export HOME=$work LC_ALL=C
}

# Starts server.py with these arguments and sets `port`.
start_server() {
  local file=$work/port.$RANDOM pipe tries=100
  # The server ends when its stdin is closed; only this script has the other end.
  exec {pipe}> >(exec "$python" "$here/server.py" "$file" "$@")
  pids+=($!)
  until [ -s "$file" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "the server did not start" >&2; exit 1; }
    sleep 0.1
  done
  port=$(cat "$file")
}

# Creates a CA, $work/ca.pem, and a certificate that it signs for loopback: $work/leaf.pem and $work/leaf.key.
make_certificates() {
  local configuration=$here/../tests/real/openssl.cnf key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
  openssl req -x509 -config "$configuration" -extensions ca -days 2 "${key[@]}" -subj "/CN=benches CA" \
    -keyout "$work/ca.key" -out "$work/ca.pem"
  openssl req -config "$configuration" "${key[@]}" -subj "/CN=benches server" -keyout "$work/leaf.key" -out "$work/leaf.csr"
  openssl x509 -req -in "$work/leaf.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -set_serial 2 -days 2 \
    -extfile "$configuration" -extensions leaf -out "$work/leaf.pem"
}

# Prints a typical profile: $1 is its name, $2 the token URL.
profile() {
  printf '[profiles.%s]\nprovider = "oauth2"\nclient-id = "%s-client"\nclient-secret = "%s-secret"\n' "$1" "$1" "$1"
  printf 'scope = "mail.read mail.send"\nvars = { token-url = "%s" }\n\n' "$2"
}

# Creates the config directory $1 with $3 profiles for the token URL $2; the first is `mail`.
configure() {
  local folder=$work/$1 number
  mkdir -p "$folder/providers"
  {
    profile mail "$2"
    for ((number = 2; number <= $3; number++)); do profile "mail-$number" "$2"; done
  } >"$folder/config.toml"
  chmod 600 "$folder/config.toml"
}

# Fetches the token of `mail` and creates replay records for it. A cache hit writes a record only if its inputs have not
# changed for two seconds. Each argument is BINARY:DIRECTORY; a binary ignores the replay records of another build.
warm() {
  local pair form
  for pair in "$@"; do GETTOKEN_CONFIG_DIR=$work/${pair#*:} "$work/${pair%%:*}" mail -o token >/dev/null; done
  sleep 2.1
  for pair in "$@"; do
    for form in token header; do GETTOKEN_CONFIG_DIR=$work/${pair#*:} "$work/${pair%%:*}" mail -o "$form" >/dev/null; done
  done
}

# Prints the number of system calls of a command, in all its threads.
syscalls() {
  "${clean[@]}" strace -f -qq -o "$work/trace" "$@" >/dev/null 2>&1 || { echo -; return; }
  grep -vcE '<\.\.\. .* resumed>|\+\+\+|---' "$work/trace"
}

# Prints the number of user-space instructions of a command.
instructions() {
  local collected
  collected=$("${clean[@]}" valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null) || true
  collected=$(sed -n 's/.*Collected : //p' <<<"$collected")
  echo "${collected:--}"
}
