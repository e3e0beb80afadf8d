#!/usr/bin/env python3
"""A token endpoint on loopback for the long tests: numbers its tokens and counts its requests.

Prints its port on the first line of stdout, and serves until its stdin is closed.

  POST /token             token-1, token-2, ... after the delay
  GET  /set?life=1&delay=0.3&name=token
                          how long the next tokens live, in seconds, what each answer waits for, and
                          what stands before their numbers
  GET  /count             how many tokens were given since the last time this was asked
"""

import http.server
import json
import sys
import threading
import time
import urllib.parse


class Server(http.server.ThreadingHTTPServer):
    """Lets a thousand clients connect at once, and ends without waiting for any of them."""

    request_queue_size = 2048
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.given = 0
        self.counted = 0
        self.life = 3600
        self.delay = 0.0
        self.name = "token"

    def handle_error(self, request, client_address):
        """A client that was killed is what these tests are about."""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.server.lock:
            self.server.given += 1
            number, name = self.server.given, self.server.name
            life, delay = self.server.life, self.server.delay
        time.sleep(delay)
        self.answer({"access_token": f"{name}-{number}", "token_type": "Bearer", "expires_in": life})

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        wishes = dict(urllib.parse.parse_qsl(url.query))
        with self.server.lock:
            self.server.life = int(wishes.get("life", self.server.life))
            self.server.delay = float(wishes.get("delay", self.server.delay))
            self.server.name = wishes.get("name", self.server.name)
            since = self.server.given - self.server.counted
            if url.path == "/count":
                self.server.counted = self.server.given
        self.answer(since)

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Silence is the default."""


def main():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
