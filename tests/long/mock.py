#!/usr/bin/env python3
"""A token endpoint on loopback for the long tests: numbers its tokens and counts its requests.

Prints its port on the first line of stdout, and serves until stdin is closed.

  POST /token             token-1, token-2, ... after the delay
  GET  /set?life=1&delay=0.3&name=token
                          set the lifetime of the next tokens, in seconds, the delay of each response,
                          and the prefix of the tokens
  GET  /count             the number of tokens issued since the previous /count
"""

import http.server
import json
import sys
import threading
import time
import urllib.parse


class Server(http.server.ThreadingHTTPServer):
    """Accepts a thousand connections at once, and ends without waiting for them."""

    request_queue_size = 2048
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.issued = 0
        self.counted = 0
        self.life = 3600
        self.delay = 0.0
        self.name = "token"

    def handle_error(self, request, client_address):
        """Ignores clients that were killed, which is normal in these tests."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.server.lock:
            self.server.issued += 1
            number, name = self.server.issued, self.server.name
            life, delay = self.server.life, self.server.delay
        time.sleep(delay)
        self.respond({"access_token": f"{name}-{number}", "token_type": "Bearer", "expires_in": life})

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        settings = dict(urllib.parse.parse_qsl(url.query))
        with self.server.lock:
            self.server.life = int(settings.get("life", self.server.life))
            self.server.delay = float(settings.get("delay", self.server.delay))
            self.server.name = settings.get("name", self.server.name)
            since = self.server.issued - self.server.counted
            if url.path == "/count":
                self.server.counted = self.server.issued
        self.respond(since)

    def respond(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Logs nothing."""


def main():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
