"""A server for sdks.py that plays every host and records the requests it gets.

Programs reach it instead of the vendors, whose addresses they have built in: sdk_calls.py and sdk_calls.mjs send every
connection to its port. It speaks TLS, with a certificate of the test's own authority for the host that is asked for,
and plain HTTP. Nothing leaves this machine.
"""

import json
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# Addresses that libraries look up and definitions contain. Requests for them are answered, but not recorded.
LOOKUPS = ("/.well-known/", "/common/discovery/instance")

# The extensions of a certificate that every client accepts.
LEAF = "basicConstraints = CA:FALSE\nauthorityKeyIdentifier = keyid\nsubjectAltName = DNS:"


class Recorder(ThreadingHTTPServer):
    """Answers each recorded request with the next of `answers`, and the last one again and again."""

    daemon_threads = True

    def __init__(self, authority, work):
        super().__init__(("127.0.0.1", 0), Handler)
        self.authority, self.work = authority, work
        self.contexts, self.lock = {}, threading.Lock()
        self.answers, self.record = ["{}"], []
        self.default = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.default.sni_callback = self.choose
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def begin(self, answers):
        self.answers, self.record = answers, []

    def choose(self, connection, host, _):
        connection.context = self.context(host or "localhost")

    def context(self, host):
        with self.lock:
            if host not in self.contexts:
                context = self.contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*self.authority.issue(host))
            return self.contexts[host]

    def handle_error(self, request, client_address):
        """Clients may close a connection whenever they like."""


class Authority:
    """A certificate authority of this run."""

    def __init__(self, work, config):
        self.work, self.config = work, config
        self.curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", config]
        subject = ["-subj", "/CN=gettoken test CA", "-keyout", "ca.key", "-out", "ca.pem"]
        self.openssl("req", "-x509", "-extensions", "ca", "-days", "2", *self.curve, *subject)

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.work, check=True, capture_output=True)

    def issue(self, host):
        """The files with a certificate for a host and its key."""
        files = [f"{host}.{end}" for end in ("pem", "key", "csr", "names")]
        certificate, key, request, names = files
        self.openssl("req", *self.curve, "-subj", "/CN=recorder", "-keyout", key, "-out", request)
        (self.work / names).write_text(LEAF + host)
        signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", str(abs(hash(host)) + 2), "-days", "2"]
        self.openssl("x509", "-req", "-in", request, *signed, "-extfile", names, "-out", certificate)
        return self.work / certificate, self.work / key


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        # A TLS record that begins a handshake.
        self.scheme = "https" if self.request.recv(1, socket.MSG_PEEK) == b"\x16" else "http"
        if self.scheme == "https":
            self.request = self.server.default.wrap_socket(self.request, server_side=True)
        super().setup()

    def do_GET(self):
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = headers["host"].removesuffix(":443").removesuffix(":80")
        body = self.body(headers)
        if any(part in url.path for part in LOOKUPS):
            return self.reply(metadata(host, url.path))
        request = {"method": self.command, "url": f"{self.scheme}://{host}{url.path}", "query": url.query}
        record, answers = self.server.record, self.server.answers
        record.append({**request, "headers": headers, "body": body.decode()})
        self.reply(answers[min(len(record), len(answers)) - 1])

    do_POST = do_PUT = do_GET

    def body(self, headers):
        if headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def reply(self, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def metadata(host, path):
    """The metadata of an issuer, for libraries that look up its endpoints."""
    issuer = f"https://{host}{path.split('/.well-known/')[0].removesuffix('/v2.0')}"
    # Databricks has its issuers below /oidc, Microsoft beside the tenant.
    base = f"{issuer}/v1" if "/oidc" in path else f"{issuer}/oauth2/v2.0"
    names = {"authorization": "authorize", "token": "token", "device_authorization": "devicecode"}
    endpoints = {f"{name}_endpoint": f"{base}/{last}" for name, last in names.items()}
    oidc = f"https://{host}/oidc" + ("/accounts/{account_id}" if host.startswith("accounts.") else "")
    return json.dumps({"issuer": f"{issuer}/v2.0", "oidc_endpoint": oidc, **endpoints})
