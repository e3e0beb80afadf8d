#!/usr/bin/env python3
"""What a user does with gettoken on Windows, under Wine: each line on stdout says what was proved.

usage: check.py PROGRAM [--short] [NAME…]        --short: 50 kills instead of 500, and writers for 5 seconds instead of 20;
                                                 NAME: only these functions

The environment variable WINEPREFIX names a prefix that nothing else uses. The servers are in this process, on loopback.
"""

import http.server
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SHORT = "--short" in sys.argv[2:]
DRIVE = pathlib.Path(os.environ["WINEPREFIX"]) / "drive_c"
KEPT = ("PATH", "HOME", "USER", "LOGNAME", "LANG")
REDIRECT = "https://app.example/callback"
SECRET = "s3cret-of-the-test"
# What a writer says, which asks for a longer life than the server gives so that each call writes.
SHORT_LIVED = "gettoken: warning: the vendor's token expires sooner than requested\n"


class Server(http.server.ThreadingHTTPServer):
    """A token endpoint: numbers its tokens, accepts each refresh token and each code once, and counts its requests."""

    request_queue_size = 1024
    daemon_threads = True

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.lock = threading.Lock()
        self.requests, self.issued, self.refresh, self.codes, self.used_again = 0, 0, None, set(), 0
        self.delay, self.life, self.secrets, self.polls = 0.0, 3600, [], 0
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.port = self.server_address[1]

    def handle_error(self, request, client_address):
        """Ignores clients that were killed or that refuse the certificate."""

    def token(self, form):
        with self.lock:
            self.requests += 1
            self.secrets.append(form.get("client_secret"))
            grant = form["grant_type"]
            if grant.endswith("device_code"):
                self.polls += 1
                return 400, {"error": "authorization_pending"}
            if grant == "refresh_token" and form["refresh_token"] != self.refresh:
                self.used_again += 1
                return 400, {"error": "invalid_grant"}
            if grant == "authorization_code":
                if form["code"] in self.codes:
                    return 400, {"error": "invalid_grant"}
                self.codes.add(form["code"])
            self.issued += 1
            answer = {"access_token": f"token-{self.issued}", "token_type": "Bearer", "expires_in": self.life}
            if grant != "client_credentials":
                self.refresh = f"refresh-{self.issued}"
                answer["refresh_token"] = self.refresh
            return 200, answer

    def count(self):
        with self.lock:
            count, self.requests = self.requests, 0
            return count


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = dict(urllib.parse.parse_qsl(text))
        if self.path == "/device":
            return self.respond(200, {"device_code": "d", "user_code": "ABCD", "interval": 1, "expires_in": 600,
                                      "verification_uri": "https://app.example/device"})
        answer = self.server.token(form)
        time.sleep(self.server.delay)
        return self.respond(*answer)

    def do_GET(self):
        self.respond(200, {"path": self.path, "authorization": self.headers.get("Authorization"), "name": "阿里邮箱"})

    def respond(self, status, value):
        body = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Logs nothing."""


def windows(path):
    """The name that Windows has for a file in the prefix."""
    return "C:\\" + str(pathlib.Path(path).relative_to(DRIVE)).replace("/", "\\")


class Home:
    """A config directory, and calls that use it."""

    def __init__(self, server, name="home", scheme="http"):
        self.folder = DRIVE / name
        (self.folder / "providers").mkdir(parents=True)
        self.server = server
        self.url = f"{scheme}://127.0.0.1:{server.port}"
        # One that takes no secret, and one that does.
        for name, method in [("mock", "none"), ("vault", "post")]:
            (self.folder / "providers" / f"{name}.toml").write_text(
                f'title = "{name}"\ndocs = "https://vendor.example/docs"\n[credentials]\n'
                'client-id = { required = false }\nclient-secret = { required = false }\n[client-credentials]\n'
                f'url = "{self.url}/token"\nclient-auth = "{method}"\n')
        # The rest of the environment, such as a proxy, must not change a result.
        kept = {name: text for name, text in os.environ.items() if name.startswith("WINE") or name in KEPT}
        self.env = kept | {"GETTOKEN_CONFIG_DIR": windows(self.folder), "GETTOKEN_LANG": "en", "BROWSER": "none",
                           "TERM": "xterm-256color"}

    def write(self, text, name="config.toml"):
        path = self.folder / name
        path.write_bytes(text.encode())
        path.chmod(0o600)
        return path

    def person(self, client="app", device=False):
        """A profile with the token of a person."""
        more = f'device-url = "{self.url}/device"\n' if device else f'authorize-url = "{self.url}/authorize"\n'
        grant = "device" if device else "user"
        self.write(f'[profiles.me]\nprovider = "oauth2"\ngrant = "{grant}"\nclient-id = "{client}"\n'
                   f'[profiles.me.vars]\nclient-auth = "none"\n{more}token-url = "{self.url}/token"\n')

    def start(self, *words, **more):
        more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": self.env} | more
        return subprocess.Popen(["wine", str(PROGRAM), *words], **more)

    def run(self, *words, text=b"", **more):
        process = self.start(*words, stdin=subprocess.PIPE, **more)
        try:
            out, err = process.communicate(text, timeout=180)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Ran(process.returncode, out.decode(), err.decode())

    def sound(self):
        """Fails unless the cache is intact."""
        ran = self.run("cache", "verify")
        expect(ran.code == 0, "the cache is intact", ran)


class Ran:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __repr__(self):
        return f"exit {self.code}\nstdout: {self.out}\nstderr: {self.err}"

    def ok(self):
        expect(self.code == 0, "the call succeeds", self)
        return self.out.strip()

    def failed(self, code, *words):
        expect(self.code == code and all(word in self.err for word in words), f"exit {code} and {words}", self)
        return self


def expect(condition, what, found=""):
    if not condition:
        print(f"expected: {what}\n{found}", file=sys.stderr)
        sys.exit(1)


def proved(text):
    print(f"{text}", flush=True)


def on_console(env, words, talk=(), limit=120):
    """Runs a command in a console of 100 columns. `talk` has pairs: what to wait for, and what to type then. Returns
    everything that appears, without the codes of the terminal, and the exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(words[0], words, env)
    import fcntl
    import struct
    import termios
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    seen, talk, end = b"", list(talk), time.time() + limit
    while time.time() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        if talk and talk[0][0].encode() in seen:
            time.sleep(1)
            os.write(terminal, talk.pop(0)[1])
    else:
        os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode(errors="replace"))
    expect(time.time() < end, f"{words} ends in {limit} s", text)
    return text, seen, code


def the_demo(server):
    home = Home(server, "demo")
    expect("access_token" in home.run("demo").ok(), "a token of the demo")
    proved("demo: gets a token from its own mock server")


def fetches(server):
    home = Home(server, "fetch")
    home.write('[profiles.p]\r\nprovider = "vault"\r\nclient-id = "i"\r\nclient-secret = { file = "secret.txt" }\r\n')
    home.write(f"{SECRET}\r\n", "secret.txt")
    server.count()
    token = home.run("p", "-o", "token").ok()
    expect(home.run("p", "-o", "token").ok() == token, "the same token")
    expect(server.count() == 1 and server.secrets[-1] == SECRET, "one request with the secret", server.secrets)
    proved("fetch and hit: one request; config and secret file with CRLF, paths beside the config file")
    for number, reference in enumerate([windows(home.folder / "secret.txt"), "~\\my secret.txt"]):
        if reference.startswith("~"):
            home_dir = DRIVE / "users" / os.environ.get("USER", "root")
            shutil.copy(home.folder / "secret.txt", home_dir / "my secret.txt")
        home.write(f"[profiles.q{number}]\nprovider = 'vault'\nclient-id = 'i'\nclient-secret = {{ file = '{reference}' }}\n")
        home.run(f"q{number}", "-o", "token").ok()
        expect(server.secrets[-1] == SECRET, "the secret", reference)
    proved(r"secret files: C:\... and ~\... with a space")
    home.write("[profiles.c]\nprovider = 'vault'\nclient-id = 'i'\n"
               f"client-secret = {{ command = ['cmd', '/c', 'echo {SECRET}'] }}\n")
    home.run("c", "-o", "token").ok()
    expect(server.secrets[-1] == SECRET, "the secret of a command", server.secrets[-1])
    tool = DRIVE / "windows" / "vault-cli.cmd"
    tool.write_text(f"@echo {SECRET}-%1\r\n")
    home.write("[profiles.s]\nprovider = 'vault'\nclient-id = 'i'\nclient-secret = { command = ['vault-cli', 'x'] }\n")
    home.run("s", "-o", "token").ok()
    expect(server.secrets[-1] == f"{SECRET}-x", "the secret of a script", server.secrets[-1])
    proved("secret commands: a program of Windows, and a .cmd script found by its name in PATH")


def names(server):
    home = Home(server, "配置 文件夹/gettoken 目录")
    token = home.run("mock", "-o", "token").ok()
    expect(home.run("mock", "-o", "token").ok() == token, "a hit")
    home.sound()
    deep = "/".join(["directory-of-forty-letters-in-its-name--"] * 7)
    long = Home(server, deep)
    expect(len(windows(long.folder)) > 260, "a long path", windows(long.folder))
    token = long.run("mock", "-o", "token").ok()
    expect(long.run("mock", "-o", "token").ok() == token, "a hit")
    long.run("config", "set", "profiles.p.provider", "mock").ok()
    long.sound()
    proved(f"paths: Chinese letters and spaces; {len(windows(long.folder))} characters, longer than the old limit of 260")


def herd(server):
    home = Home(server, "herd")
    server.count()
    server.delay = 3
    processes = [home.start("mock", "-o", "token") for _ in range(20)]
    ends = [process.communicate() + (process.returncode,) for process in processes]
    server.delay = 0
    expect({end for end in ends if end[1:] == (b"", 0)} == set(ends) and len({end[0] for end in ends}) == 1,
           "20 equal tokens and nothing on stderr", ends)
    expect(server.count() == 1, "one request")
    proved("herd: 20 processes, 1 request, 20 times the same token")


def logins(server):
    home = Home(server, "login")
    home.person()
    process = home.start("login", "me", "--no-browser", "--redirect-uri", REDIRECT, stdin=subprocess.PIPE)
    url = address(process)
    process.stdin.write(f"{REDIRECT}?code=pasted&state={state(url)}\r\n".encode())
    process.stdin.flush()
    expect(process.wait(120) == 0, "the login by a pasted URL ends", process.stderr.read())
    proved("login: by a pasted address that ends in CRLF")
    first = home.run("me", "-o", "token").ok()
    rotated = [home.run("me", "-o", "token", "--min-valid", "300d").ok() for _ in range(4)]
    expect(len({first, *rotated}) == 5 and server.used_again == 0, "each refresh token is used once", rotated)
    proved("refresh: 4 rotated refresh tokens, none was sent twice")
    home.run("logout", "me").ok()
    ran = home.run("me", "-o", "token")
    expect(ran.code != 0 and "gettoken login me" in ran.err, "nobody is logged in", ran)
    process = home.start("login", "me", "--no-browser", stdin=subprocess.PIPE)
    url = address(process)
    back = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["redirect_uri"][0]
    with urllib.request.urlopen(f"{back}?code=followed&state={state(url)}") as page:
        expect(page.status == 200, "a page for the browser")
    expect(process.wait(120) == 0, "the login by the listener ends", process.stderr.read())
    home.run("me", "-o", "token").ok()
    home.sound()
    proved("login: by the listener on loopback, with a page for the browser; logout")


def address(process):
    """The URL that a login prints on stderr."""
    for line in process.stderr:
        if b"state=" in line:
            return re.search(r"http\S+", line.decode())[0]
    sys.exit("the login printed no URL")


def state(url):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["state"][0]


def access(server):
    home = Home(server, "access")
    config = home.write("[profiles.p]\nprovider = 'vault'\nclient-id = 'i'\nclient-secret = { file = 'secret.txt' }\n")
    secret = home.write(SECRET, "secret.txt")
    config.chmod(0o602)
    home.run("p").failed(3, "is writable by others (Everyone)", "icacls")
    config.chmod(0o604)
    secret.chmod(0o604)
    home.run("p").failed(3, "secret.txt", "is readable by others (Everyone)", "--insecure-file-mode")
    expect("readable" in home.run("p", "--insecure-file-mode").err, "a warning")
    secret.chmod(0o600)
    home.folder.chmod(0o703)
    home.run("p").failed(3, "is writable by others (Everyone)")
    home.folder.chmod(0o700)
    home.run("p", "-o", "token").ok()
    proved("access control lists: a config that others can write, a directory and a secret that they can read are refused")
    tokens = home.folder / "tokens"
    open_folder = DRIVE / "open"
    open_folder.mkdir()
    open_folder.chmod(0o755)
    home.env["GETTOKEN_CONFIG_DIR"] = windows(open_folder / "new")
    home.run("config", "init").ok()
    home.run("demo").ok()
    made = [tokens, open_folder / "new", open_folder / "new" / "config.toml", *tokens.iterdir()]
    modes = {path.name: oct(path.stat().st_mode) for path in made}
    expect(all(mode.endswith("0") for mode in modes.values()), "others have no access to what gettoken creates", modes)
    proved(f"access control lists: others have no access to any of {len(made)} files and directories that gettoken created")
    entry = next(tokens.glob("*.json"))
    entry.chmod(0o644)
    home.env["GETTOKEN_CONFIG_DIR"] = windows(home.folder)
    ran = home.run("cache", "verify")
    expect(ran.code != 0 and "others" in ran.out + ran.err, "verify reports the entry", ran)
    server.count()
    home.run("p", "-o", "token").ok()
    expect(server.count() == 1, "a token that others can read is not served")
    proved("access control lists: a stored token that others can read is not used")


def keyring(server):
    home = Home(server, "keyring")
    home.write("[profiles.k]\nprovider = 'vault'\nclient-id = 'i'\nclient-secret = { keyring = 'gettoken-test' }\n")
    home.run("config", "set-secret", "k", text=f"{SECRET}-1\r\n".encode()).ok()
    home.run("k", "-o", "token").ok()
    expect(server.secrets[-1] == f"{SECRET}-1", "the secret of the keyring", server.secrets[-1])
    text, _, code = on_console(home.env, ["wine", str(PROGRAM), "config", "set-secret", "k"],
                               [("secret", f"{SECRET}-typed\r".encode())])
    expect(code == 0 and SECRET not in text, "what is typed is not shown", text)
    home.run("k", "-o", "token", "--no-cache").ok()
    expect(server.secrets[-1] == f"{SECRET}-typed", "the secret that was typed", server.secrets[-1])
    home.run("config", "remove-secret", "k").ok()
    ran = home.run("k", "-o", "token", "--no-cache")
    expect(ran.code != 0 and "set-secret" in ran.err, "the secret is gone", ran)
    proved("Credential Manager: a secret is stored from stdin and typed in one line without echo, read, and removed")


def commands(server):
    home = Home(server, "exec")
    (DRIVE / "windows" / "say.cmd").write_text("@echo got %TOKEN%\r\n@exit 7\r\n")
    ran = home.run("exec", "mock", "--env-name", "TOKEN", "--", "cmd", "/c", "echo %TOKEN%& exit 3")
    expect(ran.code == 3 and ran.out.strip().startswith("token-"), "the token and the exit code of the command", ran)
    ran = home.run("exec", "mock", "--env-name", "TOKEN", "--", "say")
    expect(ran.code == 7 and ran.out.startswith("got token-"), "the token and the exit code of a script", ran)
    home.run("exec", "mock", "--", "no-such-program").failed(127, "no-such-program")
    home.run("exec", "mock", "--file", "--", "cmd").failed(2, "anonymous files")
    proved("exec: token, exit codes 3, 7 (of a .cmd script) and 127; --file is refused")
    ran = home.run("api", "mock", f"{home.url}/whoami", "--allow-host", f"127.0.0.1:{server.port}")
    expect("Bearer token-" in ran.ok() and "阿里邮箱" in ran.out, "the answer of the API", ran)
    target = DRIVE / "exec" / "答案.json"
    home.run("api", "mock", f"{home.url}/whoami", "--allow-host", f"127.0.0.1:{server.port}", "--output", windows(target)).ok()
    expect("阿里邮箱" in target.read_text(), "the answer in a file")
    proved("api: the answer on stdout, and in a file with a Chinese name")
    ran = home.run("doctor", "mock")
    expect(ran.code == 0 and "private, owned by you" in ran.out and "windows" in ran.out, "no fault", ran)
    proved("doctor: no faults, and says whose the files are and that they are private")


def tls(_):
    work = pathlib.Path(tempfile.mkdtemp())
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA",
                    "-keyout", work / "ca.key", "-out", work / "ca.pem", "-addext", "basicConstraints=critical,CA:TRUE",
                    "-addext", "keyUsage=critical,keyCertSign,cRLSign"], check=True, capture_output=True)
    (work / "ext").write_text("subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    subprocess.run(["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout",
                    work / "key.pem", "-out", work / "csr"], check=True, capture_output=True)
    subprocess.run(["openssl", "x509", "-req", "-in", work / "csr", "-CA", work / "ca.pem", "-CAkey", work / "ca.key",
                    "-days", "1", "-extfile", work / "ext", "-out", work / "cert.pem"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(work / "cert.pem", work / "key.pem")
    home = Home(Server(context), "tls", "https")
    authority = home.write((work / "ca.pem").read_text(), "ca.pem")
    shutil.rmtree(work)
    ran = home.run("mock")
    expect(ran.code != 0 and any(words in ran.err for words in ("unknown authority", "is revoked")) and "--cacert" in ran.err, "the reason in words", ran)
    home.run("mock", "-o", "token", "--cacert", windows(authority)).ok()
    home.env["SSL_CERT_FILE"] = windows(authority)
    home.run("mock", "-o", "token", "--force").ok()
    del home.env["SSL_CERT_FILE"]
    text = home.run("doctor", "mock", "--cacert", windows(authority))
    expect("the system's CA certificates, and 1 from" in " ".join(text.out.split()), "both are trusted", text)
    proved("TLS: an unknown authority is told in words; --cacert adds to the system's authorities, SSL_CERT_FILE replaces them")


def consoles(server):
    home = Home(server, "console")
    program = "Z:" + str(PROGRAM).replace("/", "\\")
    for page in ("936", "437", "65001"):
        text, _, _ = on_console(home.env, ["wine", "cmd", "/c", f"chcp {page} & {program} providers list"])
        expect("Alimail (阿里邮箱)" in text, f"Chinese in code page {page}", text)
        text, _, _ = on_console(home.env | {"GETTOKEN_LANG": "zh"}, ["wine", "cmd", "/c", f"chcp {page} & {program} nothing"])
        expect("未知" in text or "没有" in text, f"a Chinese error in code page {page}", text)
    ran = home.run("providers", "list")
    expect("阿里邮箱" in ran.out, "UTF-8 in a pipe")
    proved("console: stdout and stderr show Chinese in code pages 936, 437 and 65001; a pipe gets UTF-8")
    _, raw, _ = on_console(home.env, ["wine", str(PROGRAM), "nothing"])
    expect(b"\x1b[31m" in raw, "colors", raw)
    _, raw, _ = on_console(home.env | {"NO_COLOR": "1"}, ["wine", str(PROGRAM), "nothing"])
    expect(b"\x1b[31m" not in raw, "no colors", raw)
    proved("console: errors are colored, and not with NO_COLOR")
    home.write("[profiles.k]\nprovider = 'vault'\nclient-id = 'i'\nclient-secret = { keyring = 'gettoken-test' }\n")
    words = ["wine", "cmd", "/c", f"chcp 936 & {program} config set-secret k"]
    text, _, _ = on_console(home.env, words, [("secret", "口令-1\r".encode())])
    home.run("k", "-o", "token").ok()
    expect(server.secrets[-1] == "口令-1" and "口令" not in text, "the typed secret", (server.secrets[-1], text))
    proved("console: a Chinese secret that is typed in code page 936 arrives as UTF-8, and is not shown")


def interrupts(server):
    home = Home(server, "interrupts")
    home.person(device=True)
    text, _, code = on_console(home.env, ["wine", str(PROGRAM), "login", "me"], [("ABCD", b""), ("ABCD", b"\x03")])
    expect(code == 130 and server.polls >= 0, "Ctrl-C ends a device login with 130", (code, text))
    home.person()
    text, _, code = on_console(home.env, ["wine", str(PROGRAM), "login", "me", "--no-browser"], [("state=", b"\x03")])
    expect(code == 130 and not list((home.folder / "tokens").glob("*.json")), "Ctrl-C ends a login with 130", (code, text))
    proved("Ctrl-C: ends a login and the polling of a device login with exit code 130, and nothing is stored")
    words = ["wine", str(PROGRAM), "exec", "mock", "--", str(PROGRAM), "demo", "--serve"]
    text, _, code = on_console(home.env, words, [("GETTOKEN_CONFIG_DIR", b"\x03")])
    expect(code == 130, "Ctrl-C ends the command, and exec passes its exit code on", (code, text))
    proved("Ctrl-C: the command of exec gets it once, cleans up, and its exit code is passed on")
    text, _, code = on_console(home.env, ["wine", str(PROGRAM), "setup", "mock"], [("", b""), ("?", b"\x03")])
    expect(code != 0 and "profile" not in (home.folder / "config.toml").read_text().replace("[profiles.me", ""),
           "Ctrl-C ends a question", (code, text))
    home.sound()
    proved(f"Ctrl-C: ends a question of setup with exit code {code}, and writes nothing")


def kills(server):
    home = Home(server, "kills")
    total, lanes = (50, 5) if SHORT else (500, 10)
    writer = ["--min-valid", "300d", "-o", "token"]
    begin = time.time()
    wave = [home.start("mock", *writer, "--scope", f"s{lane}") for lane in range(lanes)]
    for process in wave:
        process.communicate()
    longest = (time.time() - begin) * 1.2
    killed = done = corrupt = 0
    while done < total:
        wave = [(home.start("mock", *writer, "--scope", f"s{lane}"), time.time() + random.random() * longest)
                for lane in range(lanes)]
        for process, at in sorted(wave, key=lambda pair: pair[1]):
            time.sleep(max(0, at - time.time()))
            killed += process.poll() is None
            process.kill()
        for process, _ in wave:
            process.communicate()
        done += lanes
        ran = home.run("cache", "verify")
        if ran.code:
            corrupt += 1
            print(ran, file=sys.stderr)
    left = len(list((home.folder / "tokens").glob("*.tmp")))
    expect(corrupt == 0 and left <= lanes, "no corrupt entry", (corrupt, left))
    expect(killed * 4 >= total, "enough processes were killed while running", killed)
    for lane in range(lanes):
        home.run("mock", *writer, "--scope", f"s{lane}").ok()
    left = len(list((home.folder / "tokens").glob("*.tmp")))
    expect(left == 0, "the next run removes what was left", left)
    proved(f"kills: {done} writers, {killed} killed while running, 0 corrupt entries, nothing left behind")


def full_disk(server):
    small = DRIVE / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", small], capture_output=True).returncode:
        proved("skipped: full disk: mounting is not permitted here")
        return
    try:
        home = Home(server, "small/home")
        stored = home.run("mock", "-o", "token").ok()
        with (small / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(bytes(512)):
                    pass
            except OSError:
                pass
        for words in (["--force"], ["--scope", "new"]):
            ran = home.run("mock", "-o", "token", *words)
            expect(ran.code == 0 and ran.out.strip() == f"token-{server.issued}", "the token is printed", ran)
            expect(ran.err.count("\n") == 1 and "cannot store the token" in ran.err and "no space left" in ran.err,
                   "one warning in words", ran)
        home.run("mock", "--force", "--require-cache").failed(9, "cannot store the token", "no space left")
        names = sorted(path.name for path in (home.folder / "tokens").iterdir() if path.stat().st_size)
        expect(sum(name.endswith(".json") for name in names) == 1 and not any(name.endswith(".tmp") for name in names),
               "the entry that was there, and no other", names)
        expect(home.run("mock", "-o", "token").ok() == stored, "the stored token is still there")
        home.sound()
    finally:
        subprocess.run(["umount", "-l", small], check=True)
    proved("full disk: the token is printed with one warning, nothing is half written, and the stored token stays")


def traffic(server):
    home = Home(server, "traffic")
    home.run("mock", "-o", "token").ok()
    home.person()
    seconds = 5 if SHORT else 20
    end, faults, counts, lock = time.time() + seconds, [], {"written": 0, "read": 0}, threading.Lock()

    def work(kind, words):
        while time.time() < end:
            ran = home.run(*words)
            with lock:
                counts[kind] += 1
                warned = kind == "written" and ran.err == SHORT_LIVED
                if ran.code or (ran.err and not warned) or not ran.out.startswith("token-"):
                    faults.append(ran)

    plans = [("written", ["mock", "-o", "token", "--min-valid", "300d"])] * 2 + [("read", ["mock", "-o", "token"])] * 3
    threads = [threading.Thread(target=work, args=plan) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(not faults, "no errors and no other warnings", faults[:3])
    home.sound()
    proved(f"traffic: {seconds} s of writers beside readers, {counts['written']} tokens written, {counts['read']} read, 0 errors")


def main():
    server = Server()
    checks = [the_demo, fetches, names, herd, logins, access, keyring, commands, tls, consoles, interrupts, kills, full_disk,
              traffic]
    wanted = [name for name in sys.argv[2:] if name != "--short"]
    for check in checks:
        if not wanted or check.__name__ in wanted:
            check(server)


if __name__ == "__main__":
    main()
