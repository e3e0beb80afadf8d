"""What the scripts in Python of this folder share: packages that install themselves, servers, and counted checks.

Exit code of a script: 0 all passed, 1 a check failed, 2 no such program, 77 skipped because something is missing.
"""

import atexit
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
OIDC_PROVIDER = "oidc-provider@9.13.3"
AUTHLIB = ["Authlib==1.9.8", "Flask==3.1.3", "Werkzeug==3.1.9"]
SIGNATURE = re.compile(r"(?<=\.)[A-Za-z0-9_-]{60,}(?![A-Za-z0-9_.-])")
# Servers on this machine are asked directly, whatever proxy the caller uses.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Script:
    """A run of one script, with its temporary folder, its servers and its count."""

    def __init__(self, planned, program=True):
        self.planned = planned
        self.number = self.passed = self.skipped = self.users = 0
        self.failures = []
        self.processes = []
        self.gettoken, self.path = program and self.find(), os.environ["PATH"]
        os.umask(0o077)
        self.work = Path(tempfile.mkdtemp())
        atexit.register(self.clean_up)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _: sys.exit(128 + number))

    def find(self):
        """The program to test."""
        default = HERE / "../../target/debug/gettoken"
        found = shutil.which(sys.argv[1] if len(sys.argv) > 1 else default)
        if not found:
            print(f"{sys.argv[0]}: no such program", file=sys.stderr)
            sys.exit(2)
        return os.path.abspath(found)

    def clean_up(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        shutil.rmtree(self.work, ignore_errors=True)

    def skip(self, why):
        print(f"skipped: {why}\n0 passed, 0 failed, {self.planned} skipped")
        sys.exit(77)

    # --- setup -------------------------------------------------------------------------------------------------------

    def no_node(self):
        """Why programs of npm cannot run here; `None` if they can."""
        for tool in ("node", "npm"):
            if not shutil.which(tool):
                return f"{tool} is not installed"
        version = int(subprocess.check_output(["node", "--version"], text=True)[1:].split(".")[0])
        return f"node {version} is older than 20" if version < 20 else None

    def npm(self, *packages):
        """Installs packages of npm and returns their folder. Nothing in a package is run."""
        if why := self.no_node():
            self.skip(why)
        words = ["npm", "install", "--prefix", self.work, "--ignore-scripts", "--no-audit", "--no-fund", *packages]
        self.install(packages, words)
        return self.work / "node_modules"

    def venv(self, *packages):
        """Installs packages of PyPI and returns the interpreter that has them."""
        folder = self.work / "venv"
        if subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True).returncode:
            self.skip("python3 cannot create a virtual environment")
        python = folder / "bin/python"
        if not packages:
            return python
        words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "60"]
        self.install(packages, [python, *words, *packages])
        return python

    def install(self, packages, words):
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            self.skip(f"{', '.join(packages)} could not be installed: {last}")

    def start(self, words, ready, env=None, folder=None):
        """Starts a server and waits until the URL `ready` answers."""
        log = self.work / f"server-{len(self.processes)}.log"
        with open(log, "w") as file:
            process = subprocess.Popen(
                words, stdout=file, stderr=file, cwd=folder or self.work, env={**os.environ, **(env or {})}
            )
        self.processes.append(process)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            try:
                return OPENER.open(ready, timeout=5).close()
            except OSError:
                time.sleep(0.1)
        # gettoken was not tested, so this counts as a failure.
        print(f"not ok - {words[0]} did not start")
        for line in log.read_text().splitlines()[-5:]:
            print(f"# {line}")
        print(f"0 passed, {self.planned} failed, 0 skipped")
        sys.exit(1)

    # --- gettoken ----------------------------------------------------------------------------------------------------

    def user(self, config, **providers):
        """Starts with an empty cache, the text of a config file and definitions by name; `_` stands for `-`."""
        self.users += 1
        self.config = self.work / f"config-{self.users}"
        (self.config / "providers").mkdir(parents=True)
        (self.config / "config.toml").write_text(config)
        for name, text in providers.items():
            (self.config / "providers" / f"{name.replace('_', '-')}.toml").write_text(text)

    def run(self, *words, stdin=None, **env):
        """Runs gettoken with an environment of only these variables."""
        bare = {"PATH": self.path, "HOME": str(self.work), "GETTOKEN_CONFIG_DIR": str(self.config), **env}
        given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
        return subprocess.run([self.gettoken, *words], env=bare, capture_output=True, text=True, timeout=120, **given)

    # --- checks ------------------------------------------------------------------------------------------------------

    def check(self, what, holds, *details):
        self.number += 1
        self.passed += bool(holds)
        print(f"{'ok' if holds else 'not ok'} {self.number} - {what}", flush=True)
        if not holds:
            self.failures.append(what)
            for detail in details:
                if isinstance(detail, subprocess.CompletedProcess):
                    detail = f"exit {detail.returncode}\n{detail.stdout}{detail.stderr}"
                for line in str(detail).splitlines():
                    print(f"# {SIGNATURE.sub('…', line)}")

    def end(self):
        failed = len(self.failures)
        if self.number + self.skipped != self.planned:
            failed += 1
            print(f"not ok - {self.number} checks ran, {self.planned} were planned")
        print(f"{self.passed} passed, {failed} failed, {self.skipped} skipped")
        sys.exit(77 if self.skipped == self.planned else failed > 0)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(url, fields=None):
    """The JSON at a URL; `fields` are posted as JSON."""
    body = None if fields is None else json.dumps(fields).encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with OPENER.open(request, timeout=20) as response:
        return json.load(response)


def post(url, fields):
    """Posts a form, and returns the status and the JSON of the answer."""
    try:
        with OPENER.open(url, urllib.parse.urlencode(fields).encode(), timeout=20) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def jwt(token):
    """The header and the claims of a JWT."""
    parts = token.split(".")[:2]
    return [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in parts]


def is_one_token(done):
    return done.returncode == 0 and re.fullmatch(r"[A-Za-z0-9._~+/=-]+\n", done.stdout)


def verified(token, public_key):
    """Whether openssl accepts the signature of a JWT with RSA."""
    signed, signature = token.rsplit(".", 1)
    options = {"RS256": [], "PS256": ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]}
    with tempfile.NamedTemporaryFile() as file:
        file.write(base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)))
        file.flush()
        words = [
            "openssl",
            "dgst",
            "-sha256",
            "-verify",
            public_key,
            *options[jwt(token)[0]["alg"]],
            "-signature",
            file.name,
        ]
        return subprocess.run(words, input=signed.encode(), capture_output=True).returncode == 0
