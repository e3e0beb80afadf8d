#!/usr/bin/env python3
"""Interrupts refreshes and logins at every system call: no refresh token that was used may be sent again.

usage: sessions.py BINARY [--short]        --short: every seventh system call, one fault at each

A server with single-use refresh tokens runs in this process. gettoken runs under strace, which sends a signal at one
system call or lets a call fail as on a full disk; stderr is also closed or a pipe that nobody reads. Afterwards the
cache must be intact, and the next calls must continue the session with the newest refresh token. Only SIGKILL, and a
disk on which the token cannot be stored, may cost a login.
"""

import collections
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse

SIGNALS = ["HUP", "INT", "QUIT", "PIPE", "TERM", "KILL", "ALRM", "USR1", "XCPU"]
# System calls that need space on the disk, and where the kernel reports that there is none.
DISK = {"write", "pwrite64", "fsync", "fdatasync", "openat", "rename", "renameat", "renameat2", "mkdir", "ftruncate"}
# The first system call of main; the earlier ones belong to the dynamic linker and the Rust runtime.
START = "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE"
# Every call refreshes, because no token lives that long.
TOKEN = ["me", "-o", "token", "--min-valid", "300d"]
REDIRECT = "https://app.example/callback"


class Server(http.server.ThreadingHTTPServer):
    """Accepts each code and each refresh token once. A second use ends the session, as RFC 9700 recommends."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.issued = 0
        self.current = None
        self.codes = set()
        self.used_again = 0

    def token(self, form):
        with self.lock:
            if form["grant_type"] == "refresh_token":
                if form["refresh_token"] != self.current:
                    self.used_again += 1
                    self.current = None
                    return 400, {"error": "invalid_grant"}
            elif form["code"] in self.codes:
                self.used_again += 1
                return 400, {"error": "invalid_grant"}
            else:
                self.codes.add(form["code"])
            self.issued += 1
            self.current = f"refresh-{self.issued}-{'r' * 40}"
            return 200, {"access_token": f"access-{self.issued}", "token_type": "Bearer", "expires_in": 3600,
                         "refresh_token": self.current}

    def handle_error(self, request, client_address):
        """Ignores clients that were killed."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        status, answer = self.server.token(dict(urllib.parse.parse_qsl(text)))
        body = json.dumps(answer).encode()
        self.send_response(status)
        # gettoken notes and reports a clock that differs.
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp=None):
        return "Thu, 01 Jan 2026 00:00:00 GMT"

    def log_message(self, *_):
        """Logs nothing."""


class Bench:
    """gettoken with its own home directory, and the server."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        self.server = Server()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{self.server.server_address[1]}"
        config = self.folder / "config"
        config.mkdir()
        (config / "config.toml").write_text(
            '[profiles.me]\nprovider = "oauth2"\ngrant = "user"\nclient-id = "app"\n[profiles.me.vars]\n'
            f'client-auth = "none"\nauthorize-url = "{url}/authorize"\ntoken-url = "{url}/token"\n')
        self.env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GETTOKEN_CONFIG_DIR": str(config)}
        self.logins = 0

    def run(self, *words, under=(), stderr=subprocess.PIPE, preexec=None):
        return subprocess.run([*under, self.binary, *words], env=self.env, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=stderr, timeout=60, preexec_fn=preexec, check=False)

    def login(self, under=()):
        """Logs in like a person who pastes the address. Returns the exit code and stderr."""
        self.logins += 1
        words = [*under, self.binary, "login", "me", "--no-browser", "--redirect-uri", REDIRECT]
        process = subprocess.Popen(words, env=self.env, text=True, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        said = []
        for line in process.stderr:
            said.append(line)
            state = re.search(r"[?&]state=([^&\s]+)", line)
            if state:
                try:
                    process.stdin.write(f"{REDIRECT}?code=code-{self.logins}&state={state[1]}\n")
                    process.stdin.flush()
                except BrokenPipeError:
                    pass
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        return process.wait(60), "".join(said)

    def points(self, start):
        """Runs `start` under strace. Returns each system call's name and its number among those of its thread."""
        trace = self.folder / "trace"
        start(("strace", "-f", "-o", str(trace)))
        count, before, found, main, begun = collections.Counter(), {}, set(), None, False
        for line in trace.read_text(errors="replace").splitlines():
            thread, _, rest = line.partition(" ")
            name = re.match(r"\s*([a-z_0-9]+)\(", rest)
            main = main or thread
            begun = begun or START in rest
            if not name:
                continue
            count[thread, name[1]] += 1
            number = count[thread, name[1]]
            if thread == main and not begun:
                before[name[1]] = number
            elif number > before.get(name[1], 0):
                found.add((name[1], number))
        return sorted(found)


class Counts:
    def __init__(self):
        self.runs = self.corrupt = self.reused = self.lost = self.unexpected = 0

    def wrong(self, what, text=""):
        print(f"{what}\n    {text.strip()}".rstrip(), file=sys.stderr)


def check(bench, counts, what, fault, output):
    """Checks what a run with `fault` has left, and repairs it for the next one."""
    counts.runs += 1
    forgives = fault in ("signal=KILL", "error=ENOSPC")
    again = bench.server.used_again
    if bench.run("cache", "verify").returncode != 0:
        counts.corrupt += 1
        counts.wrong(f"{what}: an entry is damaged", output)
    for _ in range(2):
        call = bench.run(*TOKEN)
        if call.returncode not in (0, 4):
            counts.unexpected += 1
            counts.wrong(f"{what}: the next call ends with {call.returncode}", call.stderr)
    if bench.server.used_again > again:
        counts.reused += not forgives
        counts.lost += forgives
        if not forgives:
            counts.wrong(f"{what}: a used refresh token was sent again", output)
    elif call.returncode != 0:
        counts.lost += forgives
        counts.unexpected += not forgives
        if not forgives:
            counts.wrong(f"{what}: the session is lost", output)
    if call.returncode != 0 and bench.login()[0] != 0:
        sys.exit(f"{what}: the next login fails")


def sweep(bench, counts, name, start, short):
    points = bench.points(start)
    for number, (call, when) in enumerate(points):
        faults = [f"signal={signal}" for signal in SIGNALS] + ["error=ENOSPC"] * (call in DISK)
        if short:
            faults = [faults[number % len(faults)]] if number % 7 == 0 else []
        for fault in faults:
            inject = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                      "-e", f"inject={call}:{fault}:when={when}")
            check(bench, counts, f"{name}, {call} number {when}, {fault}", fault, start(inject))
    return len(points)


def main():
    binary = os.path.realpath(sys.argv[1])
    short = "--short" in sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        bench, counts = Bench(binary, folder), Counts()
        if bench.login()[0] != 0:
            sys.exit("the login fails")

        def refresh(under):
            return bench.run(*TOKEN, "-v", under=under).stderr

        def login(under):
            return bench.login(under)[1]

        points = sweep(bench, counts, "refresh", refresh, short), sweep(bench, counts, "login", login, short)
        # A reader of stderr that ends, and no stderr at all.
        reader, writer = os.pipe()
        os.close(reader)
        for words in ((), ("-v",), ("-vvv",)):
            for what, stderr, preexec in (("a closed pipe", writer, None), ("no stderr", None, lambda: os.close(2))):
                call = bench.run(*TOKEN, *words, stderr=stderr, preexec=preexec)
                if call.returncode != 0 or not call.stdout.startswith("access-"):
                    counts.unexpected += 1
                    counts.wrong(f"refresh with {what} as stderr: exit {call.returncode}")
                check(bench, counts, f"refresh with {what} as stderr", "", "")
        print(f"sessions: {points[0]} points of a refresh, {points[1]} of a login, {counts.runs} runs: "
              f"{counts.corrupt} corrupt, {counts.reused} used again, {counts.unexpected} otherwise unexpected; "
              f"{counts.lost} logins lost to SIGKILL or a full disk")
        if counts.corrupt + counts.reused + counts.unexpected:
            sys.exit(1)
        # As a control: some faults must have struck between the response and the store.
        if not short and not counts.lost:
            sys.exit("no SIGKILL cost a login, so the faults cannot have had an effect")


if __name__ == "__main__":
    main()
