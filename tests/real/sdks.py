#!/usr/bin/env python3
"""Records the token requests and signed calls of the vendors' own libraries (SDKs), and compares them with the recordings.

    tests/real/sdks.py [--update] [SDK…]        default: all

tests/cases/sdks.toml lists the libraries with their versions, and the calls. A recording has the requests of one
library: tests/cases/sdks/SDK.json. The test suite runs gettoken for each call and compares its requests with them, in
tests/it/providers/sdks.rs; this script installs the libraries to tell whether the recordings are still right. With
--update, it writes them, as sdk.sh does. The libraries run in sdk_calls.py and sdk_calls.mjs, against recorder.py.
"""

import base64
import datetime
import json
import os
import shutil
import subprocess
import sys
import time
from urllib.parse import parse_qsl

from harness import HERE, Script, jwt
from recorder import Authority, Recorder

try:
    import tomllib
except ModuleNotFoundError:
    print("skipped: python3 is older than 3.11")
    sys.exit(77)

CASES = HERE.parent / "cases"
# Headers of every HTTP client, which no token endpoint reads.
PLAIN = {
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "content-type",
    "host",
    "sec-fetch-mode",
    "transfer-encoding",
    "user-agent",
}
# Headers in which a library names itself or the call, for statistics.
STATISTICS = (
    "auth0-client",
    "client-request-id",
    "dev_",
    "x-box-ua",
    "x-client-",
    "x-goog-api-client",
    "x-ms-client-request-id",
    "x-ms-lib-capability",
)
STANDARD = '{"access_token":"token","token_type":"Bearer","expires_in":3600,"refresh_token":"next"}'
CLAIMS_OF_ONE_CALL = ("exp", "iat", "jti", "nbf")


def as_text(value):
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)


def pairs(text):
    """The fields of a form or a query. A field that occurs twice has a list."""
    fields = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in sorted(fields.items())}


def signed(value):
    """A JWT without what differs from call to call; any other value as it is."""
    if not isinstance(value, str) or value.count(".") != 2 or not value.startswith("eyJ"):
        return value
    header, claims = jwt(value)
    once = {name: claims.pop(name) for name in CLAIMS_OF_ONE_CALL if name in claims}
    if "exp" in once:
        begin = once.get("iat", once.get("nbf", time.time()))
        claims["lifetime"] = round((int(once["exp"]) - begin) / 10) * 10
    return {"jwt": {"header": header, "claims": claims, "has-id": "jti" in once}}


def authorization(value):
    scheme, _, rest = value.partition(" ")
    if scheme.lower() != "basic":
        return {"scheme": scheme.lower(), "credentials": signed(rest)}
    user, _, password = base64.b64decode(rest).decode().partition(":")
    return {"scheme": "basic", "user": user, "password": password}


def canonical(request, varies):
    """What a recording keeps of a request."""
    headers = request["headers"]
    kind = headers.get("content-type", "").split(";")[0]
    kept = {name: value for name, value in headers.items() if name not in PLAIN and not name.startswith(STATISTICS)}
    # Most libraries accept JSON or anything, in several spellings; only a vendor's own type says something.
    if "vnd." not in kept.get("accept", ""):
        kept.pop("accept", None)
    found = {"method": request["method"], "url": request["url"], "query": pairs(request["query"])}
    if "authorization" in kept:
        found["authorization"] = authorization(kept.pop("authorization"))
    found["headers"] = dict(sorted(kept.items()))
    if request["body"]:
        found["type"] = kind
        found["body"] = json.loads(request["body"]) if kind == "application/json" else pairs(request["body"])
    for part in ("query", "body", "headers"):
        for name, value in found.get(part, {}).items():
            found[part][name] = "(varies)" if f"{part}.{name}" in varies else signed(value)
    return {name: value for name, value in found.items() if value != {}}


class Sdk:
    """A library of tests/cases/sdks.toml."""

    def __init__(self, script, recorder, words):
        self.script, self.recorder, self.words = script, recorder, words
        self.name, self.packages = words["name"], words["packages"]
        self.file = CASES / "sdks" / f"{self.name}.json"
        self.folder = script.work / self.name

    def install(self):
        """Installs the packages, and returns the command that runs a call; `None` if that is not possible."""
        self.folder.mkdir()
        if self.words["registry"] == "npm":
            if why := self.script.no_node():
                return self.skip(why)
            program = ["node", self.folder / "sdk_calls.mjs"]
            words = ["npm", "install", "--prefix", self.folder, "--ignore-scripts", "--no-audit", "--no-fund"]
            # Node finds packages beside the file that imports them.
            shutil.copy(HERE / "sdk_calls.mjs", self.folder)
        else:
            program = [sys.executable, HERE / "sdk_calls.py"]
            words = [self.script.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            words += ["--no-compile", "--retries", "1", "--timeout", "60", "--target", self.folder]
        done = subprocess.run([*words, *self.packages], capture_output=True, text=True)
        if done.returncode == 0:
            return program
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        return self.skip(f"{', '.join(self.packages)} could not be installed: {last}")

    def skip(self, why):
        print(f"skipped: {self.name}: {why}")
        self.script.skipped += len(self.words["call"])

    def requests(self, program, call):
        """The token requests of a call."""
        self.recorder.begin(call.get("answers", [STANDARD]))
        ca = str(self.script.work / "ca.pem")
        env = {"PATH": self.script.path, "HOME": str(self.folder), "PYTHONPATH": str(self.folder)}
        env |= {"SDK_TIME": call["time"]} if "time" in call else {}
        env |= {name: ca for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")}
        words = [*program, call["name"], str(self.recorder.server_port), str(CASES / "keys")]
        done = subprocess.run(words, env=env, cwd=self.folder, capture_output=True, text=True, timeout=120)
        requests = [canonical(request, call.get("varies", [])) for request in self.recorder.record]
        return done, requests

    def record(self, update):
        program = self.install()
        if program is None:
            return
        calls, failed = {}, False
        kept = json.loads(self.file.read_text()) if self.file.exists() else {"calls": {}}
        for call in self.words["call"]:
            name = call["name"]
            done, found = self.requests(program, call)
            calls[name] = found
            is_right = done.returncode == 0 and found and (update or found == kept["calls"].get(name))
            failed |= not is_right
            details = [done, as_text(found), f"recorded: {as_text(kept['calls'].get(name))}"]
            self.script.check(f"{', '.join(self.packages)}: {name}", is_right, *details)
        shutil.rmtree(self.folder)
        header = {"sdk": self.name, "registry": self.words["registry"], "packages": self.packages}
        is_new = calls != kept["calls"] or any(kept.get(key) != value for key, value in header.items())
        if update and is_new and not failed:
            header["recorded"] = datetime.date.today().isoformat()
            self.file.parent.mkdir(exist_ok=True)
            self.file.write_text(as_text({**header, "calls": calls}) + "\n")


def main():
    words = sys.argv[1:]
    update = "--update" in words
    chosen = [word for word in words if word != "--update"]
    listed = tomllib.loads((CASES / "sdks.toml").read_text())["sdk"]
    unknown = set(chosen) - {words["name"] for words in listed}
    if unknown:
        sys.exit(f"sdks.py: tests/cases/sdks.toml has no {', '.join(sorted(unknown))}")
    listed = [words for words in listed if not chosen or words["name"] in chosen]
    script = Script(planned=sum(len(words["call"]) for words in listed), program=False)
    script.python = script.venv()
    recorder = Recorder(Authority(script.work, HERE / "openssl.cnf"), script.work)
    for words in listed:
        Sdk(script, recorder, words).record(update)
    script.end()


if __name__ == "__main__":
    main()
