#!/usr/bin/env python3
"""One token for several machines: herds, kills, fail-overs and rotating refresh tokens, with a real Redis or etcd
server.

usage: fleet.py BINARY [--engine redis|etcd] [--short] [CASE…]

A machine is a home directory of its own. Exit status 77: the server is not installed.
"""
import base64
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote

BINARY = os.path.abspath(sys.argv[1])
SHORT = "--short" in sys.argv
ENGINE = sys.argv[sys.argv.index("--engine") + 1] if "--engine" in sys.argv else "redis"
CASES = [word for word in sys.argv[2:] if word not in ("--short", "--engine", "redis", "etcd")]
KEY = base64.b64encode(b"k" * 32).decode()
SECRET = "ClientCanary7f3a"
MACHINES = 10
work = Path(tempfile.mkdtemp(prefix="gettoken-fleet-"))
children = []


def skip(why):
    print(f"skipped: {why}", file=sys.stderr)
    sys.exit(77)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Vendor(ThreadingHTTPServer):
    """Issues numbered tokens, and rotates refresh tokens strictly: a second use of one is counted."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
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


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        vendor = self.server
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

    def __init__(self, *args, config=None):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(dir=work))
        self.args = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *args]
        if config:
            file = self.folder / "sentinel.conf"
            file.write_text(f"port {self.port}\nbind 127.0.0.1\ndir {self.folder}\n{config}")
            self.args = ["redis-server", str(file), "--sentinel"]
        self.start()

    def start(self):
        self.child = subprocess.Popen(self.args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children.append(self.child)
        until(lambda: self.cli("PING") == "PONG")

    def cli(self, *args):
        run = subprocess.run(["redis-cli", "-p", str(self.port), *args], capture_output=True, text=True)
        return run.stdout.strip()

    def kill(self, name=signal.SIGKILL):
        self.child.send_signal(name)
        if name == signal.SIGKILL:
            self.child.wait()

    @property
    def store(self):
        return store_at(self.port)


class Etcd:
    """An etcd server of one member."""

    def __init__(self, *_):
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
    return f'url = "{ENGINE}://127.0.0.1:{port}"'


def until(done, limit=60):
    end = time.time() + limit
    while not done():
        assert time.time() < end, "timed out"
        time.sleep(0.02)


class Machine:
    def __init__(self, vendor, store, profile="", provider="oauth2"):
        self.home = Path(tempfile.mkdtemp(dir=work))
        folder = self.home / "gettoken"
        (folder / "providers").mkdir(parents=True, mode=0o700)
        os.chmod(folder, 0o700)
        (folder / "providers/single.toml").write_text(
            'title = "Single"\nextends = "oauth2"\n[repeat]\neffect = "invalidates"\noverlap = "5s"\n')
        config = folder / "config.toml"
        config.write_text(
            f'[shared-store]\n{store}\nkey = "{KEY}"\n[profiles.fleet]\nprovider = "{provider}"\n'
            f'client-id = "id"\nclient-secret = "{SECRET}"\nshared = true\n{profile}\n'
            f'[profiles.fleet.vars]\ntoken-url = "{vendor.url}"\nauthorize-url = "http://127.0.0.1:1/a"\n')
        config.chmod(0o600)
        self.env = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "GETTOKEN_CONFIG_DIR": str(folder)}

    def start(self, *args, **more):
        return subprocess.Popen([BINARY, *args], env=self.env, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **more)

    def run(self, *args, stdin=None):
        done = subprocess.run([BINARY, *args], env=self.env, text=True, capture_output=True, input=stdin or "")
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    def token(self, *args, stdin=None):
        code, out, err = self.run("fleet", "-o", "token", *args, stdin=stdin)
        assert code == 0, err
        return out


def herd(machines, count, command):
    """Runs `command` `count` times on each machine at once. Returns its outputs, and how long each took."""
    script = f'''for number in $(seq {count}); do (
      begin=$EPOCHREALTIME; out=$({command}); code=$?; end=$EPOCHREALTIME
      echo "$code $out $(( (${{end/./}} - ${{begin/./}}) / 1000 ))") & done; wait'''
    begin = time.time()
    running = [subprocess.Popen(["bash", "-c", script], env=env, text=True, stdout=subprocess.PIPE) for env in machines]
    lines = [line.split() for one in running for line in one.communicate()[0].splitlines()]
    wall = time.time() - begin
    assert len(lines) == count * len(machines), f"{len(lines)} answers"
    assert all(line[0] == "0" for line in lines), [line for line in lines if line[0] != "0"][:3]
    times = sorted(int(line[-1]) for line in lines)
    return {tuple(line[1:-1]) for line in lines}, times[len(times) * 95 // 100] / 1000, wall


def herds(vendor, server):
    """Many processes on ten machines, with an empty cache, at the end of a token's life, and with a rejected one."""
    count = 20 if SHORT else 100
    machines = [Machine(vendor, server.store) for _ in range(MACHINES)]
    envs = [machine.env for machine in machines]
    file = work / "cat"
    file.write_text("x\n")
    _, _, cat = herd(envs, count, f"cat {file}")
    call = f"{BINARY} fleet -o token"
    vendor.reset(delay=0.3, life=20)
    tokens, p95, _ = herd(envs, count, call)
    assert tokens == {("AccessCanary1",)} and vendor.count == 1, (tokens, vendor.count)
    report(f"cold: {MACHINES} × {count} processes, {vendor.count} request, p95 {p95:.2f} s, cat {cat:.2f} s")
    assert p95 <= 0.3 + 0.7 + cat or SHORT, "too slow"
    vendor.life = 3600
    time.sleep(20)
    tokens, p95, _ = herd(envs, count, call)
    assert tokens == {("AccessCanary2",)} and vendor.count == 2, (tokens, vendor.count)
    report(f"at expiry: {vendor.count - 1} request, p95 {p95:.2f} s")
    tokens, p95, _ = herd(envs, count, f"echo AccessCanary2 | {call} --rejected")
    assert tokens == {("AccessCanary3",)} and vendor.count == 3, (tokens, vendor.count)
    report(f"rejected: {vendor.count - 2} request, p95 {p95:.2f} s")


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
    first = machines[0].home / "refresh"
    first.write_text("RefreshCanary0\n")
    first.chmod(0o600)
    code, _, err = machines[0].run("login", "fleet", "--refresh-token-file", str(first))
    assert code == 0, err
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
    (one.home / "gettoken/tokens/shared-store.down").unlink()
    assert one.token() == token and vendor.count == 2, vendor.count
    report(f"partition: taken over after {took:.1f} s, {vendor.count} requests, the newer token stays")


def canary(vendor, _):
    """No secret is in the server's files, in its logs, or on the wire."""
    server = new_server("--save", "1 1", "--appendonly", "yes", "--appendfsync", "always", "--slowlog-log-slower-than", "0")
    wire = Recorder(server.port)
    if ENGINE == "redis":
        monitor = subprocess.Popen(["redis-cli", "-p", str(server.port), "MONITOR"], stdout=subprocess.PIPE)
        children.append(monitor)
    vendor.reset(delay=0)
    store = store_at(wire.port)
    for profile in ("", 'grant = "user"'):
        machines = [Machine(vendor, store, profile) for _ in range(2)]
        if profile:
            first = machines[0].home / "refresh"
            first.write_text(vendor.refresh + "\n")
            first.chmod(0o600)
            assert machines[0].run("login", "fleet", "--refresh-token-file", str(first))[0] == 0
        for machine in machines * 2:
            machine.token("--rejected", stdin=machine.token() + "\n")
    texts = {"the wire": bytes(wire.bytes)}
    assert len(wire.bytes) > 10_000
    if ENGINE == "redis":
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
    machines = [Machine(vendor, store) for _ in range(4)]
    vendor.reset(delay=0.6)
    doubled = 0
    for number in range(rounds):
        for machine in machines:
            (machine.home / "gettoken/tokens/shared-store.down").unlink(missing_ok=True)
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
    report(f"fail-overs: {rounds}, {vendor.count} requests, more than one in {doubled}")
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
            token = machine.token()
            with vendor.lock:
                # The time at which the token was replaced, if it was.
                numbers = [at for at, issued in vendor.issued if issued == token]
                later = [at for at, _ in vendor.issued if numbers and at > numbers[0]]
            stale += bool(later) and time.time() - later[0] > 5
            served += 1
    most = (15 if SHORT else 60) // 6 + 2
    assert vendor.count <= most, vendor.count
    assert stale == 0, f"{stale} dead tokens were served"
    report(f"quota: {served} calls, {vendor.count} requests, 0 dead tokens")


def report(text):
    print(f"{ENGINE}: {text}", flush=True)


def new_server(*args):
    return Server(*args) if ENGINE == "redis" else Etcd()


def main():
    for program in ("bash", *(("redis-server", "redis-cli") if ENGINE == "redis" else ("etcd", "etcdctl"))):
        if not shutil.which(program):
            skip(f"{program} is not installed")
    all_cases = [herds, kills, rotations, partition, canary, failovers, quota]
    vendor, failed = Vendor(), 0
    for case in all_cases:
        if CASES and case.__name__ not in CASES:
            continue
        if case is failovers and ENGINE != "redis":
            continue
        server = new_server("--save", "")
        try:
            case(vendor, server)
        except AssertionError as error:
            failed += 1
            report(f"{case.__name__}: failed: {error!r}")
            import traceback
            traceback.print_exc()
        server.kill()
    return 1 if failed else 0


try:
    status = main()
finally:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGCONT)
            child.kill()
    shutil.rmtree(work, ignore_errors=True)
sys.exit(status)
