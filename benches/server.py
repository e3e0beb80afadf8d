#!/usr/bin/env python3
"""A token endpoint on loopback that always gives the same token.

usage: server.py PORT_FILE [CERTIFICATE KEY]        over TLS if a certificate is given; ends when its stdin does

  POST /token              a token of 1,203 characters that lives a day, after the delay
  GET  /set?delay=0.3      what each answer waits for, in seconds
  GET  /count              how many tokens were given since the last time this was asked
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
ANSWER = json.dumps({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 86400}).encode()
given, delay = 0, 0.0
lock = threading.Lock()


class Server(http.server.ThreadingHTTPServer):
    """Lets a thousand clients connect at once."""

    request_queue_size = 2048
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that went away is not this server's concern."""


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers."""

    def do_POST(self):
        global given
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            given += 1
        time.sleep(delay)
        self.answer(ANSWER)

    def do_GET(self):
        global given, delay
        url = urllib.parse.urlsplit(self.path)
        with lock:
            delay = float(dict(urllib.parse.parse_qsl(url.query)).get("delay", delay))
            count, given = given, 0 if url.path == "/count" else given
        self.answer(b"%d" % count)

    def answer(self, body):
        date = self.date_time_string().encode()
        head = b"HTTP/1.1 200 OK\r\nDate: %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self.wfile.write(head % (date, len(body)) + body)

    def log_message(self, *_):
        """Silence is the default."""


def main():
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[2:4])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # A whole file or none.
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        print(server.server_address[1], file=file)
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    sys.stdin.read()


if __name__ == "__main__":
    main()
