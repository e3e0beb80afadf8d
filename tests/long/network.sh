#!/usr/bin/env bash
# Tests slow and broken networks: the number of round trips of a fetch, the cost of unreachable addresses,
# and deadlines. Runs in separate network namespaces where a round trip takes 100 ms, which is long enough to
# count round trips even on a slow machine.
#
# usage: network.sh BINARY [--short]        five runs each; --short: one, repeated if it was too slow
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
skip() { echo "skipped: $*" >&2; exit 77; }

if [ "${1:-}" != --inside ]; then
  binary=$(realpath -- "${1:?the path of the binary}")
  for need in python3 openssl unshare ip mount; do
    command -v "$need" >/dev/null || [ -x "/usr/sbin/$need" ] || skip "$need is not installed"
  done
  [ -c /dev/net/tun ] || skip "/dev/net/tun is missing"
  [ -e /proc/net/if_inet6 ] || skip "this kernel has no IPv6"
  export PATH=$PATH:/usr/sbin:/sbin
  spaces=(unshare --net --mount)
  [ "$(id -u)" = 0 ] || spaces+=(--user --map-root-user)
  "${spaces[@]}" true 2>/dev/null || skip "creating network namespaces is not permitted here"
  exec "${spaces[@]}" bash "$here/network.sh" --inside "$binary" "${2:-}"
fi

binary=$2
rounds=5
[ "${3:-}" = --short ] && rounds=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

cat >leaf.ext <<'EXT'
subjectAltName=DNS:vendor.test,DNS:half.test,DNS:refused.test,DNS:crowd.test,IP:10.77.0.2,IP:2001:db8:77::2
EXT
{
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  openssl req -x509 -new -key ca.key -days 2 -subj '/CN=test CA' -out ca.pem
  openssl ecparam -name prime256v1 -genkey -noout -out leaf.key
  openssl req -new -key leaf.key -subj '/CN=vendor.test' -out leaf.csr
  openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile leaf.ext -out leaf.pem
} 2>/dev/null || skip "openssl made no certificates"

# The mount namespace hides these files from other processes.
echo 'hosts: files dns' >nsswitch.conf
for file in resolv.conf nsswitch.conf; do
  [ -e "$file" ] || : >"$file"
  mount --bind "$work/$file" "/etc/$file" 2>/dev/null || skip "cannot mount a file over /etc/$file"
done
nameserver() { echo "nameserver $1" >"$work/resolv.conf"; }

coproc FAR { exec python3 "$here/network.py" 50 "$work/leaf.pem" "$work/leaf.key"; }
read -r up <&"${FAR[0]}" || up=
[ "$up" = up ] || skip "the test network could not be created"
ip link set lo up
ip link set far0 up
ip addr add 10.77.0.1/24 dev far0
ip addr add 2001:db8:77::1/64 dev far0 nodad

faults=0
# check NAME CODE LEAST MOST ARGUMENT... : all runs exit with CODE after at least LEAST ms, and the fastest
# takes at most MOST ms: load makes runs slower, but never saves a round trip.
check() {
  local name=$1 code=$2 least=$3 most=$4 round begin took actual fastest=999999
  local -a all=()
  shift 4
  for ((round = 0; round < rounds || (fastest > most && round < 5); round++)); do
    begin=${EPOCHREALTIME/./}
    env -i HOME="$work" SSL_CERT_FILE="$work/ca.pem" OAUTH2_CLIENT_SECRET=s "$binary" oauth2 -o token \
      --client-id an-id --retries 0 "$@" >out 2>err
    actual=$?
    took=$(((${EPOCHREALTIME/./} - begin) / 1000))
    all+=("$took")
    [ "$took" -ge "$fastest" ] || fastest=$took
    if [ "$actual" != "$code" ] || [ "$took" -lt "$least" ]; then
      faults=$((faults + 1))
      echo "FAILED: $name: exit code $actual, expected $code; $took ms, expected at least $least" >&2
      cat err >&2
    fi
  done
  if [ "$fastest" -gt "$most" ]; then
    faults=$((faults + 1))
    echo "FAILED: $name: $fastest ms, expected at most $most" >&2
  fi
  echo "$name: ${all[*]} ms"
}
url() { echo "--token-url=https://$1/token"; }

nameserver 10.77.0.2
# One round trip each for TCP, TLS and HTTP, and for DNS if there is a name.
check "an address, 3 round trips" 0 300 390 --no-cache "$(url 10.77.0.2)"
check "an IPv6 address, 3 round trips" 0 300 390 --no-cache "$(url '[2001:db8:77::2]')"
check "a name, 4 round trips" 0 400 490 --no-cache "$(url vendor.test)"
check "a name, IPv4 only" 0 400 490 --no-cache -4 "$(url vendor.test)"
# The first run fetches and stores the token, so only the fastest run counts.
check "a cached token, no round trip" 0 0 90 "$(url vendor.test)"

# The next address is tried after 250 ms, or at once if the connection is refused.
check "IPv6 is unreachable" 0 650 800 --no-cache "$(url half.test)"
check "four IPv6 addresses are unreachable" 0 650 800 --no-cache "$(url crowd.test)"
check "IPv6 refuses connections" 0 500 600 --no-cache "$(url refused.test)"
check "IPv6 is unreachable, but -4 is given" 0 400 490 --no-cache -4 "$(url half.test)"

# Deadlines.
check "all addresses are unreachable, connect timeout" 6 2000 2600 --no-cache --connect-timeout 2 "$(url dead.test)"
check "all addresses are unreachable, total timeout" 6 2000 2500 --no-cache --timeout 2 "$(url dead.test)"
check "one address, unreachable" 6 2000 2500 --no-cache --connect-timeout 2 "$(url 10.77.0.9)"
check "an unreachable proxy" 6 2000 2500 --no-cache --connect-timeout 2 --proxy http://10.77.0.9:3128 \
  "$(url vendor.test)"
check "an unreachable SOCKS proxy" 6 2000 2600 --no-cache --connect-timeout 2 --proxy socks5h://dead.test:1080 \
  "$(url vendor.test)"
nameserver 10.77.0.3
check "DNS does not respond, connect timeout" 6 2000 2500 --no-cache --connect-timeout 2 "$(url vendor.test)"
check "DNS does not respond, total timeout" 6 2000 2500 --no-cache --timeout 2 "$(url vendor.test)"
nameserver 10.77.0.9
check "the DNS server is unreachable" 6 2000 2500 --no-cache --timeout 2 "$(url vendor.test)"

[ "$faults" = 0 ]
