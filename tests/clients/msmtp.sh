#!/bin/sh
# msmtp: asks gettoken for its password, and says XOAUTH2 and OAUTHBEARER itself.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need msmtp python3

cat >"$work/server.py" <<'PYTHON'
import base64, socketserver, sys

RIGHT = {
    "XOAUTH2": b"user=me@example.com\x01auth=Bearer token\x01\x01",
    "OAUTHBEARER": b"auth=Bearer token\x01\x01",
}

class Handler(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 x")
        known = False
        for line in self.rfile:
            words = line.decode().split()
            verb = words[0].upper()
            if verb == "EHLO":
                self.say("250-x")
                self.say("250 AUTH XOAUTH2 OAUTHBEARER")
            elif verb == "AUTH":
                if len(words) < 3:
                    self.say("334 ")
                    words.append(self.rfile.readline().decode().strip())
                known = base64.b64decode(words[2]).endswith(RIGHT[words[1].upper()])
                self.say("235 welcome" if known else "535 who are you?")
            elif verb == "DATA":
                self.say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.say("250 taken" if known else "530 no")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

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
check 'a failure is a failure' 1 $(($? > 0))

exit "$failed"
