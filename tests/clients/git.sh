#!/bin/sh
# git: clones from and pushes to git-http-backend, behind a server that requires the token.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need git python3 git-http-backend

version=$(git version | sed 's/[^0-9]*\([0-9]*\.[0-9]*\).*/\1/')
[ "${version%.*}" -gt 2 ] || [ "${version#*.}" -ge 46 ] || skip "git $version does not support bearer tokens"

cat >"$work/server.py" <<'PYTHON'
import http.server, os, subprocess, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.headers.get("Authorization") != "Bearer " + os.environ["token"]:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Bearer realm="x"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        environment = dict(
            os.environ, GIT_PROJECT_ROOT=sys.argv[2], GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path, QUERY_STRING=query,
            REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""), REMOTE_USER="me",
            CONTENT_LENGTH=self.headers.get("Content-Length", "0"), GIT_PROTOCOL=self.headers.get("Git-Protocol", ""),
            HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""))
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        response = subprocess.run(["git-http-backend"], input=body, env=environment, stdout=subprocess.PIPE).stdout
        head, _, rest = response.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        status = next((value for name, value in headers if name == "Status"), "200")
        self.send_response(int(status.split()[0]))
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)

    do_POST = do_GET

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open(sys.argv[1], "w").write(str(server.server_port))
server.serve_forever()
PYTHON

export GIT_TERMINAL_PROMPT=0 GIT_CONFIG_NOSYSTEM=1
git config --global user.name me
git config --global user.email me@example.com
git config --global init.defaultBranch main
git init -q --bare "$work/root/repo.git"
git -C "$work/root/repo.git" config http.receivepack true
serve "$work/server.py" "$work/root"
url=http://127.0.0.1:$port

git ls-remote "$url/repo.git" >/dev/null 2>&1
check 'without the helper, access is denied' 128 $?
git config --global "credential.$url.helper" "!'$gettoken' git-credential alimail --allow-host 127.0.0.1:$port"
git clone -q "$url/repo.git" "$work/clone" 2>"$work/clone.log"
check 'a clone' 0 $?
echo hello >"$work/clone/file"
git -C "$work/clone" add file
git -C "$work/clone" commit -q -m first
git -C "$work/clone" push -q origin HEAD:main
check 'a push' 0 $?
git clone -q "$url/repo.git" "$work/again"
check 'what was pushed' hello "$(cat "$work/again/file")"
check 'no token in any config' '' "$(grep -rw "$token" "$work/again/.git/config" "$HOME/.gitconfig")"

exit "$failed"
