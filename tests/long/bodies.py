#!/usr/bin/env python3
"""Hostile answers, one for each run of the binary, and what must hold after each.

usage: bodies.py BINARY WORK COUNT SEED [NUMBER]

Run NUMBER of SEED is always the same answer; with NUMBER that one alone is run and shown. Every built-in
provider of application tokens is moved to loopback by a definition that extends it. Each run asks with
--force under a key that has an entry, or under a key that has none, beside an entry of another key.
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

DEFINITIONS = pathlib.Path(__file__).resolve().parents[2] / "src/providers"
WORKERS = 2
SECRET = "s3cret-canary-4711"
PRIOR = "prior-token-of-an-earlier-run"
TOKEN = re.compile(rb"[\x21-\x7e]{1,65536}\n")
# What a terminal obeys or does not show, but the end of a line.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# No panic (1), no crash, and no bad flag (2), for the flags are ours.
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
    """A server with one client at a time, that answers each request with `bytes`."""

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
                    # A client that reads no further must not lose what it was sent.
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
    """A built-in provider, and its documented answer."""

    def __init__(self, name, definition, example):
        self.name = name
        self.answer = example["answer"]["body"]
        self.headers = list(example["answer"].get("headers", {}).items())
        self.token = example["token"]
        # What cannot be read comes from this vendor's firewall, whatever it is.
        self.unreadable = {7} if "unreadable" in definition.get("errors", {}) else set()
        self.flags = []
        for key, value in example.get("given", {}).items():
            if key not in ("client-id", "client-secret"):
                self.flags += [f"--{key}", value]


def profiles():
    for path in sorted(DEFINITIONS.glob("*.toml")):
        definition = tomllib.loads(path.read_text())
        for example in definition.get("example", []):
            application = example.get("call", "client-credentials") == "client-credentials"
            if "token" in example and application and example.get("at", "token") == "token":
                yield Profile(path.stem, definition, example)
                break


def http(body, status=200, headers=(), length=None):
    """An answer in HTTP."""
    body = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in headers)]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body


# Families. Each answers with the bytes, and the exit codes that there may be, or None for any of CODES.


def of_token(chance, profile, replace, codes=ANSWER):
    """The documented answer with something else in the place of its token."""
    quoted = json.dumps(profile.token)
    return http(profile.answer.replace(quoted, replace, 1), headers=profile.headers), codes


def broken_token(chance, profile):
    nasty = chance.choice([text for text in NASTY if re.search(r"[^\x21-\x7e]", text) or len(text) > 65536])
    at = chance.randrange(len(profile.token) + 1)
    return of_token(chance, profile, json.dumps(profile.token[:at] + nasty + profile.token[at:]))


def no_token(chance, profile):
    return of_token(chance, profile, chance.choice(['""', "null", '" "']))


def token_of_another_kind(chance, profile):
    return of_token(chance, profile, chance.choice(["12345", "true", '["t"]', '{"t":"t"}', "1e400", "-0"]))


def key_twice(chance, profile):
    quoted = re.escape(json.dumps(profile.token))
    twice = re.sub(rf'("[A-Za-z_]+"\s*:\s*){quoted}', lambda found: f'{found[0]},{found[1]}"other"', profile.answer, count=1)
    return http(twice, headers=profile.headers), ANSWER if twice != profile.answer else None


def deep(chance, profile):
    depth = chance.choice([65, 129, 500, 20_000])
    nest = "[" * depth + "]" * (depth if chance.random() < 0.5 else 0)
    return http(profile.answer.rstrip().removesuffix("}") + f',"x":{nest}}}', headers=profile.headers), None if depth == 65 else ANSWER


def other_type(chance, profile):
    kind = chance.choice(["mac", "DPoP", "N_A", "", "Bearer\r\nX: y", "\x1b[31m"])
    body = profile.answer.rstrip().removesuffix("}") + f',"token_type":{json.dumps(kind)}}}'
    return http(body, headers=profile.headers), None


def odd_expiry(chance, profile):
    number = chance.choice(NUMBERS)
    body = re.sub(r'("[A-Za-z_]*expire[A-Za-z_]*"\s*:\s*)("[^"]*"|[-0-9.e]+)', lambda found: found[1] + number, profile.answer)
    return http(body, headers=profile.headers), None


def huge(chance, profile):
    filler = "x" * chance.choice([1024 * 1024, 1500 * 1024])
    return http(profile.answer.rstrip().removesuffix("}") + f',"x":"{filler}"}}', headers=profile.headers), ANSWER


def cut(chance, profile):
    at = chance.randrange(len(profile.answer.encode()))
    if chance.random() < 0.5:
        return http(profile.answer.encode()[:at], headers=profile.headers), None
    return http(profile.answer.encode()[:at], headers=profile.headers, length=len(profile.answer.encode())), NETWORK


def not_utf8(chance, profile):
    body = bytearray(profile.answer.encode())
    for _ in range(chance.randint(1, 4)):
        body.insert(chance.randrange(len(body)), chance.choice([0x80, 0xC0, 0xFE, 0xFF, 0xED]))
    return http(bytes(body), headers=profile.headers), None


def squeezed(chance, profile):
    body = profile.answer.encode()
    squeezed = gzip.compress(body * chance.choice([1, 1000])) if chance.random() < 0.7 else body
    codes = None if squeezed is body else ANSWER | REFUSED
    return http(squeezed, headers=[*profile.headers, ("Content-Encoding", chance.choice(["gzip", "br", "deflate"]))]), codes


def other_media_type(chance, profile):
    kind = chance.choice(["text/html", "image/png", "", "x/\x1b[31m", "application/x-www-form-urlencoded", SECRET])
    if chance.random() < 0.5:
        return http(profile.answer, headers=[*profile.headers, ("Content-Type", kind)]), None
    page = "<!DOCTYPE html><html><body>Please log in</body></html>"
    return http(page, headers=[("Content-Type", kind)]), ANSWER | REFUSED


def vendors_error(chance, profile):
    code = chance.choice(["40013", '"40013"', "-1", '"invalid_client"', '"\\u001b[2J"', "45009", "1.5", "true"])
    words = json.dumps("no: " + chance.choice(NASTY) + SECRET + chance.choice(NASTY))
    fields = ",".join(f'"{name}":{code}' for name in ("errcode", "code", "error", "ret", "err_code", "detailErrorCode"))
    more = ",".join(f'"{name}":{words}' for name in ("errmsg", "msg", "message", "error_description", "requestId", "request_id"))
    token = f'"access_token":"t","accessToken":"t","tenant_access_token":"t"'
    status = chance.choice([200, 200, 400, 401, 403, 429, 500, 503])
    headers = [(name, chance.choice(NASTY[2:12] + ["5", "1e9", "Fri, 31 Dec 9999 23:59:59 GMT"])) for name in ("Retry-After", "X-Request-Id")]
    return http(f"{{{fields},{more},{token},\"expires_in\":60}}", status, headers if chance.random() < 0.5 else ()), None


def redirect(chance, profile):
    target = chance.choice(["https://evil.example/?" + SECRET, "/other", "\x1b]0;x\x07", "file:///x", "http://127.0.0.1:1/"])
    return http(profile.answer, chance.choice([300, 301, 302, 303, 307, 308, 399]), [("Location", target)]), ANSWER


def head(chance, profile):
    """Something is wrong before the body."""
    body = profile.answer.encode()
    return chance.choice([
        b"", b"\0\0\0\0", b"SSH-2.0-x\r\n", b"HTTP/1.1 2x0\r\n\r\n", b"HTTP/1.1 99999 -\r\n\r\n", b"HTTP/0.9 200\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nX: " + b"x" * 80_000 + b"\r\n\r\n" + body, b"HTTP/1.1 200 -\r\n" + b"X: y\r\n" * 5000 + b"\r\n" + body,
        b"HTTP/1.1 200 -\r\nContent-Length: -1\r\n\r\n" + body, b"HTTP/1.1 200 -\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + body,
        b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\r\n", b"HTTP/1.1 200 \x1b[31m\r\n\r\n" + body,
        b"HTTP/1.1 200 -\r\nX\x00Y: z\r\n\r\n" + body, b"HTTP/1.1 204 -\r\n\r\n", b"HTTP/1.1 100 -\r\n\r\n" * 50,
        b"HTTP/1.1 200 -\nDate: garbage\n\n" + body,
    ]), None


def form_or_jsonp(chance, profile):
    token = urllib.parse.quote(profile.token + chance.choice(["", *NASTY[:16]]))
    return http(chance.choice([
        f"access_token={token}&expires_in=60", f"access_token={token}&access_token=u", f"callback( {profile.answer} );",
        f"access_token=%ff%fe{token}", f"<a>&access_token={token}", f"for(;;);{profile.answer}", f"\ufeff{profile.answer}",
    ])), None


def mutated(chance, profile):
    """Bytes of the documented answer flipped, removed, doubled and put in."""
    body = bytearray(profile.answer.encode())
    for _ in range(chance.randint(1, 8)):
        at, end = sorted(chance.randrange(len(body) + 1) for _ in range(2))
        kind = chance.randrange(4)
        if kind == 0 and at < len(body):
            body[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del body[at:min(end, at + 16)]
        elif kind == 2:
            body[at:at] = body[at:min(end, at + 32)]
        else:
            body[at:at] = chance.choice([*NASTY[:-1], *NUMBERS]).encode()
    return http(bytes(body), chance.choice([200, 200, 200, 400, 500]), profile.headers), None


FAMILIES = [
    broken_token, no_token, token_of_another_kind, key_twice, deep, other_type, odd_expiry, cut, not_utf8, squeezed,
    other_media_type, vendors_error, redirect, head, form_or_jsonp, mutated, mutated, mutated,
]
# What takes long: one in so many runs.
RARELY, SELDOM = huge, 250


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def came_from(token, sent):
    """Whether the answer held this very token, as another reader sees it."""
    body = sent.split(b"\r\n\r\n", 1)[-1] if b"\r\n\r\n" in sent else sent.split(b"\n\n", 1)[-1]
    text = body.decode("utf-8", "replace")
    start = text.find("{")
    try:
        found = list(strings(json.JSONDecoder().raw_decode(text[start:])[0]))
    except (ValueError, RecursionError):
        found = []
    found += [value for _, value in urllib.parse.parse_qsl(text)]
    return token in found


class Stage:
    """A home of its own, in which one run follows the other."""

    def __init__(self, binary, folder, known, results):
        self.binary, self.known, self.results = binary, known, results
        self.vendor = Vendor()
        self.folder = folder
        self.tokens = folder / "tokens"
        (folder / "providers").mkdir(parents=True)
        self.secret = folder / "secret"
        self.secret.touch(0o600)
        self.secret.write_text(SECRET)
        for profile in known:
            (folder / f"providers/{profile.name}.toml").write_text(
                f'extends = "{profile.name}"\ntitle = "t"\ndocs = "https://vendor.example"\n'
                f'[client-credentials]\nurl = "http://127.0.0.1:{self.vendor.port}/token"\n')
        # Entries as they are, those of the keys that are never asked for again, and all that have been seen.
        self.prior, self.others, self.own = {}, set(), set()
        for profile in known:
            self.fill(profile)

    def call(self, profile, *more):
        words = [self.binary, "--config-dir", str(self.folder), profile.name, "--client-id", "an-id",
                 "--client-secret-file", str(self.secret), "-o", "token", "--retries", "0", "--timeout", "10s",
                 *profile.flags, *more]
        return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, env={"PATH": os.environ["PATH"]}, timeout=60)

    def fill(self, profile):
        """Two entries, of which one is asked for by force and the other never again."""
        for more in (["--param", "run=other"], []):
            self.vendor.bytes = http(profile.answer.replace(json.dumps(profile.token), json.dumps(PRIOR)), headers=profile.headers)
            done = self.call(profile, *more)
            if done.stdout.strip().decode() != PRIOR:
                sys.exit(f"{profile.name} cannot be filled: {done}")
            self.prior = self.entries()
            if more:
                self.others.update(set(self.prior) - self.own)
        self.own = set(self.prior)

    def entries(self):
        return {path.name: path.read_bytes() for path in self.tokens.glob("*.json")}

    def run(self, seed, number, show=False):
        chance = random.Random(f"{seed}-{number}")
        profile = chance.choice(self.known)
        family = RARELY if chance.randrange(SELDOM) == 0 else chance.choice(FAMILIES)
        sent, codes = family(chance, profile)
        forced = chance.random() < 0.5
        self.vendor.bytes = sent
        done = self.call(profile, *(["--force"] if forced else ["--param", f"run={number}"]))
        wrong = self.judge(done, sent, codes and codes | profile.unreadable)
        if show:
            print(f"{profile.name}, {family.__name__}, forced: {forced}\n{sent[:3000]!r}\n{done}")
        self.results.add(profile.name, family.__name__, done.returncode, done.stdout.strip() == PRIOR.encode())
        for why in wrong:
            self.results.tell(f"number {number} ({profile.name}, {family.__name__}): {why}: {done!r:.2000}")

    def judge(self, done, sent, codes):
        """What is wrong with this run."""
        told = done.stderr.decode("utf-8", "replace")
        entries, served_prior = self.entries(), done.stdout == PRIOR.encode() + b"\n"
        if done.returncode not in CODES:
            yield "exit code"
        if codes and done.returncode not in codes and not served_prior:
            yield f"not one of the exit codes {sorted(codes)}"
        if done.returncode == 0 and not TOKEN.fullmatch(done.stdout):
            yield "stdout is not a token"
        if done.returncode == 0 and not served_prior and not came_from(done.stdout.decode().strip(), sent):
            yield "a token that nobody sent"
        if done.returncode != 0 and done.stdout:
            yield "stdout of a failure"
        if done.returncode != 0 and not told.startswith("gettoken: "):
            yield "no words"
        if UNSAFE.search(told) or "\ufffd" in told and b"\xef\xbf\xbd" not in done.stderr:
            yield "stderr"
        if SECRET in told or len(told) > 20_000:
            yield "the secret, or a flood, on stderr"
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
    """What came of all runs."""

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

    def tell(self, words):
        with self.lock:
            self.faults += 1
            if self.faults <= 20:
                print(words, file=sys.stderr)

    def print(self, count, seed, took):
        codes = ", ".join(f"{code}: {number}" for code, number in sorted(self.codes.items()))
        print(f"{count} answers of seed {seed} to {len(self.providers)} providers in {took:.0f} s, {self.faults} faults")
        print(f"exit codes: {codes} (with the token of before: {self.prior})")
        print("families: " + ", ".join(f"{name} {number}" for name, number in sorted(self.families.items())))


def main():
    binary, work, count, seed = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    known, results = list(profiles()), Results()
    stages = [Stage(binary, work / f"stage-{number}", known, results) for number in range(WORKERS)]
    if len(sys.argv) > 5:
        stages[0].run(seed, int(sys.argv[5]), show=True)
        sys.exit(results.faults > 0)
    numbers, lock, begin = iter(range(count)), threading.Lock(), time.monotonic()

    def work_on(stage):
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            try:
                stage.run(seed, number)
            except Exception as error:  # a run that hangs, or a fault of this script
                results.tell(f"number {number}: {error!r}")

    threads = [threading.Thread(target=work_on, args=(stage,)) for stage in stages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.print(count, seed, time.monotonic() - begin)
    # A run whose answers are all turned away, or all taken, would prove little.
    enough = {0, 5, 8} <= results.codes.keys() and sum(results.codes.values()) == count
    sys.exit(results.faults > 0 or not enough)


if __name__ == "__main__":
    main()
