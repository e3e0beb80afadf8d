#!/usr/bin/env python3
"""A token endpoint on loopback that always returns the same token.

usage: server.py PORT_FILE [CERTIFICATE KEY]        with TLS if a certificate is given; runs until stdin is closed

  POST /token              a token of 1,203 characters that is valid for a day, after the delay
  GET  /set?delay=0.3      set the delay of each response, in seconds
  GET  /count              the number of tokens issued since the previous /count
"""

import http.server
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse

# As long as a JWT with a few claims.
TOKEN = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiJiZW5jaCJ9" * 41 + "." + "c2lnbmF0dXJl" * 28 + "YmVuY2hlcw"[:9]
RESPONSE = json.dumps({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 86400}).encode()
issued, delay = 0, 0.0
lock = threading.Lock()


class Server(http.server.ThreadingHTTPServer):
    """Accepts a thousand connections at once."""

    request_queue_size = 2048
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Ignores clients that have disconnected."""


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves the token and the control pages."""

    def do_POST(self):
        global issued
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            issued += 1
        time.sleep(delay)
        self.respond(RESPONSE)

    def do_GET(self):
        global issued, delay
        url = urllib.parse.urlsplit(self.path)
        with lock:
            delay = float(dict(urllib.parse.parse_qsl(url.query)).get("delay", delay))
            count, issued = issued, 0 if url.path == "/count" else issued
        self.respond(b"%d" % count)

    def respond(self, body):
        date = self.date_time_string().encode()
        head = b"HTTP/1.1 200 OK\r\nDate: %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self.wfile.write(head % (date, len(body)) + body)

    def log_message(self, *_):
        """Logs nothing."""


def main():
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[2:4])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Renamed, so that a reader never sees half a file.
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        print(server.server_address[1], file=file)
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    sys.stdin.read()


if __name__ == "__main__":
    main()
