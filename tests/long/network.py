#!/usr/bin/env python3
"""A far network for network.sh: a line that takes its time, and behind it a DNS server and a vendor.

usage: network.py MILLISECONDS CERTIFICATE KEY        MILLISECONDS is the time one way

Makes the device `far0` in the network namespace it is started in and the vendor's network in one of its
own, prints a line when all is up, and serves until its stdin is closed.

  10.77.0.2, 2001:db8:77::2   the vendor on port 443, the DNS server on port 53
  10.77.0.3                   a DNS server that swallows every question
  10.77.0.9, 2001:db8:77::9   nobody: what is sent there is lost
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

LIVING, DEAD = ("10.77.0.2", "2001:db8:77::2"), ("10.77.0.9", "2001:db8:77::9")
# Listens on no port: whoever connects is refused.
REFUSING = ("10.77.0.4", "2001:db8:77::4")
NAMES = {
    "vendor.test": LIVING,
    "half.test": (LIVING[0], DEAD[1]),
    "refused.test": (LIVING[0], REFUSING[1]),
    "dead.test": DEAD,
    "crowd.test": (LIVING[0], DEAD[1], "2001:db8:77::a", "2001:db8:77::b", "2001:db8:77::c"),
}
BODY = b'{"access_token":"token-1","token_type":"Bearer","expires_in":3600}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)

CLONE_NEWNET, TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x40000000, 0x400454CA, 1, 0x1000
TYPE_A, TYPE_AAAA = 1, 28


def device(name):
    """A network device whose packets are read and written here."""
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return descriptor


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def carry(near, far, delay):
    """Carries packets both ways, each `delay` seconds late."""
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


def reply(question):
    """The answer to a DNS question (RFC 1035), whatever it asks of a name."""
    labels, at = [], 12
    while question[at]:
        labels.append(question[at + 1 : at + 1 + question[at]].decode())
        at += 1 + question[at]
    kind = struct.unpack("!H", question[at + 1 : at + 3])[0]
    known = NAMES.get(".".join(labels).lower())
    family = {TYPE_A: socket.AF_INET, TYPE_AAAA: socket.AF_INET6}.get(kind)
    found = [a for a in known or () if family == (socket.AF_INET6 if ":" in a else socket.AF_INET)]
    head = question[:2] + struct.pack("!HHHHH", 0x8180 if known else 0x8183, 1, len(found), 0, 0)
    records = b""
    for address in found:
        data = socket.inet_pton(family, address)
        records += struct.pack("!HHHIH", 0xC00C, kind, 1, 60, len(data)) + data
    return head + question[12 : at + 5] + records


def answer_names():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((LIVING[0], 53))
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("10.77.0.3", 53))
    while True:
        question, client = server.recvfrom(4096)
        server.sendto(reply(question), client)


def serve(connection, context):
    try:
        # Otherwise the answer would wait for the client to confirm what came before it.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with context.wrap_socket(connection, server_side=True) as secure:
            got = b""
            while b"grant_type" not in got:
                more = secure.recv(4096)
                if not more:
                    return
                got += more
            secure.sendall(ANSWER)
            secure.recv(4096)
    except OSError:
        pass


def vendor(address, context):
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
        sys.exit("no second network namespace")
    far = device("near0")
    ip("link", "set", "lo", "up")
    ip("link", "set", "near0", "up")
    for address in ("10.77.0.2/24", "10.77.0.3/24", "10.77.0.4/24"):
        ip("addr", "add", address, "dev", "near0")
    for address in ("2001:db8:77::2/64", "2001:db8:77::4/64"):
        ip("addr", "add", address, "dev", "near0", "nodad")
    # The line has a process of its own, so that the servers cannot hold it up.
    line = os.fork()
    if line == 0:
        carry(near, far, delay)
    os.close(near)
    os.close(far)
    threading.Thread(target=answer_names, daemon=True).start()
    for address in LIVING:
        threading.Thread(target=vendor, args=(address, context), daemon=True).start()
    time.sleep(0.2)
    print("up", flush=True)
    sys.stdin.read()
    os.kill(line, 9)


if __name__ == "__main__":
    main()
