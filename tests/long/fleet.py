#!/usr/bin/env python3
"""One token for several machines: herds, kills, fail-overs and rotating refresh tokens, with a real Redis or etcd
server.

usage: fleet.py BINARY [--short] [--engine redis|etcd] [--server PROGRAM] [CASE…]

A machine is a home directory of its own, and a network namespace of its own if it is to be cut off. PROGRAM is another
Redis or Valkey server than the installed one. Exit status 77: the server is not installed.
"""
import argparse
import base64
import ctypes
import json
import os
import random
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote

options = argparse.ArgumentParser()
options.add_argument("binary", type=os.path.abspath)
options.add_argument("--short", action="store_true")
options.add_argument("--engine", choices=("redis", "etcd"), default="redis")
options.add_argument("--server", default="redis-server")
options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
options.add_argument("cases", nargs="*")
options = options.parse_intermixed_args()
BINARY, SHORT, CASES = options.binary, options.short, options.cases
KEY = base64.b64encode(b"k" * 32).decode()
SECRET = "ClientCanary7f3a"
MACHINES = 10
# How long a token is valid after the next one was issued, at a vendor that ends it.
OVERLAP = 5
# How much later than the vendor any call may answer, in seconds, whatever the store does.
LATE = 1.0
CLONE_NEWNET = 0x40000000
GUIDE = Path(__file__).resolve().parents[2] / "docs/fleet.md"
# In memory for a short run: beside other tests, a busy disk would slow the server down.
IN_MEMORY = "/dev/shm" if SHORT and os.access("/dev/shm", os.W_OK) else None
work = Path(tempfile.mkdtemp(prefix="gettoken-fleet-", dir=IN_MEMORY))
children = []


def skip(why):
    print(f"skipped: {why}", file=sys.stderr)
    sys.exit(77)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Vendor(ThreadingHTTPServer):
    """Issues numbered tokens, and rotates refresh tokens strictly: a second use of one is counted. A new token ends the
    one before, after OVERLAP."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock, self.vendor = threading.Lock(), self
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def reset(self, delay=0.3, life=3600, refresh="RefreshCanary0"):
        with self.lock:
            self.count, self.delay, self.life = 0, delay, life
            self.refresh, self.reused = refresh, 0
            self.issued = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/token"

    def accepts(self, token):
        """Whether the token is the newest one, or its successor is not older than OVERLAP."""
        with self.lock:
            begun = [at for at, issued in self.issued if issued == token]
            later = [at for at, issued in self.issued if begun and issued and at > begun[0]]
        return bool(begun) and not (later and time.time() - later[0] > OVERLAP)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        vendor = self.server.vendor
        with vendor.lock:
            vendor.count += 1
            number, status = vendor.count, 200
            answer = {"access_token": f"AccessCanary{number}", "token_type": "Bearer", "expires_in": vendor.life}
            if form["grant_type"] == ["refresh_token"]:
                if form["refresh_token"] != [vendor.refresh]:
                    vendor.reused += 1
                    status, answer = 400, {"error": "invalid_grant"}
                else:
                    vendor.refresh = answer["refresh_token"] = f"RefreshCanary{number}"
            vendor.issued.append((time.time(), answer.get("access_token")))
        time.sleep(vendor.delay)
        body = json.dumps(answer).encode()
        try:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # The caller was killed.


class Server:
    """A Redis server, or a replica or a sentinel of one."""

    def __init__(self, *args, config=None, port=None):
        self.port = port or free_port()
        self.folder = Path(tempfile.mkdtemp(dir=work))
        self.user = ""
        self.args = [options.server, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *args]
        if config:
            file = self.folder / "sentinel.conf"
            file.write_text(f"port {self.port}\nbind 127.0.0.1\ndir {self.folder}\n{config}")
            self.args = [options.server, str(file), "--sentinel"]
        self.start()

    def start(self, *args, answer="PONG"):
        self.child = subprocess.Popen([*self.args, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children.append(self.child)
        until(lambda: self.cli("PING").startswith(answer))

    def restrict(self):
        """Lets machines use only the rights that docs/fleet.md gives them."""
        rule = next(line for line in GUIDE.read_text().splitlines() if line.strip().startswith("ACL SETUSER"))
        assert self.cli(*rule.split()) == "OK", rule
        self.user = 'user = "gettoken"\npassword = "PASSWORD"\n'
        return self

    def cli(self, *args):
        run = subprocess.run(["redis-cli", "-p", str(self.port), *args], capture_output=True, text=True)
        return run.stdout.strip()

    def kill(self, name=signal.SIGKILL):
        self.child.send_signal(name)
        if name == signal.SIGKILL:
            self.child.wait()

    @property
    def store(self):
        return f"{store_at(self.port)}\n{self.user}"

    def generations(self):
        """The generation of each entry, by its key."""
        keys = self.cli("KEYS", "gettoken:*:e").split()
        return {key: int(self.cli("GET", key).split()[0]) for key in keys}


class Etcd:
    """An etcd server of one member."""

    user = ""

    def __init__(self):
        self.port, peer = free_port(), f"http://127.0.0.1:{free_port()}"
        self.folder = Path(tempfile.mkdtemp(dir=work))
        client = f"http://127.0.0.1:{self.port}"
        self.child = subprocess.Popen(
            ["etcd", "--data-dir", str(self.folder / "data"), "--listen-client-urls", client, "--advertise-client-urls",
             client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster",
             f"default={peer}"], stdout=subprocess.DEVNULL, stderr=(self.folder / "log").open("w"))
        children.append(self.child)
        until(lambda: subprocess.run(["etcdctl", "--endpoints", client, "endpoint", "health"], capture_output=True,
                                     env={**os.environ, "ETCDCTL_API": "3"}).returncode == 0)

    def kill(self):
        self.child.kill()
        self.child.wait()

    @property
    def store(self):
        return store_at(self.port)


def store_at(port):
    return f'url = "{options.engine}://127.0.0.1:{port}"'


def new_server(*args):
    return Server(*args) if options.engine == "redis" else Etcd()


def until(done, limit=60):
    end = time.time() + limit
    while not done():
        assert time.time() < end, "timed out"
        time.sleep(0.02)


class Machine:
    # Those of the current case.
    all = []

    def __init__(self, vendor, store, profile="", provider="oauth2", space=None):
        self.all.append(self)
        self.vendor, self.under = vendor, space.under if space else []
        self.home = Path(tempfile.mkdtemp(dir=work))
        folder = self.home / "gettoken"
        (folder / "providers").mkdir(parents=True, mode=0o700)
        os.chmod(folder, 0o700)
        (folder / "providers/single.toml").write_text(
            'title = "Single"\nextends = "oauth2"\n[repeat]\neffect = "invalidates"\noverlap = "' + f'{OVERLAP}s"\n')
        config = folder / "config.toml"
        config.write_text(
            f'[shared-store]\n{store}\nkey = "{KEY}"\n[profiles.fleet]\nprovider = "{provider}"\n'
            f'client-id = "id"\nclient-secret = "{SECRET}"\nshared = true\n{profile}\n'
            f'[profiles.fleet.vars]\ntoken-url = "{vendor.url}"\nauthorize-url = "http://127.0.0.1:1/a"\n')
        config.chmod(0o600)
        self.env = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "GETTOKEN_CONFIG_DIR": str(folder)}

    def start(self, *args, **more):
        return subprocess.Popen([*self.under, BINARY, *args], env=self.env, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **more)

    def run(self, *args, stdin=None):
        done = subprocess.run([*self.under, BINARY, *args], env=self.env, text=True, capture_output=True, input=stdin or "")
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    def token(self, *args, stdin=None):
        code, out, err = self.run("fleet", "-o", "token", *args, stdin=stdin)
        assert code == 0, err
        return out

    def rejected(self, token):
        """The words of a call that needs another token."""
        return "fleet", "-o", "token", f"--rejected={digest(token)}"

    def log_in(self):
        first = self.home / "refresh"
        first.write_text(self.vendor.refresh + "\n")
        first.chmod(0o600)
        code, _, err = self.run("login", "fleet", "--refresh-token-file", str(first))
        assert code == 0, err
        return self

    @property
    def down(self):
        """The file with which a machine notes that the store did not answer in time."""
        return self.home / "gettoken/tokens/shared-store.down"

    def forget_down(self):
        """Lets the next call ask the store, whatever the last one has noted."""
        self.down.unlink(missing_ok=True)

    def ends(self, expected, *args):
        """A call that asks the store ends with this status, and in time. Returns its stderr."""
        self.forget_down()
        begin = time.time()
        code, out, err = self.run(*(args or ("fleet", "-o", "token")))
        took = time.time() - begin
        assert code == expected and bool(out) == (code == 0), (code, expected, err)
        assert took <= self.vendor.delay + LATE, (took, err)
        assert "panic" not in err and "internal" not in err, err
        return took


def herd(machines, count, command, status="0"):
    """Runs `command` `count` times on each machine at once. Returns its outputs, and how long each took."""
    script = f'''for number in $(seq {count}); do (
      begin=$EPOCHREALTIME; out=$({command}); code=$?; end=$EPOCHREALTIME
      echo "$code $out $(( (${{end/./}} - ${{begin/./}}) / 1000 ))") & done; wait'''
    begin = time.time()
    running = [subprocess.Popen(["bash", "-c", script], env=env, text=True, stdout=subprocess.PIPE) for env in machines]
    lines = [line.split() for one in running for line in one.communicate()[0].splitlines()]
    wall = time.time() - begin
    assert len(lines) == count * len(machines), f"{len(lines)} answers"
    assert all(line[0] == status for line in lines), [line for line in lines if line[0] != status][:3]
    times = sorted(int(line[-1]) for line in lines)
    return {tuple(line[1:-1]) for line in lines}, times[len(times) * 95 // 100] / 1000, wall


def herds(vendor, server):
    """Many processes on ten machines, with an empty cache, at the end of a token's life, and with a rejected one."""
    count, life = (10, 12) if SHORT else (100, 20)
    machines = [Machine(vendor, server.store) for _ in range(MACHINES)]
    envs = [machine.env for machine in machines]
    file = work / "cat"
    file.write_text("x\n")
    _, _, cat = herd(envs, count, f"cat {file}")
    call = f"{BINARY} fleet -o token"
    vendor.reset(delay=0.3, life=life)
    tokens, p95, _ = herd(envs, count, call)
    assert tokens == {("AccessCanary1",)} and vendor.count == 1, (tokens, vendor.count)
    report(f"cold: {MACHINES} × {count} processes, {vendor.count} request, p95 {p95:.2f} s, cat {cat:.2f} s")
    assert p95 <= 0.3 + 0.7 + cat or SHORT, "too slow"
    vendor.life = 3600
    time.sleep(life)
    _, _, cat = herd(envs, count, f"cat {file}")
    tokens, p95, _ = herd(envs, count, call)
    assert tokens == {("AccessCanary2",)} and vendor.count == 2, (tokens, vendor.count)
    report(f"at expiry: {vendor.count - 1} request, p95 {p95:.2f} s, cat {cat:.2f} s")
    assert p95 <= 0.3 + 0.7 + cat or SHORT, "too slow"
    _, _, cat = herd(envs, count, f"cat {file}")
    tokens, p95, _ = herd(envs, count, f"echo AccessCanary2 | {call} --rejected")
    assert tokens == {("AccessCanary3",)} and vendor.count == 3, (tokens, vendor.count)
    report(f"rejected: {vendor.count - 2} request, p95 {p95:.2f} s, cat {cat:.2f} s")
    assert p95 <= 0.3 + 0.7 + cat or SHORT, "too slow"


def kills(vendor, server):
    """The process that fetches is killed at random times; all others get a token."""
    rounds = 15 if SHORT else 200
    killed = most = 0
    machines = [Machine(vendor, server.store) for _ in range(4)]
    vendor.reset(delay=0.3)
    for number in range(rounds):
        token = machines[0].token() if number else "none"
        args = ("fleet", "-o", "token", "--force") if number == 0 else ("fleet", "-o", "token", f"--rejected={digest(token)}")
        before = vendor.count
        victim = machines[number % 4].start(*args)
        time.sleep(random.random() * 0.5)
        victim.kill()
        victim.communicate()
        killed += 1
        begin = time.time()
        others = [machine.start(*args) for machine in machines for _ in range(2)]
        tokens = {other.communicate()[0].strip() for other in others}
        most = max(most, time.time() - begin)
        assert all(other.returncode == 0 for other in others), "a caller got no token"
        assert len(tokens) == 1, tokens
        assert vendor.count - before <= 2, vendor.count - before
        assert most < 10 + 0.3 + 3, most
    report(f"kills: {killed}, {vendor.count} requests, the longest wait {most:.1f} s")


def digest(token):
    import hashlib
    return hashlib.sha256(token.encode()).hexdigest()


def rotations(vendor, server):
    """Ten machines share a session whose refresh tokens can be used once, and some of them are killed."""
    rounds = 5 if SHORT else 50
    machines = [Machine(vendor, server.store, 'grant = "user"') for _ in range(MACHINES)]
    vendor.reset(delay=0.05, life=3600)
    machines[0].log_in()
    refreshed = killed = 0
    for number in range(rounds):
        tokens = [machine.token() for machine in machines]
        running = [machine.start("fleet", "-o", "token", f"--rejected={digest(token)}")
                   for machine, token in zip(machines, tokens)]
        if number % 3 == 2:
            # From the request to the store, only SIGKILL could end it; then the refresh token may be lost. A process
            # that waits may be killed at any time.
            time.sleep(random.random() * 0.1)
            running[number % MACHINES].terminate()
            killed += 1
        outs = [one.communicate() for one in running]
        assert all(one.returncode in (0, -signal.SIGTERM, 143) for one in running), outs
        refreshed += 1
    assert vendor.reused == 0, f"{vendor.reused} refresh tokens were used twice"
    report(f"rotations: {MACHINES} machines × {rounds}, {killed} ended, {vendor.count} requests, 0 refresh tokens used twice")


class Recorder:
    """Forwards connections to a server, and keeps what passes. While it is cut, nothing passes."""

    cut = False

    def __init__(self, port):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port, self.target, self.bytes = self.listener.getsockname()[1], port, bytearray()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self.copy, args=(one, other), daemon=True).start()

    def copy(self, one, other):
        try:
            while data := one.recv(65536):
                while self.cut:
                    time.sleep(0.01)
                self.bytes += data
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def partition(vendor, server):
    """A machine is cut off from the store while it has the lease; when it is back, it has the newer token."""
    wire = Recorder(server.port)
    one = Machine(vendor, store_at(wire.port))
    other = Machine(vendor, server.store)
    vendor.reset(delay=14)
    holder = one.start("fleet", "-o", "token")
    until(lambda: vendor.count == 1)
    wire.cut, vendor.delay = True, 0.1
    begin = time.time()
    token = other.token()
    took = time.time() - begin
    assert token == "AccessCanary2" and 5 < took < 13, (token, took)
    out, err = holder.communicate()
    assert holder.returncode == 0 and "shared store" in err, (out, err)
    wire.cut = False
    one.forget_down()
    assert one.token() == token and vendor.count == 2, vendor.count
    report(f"partition: taken over after {took:.1f} s, {vendor.count} requests, the newer token stays")


def canary(vendor, _):
    """No secret is in the server's files, in its logs, or on the wire."""
    server = new_server("--save", "1 1", "--appendonly", "yes", "--appendfsync", "always", "--slowlog-log-slower-than", "0")
    wire = Recorder(server.port)
    if options.engine == "redis":
        monitor = subprocess.Popen(["redis-cli", "-p", str(server.port), "MONITOR"], stdout=subprocess.PIPE)
        children.append(monitor)
    vendor.reset(delay=0)
    store = store_at(wire.port)
    for profile in ("", 'grant = "user"'):
        machines = [Machine(vendor, store, profile) for _ in range(2)]
        if profile:
            machines[0].log_in()
        for machine in machines * 2:
            machine.token("--rejected", stdin=machine.token() + "\n")
    texts = {"the wire": bytes(wire.bytes)}
    assert len(wire.bytes) > 10_000
    if options.engine == "redis":
        texts["SLOWLOG"] = server.cli("SLOWLOG", "GET", "128").encode()
        server.cli("SAVE")
        time.sleep(0.5)
        monitor.terminate()
        texts["MONITOR"] = monitor.communicate()[0]
        assert b"EVAL" in texts["MONITOR"]
    texts |= {str(file): file.read_bytes() for file in server.folder.rglob("*") if file.is_file()}
    hits = []
    for word in (SECRET, "AccessCanary", "RefreshCanary", KEY):
        plain = word.encode()
        forms = {plain, plain.hex().encode(), plain.hex().upper().encode(), plain[::-1], quote(word).encode(),
                 word.encode("utf-16-le"), word.upper().encode()}
        # A text in base64 at any of three offsets, without the ends that depend on what is beside it.
        for offset in range(3):
            text = base64.b64encode(b"x" * offset + plain)
            middle = text[4:len(text) - 4]
            forms |= {middle, middle.translate(bytes.maketrans(b"+/", b"-_"))}
        hits += [(name, word) for name, text in texts.items() if any(form in text for form in forms)]
    assert not hits, hits
    report(f"canary: {len(texts)} places, 0 hits")
    server.kill()


def failovers(vendor, _):
    """The server dies while a machine has the lease, with and without the replica knowing the lease."""
    rounds = 2 if SHORT else 20
    nodes = [Server("--save", "")]
    nodes.append(Server("--save", "", "--replicaof", f"127.0.0.1 {nodes[0].port}"))
    config = (f"sentinel monitor m 127.0.0.1 {nodes[0].port} 2\nsentinel down-after-milliseconds m 1000\n"
              "sentinel failover-timeout m 3000\n")
    sentinels = [Server(config=config) for _ in range(3)]
    until(lambda: all("num-other-sentinels\n2\n" in one.cli("SENTINEL", "master", "m") for one in sentinels))
    until(lambda: "num-slaves\n1\n" in sentinels[0].cli("SENTINEL", "master", "m"))
    urls = ", ".join(f'"redis://127.0.0.1:{one.port}"' for one in sentinels)
    store = f'sentinels = [{urls}]\nmaster = "m"\non-failure = "local"'
    machines = [Machine(vendor, store, provider="single") for _ in range(4)]
    vendor.reset(delay=0.6)
    doubled = refused = 0
    for number in range(rounds):
        for machine in machines:
            machine.forget_down()
        token = machines[0].token()
        for machine in machines[1:]:
            assert machine.token() == token or machine.token("--rejected", stdin=machine.token() + "\n")
        token = machines[0].token()
        loses = number % 2 == 1
        master, replica = nodes[0], nodes[1]
        time.sleep(3.5)
        if loses:
            replica.kill(signal.SIGSTOP)
            master.cli("CLIENT", "KILL", "TYPE", "replica")
        before = vendor.count
        holder = machines[0].start("fleet", "-o", "token", f"--rejected={digest(token)}")
        until(lambda: vendor.count > before)
        master.kill()
        if loses:
            replica.kill(signal.SIGCONT)
        until(lambda: all(one.cli("SENTINEL", "get-master-addr-by-name", "m").endswith(str(replica.port))
                          for one in sentinels))
        until(lambda: replica.cli("ROLE").startswith("master"))
        others = [machine.start("fleet", "-o", "token", f"--rejected={digest(token)}") for machine in machines[1:]]
        outs = [one.communicate() for one in [holder, *others]]
        tokens = {out.strip() for out, _ in outs}
        assert all(one.returncode == 0 for one in [holder, *others]), outs
        requests = vendor.count - before
        doubled += requests > 1
        assert requests <= 2, (number, loses, requests, outs)
        master.args = [*master.args[:7], "--save", "", "--replicaof", f"127.0.0.1 {replica.port}"]
        master.start()
        until(lambda: settled(nodes, sentinels))
        nodes.sort(key=lambda node: not node.cli("ROLE").startswith("master"))
        # The tokens that the last one has ended are dead now.
        until(lambda: time.time() - vendor.issued[-1][0] > OVERLAP + 0.1)
        served = set()
        for machine in machines:
            machine.forget_down()
            token = machine.token()
            if not vendor.accepts(token):
                refused += 1
                token = machine.run(*machine.rejected(token))[1]
            assert vendor.accepts(token), (number, loses, token, vendor.issued[-3:])
            served.add(token)
        assert len(served) == 1, served
    report(f"fail-overs: {rounds}, {vendor.count} requests, more than one in {doubled}; "
           f"each machine then has a valid token, after {refused} rejections in all")
    for one in [*nodes, *sentinels]:
        one.kill()


def settled(nodes, sentinels):
    """Whether all sentinels name one server, and the other one follows it; a sentinel may change its mind meanwhile."""
    named = {one.cli("SENTINEL", "get-master-addr-by-name", "m").splitlines()[-1] for one in sentinels}
    master = next((node for node in nodes if {str(node.port)} == named), None)
    if not master or not master.cli("ROLE").startswith("master"):
        return False
    other = next(node for node in nodes if node is not master)
    if f"master_port:{master.port}" not in other.cli("INFO", "replication"):
        other.cli("REPLICAOF", "127.0.0.1", str(master.port))
        return False
    is_healthy = all(one.cli("SENTINEL", "ckquorum", "m").startswith("OK") for one in sentinels)
    is_known = all("num-slaves\n1\n" in one.cli("SENTINEL", "master", "m") for one in sentinels)
    return is_healthy and is_known and "master_link_status:up" in other.cli("INFO", "replication")


def quota(vendor, server):
    """A vendor whose new tokens end the old ones: one request for each renewal, whatever the machines do."""
    machines = [Machine(vendor, server.store, provider="single") for _ in range(MACHINES)]
    vendor.reset(delay=0.1, life=12)
    end, served = time.time() + (15 if SHORT else 60), 0
    stale = 0
    while time.time() < end:
        for machine in machines:
            stale += not vendor.accepts(machine.token())
            served += 1
    most = (15 if SHORT else 60) // 6 + 2
    assert vendor.count <= most, vendor.count
    assert stale == 0, f"{stale} dead tokens were served"
    report(f"quota: {served} calls, {vendor.count} requests, 0 dead tokens")


class Household:
    """Machines with a valid token of each kind, and two without one."""

    def __init__(self, vendor, store, space=None):
        def machine(*args, **more):
            return Machine(vendor, store, *args, space=space, **more)

        session = machine('grant = "user"').log_in()
        self.valid = [machine(), machine(provider="single"), session]
        for one in self.valid:
            one.token()
        self.empty, self.empty_single = (machine(f'share = "{name}"', provider=name) for name in ("oauth2", "single"))
        # The one whose token another machine may end asks the store when half of the overlap is over.
        time.sleep(OVERLAP / 2 + 0.1)

    def check(self, vendor, alone=0, never=7):
        """What docs/fleet.md says about a store that does not answer. Returns the longest time of a call."""
        times = [machine.ends(0) for machine in self.valid]
        before = vendor.count
        times.append(self.empty_single.ends(never))
        session = self.valid[2]
        times.append(session.ends(never, *session.rejected(session.token())))
        assert vendor.count == before, "a token was requested that may end another"
        times.append(self.empty.ends(alone, "fleet", "-o", "token", "--force"))
        return max(times)


def outages(vendor, running):
    """A server that hangs, is away, loads its data, runs a script, is a replica, is full, or refuses the password."""
    vendor.reset(delay=0.05)
    worst = {}

    def outage(name, begin, end, **codes):
        server = Server("--save", "").restrict()
        machines = Household(vendor, server.store)
        begin(server)
        worst[name] = machines.check(vendor, **codes)
        end(server)
        for machine in [*machines.valid, machines.empty, machines.empty_single]:
            machine.ends(0)
        server.kill()

    def load(server):
        # Each key takes a millisecond. The user of the machines is no longer known, but the server says that it loads.
        server.cli("EVAL", "for i = 1, 8000 do redis.call('SET', 'other' .. i, 'x') end", "0")
        server.cli("SAVE")
        server.kill()
        server.start("--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024",
                     "--user", *"gettoken on >PASSWORD ~* +@all".split(), answer="LOADING")

    def run_script(server):
        server.cli("CONFIG", "SET", "lua-time-limit", "50")
        words = ["redis-cli", "-p", str(server.port), "EVAL", "while true do end", "0"]
        children.append(subprocess.Popen(words, stdout=subprocess.DEVNULL))
        until(lambda: server.cli("PING").startswith("BUSY"))

    def follow(stale):
        def begin(server):
            server.cli("CONFIG", "SET", "replica-serve-stale-data", stale)
            server.cli("REPLICAOF", "127.0.0.1", "1")
        return begin

    def lead(server):
        server.cli("REPLICAOF", "NO", "ONE")

    def restart(server):
        server.start()
        server.restrict()

    outage("hung", lambda server: server.kill(signal.SIGSTOP), lambda server: server.kill(signal.SIGCONT))
    outage("closed", lambda server: server.kill(), restart)
    # Before version 7, a server that loads a small file answers nothing.
    if running.cli("CONFIG", "GET", "loading-process-events-interval-bytes"):
        outage("loading", load, lambda server: until(lambda: server.cli("PING") == "PONG"))
    outage("busy", run_script, lambda server: server.cli("SCRIPT", "KILL"))
    outage("replica", follow("yes"), lead)
    outage("replica without its master", follow("no"), lead)
    outage("full", lambda server: server.cli("CONFIG", "SET", "maxmemory", "100kb"),
           lambda server: server.cli("CONFIG", "SET", "maxmemory", "0"))
    outage("wrong password", lambda server: server.cli("ACL", "SETUSER", "gettoken", "resetpass", ">OTHER"),
           lambda server: server.restrict(), alone=3, never=3)
    # NOSCRIPT cannot occur: the whole script is sent each time, with EVAL.
    report("outages: " + ", ".join(f"{name} {took:.2f} s" for name, took in worst.items()))


def torn(vendor, _):
    """The server restarts between a refresh and the store: no machine uses the same refresh token again."""
    server = Server("--save", "", "--appendonly", "yes", "--appendfsync", "always")
    vendor.reset(delay=0.6)
    machines = [Machine(vendor, server.store, 'grant = "user"') for _ in range(3)]
    machines[0].log_in()
    times = []
    for number in range(2 if SHORT else 10):
        holder, other = machines[number % 3], machines[(number + 1) % 3]
        token = other.token()
        before, begin = vendor.count, time.time()
        running = holder.start(*holder.rejected(token))
        until(lambda: vendor.count > before)
        server.kill()
        time.sleep(1.5 + random.random() * 1.5)
        server.start()
        out, err = running.communicate()
        assert running.returncode == 0 and out.strip() != token, (out, err)
        times.append(time.time() - begin)
        other.forget_down()
        assert other.run(*other.rejected(token))[1] == out.strip(), "not the newest token"
        assert other.run(*other.rejected(out.strip()))[0] == 0
    server.kill()
    assert vendor.reused == 0, f"{vendor.reused} refresh tokens were used twice"
    report(f"torn: {len(times)} times, 0 refresh tokens used twice, the longest call {max(times):.1f} s")


def dead(vendor, server):
    """While a server hangs, a thousand calls do not each wait for it, be it one after the other or at once."""
    count = 100 if SHORT else 1000
    vendor.reset()
    machines = [Machine(vendor, server.store, provider="single") for _ in range(MACHINES)]
    file = work / "cat"
    file.write_text("x\n")
    server.kill(signal.SIGSTOP)
    begin, slow = time.time(), 0
    for _ in range(count):
        started = time.time()
        assert machines[0].run("fleet", "-o", "token")[0] == 7
        slow += time.time() - started > 0.4
    took = time.time() - begin
    # The pauses are 10, 20, 40 and 60 seconds long.
    assert slow <= 2 + took / 10, slow
    for machine in machines:
        machine.forget_down()
    envs = [machine.env for machine in machines]
    _, _, cat = herd(envs, count // MACHINES, f"cat {file}")
    _, p95, _ = herd(envs, count // MACHINES, f"{BINARY} fleet -o token 2>/dev/null", "7")
    server.kill(signal.SIGCONT)
    assert vendor.count == 0, vendor.count
    report(f"dead: {count} calls in a row {took:.1f} s, {slow} of them waited; "
           f"at once p95 {p95:.2f} s, cat {cat:.2f} s")
    assert p95 <= LATE + 0.7 + cat or SHORT, "too slow"


def sentinels(vendor, server):
    """Sentinels hang. The others name the server; without any, it is as if the server were down."""
    config = f"sentinel monitor m 127.0.0.1 {server.port} 2\nsentinel down-after-milliseconds m 60000\n"
    nodes = [Server(config=config) for _ in range(3)]
    urls = ", ".join(f'"redis://127.0.0.1:{one.port}"' for one in nodes)
    store = f'sentinels = [{urls}]\nmaster = "m"\n{server.user}'
    vendor.reset(delay=0.05)
    machines = Household(vendor, store)
    times = []
    for hung in ([0], [1], [2], [0, 1], [1, 2]):
        for number in hung:
            nodes[number].kill(signal.SIGSTOP)
        begun = vendor.count
        times += [machine.ends(0, *machine.rejected(machine.token())) for machine in machines.valid]
        assert vendor.count == begun + 3, "the server was not found"
        for number in hung:
            nodes[number].kill(signal.SIGCONT)
        time.sleep(1.1)
    time.sleep(OVERLAP / 2)
    for node in nodes:
        node.kill(signal.SIGSTOP)
    times.append(machines.check(vendor))
    for node in nodes:
        node.kill()
    report(f"sentinels: up to three hang, the longest call {max(times):.2f} s")


def cluster(vendor, _):
    """Another node of a cluster has the token, and a request is redirected there."""
    nodes = []
    while len(nodes) < 2:
        # The nodes talk to each other on a port that is higher by 10,000.
        if (port := free_port()) < 50000:
            words = ("--save", "", "--cluster-enabled", "yes", "--cluster-node-timeout", "5000")
            nodes.append(Server(*words, port=port))
    one, other = nodes
    for first in range(0, 16384, 1024):
        assert one.cli("CLUSTER", "ADDSLOTS", *map(str, range(first, first + 1024))) == "OK"
    other.cli("CLUSTER", "MEET", "127.0.0.1", str(one.port))
    until(lambda: all("cluster_state:ok" in node.cli("CLUSTER", "INFO") for node in nodes))
    until(lambda: other.cli("GET", "any").startswith("MOVED"))
    vendor.reset(delay=0.05)
    machines = [Machine(vendor, node.store, provider="single") for node in (other, one, other)]
    for machine in machines:
        machine.ends(0)
    machines[0].ends(0, "fleet", "-o", "token", "--force")
    assert vendor.count == 2 and len(one.generations()) == 1, vendor.count
    # The node with the token is gone.
    one.kill()
    time.sleep(OVERLAP / 2 + 0.1)
    took = max(machines[0].ends(0), Machine(vendor, other.store, 'share = "x"', provider="single").ends(7))
    other.kill()
    report(f"cluster: redirected, 2 requests; without the node {took:.2f} s")


def eviction(vendor, _):
    """A server that removes entries if memory is full: tokens are requested again, sessions are put back."""
    server = Server("--save", "")
    vendor.reset(delay=0.05)
    machines = Household(vendor, server.store)
    before = server.generations()
    assert len(before) == 3, before
    server.cli("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    server.cli("CONFIG", "SET", "maxmemory", "3mb")
    fill = "for i = 1, 3000 do redis.call('SET', KEYS[1] .. ARGV[1] .. i, string.rep('x', 2000)) end"
    for number in range(20):
        server.cli("EVAL", fill, "1", "other", str(number))
        if not server.cli("KEYS", "gettoken:*"):
            break
    assert not server.cli("KEYS", "gettoken:*"), "nothing was evicted"
    server.cli("CONFIG", "SET", "maxmemory", "0")
    vendor_count = vendor.count
    session = machines.valid[2]
    session.ends(0, *session.rejected(session.token()))
    assert vendor.reused == 0 and vendor.count == vendor_count + 1
    for machine in (machines.valid[0], machines.valid[1]):
        machine.ends(0, "fleet", "-o", "token", "--force")
    after = server.generations()
    assert all(after[key] > before[key] for key in before), (before, after)
    server.kill()
    report("eviction: the session goes on, and all generations are higher than before")


class Space:
    """A network namespace with a link to this one, and with the vendor on its loopback interface."""

    count = 0

    def __init__(self, vendor):
        Space.count += 1
        child = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
        children.append(child)
        own, self.file = os.readlink("/proc/self/ns/net"), f"/proc/{child.pid}/ns/net"
        until(lambda: os.readlink(self.file) != own)
        self.under = ["nsenter", f"--net={self.file}"]
        self.link, self.host = f"far{self.count}", f"10.79.{self.count}.1"
        peer = f"10.79.{self.count}.2"
        for words in (f"ip link add name {self.link} type veth peer name near netns {child.pid}",
                      f"ip addr add {self.host}/24 dev {self.link}", f"ip link set {self.link} up",
                      *(f"{shlex.join(self.under)} ip {rest}" for rest in
                        ("link set lo up", f"addr add {peer}/24 dev near", "link set near up"))):
            subprocess.run(words.split(), check=True)
        opened = threading.Event()
        threading.Thread(target=self.serve, args=(vendor, opened), daemon=True).start()
        assert opened.wait(10), "no vendor in the namespace"

    def serve(self, vendor, opened):
        with open(self.file) as namespace:
            # Only this thread enters it, and the socket stays in it.
            if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), CLONE_NEWNET) != 0:
                return
        # The same address everywhere: machines share a token only if it comes from the same server.
        door = ThreadingHTTPServer(("127.0.0.1", vendor.server_port), Handler)
        door.daemon_threads, door.vendor = True, vendor
        opened.set()
        door.serve_forever()

    def cut(self):
        """Drops all packets to the store and from it."""
        subprocess.run(["ip", "link", "set", self.link, "down"], check=True)

    def heal(self, server):
        subprocess.run(["ip", "link", "set", self.link, "up"], check=True)
        ping = [*self.under, "redis-cli", "-h", self.host, "-p", str(server.port), "PING"]
        until(lambda: subprocess.run(ping, capture_output=True, text=True).stdout == "PONG\n")


def cut_off(vendor, _):
    """Packets between machines and the store are dropped: of one that has the lease, and of all."""
    if not options.inside:
        for program in ("unshare", "nsenter", "ip"):
            if not shutil.which(program):
                return report(f"cut_off: skipped: {program} is not installed")
        spaces = ["unshare", "--net", *([] if os.getuid() == 0 else ["--user", "--map-root-user"])]
        probe = [*spaces, "ip", "link", "add", "name", "far0", "type", "veth"]
        if subprocess.run(probe, capture_output=True).returncode:
            return report("cut_off: skipped: creating network namespaces is not permitted here")
        words = [sys.executable, __file__, BINARY, "--inside", "--server", options.server, "cut_off"]
        assert subprocess.run([*spaces, *words]).returncode == 0, "see above"
        return None
    server = Server("--save", "", "--protected-mode", "no", "--bind", "0.0.0.0")
    spaces = [Space(vendor) for _ in range(3)]
    stores = [f'url = "redis://{space.host}:{server.port}"\ninsecure-network = true' for space in spaces]
    vendor.reset(delay=12)
    machines = [Machine(vendor, store, provider="single", space=space) for store, space in zip(stores, spaces)]
    holder = machines[0].start("fleet", "-o", "token")
    until(lambda: vendor.count == 1)
    spaces[0].cut()
    vendor.delay = 0.1
    begin = time.time()
    token = machines[1].token()
    took = time.time() - begin
    assert token == "AccessCanary2" and 5 < took < 10.7, (token, took)
    spaces[0].heal(server)
    out, err = holder.communicate()
    assert holder.returncode == 0 and out.strip() == token, (out, err)
    assert machines[2].token() == token and vendor.count == 2, vendor.count
    report(f"cut off with the lease: taken over after {took:.1f} s, and its older token is dropped when it is back")
    vendor.reset(delay=0.05)
    households = [Household(vendor, store, space=space) for store, space in zip(stores, spaces)]
    spaces[0].cut()
    worst = households[0].check(vendor)
    for machine in households[1].valid:
        machine.ends(0, "fleet", "-o", "token", "--force")
    # The other machines have gone on.
    households[0].valid[0].forget_down()
    for space in spaces[1:]:
        space.cut()
    worst = max([worst, *(household.check(vendor) for household in households)])
    for space in spaces:
        space.heal(server)
    before = vendor.count
    tokens = set()
    for household in households:
        household.empty_single.ends(0)
        tokens.add(household.empty_single.token())
    assert len(tokens) == 1 and vendor.count == before + 1, (tokens, vendor.count - before)
    report(f"cut off: one and all machines, the longest call {worst:.2f} s; when they are back, one request")
    assert vendor.reused == 0, vendor.reused
    server.kill()


def report(text):
    print(f"{options.engine}: {text}", flush=True)


def main():
    for program in ("bash", *((options.server, "redis-cli") if options.engine == "redis" else ("etcd", "etcdctl"))):
        if not shutil.which(program):
            skip(f"{program} is not installed")
    if options.inside:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    all_cases = [herds, kills, rotations, partition, cut_off, outages, torn, dead, sentinels, cluster, eviction, canary,
                 failovers, quota]
    if options.engine == "etcd":
        # The others are about Redis.
        all_cases = [herds, kills, rotations, partition, canary, quota]
    vendor = Vendor()
    cases = [case for case in all_cases if not CASES or case.__name__ in CASES]
    passed = [passes(case, vendor) for case in cases]
    return 0 if all(passed) else 1


def passes(case, vendor):
    """Runs a case. A short run shares the processors with other tests, and a store that does not answer in time is then
    no fault: the case starts again."""
    for left in range(2 if SHORT else 0, -1, -1):
        Machine.all.clear()
        server = Server("--save", "").restrict() if options.engine == "redis" else Etcd()
        try:
            case(vendor, server)
            return True
        except AssertionError as error:
            if left and any(machine.down.exists() for machine in Machine.all):
                report(f"{case.__name__}: the store did not answer in time beside other work; once more")
                continue
            report(f"{case.__name__}: failed: {error!r}")
            traceback.print_exc()
            return False
        finally:
            server.kill()


try:
    status = main()
finally:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGCONT)
            child.kill()
    shutil.rmtree(work, ignore_errors=True)
sys.exit(status)
