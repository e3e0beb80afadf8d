"""A proxy for sdks.py that records requests instead of passing them on: `recorder.py PORT CERTIFICATE KEY`.

It answers every host itself, with a certificate of the test's own authority, so that programs can be compared that have
the vendors' addresses built in. Nothing leaves this machine. GET /record on the proxy itself returns the requests so
far and forgets them. A plain http server listens on the same port.
"""

import json
import ssl
import sys
from base64 import urlsafe_b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

port, certificate, key = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
record = []


def wants_id_token(assertion):
    claims = assertion.split(".")[1] if assertion.count(".") == 2 else ""
    return b"target_audience" in urlsafe_b64decode(claims + "=" * (-len(claims) % 4))


def answer(host, path, fields):
    """The status and the JSON that a vendor would answer."""
    if path.endswith("/.well-known/openid-configuration"):
        base = f"https://{host}{path.split('/v2.0')[0]}"
        endpoints = {name: f"{base}/oauth2/v2.0/{name}" for name in ("authorize", "token", "devicecode")}
        return 200, {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": endpoints["authorize"],
            "token_endpoint": endpoints["token"],
            "device_authorization_endpoint": endpoints["devicecode"],
        }
    if path.endswith(":generateAccessToken"):
        return 200, {"accessToken": "token", "expireTime": "2100-01-01T00:00:00Z"}
    if path.endswith("/access_tokens"):
        return 201, {"token": "token", "expires_at": "2100-01-01T00:00:00Z", "permissions": {}}
    if wants_id_token(fields.get("assertion", "")):
        return 200, {"id_token": "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.c2ln"}
    if path.endswith("/token"):
        return 200, {
            "access_token": "token",
            "expires_in": 3600,
            "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
            "token_type": "Bearer",
        }
    return 404, {"error": "not_found"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host = None

    def do_CONNECT(self):
        self.host = self.path.rpartition(":")[0]
        self.send_response(200)
        self.end_headers()
        # A client may ask for the tunnel with HTTP/1.0.
        self.close_connection = False
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb", self.rbufsize), self.connection.makefile("wb", 0)

    def do_GET(self):
        if self.host is None and self.path == "/record":
            self.reply(200, record)
            return record.clear()
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        kind = (self.headers.get("content-type") or "").split(";")[0]
        if kind == "application/json":
            fields = json.loads(body) if body else {}
        else:
            fields = dict(parse_qsl(body, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, found = answer(self.host, url.path, fields)
        record.append(
            {
                "method": self.command,
                "host": self.host,
                "path": url.path,
                "query": url.query,
                "headers": headers,
                "kind": kind,
                "fields": fields,
            }
        )
        self.reply(status, found)

    do_POST = do_GET

    def reply(self, status, found):
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
