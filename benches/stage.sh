# shellcheck shell=bash disable=SC2034,SC2154 # it shares variables with the scripts that source it
# What run.sh and guard.sh share: the binaries, a folder of one length, a server on loopback, a home with profiles,
# and a token that is answered from its replay record. To be sourced; everything is gone again at the end of the script.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/.."
# Lengths of paths count in instructions, so TMPDIR has no say.
work=$(mktemp -d /tmp/gettoken-bench.XXXXXX)
pids=()
end() {
  if [ "${#pids[@]}" -gt 0 ]; then kill "${pids[@]}" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

has() { command -v "$1" >/dev/null; }
skip() { echo "skipped: $*" >&2; exit 77; }
for need in cargo python3; do has "$need" || skip "$need is not installed"; done
# A launcher such as pyenv's would be timed with it.
python=$(python3 -c 'import sys; print(sys.executable)')

# Builds both binaries, or takes those that are there after `--no-build`, and copies them to $work/static and
# $work/plain, and floor.rs to $work/floor. Where the static one cannot be built there is no $work/static, $why says
# why, and the floor is plain too.
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

# Nothing of the caller's environment changes a result. Only after the build, which may need some of it.
alone() {
  local name
  while read -r name; do
    [ "$name" = PATH ] || unset "$name"
  done < <(compgen -e)
  PATH=$PATH:/usr/sbin:/sbin # Debian keeps nginx where only root looks
  export HOME=$work LC_ALL=C
}

# Starts server.py with its further arguments, and sets port.
start_server() {
  local file=$work/port.$RANDOM pipe tries=100
  # It ends with its stdin, which only this script holds.
  exec {pipe}> >(exec "$python" "$here/server.py" "$file" "$@")
  pids+=($!)
  until [ -s "$file" ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "the server did not start" >&2; exit 1; }
    sleep 0.1
  done
  port=$(cat "$file")
}

# Makes an authority, $work/ca.pem, and of it a certificate for loopback: $work/leaf.pem and $work/leaf.key.
certify() {
  local configuration=$here/../tests/real/openssl.cnf key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
  openssl req -x509 -config "$configuration" -extensions ca -days 2 "${key[@]}" -subj "/CN=benches CA" \
    -keyout "$work/ca.key" -out "$work/ca.pem"
  openssl req -config "$configuration" "${key[@]}" -subj "/CN=benches server" -keyout "$work/leaf.key" -out "$work/leaf.csr"
  openssl x509 -req -in "$work/leaf.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -set_serial 2 -days 2 \
    -extfile "$configuration" -extensions leaf -out "$work/leaf.pem"
}

# A profile as people write it: $1 its name, $2 the address of its server.
profile() {
  printf '[profiles.%s]\nprovider = "oauth2"\nclient-id = "%s-client"\nclient-secret = "%s-secret"\n' "$1" "$1" "$1"
  printf 'scope = "mail.read mail.send"\nvars = { token-url = "%s" }\n\n' "$2"
}

# A configuration folder: $1 its name, $2 the server's address, $3 how many profiles; the first one is `mail`.
configure() {
  local folder=$work/$1 number
  mkdir -p "$folder/providers"
  {
    profile mail "$2"
    for ((number = 2; number <= $3; number++)); do profile "mail-$number" "$2"; done
  } >"$folder/config.toml"
  chmod 600 "$folder/config.toml"
}

# Gets the token of `mail` into folders, and has it served, so that each call of the same words is answered from its
# replay record: that is written by a hit two seconds after the last change of what it rests on. Each argument is BINARY:FOLDER;
# the replay records of one build say nothing to another.
warm() {
  local pair form
  for pair in "$@"; do GETTOKEN_CONFIG_DIR=$work/${pair#*:} "$work/${pair%%:*}" mail -o token >/dev/null; done
  sleep 2.1
  for pair in "$@"; do
    for form in token header; do GETTOKEN_CONFIG_DIR=$work/${pair#*:} "$work/${pair%%:*}" mail -o "$form" >/dev/null; done
  done
}

# Prints how many system calls a command makes, with those of its threads.
syscalls() {
  "${clean[@]}" strace -f -qq -o "$work/trace" "$@" >/dev/null 2>&1 || { echo -; return; }
  grep -vcE '<\.\.\. .* resumed>|\+\+\+|---' "$work/trace"
}

# Prints how many instructions a command takes in user space.
instructions() {
  local collected
  collected=$("${clean[@]}" valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null) || true
  collected=$(sed -n 's/.*Collected : //p' <<<"$collected")
  echo "${collected:--}"
}
