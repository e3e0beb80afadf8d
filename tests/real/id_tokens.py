#!/usr/bin/env python3
"""Tests ID tokens of an independent server (oidc-provider), and 2,000 damaged JWTs with a second opinion (joserfc).

tests/real/id_tokens.py [GETTOKEN]        default: target/debug/gettoken in this repository
"""

import base64
import hashlib
import hmac
import json
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from harness import HERE, OIDC_PROVIDER, Script, fetch, free_port, is_one_token, jwt

JOSERFC = "joserfc==1.6.5"
COUNT = 2000
LEEWAY = 60
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA", "Ed25519"]
KEYS = {"RS256": "RSA", "PS256": "RSA", "ES256": "P-256", "ES384": "P-384", "EdDSA": "Ed25519"}

script = Script(planned=12)
python = script.venv(JOSERFC)
if not sys.argv[2:]:
    # The interpreter that has the package runs this script again.
    sys.exit(subprocess.run([python, __file__, script.gettoken, "again"]).returncode)

from joserfc import jwt as jose  # noqa: E402
from joserfc.errors import JoseError  # noqa: E402
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey  # noqa: E402

modules = script.npm(OIDC_PROVIDER)
keys = script.work / "keys"
keys.mkdir()
clients = [
    {
        "client_id": f"id-{alg}",
        "token_endpoint_auth_method": "none",
        "id_token_signed_response_alg": alg,
        "grant_types": ["refresh_token", "authorization_code"],
        "redirect_uris": ["http://127.0.0.1/"],
        "response_types": ["code"],
        "scope": "openid offline_access",
    }
    for alg in ("RS256", "ES256", "EdDSA")
]
(script.work / "clients.json").write_text(json.dumps(clients))
server = shutil.copy(HERE / "oidc_server.mjs", script.work)
port = free_port()
issuer = f"http://127.0.0.1:{port}"
script.start(["node", server, str(port), keys, script.work / "clients.json"], f"{issuer}/control")
published = KeySet.import_key_set(fetch(f"{issuer}/jwks"))

for alg in ("RS256", "ES256", "EdDSA"):
    name = f"id-{alg}"
    script.user(
        f'[profiles.sso]\nprovider = "oauth2"\ngrant = "user"\nclient-id = "{name}"\nscope = "openid offline_access"\n'
        f'token = "id"\n[profiles.sso.vars]\nissuer = "{issuer}"\ntoken-url = "{issuer}/token"\n'
        f'authorize-url = "{issuer}/auth"\nclient-auth = "none"\n'
    )
    refresh_token = fetch(f"{issuer}/session?client={name}&scope=openid+offline_access")["refresh_token"]
    (script.work / "refresh").write_text(refresh_token)
    login = script.run("login", "sso", "--refresh-token-file", str(script.work / "refresh"))
    script.check(f"{alg}: a session begins by its refresh token", login.returncode == 0, login)
    got = script.run("sso", "-o", "token")
    sound = is_one_token(got) and jwt(got.stdout.strip())[0]["alg"] == alg
    try:
        claims = jose.decode(got.stdout.strip(), published, algorithms=[alg]).claims if sound else {}
    except JoseError as error:
        claims = {"error": str(error)}
    script.check(f"{alg}: another program accepts the ID token", claims.get("aud") == name, got, claims)
    inspected = script.run("inspect", "sso", "--verify", "--json")
    held = inspected.returncode == 0 and json.loads(inspected.stdout)["signature"]["valid"]
    script.check(f"{alg}: inspect --verify accepts it", held, inspected)

# --- damaged tokens --------------------------------------------------------------------------------------------------

made = {
    "RS256": RSAKey.generate_key(2048, {"kid": "r", "use": "sig"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "e", "use": "sig"}),
    "ES384": ECKey.generate_key("P-384", {"kid": "f", "use": "sig"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "d", "use": "sig"}),
}
made["PS256"] = made["RS256"]
ours = [made[name] for name in ("RS256", "ES256", "ES384", "EdDSA")]
(script.work / "jwks.json").write_text(json.dumps({"keys": [key.as_dict(private=False) for key in ours]}))
known = KeySet(ours)
others = {name: type(key).generate_key(*([2048] if name in ("RS256", "PS256") else [KEYS[name]]), {"kid": key.kid})
          for name, key in made.items()}
now = int(time.time())
chance = random.Random(7)


def encoded(value):
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def sign(alg, key, header=None, claims=None):
    header = {"alg": alg, "kid": key.kid, "typ": "JWT", **(header or {})}
    claims = {"iss": "https://a.example", "sub": "x", "iat": now, "exp": now + 6000, **(claims or {})}
    return jose.encode({k: v for k, v in header.items() if v is not None}, claims, key, algorithms=ALGORITHMS)


def another_header(token, change):
    header, claims, signature = token.split(".")
    return f"{encoded({**json.loads(decoded(header)), **change})}.{claims}.{signature}"


def mutant():
    alg = chance.choice(list(made))
    key = made[alg]
    token = sign(alg, key)
    header, claims, signature = token.split(".")
    raw = bytearray(decoded(signature))
    kind = chance.randrange(14)
    if kind == 0:
        return token
    if kind == 1:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        return f"{header}.{claims}.{encoded(bytes(raw))}"
    if kind == 2:
        return f"{header}.{claims}.{encoded(bytes(raw[: chance.randrange(len(raw))]))}"
    if kind == 3:
        return another_header(token, {"alg": chance.choice(["none", "HS256", "RS512", "ES384", "EdDSA", "ES512", ""])})
    if kind == 4:
        return another_header(token, {"kid": chance.choice(["r", "e", "f", "d", "x", ""])})
    if kind == 5:
        return sign(alg, others[alg])
    if kind == 6:
        return sign(alg, key, claims={"exp": now + chance.choice([-7200, -300, 300, 7200])})
    if kind == 7:
        return sign(alg, key, claims={"nbf": now + chance.choice([-7200, -300, 300, 7200])})
    if kind == 8:
        at = chance.randrange(len(claims))
        return f"{header}.{claims[:at]}{chance.choice('ABCXYZ019-_')}{claims[at + 1:]}.{signature}"
    if kind == 9:
        other = sign(alg, key, claims={"sub": "y"})
        return f"{header}.{other.split('.')[1]}.{signature}"
    if kind == 10:
        return f"{header}.{claims}."
    if kind == 11:
        mac = another_header(token, {"alg": "HS256"}).rsplit(".", 1)[0]
        secret = json.dumps(key.as_dict(private=False)).encode()
        return f"{mac}.{encoded(hmac.new(secret, mac.encode(), hashlib.sha256).digest())}"
    if kind == 12:
        return sign(alg, key, header={"jku": "https://evil.example", "typ": chance.choice(["at+jwt", "JWT", None])})
    return another_header(token, {"crit": ["exp"]})


def second_opinion(token):
    try:
        found = jose.decode(token, known, algorithms=ALGORITHMS)
        if "crit" in found.header:
            return False
        jose.JWTClaimsRegistry(now=int(time.time()), leeway=LEEWAY).validate(found.claims)
        return True
    except (JoseError, ValueError, KeyError, TypeError):
        return False


def judged(token):
    words = [script.gettoken, "inspect", "--verify", "--jwks", str(script.work / "jwks.json")]
    env = {"PATH": script.path, "HOME": str(script.work), "GETTOKEN_CONFIG_DIR": str(script.work / "none")}
    return subprocess.run(words, env=env, input=token + "\n", capture_output=True, text=True, timeout=120)


tokens = [mutant() for _ in range(COUNT)]
with ThreadPoolExecutor(2) as pool:
    verdicts = list(pool.map(judged, tokens))
odd = [(token, done) for token, done in zip(tokens, verdicts) if done.returncode not in (0, 5, 8)]
script.check("no damaged token ends in another error", not odd, *(done for _, done in odd[:3]))
disagree = []
for token, done in zip(tokens, verdicts):
    if (done.returncode == 0) != second_opinion(token):
        disagree.append(f"gettoken {done.returncode}: {token.split('.')[0]}…\n{done.stderr}")
script.check(f"both programs judge {COUNT} tokens the same", not disagree, f"{len(disagree)} differ", *disagree[:5])
good = sum(done.returncode == 0 for done in verdicts)
script.check("control: some tokens hold and most do not", COUNT / 20 < good < COUNT / 2, good)
script.end()
