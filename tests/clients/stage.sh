# shellcheck shell=sh disable=SC2034
# What every script of this folder begins with: a folder that goes away, a token server that `gettoken
# demo` plays, so that the token is `token`, and words to check with.
#
#     tests/clients/NAME.sh [GETTOKEN]        default: target/debug/gettoken of this repository
#
# Exit: 0 all passed, 1 a check failed, 77 skipped because the client is missing. The server, where a
# client needs one, is a few lines of Python on a port of its own.
set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 1
gettoken=${1:-$here/../../target/debug/gettoken}
gettoken=$(command -v "$gettoken") || { echo "no such program: ${1:-target/debug/gettoken}" >&2; exit 1; }
gettoken=$(cd "$(dirname "$gettoken")" && pwd)/$(basename "$gettoken")
PATH=$PATH:/usr/sbin:/usr/lib/git-core
failed=0 pids=''
work=$(mktemp -d) || exit 1
token=token user=me@example.com

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

# Waits until the file is there and not empty: a server that has written its port listens.
appear() {
    for _ in $(seq 100); do
        [ -s "$1" ] && return
        sleep 0.1
    done
    echo "not ok - the stage: $1 does not appear"
    cat "$work"/*.log
    exit 1
}

# serve SCRIPT [ARGUMENT…]: starts a Python server, which writes its port to the file that it is given
# first, and sets `port`.
serve() {
    script=$1
    shift
    rm -f "$work/port"
    python3 "$script" "$work/port" "$@" >"$work/server.log" 2>&1 &
    pids="$pids $!"
    appear "$work/port"
    port=$(cat "$work/port")
}

# Makes a certificate for 127.0.0.1 and its key.
certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/openssl.log" ||
        skip 'openssl makes no certificate'
}

# The home of this machine's user, and whatever is configured there, stays out of it.
HOME=$work/home
export HOME
mkdir "$HOME"
unset XDG_CONFIG_HOME HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy
"$gettoken" demo alimail --serve >"$work/exports" 2>"$work/demo.log" &
pids="$pids $!"
appear "$work/exports"
# shellcheck disable=SC1091
. "$work/exports"
