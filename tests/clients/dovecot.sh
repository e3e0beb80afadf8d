#!/bin/sh
# Dovecot: an IMAP server with XOAUTH2 and OAUTHBEARER. Python's imaplib logs in with the SASL response
# that gettoken prints; curl builds its own from the token.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need dovecot python3 curl
[ "$(id -u)" = 0 ] || skip 'Dovecot must be started as root'
[ -e /usr/lib/dovecot/imap ] || skip 'dovecot-imapd is not installed'

cat >"$work/server.py" <<'PYTHON'
import http.server, os, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        right = self.path == "/tokeninfo?access_token=" + os.environ["token"]
        body = b'{"email":"me@example.com"}' if right else b'{"error":"invalid_token"}'
        self.send_response(200 if right else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open(sys.argv[1], "w").write(str(server.server_port))
server.serve_forever()
PYTHON
serve "$work/server.py"

imap=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Dovecot's users need access to its sockets; the tokens stay private.
chmod 755 "$work"
mkdir "$work/mail"
chown nobody "$work/mail"
cat >"$work/oauth2.conf" <<CONF
tokeninfo_url = http://127.0.0.1:$port/tokeninfo?access_token=
username_attribute = email
CONF
cat >"$work/dovecot.conf" <<CONF
base_dir = $work/run
log_path = $work/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
auth_mechanisms = xoauth2 oauthbearer
mail_location = maildir:$work/mail
first_valid_uid = 1
first_valid_gid = 0
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $work/oauth2.conf
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$work/mail
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
CONF
dovecot -F -c "$work/dovecot.conf" >"$work/dovecot.out.log" 2>&1 &
pids="$pids $!"
for _ in $(seq 100); do
    curl -s "imap://127.0.0.1:$imap/" -X NOOP >/dev/null 2>&1
    # 7: connection refused, so Dovecot does not listen yet.
    [ $? = 7 ] || break
    sleep 0.1
done

cat >"$work/client.py" <<'PYTHON'
import base64, imaplib, sys

# After an error, the server sends a challenge and expects a response: \x01 for OAUTHBEARER, anything for XOAUTH2.
responses = iter([base64.b64decode(sys.stdin.read().strip(), validate=True), b"\x01"])
connection = imaplib.IMAP4("127.0.0.1", int(sys.argv[1]))
try:
    connection.authenticate(sys.argv[2], lambda challenge: next(responses))
    print("welcome" if connection.select()[0] == "OK" else "no mailbox")
except imaplib.IMAP4.error:
    print("refused")
PYTHON
for mechanism in xoauth2 oauthbearer; do
    result=$("$gettoken" alimail -o $mechanism --user "$user" | timeout 20 python3 "$work/client.py" "$imap" $mechanism)
    check "imaplib, $mechanism" welcome "$result"
    result=$("$gettoken" alimail -o $mechanism --user you@example.com | timeout 20 python3 "$work/client.py" "$imap" $mechanism)
    check "imaplib, $mechanism, another user" refused "$result"
    auth=$(echo $mechanism | tr '[:lower:]' '[:upper:]')
    "$gettoken" alimail -o 'template=oauth2-bearer = "{access_token}"' |
        curl -sS -K - --sasl-ir --login-options "AUTH=$auth" --user "$user:" "imap://127.0.0.1:$imap/INBOX" -X NOOP >/dev/null
    check "curl, $mechanism" 0 $?
done

exit "$failed"
