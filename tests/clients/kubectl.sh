#!/bin/sh
# kubectl: gettoken as an exec credential plugin, with a server that requires a bearer token.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need kubectl python3 openssl

certificate
cat >"$work/server.py" <<'PYTHON'
import http.server, os, ssl, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        right = self.headers.get("Authorization") == "Bearer " + os.environ["token"]
        body = b'{"major":"1","minor":"30"}' if right else b'{"kind":"Status","status":"Failure","code":401}'
        self.send_response(200 if right else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2] + "/certificate.pem", sys.argv[2] + "/key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
open(sys.argv[1], "w").write(str(server.server_port))
server.serve_forever()
PYTHON
serve "$work/server.py" "$work"
cat >"$work/kubeconfig" <<CONF
apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "https://127.0.0.1:$port", certificate-authority: "$work/certificate.pem"}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
users:
- name: u
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: $gettoken
      args: [alimail, -o, exec-credential]
      interactiveMode: Never
CONF
result=$(timeout 60 kubectl --kubeconfig "$work/kubeconfig" get --raw /version 2>&1 </dev/null)
check 'an exec plugin' '{"major":"1","minor":"30"}' "$result"

exit "$failed"
