#!/usr/bin/env python3
"""Tests `introspect`, `revoke` and `userinfo` with independent servers.

    tests/real/verbs.py [GETTOKEN]        default: target/debug/gettoken in this repository

The servers are Authlib, authgent-server and oidc-provider, which also answers with JWTs.
"""

import json
import secrets
import shutil

from harness import AUTHLIB, HERE, OIDC_PROVIDER, Script, fetch, free_port, is_one_token

script = Script(planned=30)
check = script.check
script.npm(OIDC_PROVIDER)
python = script.venv(*AUTHLIB, "authgent-server==0.3.4")
op, grant, authgent = (f"http://127.0.0.1:{free_port()}" for _ in range(3))

keys = script.work / "keys"
keys.mkdir()
secret, box_secret = secrets.token_hex(32), secrets.token_hex(32)
session = {
    "grant_types": ["authorization_code", "refresh_token"],
    "redirect_uris": ["http://127.0.0.1/callback"],
    "response_types": ["code"],
    "application_type": "native",
}
post = {"client_secret": secret, "token_endpoint_auth_method": "client_secret_post"}
op_clients = [
    {"client_id": "service", **post},
    {"client_id": "signed", **post},
    {"client_id": "person", **post, **session},
    {"client_id": "signed-person", **post, **session, "userinfo_signed_response_alg": "ES256"},
]
(script.work / "clients.json").write_text(json.dumps([{"scope": "mail contacts openid offline_access", **one} for one in op_clients]))
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
words = ["node", server, op.rsplit(":", 1)[1], keys, script.work / "clients.json"]
script.start(words, f"{op}/control")

(script.work / "issuers.json").write_text(json.dumps([{"iss": "box", "key": f"{keys}/rsa.pub", "secret": box_secret}]))
words = [python, HERE / "grant_server.py", grant.rsplit(":", 1)[1], script.work / "issuers.json"]
script.start(words, f"{grant}/control", {"AUTHLIB_INSECURE_TRANSPORT": "1"})

settings = {
    "DATABASE_URL": f"sqlite+aiosqlite:///{script.work}/authgent.db",
    "SECRET_KEY": secrets.token_hex(32),
    "SERVER_URL": authgent,
}
words = [python.parent / "authgent-server", "run", "--host", "127.0.0.1", "--port", authgent.rsplit(":", 1)[1]]
script.start(words, f"{authgent}/health", {f"AUTHGENT_{name}": value for name, value in settings.items()})
names = {"client_name": "agent", "grant_types": ["client_credentials"], "scope": "mail"}
agent = fetch(f"{authgent}/register", {**names, "token_endpoint_auth_method": "client_secret_post"})
secret_words = [secret, box_secret, agent["client_secret"], "eyJ"]


def profile(provider, variables, more="", **own):
    """The text of the profile `p`."""
    lines = ["[profiles.p]", f'provider = "{provider}"', *(f'{key.replace("_", "-")} = {json.dumps(value)}' for key, value in own.items())]
    return "\n".join([*lines, more, "[profiles.p.vars]", *(f'{key} = "{value}"' for key, value in variables.items())]) + "\n"


def endpoints(base, **paths):
    return {f"{name}-url": f"{base}/{path}" for name, path in paths.items()}


OP = endpoints(op, token="token", introspect="token/introspection", revoke="token/revocation", userinfo="me")
GRANT = {**endpoints(grant, token="token", introspect="introspect", revoke="revoke"), "assertion-subject": "alice", "issuer": grant}
AUTHGENT = endpoints(authgent, token="token", introspect="introspect", revoke="revoke")
SERVERS = {
    "oidc-provider": profile("oauth2", OP, client_id="service", client_secret=secret),
    "Authlib": profile(
        "oauth2-jwt-bearer", GRANT, f'client-key = {{ file = "{keys}/rsa.pkcs8" }}', client_id="box", client_secret=box_secret
    ),
    "authgent": profile("oauth2", AUTHGENT, client_id=agent["client_id"], client_secret=agent["client_secret"]),
}


def described(done, code):
    """The object that `--json` prints, if the exit code is this one."""
    is_safe = not any(word in done.stdout + done.stderr for word in secret_words)
    return json.loads(done.stdout) if done.returncode == code and is_safe else {}


def refused(done, code, exits=(5,)):
    is_safe = not any(word in done.stderr for word in secret_words)
    return done.returncode in exits and not done.stdout and code in done.stderr and is_safe


# --- an application's token ------------------------------------------------------------------------------------------

for name, config in SERVERS.items():
    script.user(config)
    done = script.run("introspect", "p")
    check(f"{name}: without a token nothing is fetched, exit 9", done.returncode == 9 and not done.stdout, done)
    done = script.run("p", "-o", "token")
    check(f"{name}: a token", is_one_token(done), done)
    first = done.stdout
    done = script.run("introspect", "p", "--json")
    found = described(done, 0)
    check(f"{name}: it is active", found.get("active") is True and found["response"].get("client_id"), done)
    done = script.run("revoke", "p")
    check(f"{name}: it is revoked", done.returncode == 0 and "revoked" in done.stderr, done)
    done = script.run("introspect", "p", "--stdin", "--json", stdin=first)
    check(f"{name}: it is not active any more, exit 5", described(done, 5).get("active") is False, done)
    done = script.run("p", "-o", "token")
    check(f"{name}: the next call gets another one", is_one_token(done) and done.stdout != first, done)
    done = script.run("revoke", "p", "--stdin", stdin="made-up-token")
    check(f"{name}: a token that the server does not know is revoked too", done.returncode == 0, done)

for name in ("oidc-provider", "Authlib"):
    script.user(SERVERS[name])
    first = script.run("p", "-o", "token").stdout
    done = script.run("introspect", "p", "--stdin", "--client-secret", "wrong", stdin=first)
    check(f"{name}, wrong secret: introspection is refused, exit 5", refused(done, "invalid_client"), done)
    done = script.run("revoke", "p", "--stdin", "--client-secret", "wrong", stdin=first)
    check(f"{name}, wrong secret: revocation is refused, exit 5", refused(done, "invalid_client"), done)

# --- answers that are JWTs -------------------------------------------------------------------------------------------

own = 'title = "Signed"\nextends = "oauth2"\nintrospect.headers = { accept = "application/token-introspection+jwt" }\n'
script.user(profile("signed", OP, client_id="signed", client_secret=secret), signed=own)
script.run("p")
done = script.run("introspect", "p", "--json")
found = described(done, 0)
check("oidc-provider, a JWT: the token is active", found.get("active") is True, done)
check("oidc-provider, a JWT: the output tells about its signature", found.get("signature"), done)

# --- a person --------------------------------------------------------------------------------------------------------

for client, is_jwt in (("person", False), ("signed-person", True)):
    script.user(profile("oauth2", OP, client_id=client, client_secret=secret, grant="user"))
    refresh = fetch(f"{op}/session?client={client}&scope=openid%20offline_access")["refresh_token"]
    script.run("login", "p", "--refresh-token-file", "-", stdin=refresh)
    done = script.run("userinfo", "p", "--json")
    found = described(done, 0)
    answer = f"{client}: the claims of the person"
    check(answer, found.get("claims", {}).get("sub") == "ana" and bool(found.get("signature")) == is_jwt, done)
script.run("revoke", "p")
done = script.run("userinfo", "p")
# RFC 7009 §2.1: this server revokes the refresh token too.
check("a revoked access token of this server: exit 4, log in again", refused(done, "gettoken login p", (4,)), done)

script.end()
