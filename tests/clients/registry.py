"""A registry on loopback that requires an exchanged identity token or password.

    registry.py PORTFILE DIRECTORY        uses TLS with DIRECTORY/certificate.pem and DIRECTORY/key.pem
"""

import base64
import hashlib
import http.server
import json
import os
import ssl
import sys
import urllib.parse

TYPE = "application/vnd.docker.distribution.manifest.v2+json"
IMAGE = b'{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'
CONFIG = {
    "mediaType": "application/vnd.docker.container.image.v1+json",
    "size": len(IMAGE),
    "digest": "sha256:" + hashlib.sha256(IMAGE).hexdigest(),
}
MANIFEST = json.dumps({"schemaVersion": 2, "mediaType": TYPE, "config": CONFIG, "layers": []}).encode()
RIGHT_PASSWORD = "Basic " + base64.b64encode(b"me:" + os.environ["token"].encode()).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.urlsplit(self.path)
        if path.path == "/token":
            # Docker exchanges a password with GET, and an identity token with POST.
            self.exchange(self.headers.get("Authorization") == RIGHT_PASSWORD)
        elif self.headers.get("Authorization") != "Bearer exchanged":
            where = f"https://{self.headers['Host']}/token"
            self.answer(401, b"{}", ("WWW-Authenticate", f'Bearer realm="{where}",service="registry"'))
        elif path.path == "/v2/":
            self.answer(200, b"{}")
        elif "/blobs/" in path.path:
            self.answer(200, IMAGE)
        else:
            self.answer(200, MANIFEST, ("Content-Type", TYPE))

    do_HEAD = do_GET

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.body().decode()))
        self.exchange(form.get("grant_type") == "refresh_token" and form.get("refresh_token") == os.environ["token"])

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"]))
        body = b""
        while length := int(self.rfile.readline(), 16):
            body += self.rfile.read(length)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def exchange(self, valid):
        if valid:
            self.answer(200, b'{"access_token":"exchanged","token":"exchanged","expires_in":300}')
        else:
            self.answer(401, b'{"errors":[{"code":"UNAUTHORIZED"}]}')

    def answer(self, status, body, *headers):
        self.send_response(status)
        for name, value in headers or [("Content-Type", "application/json")]:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2] + "/certificate.pem", sys.argv[2] + "/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
