#!/usr/bin/env python3
"""Tests client authentication by signed JWTs (RFC 7523) with an independent server (oidc-provider).

tests/real/assertions.py [GETTOKEN]        default: target/debug/gettoken in this repository
"""

import json
import re
import secrets
import shutil
import subprocess

from harness import HERE, OIDC_PROVIDER, Script, fetch, free_port, is_one_token, jwt, post

PEM = {"rsa": ["pkcs8", "pkcs1"], "p256": ["pkcs8", "sec1"], "p384": ["pkcs8", "sec1"], "ed25519": ["pkcs8"]}
KEYS = {"RS256": "rsa", "RS512": "rsa", "PS256": "rsa", "ES256": "p256", "ES384": "p384", "EdDSA": "ed25519"}
MACS = {"HS256": 32, "HS512": 64}

script = Script(planned=58)
modules = script.npm(OIDC_PROVIDER)
keys = script.work / "keys"
keys.mkdir()


def client(name, alg, **more):
    return {"client_id": name, "token_endpoint_auth_signing_alg": alg, "scope": "mail contacts", **more}


asymmetric = [
    client(f"key-{alg}", alg, token_endpoint_auth_method="private_key_jwt", key=key) for alg, key in KEYS.items()
]
shared = {alg: secrets.token_hex(size) for alg, size in MACS.items()}
symmetric = [
    client(f"mac-{alg}", alg, token_endpoint_auth_method="client_secret_jwt", client_secret=secret)
    for alg, secret in shared.items()
]
(script.work / "clients.json").write_text(json.dumps(asymmetric + symmetric))
# Node finds packages beside the file that imports them.
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
port = free_port()
issuer = f"http://127.0.0.1:{port}"
control = f"{issuer}/control"
script.start(["node", server, str(port), keys, script.work / "clients.json"], control)

# An assertion whose `nbf` makes a clock that is ahead of the server's as wrong as one that is behind.
STRICT = f"""
title = "oidc-provider"
[client-credentials]
url = "{issuer}/token"
client-auth = "private_key_jwt"
[credentials]
client-key = {{ lines = true }}
[client-assertion.claims]
iss = "{{client-id}}"
sub = "{{client-id}}"
aud = "{{token-url}}"
jti = {{ random = true }}
nbf = {{ from-now = "-30s" }}
exp = {{ from-now = "60s" }}
"""


def user(name, credential, provider="oauth2", **variables):
    if provider == "oauth2":
        variables["token-url"] = f"{issuer}/token"
    lines = [f"[profiles.p]\nprovider = '{provider}'\nclient-id = '{name}'", credential, "[profiles.p.vars]"]
    lines += [f"{variable.replace('_', '-')} = '{value}'" for variable, value in variables.items()]
    script.user("\n".join(lines), strict=STRICT)


def token(*words):
    """Runs gettoken, and returns what it did, the token requests, and the headers and claims in them."""
    fetch(control)
    done = script.run("p", *words)
    requests = fetch(control)
    return done, requests, [jwt(one["fields"]["client_assertion"]) for one in requests]


def is_active(done, name):
    return fetch(f"{issuer}/active?token={done.stdout.strip()}") == {"active": True, "client": name}


# --- every algorithm with every form of its key ----------------------------------------------------------------------

check = script.check
for alg, key in KEYS.items():
    for form in [*PEM[key], "jwk"]:
        # The algorithm that is usual for a key need not be named.
        usual = alg in ("RS256", "ES256", "ES384", "EdDSA") and form != "pkcs8"
        credential = f'client-key = {{ file = "{keys}/{key}.{form}" }}'
        user(f"key-{alg}", credential, **({} if usual else {"assertion_alg": alg}))
        done, requests, signed = token("-o", "token", "--scope", "mail")
        what = f"{alg}, {form}: one request, one token, active at the server"
        check(what, is_one_token(done) and len(requests) == 1 and is_active(done, f"key-{alg}"), done, requests)
        header, _ = signed[0]
        kid = f"{key}-key" if form == "jwk" else None
        check(f"{alg}, {form}: the header", header["alg"] == alg and header.get("kid") == kid, header)

for alg, secret in shared.items():
    named = {} if alg == "HS256" else {"assertion_alg": alg}
    user(f"mac-{alg}", f"client-secret = '{secret}'", client_auth="client_secret_jwt", **named)
    done, requests, signed = token("-o", "token")
    what = f"{alg}: one request, one token, active at the server"
    check(what, is_one_token(done) and len(requests) == 1 and is_active(done, f"mac-{alg}"), done, requests)
    check(f"{alg}: the header", signed[0][0]["alg"] == alg, signed)

user("key-ES256", f'client-key = {{ file = "{keys}/p256.pkcs8" }}', issuer=issuer)
done, _, signed = token("-o", "token")
check("an issuer that is known is the audience", is_one_token(done) and signed[0][1]["aud"] == issuer, done, signed)

# A key that only another program has, such as that of a smart card.
for alg, key, form in (("RS256", "rsa", "raw"), ("ES256", "p256", "der")):
    program = json.dumps(["openssl", "dgst", "-sha256", "-sign", f"{keys}/{key}.pkcs8"])
    user(f"key-{alg}", f'client-key = {{ sign-command = {program}, sign-command-form = "{form}" }}')
    done, requests, signed = token("-o", "token")
    what = f"{alg}, signed by openssl: one request, one token, active at the server"
    check(what, is_one_token(done) and len(requests) == 1 and is_active(done, f"key-{alg}"), done, requests)

# --- what only a server can refuse -----------------------------------------------------------------------------------

right = f'client-key = {{ file = "{keys}/p256.pkcs8" }}'
other = f'client-key = {{ file = "{keys}/other" }}'
(keys / "other").write_bytes(
    subprocess.check_output(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"])
)

user("key-ES256", right)
done, requests, _ = token("-o", "token")
status, answer = post(f"{issuer}/token", requests[0]["fields"])
reason = fetch(control)[0]["reason"]
check("control: the server refuses an assertion that it has seen", status == 401 and "once" in reason, answer, reason)

for knob, what in (("busy", "503"), ("cut", "a connection that is cut")):
    user("key-ES256", right)
    fetch(control, {knob: 2})
    done, requests, signed = token("-o", "token", "--retries", "3")
    ids = {claims["jti"] for _, claims in signed}
    check(f"{what} twice: three requests, a token", is_one_token(done) and len(requests) == 3, done, requests)
    check(
        f"{what} twice: the server decided all of them, each with an id of its own",
        len(ids) == 3 and all(one["status"] == 200 for one in requests),
        requests,
    )

for seconds, word in ((300, "behind"), (-300, "ahead")):
    fetch(control, {"clock": seconds})
    user("key-ES256", right, "strict")
    done, requests, signed = token("-o", "token")
    statuses = [one["status"] for one in requests]
    check(
        f"a clock that is 5 minutes {word}: refused once, then a token",
        is_one_token(done) and statuses == [401, 200],
        done,
        requests,
    )
    moved = signed[-1][1]["exp"] - signed[0][1]["exp"]
    check(
        f"a clock that is 5 minutes {word}: the second assertion is on the server's clock",
        abs(moved - seconds) <= 5 and signed[0][1]["jti"] != signed[-1][1]["jti"],
        signed,
    )
    check(
        f"a clock that is 5 minutes {word}: stderr says so",
        re.search(f"clock is (5m|4m 59s) {word}", done.stderr),
        done,
    )

    user("key-ES256", other, "strict")
    done, requests, _ = token("-o", "token")
    check(
        f"the wrong key and a clock that is 5 minutes {word}: two requests, exit 5, nothing on stdout",
        done.returncode == 5 and not done.stdout and len(requests) == 2,
        done,
        requests,
    )

fetch(control, {"clock": 0})
user("key-ES256", other)
done, requests, signed = token("-o", "token")
check(
    "the wrong key: one request, exit 5, nothing on stdout",
    done.returncode == 5 and not done.stdout and len(requests) == 1,
    done,
    requests,
)
check(
    "the wrong key: stderr has the server's error and neither key nor assertion",
    "invalid_client" in done.stderr and requests[0]["fields"]["client_assertion"] not in done.stderr,
    done,
)

user("key-ES384", right)
done, requests, _ = token("-o", "token")
check(
    "the key of another client and algorithm: one request, exit 5",
    done.returncode == 5 and not done.stdout and len(requests) == 1,
    done,
    requests,
)

user("mac-HS256", f"client-secret = '{secrets.token_hex(32)}'", client_auth="client_secret_jwt")
done, requests, _ = token("-o", "token")
check("the wrong secret: one request, exit 5", done.returncode == 5 and len(requests) == 1, done, requests)

script.end()
