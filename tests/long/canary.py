#!/usr/bin/env python3
"""Searches the output and files of all runs in the test suite for the secrets that the runs were given.

usage: canary.py DIRECTORY     the directory that GETTOKEN_WITNESS named when the suite ran

Every value in the place of a secret counts as one: in a request or response field, an environment variable,
a flag, a config file or a file with such a name. Each is searched for in eight encodings: in stderr, in the
output of failures, in stdout unless it is the answer, and in all files except cache entries
and secret files. As a control,
each encoding is first planted and must be found.
"""

import base64
import collections
import json
import pathlib
import re
import sys
import urllib.parse

# Names of fields with secrets. Tokens are the answer of a run, so its stdout may contain them.
SECRET = re.compile(r"secret|^code$|verifier|assertion|passw|device_?code|refresh_?token|auth_?code|suite_?ticket|_canary", re.I)
TOKEN = re.compile(r"token$|^ticket$", re.I)
# Tokens of others that a request exchanges. If a profile got them itself, they are the answer of that profile.
SUBJECT = re.compile(r"^(subject|actor)_token$", re.I)
# Keys of credentials in the config file, and names of environment variables that contain one.
CREDENTIALS = r"(?:client-secret|client-key|subject|actor|password|api-key|initial-token|pin|suite-ticket)"
VARIABLES = re.compile(r"SECRET|PASSWORD|SUBJECT|JWK|(?:^|_)(?:KEY|PIN|TICKET)$")
CODE = re.compile(r"canary|^the-code|^code-?[0-9a-z]|^[0-9a-f]{20,}$", re.I)
NOT_ONE = re.compile(r"type|url|uri|endpoint|file|expire|user_?code|challenge", re.I)
# Commands that do not print tokens.
NO_TOKEN = {"cache", "completions", "config", "inspect", "login", "logout", "providers", "setup"}
# Shorter secrets occur in harmless text by chance, as do these words, which tests use as secrets.
SHORTEST = 6
WORDS = {"secret", "refresh", "second", "access", "client", "refresh_token", "client-secret", "access_token",
         "authorization_code", "config", "device", "from the environment", "granted", "registered", "YOUR_CLIENT_SECRET", "refresh-token", "--scope"}
# What anybody may read: the texts of the program.
VOCABULARY = (pathlib.Path(__file__).parents[2] / "src/messages/en.toml").read_text()
# Copies of entries that tests put in other places.
COPIES = re.compile(r"^(backup/|elsewhere/|victim)|\.lock$")


def forms(text):
    """Yields the eight encodings of a secret, with their names."""
    raw = text.encode()
    yield "plain", text
    for name, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
        for shift in range(3):
            # The part that does not depend on the neighboring bytes.
            coded = encode(b"\0" * shift + raw).decode()
            whole = coded[4 if shift else 0:len(coded) - 4]
            if len(whole) >= 8:
                yield name, whole
    yield "percent", urllib.parse.quote(text, safe="")
    yield "percent", urllib.parse.quote_plus(text)
    yield "percent", "".join(f"%{byte:02X}" for byte in raw)
    yield "hex", raw.hex()
    yield "hex", raw.hex().upper()
    yield "reversed", text[::-1]
    yield "json", json.dumps(text)[1:-1]
    yield "json", json.dumps(text, ensure_ascii=False)[1:-1]
    if len(text) >= 12:
        yield from (("ends", end) for end in (text[:8], text[-8:]) if not is_public(end))


def is_public(end):
    """Whether an end of a secret, as it is or in base64, is in harmless text too: `t-secret` is in each `client-secret`,
    and all JWTs begin alike."""
    return end in VOCABULARY or end == "eyJhbGci" or base64.b64encode(b"client").decode() == end


class Test:
    """The record of one test."""

    def __init__(self):
        self.secrets = {}
        # IDs of clients, which some vendors want in place of a secret too.
        self.public = set()
        self.runs = []
        self.files = []
        self.given = collections.defaultdict(set)

    def add(self, name, value):
        # `code` in an error response is not a secret; authorization codes in the tests match CODE.
        if not isinstance(value, str) or NOT_ONE.search(name) or name.lower() == "code" and not CODE.search(value):
            return
        # A text with spaces in the place of a token describes an error.
        if TOKEN.search(name) and " " in value:
            return
        if SECRET.search(name):
            self.secrets[value] = "secret"
        elif SUBJECT.search(name):
            self.secrets.setdefault(value, "secret")
        elif TOKEN.search(name):
            self.secrets.setdefault(value, "token")

    def add_tree(self, value, name=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                self.add_tree(inner, key)
        elif isinstance(value, list):
            for inner in value:
                self.add_tree(inner, name)
        else:
            self.add(name, value)

    def add_lines(self, text):
        """Adds a credential. Each line of a key in PEM is a secret, without the first and the last one."""
        # In JSON, a line break is written as \\n.
        keys = re.findall(r"-----BEGIN[^-]*-----(.*?)-----END", text.replace("\\n", "\n"), re.S)
        lines = [line for key in keys for line in key.split() if len(line) >= 16] if "-----BEGIN" in text else [text]
        for line in lines:
            if not re.search("-----|^PRIVATE$", line):
                self.secrets.setdefault(line, "secret")

    def add_text(self, text):
        """Adds the secrets in a body: JSON or a form."""
        try:
            self.add_tree(json.loads(text))
        except (ValueError, RecursionError):
            for name, value in urllib.parse.parse_qsl(text):
                self.add(name, value)

    def exchange(self, what):
        for name, value in what["query"]:
            self.add(name, value)
        for name, value in what["headers"]:
            if name.lower() == "authorization":
                scheme, _, proof = value.partition(" ")
                self.secrets.setdefault(proof or value, "secret" if scheme == "Basic" else "token")
                if scheme == "Basic":
                    pair = base64.b64decode(proof + "==").decode(errors="replace")
                    self.secrets[urllib.parse.unquote(pair.partition(":")[2])] = "secret"
            else:
                self.add(name, value)
        self.add_text(what["body"])
        self.add_text(what["reply"])

    def run(self, what):
        for name, value in what.get("env", {}).items():
            if VARIABLES.search(name):
                self.add_lines(value)
            if name.endswith("_CLIENT_ID"):
                self.public.add(value)
        args = what["args"]
        for number, arg in enumerate(args):
            flag, _, value = arg.partition("=")
            value = value or (args[number + 1] if number + 1 < len(args) else "")
            if flag in ("--client-secret", "--param"):
                self.secrets[value.rpartition("=")[2]] = "secret"
            if flag.endswith("-file") and value == "-":
                self.secrets[what.get("input", "").strip()] = "secret"
        self.runs.append(what)

    def note(self, kind, what):
        if kind == "exchange":
            self.exchange(what)
        elif kind == "run":
            self.run(what)
        elif kind == "file":
            self.files.append(what)
        elif kind == "given":
            self.given[what["path"]].add(what["text"])
            if re.search(r"secret|refresh|kept", what["path"]) and "\n" not in what["text"].strip():
                self.secrets[what["text"].strip()] = "secret"
            if "PRIVATE KEY-----" in what["text"]:
                self.add_lines(what["text"])
            # In a definition it is the vendor's name for the credential.
            if "/providers/" not in what["path"]:
                for value in re.findall(rf"""\b{CREDENTIALS} *= *["']([^"'\n]+)["']""", what["text"]):
                    if not value.startswith("-----"):
                        self.secrets[value] = "secret"

    def places(self):
        """Yields what to search: a name, the text, and the kinds of secrets that must not be in it."""
        for run in self.runs:
            words = [word for word in run["args"] if not word.startswith("-")]
            command = " ".join(run["args"])
            yield f"stderr of {command}", run["stderr"], ("secret", "token")
            no_token = run["code"] != 0 or words[:1] and words[0] in NO_TOKEN
            yield f"stdout of {command}", run["stdout"], ("secret", "token") if no_token else ("secret",)
        for file in self.files:
            if file["text"] in self.given[file["path"]]:
                continue
            private = re.search("(^|/)(tokens|secrets)/", file["path"]) and file["mode"] == 0o600
            entry = private or COPIES.search(file["path"])
            # A file that was edited keeps the lines that the test had written.
            known = {line for text in self.given[file["path"]] for line in text.split("\n")}
            text = "\n".join(line for line in file["text"].split("\n") if line not in known)
            yield f"file {file['path']}", text, () if entry else ("secret", "token")

    def hits(self):
        known = [(text, kind) for text, kind in self.secrets.items() if len(text) >= SHORTEST and text not in WORDS | self.public]
        for place, text, kinds in self.places():
            for secret, kind in known:
                if kind in kinds and text:
                    found = {name for name, form in forms(secret) if form in text}
                    if found:
                        yield place, found, secret


def read(folder):
    """Reads the record of every test; runs in unnamed threads are assigned to the test program."""
    tests = collections.defaultdict(Test)
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for line in path.read_text(errors="replace").split("\n")[:-1]:
            note = json.loads(line)
            tests[path.stem, note["test"]].note(note["kind"], note["what"])
    return tests


def plant():
    """Plants every encoding in every place; returns those that were not found."""
    secret = "Planted/Canary+0123~\"é"
    missed = []
    for name, form in forms(secret):
        run = {"args": ["one"], "code": 0, "stdout": "", "stderr": ""}
        places = {
            "stderr": {**run, "stderr": f"gettoken: error: {form}\n"},
            "stdout": {**run, "stdout": f"x{form}y"},
            "file": {"path": "config/gettoken/log", "mode": 0o600, "text": form},
        }
        for place, what in places.items():
            test = Test()
            test.secrets[secret] = "secret"
            test.note("file" if place == "file" else "run", what)
            if not any(name in found for _, found, _ in test.hits()):
                missed.append(f"{name} in {place}")
    return missed


def main():
    missed = plant()
    if missed:
        sys.exit(f"the search does not find {', '.join(missed)}")
    tests = read(sys.argv[1])
    searched = sum(len(text.encode()) for test in tests.values() for _, text, _ in test.places())
    runs = sum(len(test.runs) for test in tests.values())
    files = sum(len(test.files) for test in tests.values())
    every = {(key, text) for key, test in tests.items() for text in test.secrets if text}
    short = {text for _, text in every if len(text) < SHORTEST or text in WORDS}
    count = 0
    for (program, name), test in sorted(tests.items()):
        for place, form, secret in test.hits():
            count += 1
            print(f"{program} {name}: {secret!r} ({', '.join(sorted(form))}) in {place[:300]}", file=sys.stderr)
    print(f"{runs} runs, {files} files, {searched} bytes, {len(every)} secrets ({len({t for _, t in every})} different, "
          f"{len(short)} too short or too common to search for), {count} hits")
    if count or not runs:
        sys.exit(1)


if __name__ == "__main__":
    main()
