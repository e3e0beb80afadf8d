#!/usr/bin/env python3
"""Tests tokens and logins by the issuer alone (RFC 8414, OpenID Connect Discovery) with independent servers.

    tests/real/discovery.py [GETTOKEN]        default: target/debug/gettoken in this repository

The servers are oidc-provider, Authlib, django-oauth-toolkit and authgent-server. This script acts as the browser.
"""

import http.cookiejar
import json
import secrets
import shutil
import subprocess
import threading
import urllib.error
import urllib.request

from harness import AUTHLIB, HERE, OIDC_PROVIDER, Script, fetch, free_port, is_one_token

script = Script(planned=35)
check = script.check
script.npm(OIDC_PROVIDER)
python = script.venv(*AUTHLIB, "django-oauth-toolkit==3.4.1", "authgent-server==0.3.4")
ports = {name: free_port() for name in ("op", "authlib", "django", "authgent")}
roots = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
secret = secrets.token_hex(32)

keys = script.work / "keys"
keys.mkdir()
native = {
    "client_id": "native",
    "token_endpoint_auth_method": "none",
    "application_type": "native",
    "grant_types": ["authorization_code", "refresh_token"],
    "response_types": ["code"],
    "redirect_uris": ["http://127.0.0.1/callback"],
    "scope": "mail offline_access",
}
op_clients = [
    {"client_id": "service", "client_secret": secret, "token_endpoint_auth_method": "client_secret_basic"},
    {"client_id": "signed", "token_endpoint_auth_method": "private_key_jwt", "key": "p256"},
]
op_clients = [{"scope": "mail contacts", **one} for one in op_clients] + [native]
(script.work / "clients.json").write_text(json.dumps(op_clients))
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
script.start(["node", server, str(ports["op"]), keys, script.work / "clients.json"], f"{roots['op']}/control")

words = [python, HERE / "metadata_server.py", str(ports["authlib"]), secret]
script.start(words, f"{roots['authlib']}/control", {"AUTHLIB_INSECURE_TRANSPORT": "1"})

words = [python, HERE / "django_server.py", str(ports["django"]), secret, keys / "rsa.pkcs8"]
script.start(words, f"{roots['django']}/ready", {"OAUTHLIB_INSECURE_TRANSPORT": "1"})

settings = {
    "DATABASE_URL": f"sqlite+aiosqlite:///{script.work}/authgent.db",
    "SECRET_KEY": secrets.token_hex(32),
    "SERVER_URL": roots["authgent"],
}
words = [python.parent / "authgent-server", "run", "--host", "127.0.0.1", "--port", str(ports["authgent"])]
script.start(words, f"{roots['authgent']}/health", {f"AUTHGENT_{name}": value for name, value in settings.items()})
agent = fetch(
    f"{roots['authgent']}/register",
    {
        "client_name": "service",
        "grant_types": ["client_credentials"],
        "scope": "mail",
        "token_endpoint_auth_method": "client_secret_post",
    },
)

issuers = {
    "oidc-provider": roots["op"],
    "Authlib": f"{roots['authlib']}/tenant/1",
    "django-oauth-toolkit": f"{roots['django']}/o",
    "authgent-server": roots["authgent"],
}


def profile(issuer, client, *lines):
    """Starts with a profile `p` that has only an issuer and a client."""
    config = ["[profiles.p]", 'provider = "oauth2"', f'client-id = "{client}"', *lines]
    script.user("\n".join([*config, "[profiles.p.vars]", f'issuer = "{issuer}"']) + "\n")


def endpoints(done):
    """The requests that `-v` shows."""
    return [line.split()[-1] for line in done.stderr.splitlines() if " GET http" in line or " POST http" in line]


# --- the token of an application -------------------------------------------------------------------------------------

for name, issuer in issuers.items():
    client, own = ("service", secret) if name != "authgent-server" else (agent["client_id"], agent["client_secret"])
    profile(issuer, client, f'client-secret = "{own}"')
    done = script.run("p", "-o", "token", "-v", "--scope", "mail")
    check(f"{name}: one token by the issuer alone", is_one_token(done), done)
    check(f"{name}: the secret is not shown", own not in done.stderr, done)
    again = script.run("p", "-o", "token", "-v", "--scope", "mail")
    is_hit = again.stdout == done.stdout and not endpoints(again)
    check(f"{name}: the same token without a request", is_hit, again)
    other = script.run("p", "-o", "token", "-v", "--scope", "mail", "--force")
    asked = endpoints(other)
    is_one = is_one_token(other) and len(asked) == 1 and ".well-known" not in asked[0]
    check(f"{name}: the next one needs one request", is_one, other)
    slash = script.run("p", "-o", "token", "--issuer", f"{issuer}/")
    check(f"{name}: with one more slash it is another issuer", slash.returncode == 8 and not slash.stdout, slash)

profile(issuers["oidc-provider"], "signed", f'client-key = {{ file = "{keys}/p256.pkcs8" }}')
done = script.run("p", "-o", "token", "--scope", "mail")
check("oidc-provider: the private key is used, because the server lists it", is_one_token(done), done)


# --- logins ----------------------------------------------------------------------------------------------------------


def log_in(*words):
    """Logs in: opens the URL that gettoken prints, and follows all redirects to its listener."""
    env = {"PATH": script.path, "HOME": str(script.work), "GETTOKEN_CONFIG_DIR": str(script.config)}
    command = [script.gettoken, "login", "p", "--wait", "60s", *words]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    timer = threading.Timer(90, process.kill)
    timer.start()
    said = ""
    for line in process.stderr:
        said += line
        if "state=" in line:
            cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
            try:
                browser.open(line.strip(), timeout=30).read()
            except urllib.error.URLError as error:
                said += f"browser: {error}\n"
                process.terminate()
    process.wait()
    timer.cancel()
    return process.returncode, said


for name, scope in (("oidc-provider", "mail offline_access"), ("Authlib", "mail"), ("django-oauth-toolkit", "mail")):
    profile(issuers[name], "native", 'grant = "user"', f'scope = "{scope}"')
    code, said = log_in()
    check(f"{name}: a login by the issuer alone", code == 0, said)
    done = script.run("p", "-o", "token", "-v")
    check(f"{name}: its token without a request", is_one_token(done) and not endpoints(done), done)
    next_one = script.run("p", "-o", "token", "--force")
    check(f"{name}: a refresh", is_one_token(next_one) and next_one.stdout != done.stdout, next_one)
    out = script.run("logout", "p", "-v")
    ended = out.returncode == 0 and (name == "oidc-provider" or any("revoke" in url for url in endpoints(out)))
    check(f"{name}: a logout, revoked where the server has an endpoint for it", ended, out)

fetch(f"{roots['authlib']}/control")
profile(issuers["Authlib"], "native", 'grant = "user"')
code, said = log_in("--issuer", roots["authlib"])
check("Authlib: no login at an issuer whose metadata is not there", code == 8, said)
paths = [request["path"] for request in fetch(f"{roots['authlib']}/control")]
is_right = paths == ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"]
check("Authlib: nothing but the two URLs of metadata was requested", is_right, paths)
script.end()
