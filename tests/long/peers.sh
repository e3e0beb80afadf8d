#!/usr/bin/env bash
# Checks that the black-box tests and all their child processes connect and send only to the local machine, and look up
# only names that belong to nobody: there is no telemetry and no update check.
#
# usage: peers.sh [--short]        --short: only some of the tests
set -u
cd "$(dirname "$0")/../.." || exit
if ! command -v strace >/dev/null || ! strace -qq -o /dev/null true 2>/dev/null; then
  echo "skipped: strace is not installed or not permitted here" >&2
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests=(--skip project:: --skip output::round_trip)
# These have a network of their own, in which a server for metadata is asked, or its address or name is looked up.
tests+=(--skip server_for_metadata_may_be_asked_with_http --skip metadata_service_is_asked_at_its_own_address
  --skip machine_without_a_metadata_service_is_told_so)
[ "${1-}" != --short ] || tests+=(api::requests cli::exec config::precedence login::{device,refresh})
cargo test --locked --quiet --no-run --test it || exit
strace -f --seccomp-bpf -qq -o "$work/trace" -e trace=connect,sendto,sendmsg,sendmmsg \
  cargo test --locked --quiet --offline --test it -- "${tests[@]}" >"$work/log" 2>&1
# The exit code is ignored, because some tests cannot pass under strace.
grep -oE '(sa_family=AF_[A-Z0-9]+(, sun_path=@?"[^"]*")?|inet_addr\("[^"]*"\)|inet_pton\(AF_INET6, "[^"]*")' "$work/trace" |
  grep -vE 'sa_family=AF_INET6?$' | sort | uniq -c | sort -rn >"$work/peers"
# TCP does not connect to multicast addresses, so nothing is sent there. Unix sockets and netlink are local; `connect`
# with AF_UNSPEC only disconnects a socket.
nameservers=$(awk '/^nameserver/ { print $2 }' /etc/resolv.conf 2>/dev/null | paste -sd '|' | sed 's/\./\\./g')
grep -vE "inet_addr\(\"(127\.|233\.252\.0\.|0\.0\.0\.0|${nameservers:-127\.})|\"(::1?|ff0e::db8:0:7)\"|AF_UNSPEC|AF_UNIX|AF_NETLINK" "$work/peers" >"$work/others"
# Names that belong to nobody (RFC 6761) may be looked up, to see that the lookup fails.
grep -oE '"[^"]*"' "$work/trace" | grep -F '\1\0\0\1\0\0\0\0\0\0' |
  grep -vE '\\7(invalid|example)\\0\\0(\\1|\\34)\\0\\1"$' >>"$work/others"
echo "$(grep -oE '^running [0-9]+' "$work/log") tests, $(grep -c 'connect(' "$work/trace") connections, $(wc -l <"$work/others") remote peers and names"
cat "$work/peers"
if [ -s "$work/others" ]; then
  echo "remote:"
  cat "$work/others"
  exit 1
fi
grep -q '127\.' "$work/peers"
