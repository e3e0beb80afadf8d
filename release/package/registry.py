#!/usr/bin/env python3
"""Serves the npm packages in target/dist like a registry, on a free port of the loopback interface, and prints its URL.

usage: registry.py
"""

import base64
import hashlib
import io
import json
import tarfile
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from facts import ROOT

FILES = {f"/{path.name}": path.read_bytes() for path in (ROOT / "target/dist").glob("*.tgz")}


class Registry(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.unquote(self.path)
        if path in PACKAGES:
            self.answer(json.dumps(PACKAGES[path]).encode(), "application/json")
        elif path in FILES:
            self.answer(FILES[path], "application/octet-stream")
        else:
            self.send_error(404)

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def describe(path, data):
    """What a registry says about a package of one version."""
    facts = json.load(tarfile.open(fileobj=io.BytesIO(data)).extractfile("package/package.json"))
    integrity = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    facts["dist"] = {"tarball": URL + path, "integrity": integrity}
    facts["hasInstallScript"] = "postinstall" in facts.get("scripts", {})
    return f"/{facts['name']}", {"name": facts["name"], "dist-tags": {"latest": facts["version"]}, "versions": {facts["version"]: facts}}


server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
URL = f"http://127.0.0.1:{server.server_port}"
PACKAGES = dict(describe(path, data) for path, data in FILES.items())
print(URL, flush=True)
server.serve_forever()
