#!/usr/bin/env python3
"""Tests the jwt-bearer grant (RFC 7523 §2.1), token exchange (RFC 8693) and chains of both with independent servers.

    tests/real/exchange.py [GETTOKEN]        default: target/debug/gettoken in this repository

The servers are Authlib, authgent-server and oidc-provider.
"""

import json
import secrets
import shutil

from harness import AUTHLIB, HERE, OIDC_PROVIDER, Script, fetch, free_port, is_one_token, jwt

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TYPE = "urn:ietf:params:oauth:token-type:"

script = Script(planned=42)
check = script.check
script.npm(OIDC_PROVIDER)
python = script.venv(*AUTHLIB, "authgent-server==0.3.4")
ports = {name: free_port() for name in ("op", "grant", "authgent")}
op, grant, authgent = (f"http://127.0.0.1:{port}" for port in ports.values())

keys = script.work / "keys"
keys.mkdir()
secret, box_secret = secrets.token_hex(32), secrets.token_hex(32)
op_clients = [
    {"client_id": "service", "client_secret": secret, "token_endpoint_auth_method": "client_secret_basic"},
    {"client_id": "signed", "token_endpoint_auth_method": "private_key_jwt", "key": "p256"},
    {"client_id": "public", "token_endpoint_auth_method": "none", "grant_types": [EXCHANGE]},
]
(script.work / "clients.json").write_text(json.dumps([{"scope": "mail contacts", **one} for one in op_clients]))
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
words = ["node", server, str(ports["op"]), keys, script.work / "clients.json"]
script.start(words, f"{op}/control", {"AUDIENCES": json.dumps(["https://api.example", "https://b.example", grant])})

issuers = [
    {"iss": "rsa-app", "key": f"{keys}/rsa.pub"},
    {"iss": "ec-app", "key": f"{keys}/p256.pub"},
    {"iss": "box-app", "key": f"{keys}/rsa.pub", "secret": box_secret},
    {"iss": op, "key": f"{keys}/issuer.pub"},
]
(script.work / "issuers.json").write_text(json.dumps(issuers))
words = [python, HERE / "grant_server.py", str(ports["grant"]), script.work / "issuers.json"]
script.start(words, f"{grant}/control", {"AUTHLIB_INSECURE_TRANSPORT": "1"})

settings = {
    "DATABASE_URL": f"sqlite+aiosqlite:///{script.work}/authgent.db",
    "SECRET_KEY": secrets.token_hex(32),
    "SERVER_URL": authgent,
    "TRUSTED_CHAINING_ISSUERS": json.dumps([authgent]),
    "TRUSTED_CHAINING_TARGETS": json.dumps([authgent]),
}
words = [python.parent / "authgent-server", "run", "--host", "127.0.0.1", "--port", str(ports["authgent"])]
script.start(words, f"{authgent}/health", {f"AUTHGENT_{name}": value for name, value in settings.items()})
registered = {
    name: fetch(
        f"{authgent}/register",
        {
            "client_name": name,
            "grant_types": ["client_credentials", EXCHANGE, JWT_BEARER],
            "scope": "mail contacts",
            "allowed_resources": ["https://api.example"],
            "token_endpoint_auth_method": method,
        },
    )
    for name, method in (("agent", "client_secret_post"), ("public", "none"))
}
agent, public = registered["agent"], registered["public"]


def refused(done, code):
    """Whether the server has refused the request with this error, and stderr has no secret."""
    secret_words = [secret, box_secret, agent["client_secret"], "eyJ"]
    is_safe = not any(word in done.stderr for word in secret_words)
    return done.returncode in (4, 5) and not done.stdout and code in done.stderr and is_safe


# --- the grant of RFC 7523 -------------------------------------------------------------------------------------------


def profile(name, provider, credentials, variables, **keys):
    """A profile of the config file."""
    lines = [f"[profiles.{name}]", f'provider = "{provider}"']
    lines += [f"{key.replace('_', '-')} = {json.dumps(value)}" for key, value in keys.items()]
    lines += [credentials, f"[profiles.{name}.vars]", *(f'{key} = "{value}"' for key, value in variables.items())]
    return "\n".join(lines) + "\n"


def bearer(iss, key, *words, user="alice", audience=grant, **more):
    """Gets a token with an assertion of `iss`, and returns what gettoken did and the token requests."""
    credentials = f'client-key = {{ file = "{keys}/{key}" }}'
    variables = {"token-url": f"{grant}/token", "assertion-subject": user, "issuer": audience}
    script.user(profile("p", "oauth2-jwt-bearer", credentials, variables, client_id=iss, **more))
    fetch(f"{grant}/control")
    return script.run("p", "-o", "token", *words), fetch(f"{grant}/control")


for iss, key in (("rsa-app", "rsa.pkcs8"), ("ec-app", "p256.sec1")):
    done, requests = bearer(iss, key, "--scope", "mail")
    found = fetch(f"{grant}/active?token={done.stdout.strip()}")
    expected = {"active": True, "client": iss, "user": "alice", "scope": "mail"}
    check(
        f"jwt-bearer, {iss}: one token of the user, active at the server",
        is_one_token(done) and found == expected,
        done,
        found,
    )
    check(
        f"jwt-bearer, {iss}: the fields of RFC 7523, without client authentication",
        set(requests[0]["fields"]) == {"grant_type", "assertion", "client_id", "scope"},
        requests,
    )
done, requests = bearer("box-app", "rsa.jwk", client_secret=box_secret)
check("jwt-bearer and a client secret: a token", is_one_token(done), done, requests)
done, requests = bearer("box-app", "rsa.jwk")
check("jwt-bearer without the client secret: refused", refused(done, "invalid_client"), done, requests)
done, requests = bearer("box-app", "rsa.jwk", client_secret="wrong" + secret)
check("jwt-bearer with the wrong client secret: refused", refused(done, "invalid_client"), done, requests)
done, requests = bearer("rsa-app", "rsa.pkcs8", user="mallory")
check("jwt-bearer, wrong subject: refused", refused(done, "invalid_grant"), done, requests)
done, requests = bearer("rsa-app", "rsa.pkcs8", audience="https://other.example")
check("jwt-bearer, wrong audience: refused", refused(done, "invalid_grant"), done, requests)
done, requests = bearer("ec-app", "rsa.pkcs8")
check("jwt-bearer, the key of another: refused", refused(done, "invalid_grant"), done, requests)
done, requests = bearer("nobody", "rsa.pkcs8")
check("jwt-bearer, an unknown issuer: refused", refused(done, "invalid_grant"), done, requests)
check("each refusal: one request", len(requests) == 1, requests)

# --- token exchange --------------------------------------------------------------------------------------------------

SUBJECT = 'subject = { profile = "mine" }'
signed = f'client-key = {{ file = "{keys}/p256.jwk" }}'
own = {"client_id": agent["client_id"], "client_secret": agent["client_secret"]}
service = {"client_id": "service", "client_secret": secret}
AT = {"oidc-provider": {"token-url": f"{op}/token"}, "authgent": {"token-url": f"{authgent}/token"}}
mine = {
    "oidc-provider": profile("mine", "oauth2", "", {**AT["oidc-provider"], "client-auth": "basic"}, **service),
    "authgent": profile("mine", "oauth2", "", AT["authgent"], **own),
}
BASIC = {"client-auth": "basic"}
exchanges = [
    ("oidc-provider", "secret", "", BASIC, service),
    ("oidc-provider", "signed JWT", signed, {}, {"client_id": "signed"}),
    ("oidc-provider", "no authentication", "", {}, {"client_id": "public"}),
    ("authgent", "secret", "", {}, own),
    ("authgent", "no authentication", "", {}, {"client_id": public["client_id"]}),
]


def exchange(server, credentials, variables, client, subject=SUBJECT, audience="https://api.example"):
    credentials, variables = f"{credentials}\n{subject}", {**AT[server], **variables}
    exchanged = profile("p", "oauth2-token-exchange", credentials, variables, audience=audience, **client)
    script.user(mine[server] + exchanged)
    return script.run("p", "-o", "token")


for server, how, credentials, variables, client in exchanges:
    name, is_op = f"exchange, {server}, {how}", server == "oidc-provider"
    done = exchange(server, credentials, variables, client)
    if is_op:
        found = fetch(f"{op}/active?token={done.stdout.strip()}")
        holds = found == {"active": True, "client": client["client_id"]}
    else:
        found = jwt(done.stdout)[1] if is_one_token(done) else {}
        holds = found.get("aud") == "https://api.example" and found["act"]["sub"] == f"client:{client['client_id']}"
    check(f"{name}: a token for the audience", is_one_token(done) and holds, done, found)

    done = exchange(server, credentials, variables, client, subject='subject = "eyJhbGciOiJub25lIn0.e30."')
    code = "invalid_request" if is_op else "invalid_grant"
    check(f"{name}, wrong subject: refused", refused(done, code), done)

    # authgent restricts the audiences only of tokens for other domains.
    variables = variables if is_op else {**variables, "requested-token-type": "jwt"}
    done = exchange(server, credentials, variables, client, audience="https://other.example")
    check(f"{name}, wrong audience: refused", refused(done, "invalid_target" if is_op else "access_denied"), done)

done = exchange("oidc-provider", "", BASIC, {"client_id": "service", "client_secret": "wrong" + secret})
check("exchange, oidc-provider, wrong secret: refused", refused(done, "invalid_client"), done)
done = exchange("authgent", "", {}, {"client_id": agent["client_id"], "client_secret": "wrong"})
check("exchange, authgent, wrong secret: refused", refused(done, "invalid_client"), done)
audiences = ["https://api.example", "https://b.example"]
done = exchange("oidc-provider", "", {}, {"client_id": "public"}, audience=audiences)
sent = fetch(f"{op}/control")[-1]["fields"]
check("exchange, two audiences: both are sent", is_one_token(done) and sent.get("audience") == audiences, done, sent)

# --- chains ----------------------------------------------------------------------------------------------------------

variables = {**AT["oidc-provider"], "requested-token-type": "id-jag"}
to_grant = {"token-url": f"{grant}/token"}
chain = (
    mine["oidc-provider"]
    + profile("jag", "oauth2-token-exchange", f"{signed}\n{SUBJECT}", variables, client_id="signed", audience=grant)
    + profile("p", "oauth2-assertion", 'subject = { profile = "jag" }', to_grant, client_id="signed", scope=["mail"])
)
script.user(chain)
fetch(f"{op}/control"), fetch(f"{grant}/control")
done = script.run("p", "-o", "token")
found = fetch(f"{grant}/active?token={done.stdout.strip()}")
check(
    "ID-JAG: the second server accepts the assertion of the first",
    is_one_token(done) and found == {"active": True, "client": op, "user": "service", "scope": "mail"},
    done,
    found,
)
hops, last = fetch(f"{op}/control"), fetch(f"{grant}/control")
sent = [one["fields"]["grant_type"] for one in hops + last]
check("ID-JAG: one request for each hop", sent == ["client_credentials", EXCHANGE, JWT_BEARER], sent)
check(
    "ID-JAG: the type and the audience of the assertion",
    jwt(last[0]["fields"]["assertion"])[1]["aud"] == grant
    and hops[1]["fields"]["requested_token_type"] == f"{TYPE}id-jag",
    hops,
)
again = script.run("p", "-o", "token")
check(
    "ID-JAG: the second call sends nothing",
    again.stdout == done.stdout and not fetch(f"{op}/control") + fetch(f"{grant}/control"),
    again,
)
forced = script.run("p", "-o", "token", "--force")
check(
    "ID-JAG: --force asks only the last server",
    is_one_token(forced)
    and forced.stdout != done.stdout
    and not fetch(f"{op}/control")
    and len(fetch(f"{grant}/control")) == 1,
    forced,
)
done = script.run("jag", "-o", "token")
check(
    "ID-JAG: the assertion itself is printed",
    is_one_token(done) and jwt(done.stdout)[0]["typ"] == "oauth-id-jag+jwt",
    done,
)
done = script.run("jag", "-o", "header")
check("ID-JAG: no header is made of what is no access token", done.returncode and "eyJ" not in done.stdout, done)

wrong = chain.replace(f'audience = "{grant}"', 'audience = "https://b.example"')
script.user(wrong)
done = script.run("p", "-o", "token")
check("ID-JAG for another server: refused by the second", refused(done, "invalid_grant"), done)
asked = len(fetch(f"{op}/control")), len(fetch(f"{grant}/control"))
check("ID-JAG for another server: it is new, so it is not fetched again", asked == (2, 1), asked)

variables = {**AT["authgent"], "requested-token-type": "jwt"}
chain = (
    mine["authgent"]
    + profile("jag", "oauth2-token-exchange", SUBJECT, variables, audience=authgent, **own)
    + profile("p", "oauth2-assertion", 'subject = { profile = "jag" }', AT["authgent"], **own)
)
script.user(chain)
done = script.run("p", "-o", "token")
claims = jwt(done.stdout)[1] if is_one_token(done) else {}
check("authgent's grant for another domain: redeemed", claims.get("chained_from") == authgent, done, claims)
# The server takes such a grant only once, and the cached one is spent.
again = script.run("p", "-o", "token", "--force", "-v")
check(
    "a grant that is spent: a new one is fetched, and redeemed",
    is_one_token(again) and again.stdout != done.stdout,
    again,
)
check("a grant that is spent: the log says that it was refused", "400" in again.stderr, again)

script.end()
