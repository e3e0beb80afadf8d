#!/usr/bin/env bash
# A slow and a broken network: how many round trips a cold fetch takes, what a dead address costs, and
# when a call ends that nobody answers. A round trip takes 100 ms here, in network namespaces of our own,
# so what is counted in milliseconds is told apart from a slow machine.
#
# usage: network.sh BINARY [--short]        five times each; --short once, again where that was too slow
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
skip() { echo "skipped: $*" >&2; exit 77; }

if [ "${1:-}" != --inside ]; then
  binary=$(realpath -- "${1:?the path of the binary}")
  for need in python3 openssl unshare ip mount; do
    command -v "$need" >/dev/null || [ -x "/usr/sbin/$need" ] || skip "$need is not installed"
  done
  [ -c /dev/net/tun ] || skip "there is no /dev/net/tun"
  [ -e /proc/net/if_inet6 ] || skip "this kernel has no IPv6"
  export PATH=$PATH:/usr/sbin:/sbin
  spaces=(unshare --net --mount)
  [ "$(id -u)" = 0 ] || spaces+=(--user --map-root-user)
  "${spaces[@]}" true 2>/dev/null || skip "no network namespaces may be made here"
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
  openssl req -x509 -new -key ca.key -days 2 -subj '/CN=a far authority' -out ca.pem
  openssl ecparam -name prime256v1 -genkey -noout -out leaf.key
  openssl req -new -key leaf.key -subj '/CN=vendor.test' -out leaf.csr
  openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile leaf.ext -out leaf.pem
} 2>/dev/null || skip "openssl made no certificates"

# Only this script sees these files: the mounts are its own.
echo 'hosts: files dns' >nsswitch.conf
for file in resolv.conf nsswitch.conf; do
  [ -e "$file" ] || : >"$file"
  mount --bind "$work/$file" "/etc/$file" 2>/dev/null || skip "/etc/$file cannot be mounted over"
done
nameserver() { echo "nameserver $1" >"$work/resolv.conf"; }

coproc FAR { exec python3 "$here/network.py" 50 "$work/leaf.pem" "$work/leaf.key"; }
read -r up <&"${FAR[0]}" || up=
[ "$up" = up ] || skip "the far network could not be made"
ip link set lo up
ip link set far0 up
ip addr add 10.77.0.1/24 dev far0
ip addr add 2001:db8:77::1/64 dev far0 nodad

faults=0
# check NAME CODE LEAST MOST ARGUMENT... : the call ends with the code, never before LEAST ms, and the
# fastest by MOST: a machine that is busy makes a call slower, but no round trip fewer.
check() {
  local name=$1 code=$2 least=$3 most=$4 round begin took got fastest=999999
  local -a all=()
  shift 4
  for ((round = 0; round < rounds || (fastest > most && round < 5); round++)); do
    begin=${EPOCHREALTIME/./}
    env -i HOME="$work" SSL_CERT_FILE="$work/ca.pem" "$binary" oauth2 -o token --client-id an-id \
      --client-auth none --retries 0 "$@" >out 2>err
    got=$?
    took=$(((${EPOCHREALTIME/./} - begin) / 1000))
    all+=("$took")
    [ "$took" -ge "$fastest" ] || fastest=$took
    if [ "$got" != "$code" ] || [ "$took" -lt "$least" ]; then
      faults=$((faults + 1))
      echo "FAILED: $name: code $got, wanted $code; $took ms, wanted at least $least" >&2
      cat err >&2
    fi
  done
  if [ "$fastest" -gt "$most" ]; then
    faults=$((faults + 1))
    echo "FAILED: $name: $fastest ms, wanted at most $most" >&2
  fi
  echo "$name: ${all[*]} ms"
}
url() { echo "--token-url=https://$1/token"; }

nameserver 10.77.0.2
# TCP, TLS and HTTP; and DNS where there is a name.
check "an address, 3 round trips" 0 300 390 --no-cache "$(url 10.77.0.2)"
check "an IPv6 address, 3 round trips" 0 300 390 --no-cache "$(url '[2001:db8:77::2]')"
check "a name, 4 round trips" 0 400 490 --no-cache "$(url vendor.test)"
check "a name over IPv4" 0 400 490 --no-cache -4 "$(url vendor.test)"
# The first of these stores the token, and is the only one that may take its time.
check "a stored token, no round trip" 0 0 90 "$(url vendor.test)"

# The next address is tried after 250 ms, or at once when one refuses.
check "IPv6 is dead" 0 650 800 --no-cache "$(url half.test)"
check "four IPv6 addresses are dead" 0 650 800 --no-cache "$(url crowd.test)"
check "IPv6 refuses" 0 500 600 --no-cache "$(url refused.test)"
check "IPv6 is dead and not asked for" 0 400 490 --no-cache -4 "$(url half.test)"

# Deadlines.
check "all addresses are dead" 6 2000 2600 --no-cache --connect-timeout 2 "$(url dead.test)"
check "all are dead, the call's own limit" 6 2000 2500 --no-cache --timeout 2 "$(url dead.test)"
check "one address, dead" 6 2000 2500 --no-cache --connect-timeout 2 "$(url 10.77.0.9)"
check "a proxy that is dead" 6 2000 2500 --no-cache --connect-timeout 2 --proxy http://10.77.0.9:3128 \
  "$(url vendor.test)"
check "a SOCKS proxy that is dead" 6 2000 2600 --no-cache --connect-timeout 2 --proxy socks5h://dead.test:1080 \
  "$(url vendor.test)"
nameserver 10.77.0.3
check "DNS does not answer" 6 2000 2500 --no-cache --connect-timeout 2 "$(url vendor.test)"
check "DNS does not answer, the call's own limit" 6 2000 2500 --no-cache --timeout 2 "$(url vendor.test)"
nameserver 10.77.0.9
check "there is no DNS server" 6 2000 2500 --no-cache --timeout 2 "$(url vendor.test)"

[ "$faults" = 0 ]
