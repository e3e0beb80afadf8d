#!/usr/bin/env python3
"""Tests that machines with a shared store use each refresh token once, with an independent server (oidc-provider).

tests/real/fleet.py [GETTOKEN] [--short]        default: target/debug/gettoken in this repository

oidc-provider rotates refresh tokens, and ends a session of which one is used twice. Ten machines need another token
at least fifty times each, until the session was refreshed five hundred times. Meanwhile, further processes are started
and ended: with SIGTERM at any time, with SIGKILL if they do not have the lease.
"""

import base64
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

from harness import HERE, OIDC_PROVIDER, Script, fetch, free_port, post

MACHINES = 10
ROUNDS = 5 if "--short" in sys.argv else 50
KEY = base64.b64encode(os.urandom(32)).decode()
SECRET = os.urandom(16).hex()

script = Script(planned=7)
for tool in ("redis-server", "redis-cli"):
    if not shutil.which(tool):
        script.skip(f"{tool} is not installed")
modules = script.npm(OIDC_PROVIDER)

keys = script.work / "keys"
keys.mkdir()
clients = script.work / "clients.json"
clients.write_text(json.dumps([{
    "client_id": "fleet", "client_secret": SECRET, "token_endpoint_auth_method": "client_secret_post",
    "scope": "mail offline_access", "grant_types": ["authorization_code", "refresh_token"],
    "redirect_uris": ["http://127.0.0.1/callback"], "response_types": ["code"], "application_type": "native",
}]))
# Node finds packages beside the file that imports them.
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
port = free_port()
issuer = f"http://127.0.0.1:{port}"
control = f"{issuer}/control"
script.start(["node", server, str(port), keys, clients], control)

store = script.work / "store"
store.mkdir()
socket = store / "s"
words = ["redis-server", "--port", "0", "--unixsocket", socket, "--dir", store, "--save", ""]
script.processes.append(subprocess.Popen(words, stdout=subprocess.DEVNULL))


def redis(*words):
    return subprocess.run(["redis-cli", "-s", socket, *words], capture_output=True, text=True).stdout.strip()


deadline = time.monotonic() + 20
while redis("PING") != "PONG" and time.monotonic() < deadline:
    time.sleep(0.05)


class Machine:
    """A config directory of its own, with the profile whose session is shared."""

    def __init__(self):
        script.user(
            f'[shared-store]\nurl = "unix:{socket}"\nkey = "{KEY}"\n'
            f'[profiles.fleet]\nprovider = "oauth2"\nclient-id = "fleet"\nclient-secret = "{SECRET}"\n'
            'grant = "user"\nshared = true\n'
            f'[profiles.fleet.vars]\ntoken-url = "{issuer}/token"\nauthorize-url = "{issuer}/auth"\n'
            'client-auth = "post"\n'
        )
        self.config, self.token = script.config, ""
        self.env = {"PATH": script.path, "HOME": str(self.config), "GETTOKEN_CONFIG_DIR": str(self.config)}

    def start(self, *words):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([script.gettoken, *words], env=self.env, **pipes)

    def run(self, *words):
        started = self.start(*words)
        out, err = started.communicate(timeout=120)
        return subprocess.CompletedProcess(words, started.returncode, out, err)

    def has_lease(self):
        """Whether a process of this machine may have the lease. A request for it that is underway ends meanwhile."""
        time.sleep(0.05)
        try:
            owners = [file.read_text() for file in (self.config / "tokens").glob("*.lease")]
        except FileNotFoundError:
            # A process of this machine has just given it back.
            return True
        leases = [redis("GET", key) for key in redis("KEYS", "gettoken:*:l").splitlines()]
        return any(lease in owners for lease in leases if lease)


machines = [Machine() for _ in range(MACHINES)]
first = script.work / "refresh"
first.write_text(fetch(f"{issuer}/session?client=fleet")["refresh_token"] + "\n")
fetch(control, {"delay": 30})
done = machines[0].run("login", "fleet", "--refresh-token-file", str(first))
script.check("a login with a refresh token", done.returncode == 0, done)

failed, ended, spared, over = [], {"SIGTERM": 0, "SIGKILL": 0}, [], threading.Event()
calls = [0] * MACHINES


def rejected(machine):
    """Starts a call that says that the token in use is refused, so that another one is needed."""
    token = machine.token
    return machine.start("fleet", "-o", "token", f"--rejected={hashlib.sha256(token.encode()).hexdigest()}")


def refresh(number):
    machine = machines[number]
    while not over.is_set():
        started = rejected(machine)
        out, err = started.communicate(timeout=120)
        calls[number] += 1
        if started.returncode != 0:
            failed.append(subprocess.CompletedProcess([], started.returncode, out, err))
        machine.token = out.strip()


def end_some():
    """Starts processes that refresh as well, and ends them at a random moment."""
    while not over.is_set():
        machine = random.choice(machines)
        victim = rejected(machine)
        time.sleep(random.random() * 0.3)
        if random.random() < 0.5:
            victim.send_signal(signal.SIGTERM)
            victim.communicate()
            ended["SIGTERM"] += victim.returncode != 0
            continue
        # It cannot take the lease while it is stopped.
        victim.send_signal(signal.SIGSTOP)
        if machine.has_lease():
            spared.append(victim)
        else:
            victim.send_signal(signal.SIGKILL)
        victim.send_signal(signal.SIGCONT)
        victim.communicate()
        ended["SIGKILL"] += victim.returncode == -signal.SIGKILL


requests = fetch(control)
threads = [threading.Thread(target=refresh, args=(number,)) for number in range(MACHINES)]
threads += [threading.Thread(target=end_some) for _ in range(3)]
for thread in threads:
    thread.start()
deadline = time.monotonic() + 600
while (len(requests) < MACHINES * ROUNDS or min(calls) < ROUNDS) and not failed and time.monotonic() < deadline:
    time.sleep(0.5)
    requests += fetch(control)
over.set()
for thread in threads:
    thread.join()

requests += fetch(control)
sent = [request["fields"].get("refresh_token") for request in requests]
used = f"{len(requests)} requests"
script.check(f"{MACHINES} machines, {sum(calls)} calls: each got a token", not failed, *failed[:3])
script.check(
    f"{ended['SIGTERM']} further processes ended with SIGTERM, {ended['SIGKILL']} with SIGKILL",
    ended["SIGTERM"] and ended["SIGKILL"],
    f"{len(spared)} had the lease",
)
script.check(f"{used}: no refresh token was sent twice", len(set(sent)) == len(sent) >= MACHINES * ROUNDS)
wrong = [(request["status"], request["reason"]) for request in requests if request["status"] != 200]
revoked = [request for request in requests if request.get("revoked")]
script.check(f"{used}: the server refused none, and the session has not ended", not wrong and not revoked, wrong[:5])

# The tests above would have noticed it.
spent = {"grant_type": "refresh_token", "client_id": "fleet", "client_secret": SECRET}
spent["refresh_token"] = sent[-1] if sent else ""
status, answer = post(f"{issuer}/token", spent)
seen = fetch(control)
script.check(
    "control: the server notices a refresh token that is used again, and ends the session",
    status == 400 and seen[0]["reason"] == "refresh token already used" and seen[0].get("revoked"),
    answer,
    seen,
)
done = machines[1].run("fleet", "-o", "token", "--force")
script.check("control: the session has ended for all machines", done.returncode == 4, done)

script.end()
