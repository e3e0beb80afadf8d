#!/bin/sh
# msmtp: runs gettoken as its password command, and builds XOAUTH2 and OAUTHBEARER itself.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need msmtp python3

cat >"$work/server.py" <<'PYTHON'
import base64, os, socketserver, sys

TOKEN = os.environ["token"].encode()
RIGHT = {
    "XOAUTH2": b"user=me@example.com\x01auth=Bearer " + TOKEN + b"\x01\x01",
    "OAUTHBEARER": b"auth=Bearer " + TOKEN + b"\x01\x01",
}

class Handler(socketserver.StreamRequestHandler):
    def send_line(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.send_line("220 x")
        authenticated = False
        for line in self.rfile:
            parts = line.decode().split()
            verb = parts[0].upper()
            if verb == "EHLO":
                self.send_line("250-x")
                self.send_line("250 AUTH XOAUTH2 OAUTHBEARER")
            elif verb == "AUTH":
                if len(parts) < 3:
                    self.send_line("334 ")
                    parts.append(self.rfile.readline().decode().strip())
                authenticated = base64.b64decode(parts[2]).endswith(RIGHT[parts[1].upper()])
                self.send_line("235 welcome" if authenticated else "535 who are you?")
            elif verb == "DATA":
                self.send_line("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.send_line("250 taken" if authenticated else "530 no")
            elif verb == "QUIT":
                self.send_line("221 bye")
                return
            else:
                self.send_line("250 ok")

server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
open(sys.argv[1], "w").write(str(server.server_address[1]))
server.serve_forever()
PYTHON
serve "$work/server.py"

# send MECHANISM COMMAND
send() {
    (
        umask 077
        cat >"$work/msmtprc" <<CONF
account default
host 127.0.0.1
port $port
auth $1
user $user
passwordeval $2
from $user
CONF
    )
    printf 'Subject: x\n\nhello\n' | timeout 60 msmtp -C "$work/msmtprc" you@example.com >"$work/msmtp.log" 2>&1
}

for mechanism in xoauth2 oauthbearer; do
    send $mechanism "'$gettoken' alimail -o token"
    check "$mechanism" 0 $?
done
send xoauth2 "'$gettoken' no-such-profile -o token"
check 'an error of gettoken is an error of msmtp' 1 $(($? > 0))

exit "$failed"
