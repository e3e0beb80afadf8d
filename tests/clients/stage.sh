# shellcheck shell=sh disable=SC2034
# Setup for all scripts in this directory, which source it: a temporary directory, the mock server of
# `gettoken demo`, the token that it has issued, and functions for checks.
#
#     tests/clients/NAME.sh [GETTOKEN]        default: target/debug/gettoken in this repository
#
# Exit code: 0 all passed, 1 a check failed, 77 skipped because the client is missing. If a client needs a
# server, that is a few lines of Python.
set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 1
gettoken=${1:-$here/../../target/debug/gettoken}
gettoken=$(command -v "$gettoken") || { echo "no such program: ${1:-target/debug/gettoken}" >&2; exit 1; }
gettoken=$(cd "$(dirname "$gettoken")" && pwd)/$(basename "$gettoken")
PATH=$PATH:/usr/sbin:/usr/lib/git-core
failed=0 pids=''
work=$(mktemp -d) || exit 1
user=me@example.com

cleanup() {
    for pid in $pids; do kill "$pid" 2>/dev/null; done
    wait
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

skip() {
    echo "skipped: $1"
    exit 77
}

need() {
    for tool; do command -v "$tool" >/dev/null || skip "$tool is not installed"; done
}

# check NAME EXPECTED FOUND
check() {
    if [ "$2" = "$3" ]; then
        echo "ok - $1"
    else
        printf 'not ok - %s\n# expected: %s\n# found:    %s\n' "$1" "$2" "$3"
        failed=1
    fi
}

# Waits until the file exists and is not empty. A server writes its port there when it listens.
wait_for() {
    for _ in $(seq 100); do
        [ -s "$1" ] && return
        sleep 0.1
    done
    echo "not ok - setup: $1 was not written"
    cat "$work"/*.log
    exit 1
}

# serve SCRIPT [ARGUMENT…]: starts a Python server and sets `port`. Its first argument is the file to
# which it writes its port.
serve() {
    script=$1
    shift
    rm -f "$work/port"
    python3 "$script" "$work/port" "$@" >"$work/server.log" 2>&1 &
    pids="$pids $!"
    wait_for "$work/port"
    port=$(cat "$work/port")
}

# Creates a certificate for 127.0.0.1 and its key.
certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/openssl.log" ||
        skip 'openssl cannot create the certificate'
}

# Ignore the caller's home directory and configuration.
HOME=$work/home
export HOME
mkdir "$HOME"
unset XDG_CONFIG_HOME HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy
"$gettoken" demo alimail --serve >"$work/exports" 2>"$work/demo.log" &
pids="$pids $!"
wait_for "$work/exports"
# shellcheck disable=SC1091
. "$work/exports"
# The next calls get it from the cache.
token=$("$gettoken" alimail -o token)
export token
