#!/bin/sh
# Google's auth library for Python, as bundled with gcloud, reads a third-party token from gettoken. The token
# must be a JWT, as that of the demo is; another server issues one that is not.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need python3
library=$(python3 -c 'import google.auth.pluggable, google; print()' 2>/dev/null) ||
    for folder in /usr/lib/google-cloud-sdk /opt/google-cloud-sdk /usr/local/google-cloud-sdk; do
        [ -d "$folder/lib/third_party/google/auth" ] && library=$folder/lib/third_party && break
    done || skip "Google's library is not installed"

cat >"$work/server.py" <<'PYTHON'
import http.server, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"access_token":"opaque","expires_in":3600}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open(sys.argv[1], "w").write(str(server.server_port))
server.serve_forever()
PYTHON
serve "$work/server.py"
export OAUTH2_TOKEN_URL="http://127.0.0.1:$port/token" OAUTH2_CLIENT_ID=c OAUTH2_CLIENT_SECRET=s

cat >"$work/client.py" <<'PYTHON'
import sys
from google.auth import exceptions, pluggable

source = {"executable": {"command": sys.argv[1], "timeout_millis": 30000}}
credentials = pluggable.Credentials(
    audience="//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
    subject_token_type="urn:ietf:params:oauth:token-type:jwt",
    token_url="https://sts.googleapis.com/v1/token",
    credential_source=source,
)
try:
    print(credentials.retrieve_subject_token(None))
except exceptions.GoogleAuthError as error:
    print("refused", file=sys.stdout)
PYTHON
# retrieve PROFILE
retrieve() {
    PYTHONPATH=$library GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1 \
        python3 -W ignore "$work/client.py" "$gettoken $1 -o gcloud" 2>"$work/client.log"
}
check 'a JWT' "$token" "$(retrieve alimail)"
check 'not a JWT' refused "$(retrieve oauth2)"

exit "$failed"
