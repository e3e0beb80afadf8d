#!/usr/bin/env python3
"""Sends a hostile response to each run of the binary, and checks the result.

usage: bodies.py BINARY WORK COUNT SEED [NUMBER]

SEED and the run's number determine the response; with NUMBER, only that run is made and shown. Each built-in
provider with application tokens is redirected to loopback by a definition that extends it. Each run either
uses --force with a key that has a cache entry, or a key without one; another key always has an entry.
"""

import collections
import gzip
import json
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.parse

KEY = (pathlib.Path(__file__).resolve().parents[2] / "tests/cases/keys/rsa.pem").read_text()
SUBJECT = "the-subject-token"
DEFINITIONS = pathlib.Path(__file__).resolve().parents[2] / "src/providers"
WORKERS = 2
SECRET = "s3cret-canary-4711"
PRIOR = "prior-token-of-an-earlier-run"
TOKEN = re.compile(rb"[\x21-\x7e]{1,65536}\n")
# Characters that control a terminal or are invisible, except the newline.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# No panic (1), no crash, and no usage error (2), since the flags are valid.
CODES = {0, 3, 4, 5, 6, 7, 8, 9, 10}
REFUSED, ANSWER, NETWORK = {4, 5, 7}, {8}, {6, 8}
NASTY = [
    "\r\nX-Injected: 1", "\n", "\x1b[2J", "\x1b]52;c;ZXZpbA==\x07", "\x9b31m", "\u202e", "\u200b", "\x00", "\x7f", "é", "你好",
    "\ufeff", "\U0001f511", " ", "\t", '"', "\\", "'", "`id`", "$(id)", SECRET, "%0d%0a", "x" * 70000,
]
NUMBERS = [
    "0", "-1", "1", "3600", '"3600"', '""', '"soon"', "1e400", "-1e400", "1e19", "99999999999999999999", "3599.5", "true",
    "null", "[3600]", '{"s":1}', '"9999-12-31T23:59:59Z"', '"NaN"', "253402300799", "-9223372036854775808",
]


class Vendor:
    """A server for one client at a time that answers each request with `bytes`."""

    def __init__(self):
        self.bytes = b""
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.socket.accept()
            with client:
                try:
                    client.settimeout(10)
                    self.read(client)
                    client.sendall(self.bytes)
                    # Closing with unread input would reset the connection, and the client could lose data.
                    client.shutdown(socket.SHUT_WR)
                    client.settimeout(0.5)
                    while client.recv(65536):
                        pass
                except OSError:
                    pass

    @staticmethod
    def read(client):
        data = b""
        while b"\r\n\r\n" not in data:
            part = client.recv(65536)
            if not part:
                return
            data += part
        head, body = data.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        missing = int(length[1]) - len(body) if length else 0
        while missing > 0:
            missing -= len(client.recv(65536)) or missing


class Profile:
    """A built-in provider and its documented response."""

    def __init__(self, name, definition, example):
        self.name = name
        # A moment in the documentation has passed.
        self.answer = re.sub(r'"20\d\d-\d\d-\d\dT', '"2999-01-01T', example["answer"]["body"])
        # The same as a number, since 1970.
        self.answer = re.sub(r'(expires?[A-Za-z_]*"\s*:\s*"?)1(?=[0-9]{9}(?:[0-9]{3})?\b)', r"\g<1>4", self.answer)
        self.headers = list(example["answer"].get("headers", {}).items())
        self.token = example["token"]
        # For this vendor, any unreadable response is treated as one from its firewall.
        self.unreadable = {7} if "unreadable" in definition.get("errors", {}) else set()
        self.flags = []
        for key, value in example.get("given", {}).items():
            # The program itself makes the text that no other request has.
            if key not in ("client-id", "client-secret", "nonce"):
                self.flags += [f"--{key}", value]
        # Files in the home directory of the runs, by the name of the credential.
        self.files = {name: (KEY if declared.get("lines") else SUBJECT)
                      for name, declared in definition.get("credentials", {}).items()
                      if name not in ("client-id", "client-secret") and declared.get("required", True)}
        # A secret that is not sent is not read either, so that its text in an answer is that of the server.
        secret = definition.get("credentials", {}).get("client-secret", {})
        self.sends_secret = not self.files or secret.get("required", True)


def load_profiles():
    for path in sorted(DEFINITIONS.glob("*.toml")):
        definition = tomllib.loads(path.read_text())
        for example in definition.get("example", []):
            application = example.get("call", "client-credentials") == "client-credentials"
            # Tokens of the system need more than an ID and a secret, or have other forms.
            credentials = definition.get("credentials", {}).keys() - {"client-id", "client-secret"}
            of_system = "token" in definition or definition.get("network") == "metadata"
            if of_system or credentials & example.get("given", {}).keys():
                continue
            if "token" in example and application and example.get("at", "token") == "token":
                yield Profile(path.stem, definition, example)
                break


def http(body, status=200, headers=(), length=None):
    """Builds an HTTP response."""
    body = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in headers)]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body


# Families. Each returns the response, and the exit codes that are allowed, or None for all of CODES.


def of_token(rng, profile, replace, codes=ANSWER):
    """The documented response with its token replaced."""
    quoted = json.dumps(profile.token)
    return http(profile.answer.replace(quoted, replace, 1), headers=profile.headers), codes


def broken_token(rng, profile):
    nasty = rng.choice([text for text in NASTY if re.search(r"[^\x21-\x7e]", text) or len(text) > 65536])
    at = rng.randrange(len(profile.token) + 1)
    return of_token(rng, profile, json.dumps(profile.token[:at] + nasty + profile.token[at:]))


def no_token(rng, profile):
    return of_token(rng, profile, rng.choice(['""', "null", '" "']))


def token_of_another_kind(rng, profile):
    return of_token(rng, profile, rng.choice(["12345", "true", '["t"]', '{"t":"t"}', "1e400", "-0"]))


def key_twice(rng, profile):
    quoted = re.escape(json.dumps(profile.token))
    twice = re.sub(rf'("[A-Za-z_]+"\s*:\s*){quoted}', lambda found: f'{found[0]},{found[1]}"other"', profile.answer, count=1)
    return http(twice, headers=profile.headers), ANSWER if twice != profile.answer else None


def deep(rng, profile):
    depth = rng.choice([65, 129, 500, 20_000])
    nest = "[" * depth + "]" * (depth if rng.random() < 0.5 else 0)
    return http(profile.answer.rstrip().removesuffix("}") + f',"x":{nest}}}', headers=profile.headers), None if depth == 65 else ANSWER


def other_type(rng, profile):
    kind = rng.choice(["mac", "DPoP", "N_A", "", "Bearer\r\nX: y", "\x1b[31m"])
    body = profile.answer.rstrip().removesuffix("}") + f',"token_type":{json.dumps(kind)}}}'
    return http(body, headers=profile.headers), None


def odd_expiry(rng, profile):
    number = rng.choice(NUMBERS)
    body = re.sub(r'("[A-Za-z_]*expire[A-Za-z_]*"\s*:\s*)("[^"]*"|[-0-9.e]+)', lambda found: found[1] + number, profile.answer)
    return http(body, headers=profile.headers), None


def huge(rng, profile):
    filler = "x" * rng.choice([1024 * 1024, 1500 * 1024])
    return http(profile.answer.rstrip().removesuffix("}") + f',"x":"{filler}"}}', headers=profile.headers), ANSWER


def cut(rng, profile):
    at = rng.randrange(len(profile.answer.encode()))
    if rng.random() < 0.5:
        return http(profile.answer.encode()[:at], headers=profile.headers), None
    return http(profile.answer.encode()[:at], headers=profile.headers, length=len(profile.answer.encode())), NETWORK


def not_utf8(rng, profile):
    body = bytearray(profile.answer.encode())
    for _ in range(rng.randint(1, 4)):
        body.insert(rng.randrange(len(body)), rng.choice([0x80, 0xC0, 0xFE, 0xFF, 0xED]))
    return http(bytes(body), headers=profile.headers), None


def squeezed(rng, profile):
    body = profile.answer.encode()
    squeezed = gzip.compress(body * rng.choice([1, 1000])) if rng.random() < 0.7 else body
    codes = None if squeezed is body else ANSWER | REFUSED
    return http(squeezed, headers=[*profile.headers, ("Content-Encoding", rng.choice(["gzip", "br", "deflate"]))]), codes


def other_media_type(rng, profile):
    kind = rng.choice(["text/html", "image/png", "", "x/\x1b[31m", "application/x-www-form-urlencoded", SECRET])
    if rng.random() < 0.5:
        return http(profile.answer, headers=[*profile.headers, ("Content-Type", kind)]), None
    page = "<!DOCTYPE html><html><body>Please log in</body></html>"
    return http(page, headers=[("Content-Type", kind)]), ANSWER | REFUSED


def vendors_error(rng, profile):
    code = rng.choice(["40013", '"40013"', "-1", '"invalid_client"', '"\\u001b[2J"', "45009", "1.5", "true"])
    words = json.dumps("no: " + rng.choice(NASTY) + SECRET + rng.choice(NASTY))
    fields = ",".join(f'"{name}":{code}' for name in ("errcode", "code", "error", "ret", "err_code", "detailErrorCode"))
    more = ",".join(f'"{name}":{words}' for name in ("errmsg", "msg", "message", "error_description", "requestId", "request_id"))
    token = f'"access_token":"t","accessToken":"t","tenant_access_token":"t"'
    status = rng.choice([200, 200, 400, 401, 403, 429, 500, 503])
    headers = [(name, rng.choice(NASTY[2:12] + ["5", "1e9", "Fri, 31 Dec 9999 23:59:59 GMT"])) for name in ("Retry-After", "X-Request-Id")]
    return http(f"{{{fields},{more},{token},\"expires_in\":60}}", status, headers if rng.random() < 0.5 else ()), None


def redirect(rng, profile):
    target = rng.choice(["https://evil.example/?" + SECRET, "/other", "\x1b]0;x\x07", "file:///x", "http://127.0.0.1:1/"])
    return http(profile.answer, rng.choice([300, 301, 302, 303, 307, 308, 399]), [("Location", target)]), ANSWER


def head(rng, profile):
    """A broken status line or header."""
    body = profile.answer.encode()
    return rng.choice([
        b"", b"\0\0\0\0", b"SSH-2.0-x\r\n", b"HTTP/1.1 2x0\r\n\r\n", b"HTTP/1.1 99999 -\r\n\r\n", b"HTTP/0.9 200\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nX: " + b"x" * 80_000 + b"\r\n\r\n" + body, b"HTTP/1.1 200 -\r\n" + b"X: y\r\n" * 5000 + b"\r\n" + body,
        b"HTTP/1.1 200 -\r\nContent-Length: -1\r\n\r\n" + body, b"HTTP/1.1 200 -\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + body,
        b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\r\n", b"HTTP/1.1 200 \x1b[31m\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nX\x00Y: z\r\n\r\n" + body, b"HTTP/1.1 204 -\r\n\r\n", b"HTTP/1.1 100 -\r\n\r\n" * 50,
        b"HTTP/1.1 200 -\nDate: garbage\n\n" + body,
    ]), None


def form_or_jsonp(rng, profile):
    token = urllib.parse.quote(profile.token + rng.choice(["", *NASTY[:16]]))
    return http(rng.choice([
        f"access_token={token}&expires_in=60", f"access_token={token}&access_token=u", f"callback( {profile.answer} );",
        f"access_token=%ff%fe{token}", f"<a>&access_token={token}", f"for(;;);{profile.answer}", f"\ufeff{profile.answer}",
    ])), None


def mutated(rng, profile):
    """The documented response with bytes flipped, removed, duplicated and inserted."""
    body = bytearray(profile.answer.encode())
    for _ in range(rng.randint(1, 8)):
        at, end = sorted(rng.randrange(len(body) + 1) for _ in range(2))
        kind = rng.randrange(4)
        if kind == 0 and at < len(body):
            body[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del body[at:min(end, at + 16)]
        elif kind == 2:
            body[at:at] = body[at:min(end, at + 32)]
        else:
            body[at:at] = rng.choice([*NASTY[:-1], *NUMBERS]).encode()
    return http(bytes(body), rng.choice([200, 200, 200, 400, 500]), profile.headers), None


FAMILIES = [
    broken_token, no_token, token_of_another_kind, key_twice, deep, other_type, odd_expiry, cut, not_utf8, squeezed,
    other_media_type, vendors_error, redirect, head, form_or_jsonp, mutated, mutated, mutated,
]
# A slow family, used in one of so many runs.
SLOW_FAMILY, SLOW_INTERVAL = huge, 250


def strings(value):
    """Yields every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def came_from(token, sent):
    """Whether an independent parser finds this token in the response."""
    body = sent.split(b"\r\n\r\n", 1)[-1] if b"\r\n\r\n" in sent else sent.split(b"\n\n", 1)[-1]
    text = body.decode("utf-8", "replace")
    start = text.find("{")
    try:
        found = list(strings(json.JSONDecoder().raw_decode(text[start:])[0]))
    except (ValueError, RecursionError):
        found = []
    found += [value for _, value in urllib.parse.parse_qsl(text)]
    return token in found


class Worker:
    """A separate config directory and server, for one run at a time."""

    def __init__(self, binary, folder, profiles, results):
        self.binary, self.profiles, self.results = binary, profiles, results
        self.vendor = Vendor()
        self.folder = folder
        self.tokens = folder / "tokens"
        (folder / "providers").mkdir(parents=True)
        self.secret = folder / "secret"
        self.secret.touch(0o600)
        self.secret.write_text(SECRET)
        for profile in profiles:
            for name, text in profile.files.items():
                file = folder / f"{profile.name}.{name}"
                file.touch(0o600)
                file.write_text(text)
            (folder / f"providers/{profile.name}.toml").write_text(
                f'extends = "{profile.name}"\ntitle = "t"\ndocs = "https://vendor.example"\n'
                f'[client-credentials]\nurl = "http://127.0.0.1:{self.vendor.port}/token"\n')
        # All entries by name; the names of those that no later run may change; the names of all of them.
        self.prior, self.others, self.own = {}, set(), set()
        for profile in profiles:
            self.fill(profile)

    def call(self, profile, *more):
        words = [self.binary, "--config-dir", str(self.folder), profile.name, "--client-id", "an-id",
                 "--client-secret-file", str(self.secret), "-o", "token", "--retries", "0", "--timeout", "10s",
                 *profile.flags, *more]
        for name in profile.files:
            words += [f"--{name}-file", str(self.folder / f"{profile.name}.{name}")]
        return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, env={"PATH": os.environ["PATH"]}, timeout=60)

    def fill(self, profile):
        """Creates two entries: one for the runs with --force, and one that must not change."""
        for more in (["--param", "run=other"], []):
            self.vendor.bytes = http(profile.answer.replace(json.dumps(profile.token), json.dumps(PRIOR)), headers=profile.headers)
            done = self.call(profile, *more)
            if done.stdout.strip().decode() != PRIOR:
                sys.exit(f"no entry could be created for {profile.name}: {done}")
            self.prior = self.entries()
            if more:
                self.others.update(set(self.prior) - self.own)
        self.own = set(self.prior)

    def entries(self):
        return {path.name: path.read_bytes() for path in self.tokens.glob("*.json")}

    def run(self, seed, number, show=False):
        rng = random.Random(f"{seed}-{number}")
        profile = rng.choice(self.profiles)
        family = SLOW_FAMILY if rng.randrange(SLOW_INTERVAL) == 0 else rng.choice(FAMILIES)
        sent, codes = family(rng, profile)
        forced = rng.random() < 0.5
        self.vendor.bytes = sent
        done = self.call(profile, *(["--force"] if forced else ["--param", f"run={number}"]))
        wrong = self.judge(profile, done, sent, codes and codes | profile.unreadable)
        if show:
            print(f"{profile.name}, {family.__name__}, forced: {forced}\n{sent[:3000]!r}\n{done}")
        self.results.add(profile.name, family.__name__, done.returncode, done.stdout.strip() == PRIOR.encode())
        for why in wrong:
            self.results.report(f"number {number} ({profile.name}, {family.__name__}): {why}: {done!r:.2000}")

    def judge(self, profile, done, sent, codes):
        """Yields the faults of this run."""
        stderr = done.stderr.decode("utf-8", "replace")
        entries, served_prior = self.entries(), done.stdout == PRIOR.encode() + b"\n"
        if done.returncode not in CODES:
            yield "undocumented exit code"
        if codes and done.returncode not in codes and not served_prior:
            yield f"exit code not in {sorted(codes)}"
        if done.returncode == 0 and not TOKEN.fullmatch(done.stdout):
            yield "stdout is not a token"
        if done.returncode == 0 and not served_prior and not came_from(done.stdout.decode().strip(), sent):
            yield "a token that the server did not send"
        if done.returncode != 0 and done.stdout:
            yield "a failure with output on stdout"
        if done.returncode != 0 and not stderr.startswith("gettoken: "):
            yield "no error message"
        if UNSAFE.search(stderr) or "\ufffd" in stderr and b"\xef\xbf\xbd" not in done.stderr:
            yield "unsafe characters on stderr"
        if profile.sends_secret and SECRET in stderr or len(stderr) > 20_000:
            yield "the secret or too much text on stderr"
        changed = {name for name in entries.keys() | self.prior.keys() if entries.get(name) != self.prior.get(name)}
        if changed and (done.returncode != 0 or served_prior):
            yield f"entries changed: {changed}"
        if len(changed) > 1 or changed & self.others:
            yield f"entries of other keys changed: {changed}"
        self.restore(entries)

    def restore(self, entries):
        for path in self.tokens.iterdir():
            if path.name not in self.prior and path.suffix in (".json", ".refused", ".lock", ".tmp"):
                if path.suffix != ".lock" or path.with_suffix(".json").name not in self.prior:
                    path.unlink()
        for name, content in self.prior.items():
            if entries.get(name) != content:
                (self.tokens / name).write_bytes(content)


class Results:
    """Statistics of all runs."""

    def __init__(self):
        self.lock = threading.Lock()
        self.codes, self.families, self.providers = (collections.Counter() for _ in range(3))
        self.prior = self.faults = 0

    def add(self, provider, family, code, prior):
        with self.lock:
            self.codes[code] += 1
            self.families[family] += 1
            self.providers[provider] += 1
            self.prior += prior

    def report(self, words):
        with self.lock:
            self.faults += 1
            if self.faults <= 20:
                print(words, file=sys.stderr)

    def print(self, count, seed, took):
        codes = ", ".join(f"{code}: {number}" for code, number in sorted(self.codes.items()))
        print(f"{count} responses of seed {seed}, {len(self.providers)} providers, {took:.0f} s, {self.faults} faults")
        print(f"exit codes: {codes} (served the earlier token: {self.prior})")
        print("families: " + ", ".join(f"{name} {number}" for name, number in sorted(self.families.items())))


def main():
    binary, work, count, seed = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    profiles, results = list(load_profiles()), Results()
    workers = [Worker(binary, work / f"worker-{number}", profiles, results) for number in range(WORKERS)]
    if len(sys.argv) > 5:
        workers[0].run(seed, int(sys.argv[5]), show=True)
        sys.exit(results.faults > 0)
    numbers, lock, begin = iter(range(count)), threading.Lock(), time.monotonic()

    def work_on(worker):
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            try:
                worker.run(seed, number)
            except Exception as error:  # a run that hangs, or a bug in this script
                results.report(f"number {number}: {error!r}")

    threads = [threading.Thread(target=work_on, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.print(count, seed, time.monotonic() - begin)
    # If all responses were rejected, or all accepted, the test would prove little.
    enough = {0, 5, 8} <= results.codes.keys() and sum(results.codes.values()) == count
    sys.exit(results.faults > 0 or not enough)


if __name__ == "__main__":
    main()
