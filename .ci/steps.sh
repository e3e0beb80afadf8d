# shellcheck shell=bash
# The steps of .ci/run and .ci/full: each says how long it took, and the last lines say what was skipped, or which step
# failed. To be sourced.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# What it stores helps only those who change a file and build again.
export CARGO_INCREMENTAL=0

title='' began=0 skipped=() binary='' jobs=() job_names=()

step() {
  finish
  title=$* began=$SECONDS
  printf '\n== %s\n' "$title"
  local file
  for file in ${binary:+"$binary" target/debug/gettoken}; do
    has_keyring "$file" || fail "$file is not the program that is shipped: that one has the keyring"
  done
}

finish() {
  [ -z "$title" ] || printf -- '-- %s: %d s\n' "$title" $((SECONDS - began))
  title=''
}

fail() {
  echo "$*" >&2
  exit 1
}

# Installs the packages of the programs or files that are missing: PROGRAM:PACKAGE …
install() {
  local pair missing=()
  for pair; do
    command -v "${pair%%:*}" >/dev/null || [ -e "/usr/sbin/${pair%%:*}" ] || [ -e "${pair%%:*}" ] ||
      missing+=("${pair##*:}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  local as=()
  # A machine of a CI service is a user's that may become root. That of a developer is left alone.
  if [ "$(id -u)" != 0 ] && [ -n "${CI-}" ]; then as=(sudo --non-interactive); fi
  if [ "$(id -u)" = 0 ] || [ "${#as[@]}" -gt 0 ] && command -v apt-get >/dev/null; then
    "${as[@]}" apt-get update -q >/dev/null &&
      "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "${missing[@]}" >/dev/null && return 0
  fi
  echo "not installed: ${missing[*]}; what needs them is skipped"
}

# Names the program that all further steps test: a copy, so that no later build replaces it.
program() {
  mkdir -p target/ci
  binary=target/ci/gettoken
  cp -f "$1" "$binary"
}

# Whether a program was built with the keyring: without it, a config that names it is an error.
has_keyring() {
  local folder status=0
  folder=$(mktemp -d)
  printf '[profiles.alimail]\nstore = "keyring"\n' >"$folder/config.toml"
  "$1" config check --config-dir "$folder" >/dev/null || status=$?
  rm -rf "$folder"
  return "$status"
}

# Runs a command that ends with 77 where something it needs is missing: no success, but no failure either.
optional() {
  local status=0
  "$@" || status=$?
  [ "$status" = 77 ] || return "$status"
  skipped+=("$*")
}

# Starts a command beside the steps that follow, until `join`.
beside() {
  local output=target/ci/beside-${#jobs[@]}
  mkdir -p target/ci
  : >"$output"
  # In a process group of its own, which can be ended as a whole.
  setsid "$@" </dev/null >"$output" 2>&1 &
  jobs+=($!) job_names+=("$*")
}

# Waits for the commands that run beside, prints all they said, and fails if one failed.
join() {
  local index status failed=0
  for index in "${!jobs[@]}"; do
    status=0
    wait "${jobs[index]}" || status=$?
    printf '%s:\n' "${job_names[index]}"
    cat "target/ci/beside-$index"
    case $status in
      0) ;;
      77) skipped+=("${job_names[index]}") ;;
      *) failed=$status && echo "failed: ${job_names[index]}" >&2 ;;
    esac
  done
  jobs=() job_names=()
  return "$failed"
}

end() {
  local status=$?
  [ "$status" != 0 ] || join || status=$?
  local index
  for index in "${!jobs[@]}"; do
    kill -- "-${jobs[index]}" 2>/dev/null || kill "${jobs[index]}" 2>/dev/null || true
    printf '%s, which was ended:\n' "${job_names[index]}"
    cat "target/ci/beside-$index"
  done
  if [ "$status" = 0 ]; then
    finish
    [ "${#skipped[@]}" = 0 ] || printf '\nskipped, since something is missing:%s\n' "$(printf '\n  %s' "${skipped[@]}")"
    printf '\n%s: all green in %d s\n' "$0" "$SECONDS"
  else
    printf '\n%s: failed in "%s" after %d s\n' "$0" "$title" "$SECONDS" >&2
  fi
  exit "$status"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
