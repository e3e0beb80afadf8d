#!/usr/bin/env python3
"""A slow network for network.sh: a link with latency to a DNS server and a token server.

usage: network.py MILLISECONDS CERTIFICATE KEY        MILLISECONDS is the one-way latency

Creates the device `far0` in its network namespace and the servers in another namespace, prints a line when
everything is up, and serves until stdin is closed.

  10.77.0.2, 2001:db8:77::2   the token server on port 443, the DNS server on port 53
  10.77.0.3                   a DNS server that never responds
  10.77.0.9, 2001:db8:77::9   no host: packets are dropped
"""

import ctypes
import fcntl
import heapq
import os
import select
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

REACHABLE, DEAD = ("10.77.0.2", "2001:db8:77::2"), ("10.77.0.9", "2001:db8:77::9")
# Listens on no port: connections are refused.
REFUSING = ("10.77.0.4", "2001:db8:77::4")
NAMES = {
    "vendor.test": REACHABLE,
    "half.test": (REACHABLE[0], DEAD[1]),
    "refused.test": (REACHABLE[0], REFUSING[1]),
    "dead.test": DEAD,
    "crowd.test": (REACHABLE[0], DEAD[1], "2001:db8:77::a", "2001:db8:77::b", "2001:db8:77::c"),
}
BODY = b'{"access_token":"token-1","token_type":"Bearer","expires_in":3600}'
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)

CLONE_NEWNET, TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x40000000, 0x400454CA, 1, 0x1000
TYPE_A, TYPE_AAAA = 1, 28


def device(name):
    """Creates a TUN device; its packets are read from and written to the returned descriptor."""
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return descriptor


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def forward(near, far, delay):
    """Forwards packets in both directions after `delay` seconds."""
    other, underway, number = {near: far, far: near}, [], 0
    while True:
        wait = max(0.0, underway[0][0] - time.monotonic()) if underway else None
        for descriptor in select.select([near, far], [], [], wait)[0]:
            packet = os.read(descriptor, 65536)
            number += 1
            heapq.heappush(underway, (time.monotonic() + delay, number, other[descriptor], packet))
        while underway and underway[0][0] <= time.monotonic():
            _, _, descriptor, packet = heapq.heappop(underway)
            try:
                os.write(descriptor, packet)
            except OSError:
                pass


def dns_response(query):
    """Builds the response to a DNS query (RFC 1035) of any type."""
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode())
        at += 1 + query[at]
    kind = struct.unpack("!H", query[at + 1 : at + 3])[0]
    addresses = NAMES.get(".".join(labels).lower())
    family = {TYPE_A: socket.AF_INET, TYPE_AAAA: socket.AF_INET6}.get(kind)
    found = [a for a in addresses or () if family == (socket.AF_INET6 if ":" in a else socket.AF_INET)]
    head = query[:2] + struct.pack("!HHHHH", 0x8180 if addresses else 0x8183, 1, len(found), 0, 0)
    records = b""
    for address in found:
        data = socket.inet_pton(family, address)
        records += struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(data)) + data
    return head + query[12 : at + 5] + records


def serve_dns():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((REACHABLE[0], 53))
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("10.77.0.3", 53))
    while True:
        query, client = server.recvfrom(4096)
        server.sendto(dns_response(query), client)


def serve(connection, context):
    try:
        # Otherwise Nagle's algorithm would delay the response until the client acknowledges earlier data.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with context.wrap_socket(connection, server_side=True) as secure:
            request = b""
            while b"grant_type" not in request:
                more = secure.recv(4096)
                if not more:
                    return
                request += more
            secure.sendall(RESPONSE)
            secure.recv(4096)
    except OSError:
        pass


def serve_tokens(address, context):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, 443), family=family)
    while True:
        connection = listener.accept()[0]
        threading.Thread(target=serve, args=(connection, context), daemon=True).start()


def main():
    delay, certificate, key = float(sys.argv[1]) / 1000, sys.argv[2], sys.argv[3]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(certificate, key)
    near = device("far0")
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        sys.exit("cannot create a second network namespace")
    far = device("near0")
    ip("link", "set", "lo", "up")
    ip("link", "set", "near0", "up")
    for address in ("10.77.0.2/24", "10.77.0.3/24", "10.77.0.4/24"):
        ip("addr", "add", address, "dev", "near0")
    for address in ("2001:db8:77::2/64", "2001:db8:77::4/64"):
        ip("addr", "add", address, "dev", "near0", "nodad")
    # The link runs in a separate process, so that the servers cannot delay it.
    link = os.fork()
    if link == 0:
        forward(near, far, delay)
    os.close(near)
    os.close(far)
    threading.Thread(target=serve_dns, daemon=True).start()
    for address in REACHABLE:
        threading.Thread(target=serve_tokens, args=(address, context), daemon=True).start()
    time.sleep(0.2)
    print("up", flush=True)
    sys.stdin.read()
    os.kill(link, 9)


if __name__ == "__main__":
    main()
