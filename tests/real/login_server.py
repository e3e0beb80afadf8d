"""An OAuth 2.0 server for login.sh: `login_server.py SOCKET CLIENT INSPECTOR SECRET`.

Everything that decides about codes, grants and tokens is Authlib's. This file supplies what Authlib asks of every
application: where things are kept, which person is at the browser, and which URL leads to which of its endpoints. What
login.sh sets and counts is below /stage; no client of OAuth knows of it.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from authlib.common.security import generate_token
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc8628 import (
    DEVICE_CODE_GRANT_TYPE,
    DeviceAuthorizationEndpoint,
    DeviceCodeGrant,
    DeviceCredentialDict,
)
from authlib.oauth2.rfc9207 import IssuerParameter
from flask import Flask, Response, jsonify, request
from werkzeug.middleware.proxy_fix import ProxyFix

SLOWER = 5  # RFC 8628, 3.5


@dataclass
class Client(ClientMixin):
    """The inspector has a secret and may ask about tokens; the other one is a public client that people log in with."""

    client_id: str
    secret: str = ""

    def get_client_id(self):
        return self.client_id

    def check_client_secret(self, client_secret):
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        inspects = endpoint == "introspection" and method == "client_secret_basic"
        return inspects if self.secret else method == "none"

    def check_grant_type(self, grant_type):
        return not self.secret and grant_type in {"authorization_code", "refresh_token", DEVICE_CODE_GRANT_TYPE}

    def check_response_type(self, response_type):
        return not self.secret and response_type == "code"

    def check_redirect_uri(self, redirect_uri):
        # RFC 8252, 7.3: on loopback any port is the registered one. No other address is registered.
        uri = urlsplit(redirect_uri)
        return (uri.scheme, uri.hostname, uri.path, uri.query) == ("http", "127.0.0.1", "/callback", "")

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return " ".join(s for s in (scope or "").split() if s in {"mail", "contacts"}) or None


@dataclass
class Family:
    """One login, and all the tokens that came of it."""

    client: Client
    user: str
    scope: str
    revoked: bool = False


@dataclass
class Token(TokenMixin):
    value: str
    family: Family
    expires_at: float = float("inf")
    spent: bool = False

    def check_client(self, client):
        return client is self.family.client

    def get_scope(self):
        return self.family.scope

    def is_expired(self):
        return self.expires_at <= time.time()

    def is_revoked(self):
        return self.family.revoked or self.spent


@dataclass
class Code(AuthorizationCodeMixin):
    value: str
    client: Client
    user: str
    redirect_uri: str
    scope: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope


@dataclass
class Stage:
    """What login.sh sets."""

    lifetime: int = 3600
    faults: list = field(default_factory=list)  # the next answers to clients are these statuses, and nothing is done
    delay: float = 0.0  # the next answer takes so long
    gap: float = 0.0  # polls that come sooner after each other are too fast, whatever was announced
    codes_live: int = 1800


stage = Stage()
counts = Counter()
codes, devices, decisions = {}, {}, {}
access_tokens, refresh_tokens = {}, {}
polls = []  # when, and how it was answered
issued = []  # every secret that was ever given away


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def save_authorization_code(self, code, request):
        data = request.payload.data
        issued.append(code)
        codes[code] = Code(
            code,
            request.client,
            request.user,
            request.payload.redirect_uri,
            request.scope,
            data.get("code_challenge"),
            data.get("code_challenge_method"),
        )

    def query_authorization_code(self, code, client):
        found = codes.get(code)
        return found if found and found.client is client else None

    def delete_authorization_code(self, authorization_code):
        del codes[authorization_code.value]

    def authenticate_user(self, authorization_code):
        return authorization_code.user


class Proof(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]


class RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        token = refresh_tokens.get(refresh_token)
        if token and token.spent:
            # RFC 9700, 4.14.2: one of two who hold it is a thief, so neither may go on.
            counts["reuses"] += 1
            token.family.revoked = True
        return token if token and not token.is_revoked() else None

    def authenticate_user(self, refresh_token):
        return refresh_token.family.user

    def revoke_old_credential(self, refresh_token):
        refresh_token.spent = True
        counts["refreshed"] += 1


class DeviceGrant(DeviceCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def query_device_credential(self, device_code):
        return devices.get(device_code)

    def query_user_grant(self, user_code):
        return decisions.get(user_code)

    def should_slow_down(self, credential):
        now = time.monotonic()
        early = now - credential["asked"] < credential["gap"]
        credential["asked"] = now
        if early:
            credential["gap"] = credential["interval"] + SLOWER
        return early


class DeviceEndpoint(DeviceAuthorizationEndpoint):
    CLIENT_AUTH_METHODS = ["none"]
    INTERVAL = 1

    @property
    def EXPIRES_IN(self):
        return stage.codes_live

    def get_verification_uri(self):
        return request.host_url + "device"

    def save_device_credential(self, client_id, scope, data):
        issued.append(data["device_code"])
        devices[data["device_code"]] = DeviceCredentialDict(
            data, client_id=client_id, scope=scope, expires_at=time.time() + data["expires_in"],
            asked=float("-inf"), gap=stage.gap,
        )


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ["none"]

    def query_token(self, token_string, token_type_hint):
        return find(token_string)

    def revoke_token(self, token, request):
        counts["revoked refresh" if token.value in refresh_tokens else "revoked access"] += 1
        token.family.revoked = True


class Introspection(IntrospectionEndpoint):
    def query_token(self, token_string, token_type_hint):
        return find(token_string)

    def check_permission(self, token, client, request):
        return True

    def introspect_token(self, token):
        family = token.family
        return {"client_id": family.client.client_id, "username": family.user, "scope": family.scope}


class Issuer(IssuerParameter):
    def get_issuer(self):
        return request.host_url.rstrip("/")


def find(token_string):
    return access_tokens.get(token_string) or refresh_tokens.get(token_string)


def save_token(token, oauth_request):
    before = oauth_request.refresh_token
    keep(token, before.family if before else Family(oauth_request.client, oauth_request.user, token["scope"]))


def keep(token, family):
    issued.extend([token["access_token"], token["refresh_token"]])
    expires_at = time.time() + token["expires_in"]
    access_tokens[token["access_token"]] = Token(token["access_token"], family, expires_at)
    refresh_tokens[token["refresh_token"]] = Token(token["refresh_token"], family)


socket_path, public_id, inspector_id, inspector_secret = sys.argv[1:]
clients = {c.client_id: c for c in (Client(public_id), Client(inspector_id, inspector_secret))}

app = Flask(__name__)
# Authlib answers https only; whether a request came so is known to the TLS front.
app.wsgi_app = ProxyFix(app.wsgi_app)
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.scopes_supported = ["mail", "contacts"]
server.register_token_generator(
    "default",
    BearerTokenGenerator(
        lambda **_: generate_token(42), lambda **_: generate_token(48), lambda client, grant_type: stage.lifetime
    ),
)
server.register_grant(CodeGrant, [Proof(required=True)])
server.register_grant(RefreshGrant)
server.register_grant(DeviceGrant)
server.register_endpoint(DeviceEndpoint)
server.register_endpoint(Revocation)
server.register_endpoint(Introspection)
server.register_extension(lambda authorization_server: Issuer()(authorization_server))


@app.before_request
def disturb():
    if request.path not in {"/token", "/revoke", "/device_authorization"}:
        return None
    grant = request.form.get("grant_type", "").rsplit(":", 1)[-1]
    counts[f"asked {request.path} {grant}".strip()] += 1
    delay, stage.delay = stage.delay, 0.0
    time.sleep(delay)
    return Response("", stage.faults.pop(0)) if stage.faults else None


@app.get("/authorize")
def authorize():
    """The person at the browser agrees at once, unless login.sh adds `deny=1` to the address; `person` is who it is."""
    person = request.args.get("person", "ana")
    try:
        grant = server.get_consent_grant(end_user=person)
    except OAuth2Error as error:
        return server.handle_error_response(server.create_oauth2_request(request), error)
    return server.create_authorization_response(grant_user=None if "deny" in request.args else person, grant=grant)


@app.post("/token")
def token():
    response = server.create_token_response()
    if request.form.get("grant_type") == DEVICE_CODE_GRANT_TYPE:
        polls.append([time.monotonic(), response.get_json(force=True).get("error", "granted")])
    return response


@app.post("/device")
def device():
    """The person types the code."""
    code = request.form["user_code"]
    if code not in {d.get_user_code() for d in devices.values()}:
        return "", 404
    decisions[code] = (request.form.get("person", "ana"), "deny" not in request.form)
    return "", 204


@app.post("/stage")
def set_stage():
    for name, value in request.form.items():
        if name == "faults":
            stage.faults = [int(status) for status in value.split()]
        else:
            setattr(stage, name, type(getattr(stage, name))(value))
    return "", 204


@app.get("/stage")
def show_stage():
    return jsonify(counts=counts, polls=polls)


@app.get("/stage/issued")
def show_issued():
    return Response("\n".join(issued) + "\n", mimetype="text/plain")


@app.get("/stage/newest")
def newest():
    """The refresh token that was given away last."""
    return Response(list(refresh_tokens)[-1], mimetype="text/plain")


@app.post("/stage/session")
def session():
    """A session that began elsewhere: its refresh token."""
    client, user = clients[public_id], request.form.get("person", "ana")
    token = server.generate_token("authorization_code", client, user, "mail contacts")
    keep(token, Family(client, user, token["scope"]))
    return Response(token["refresh_token"], mimetype="text/plain")


@app.post("/stage/end")
def end():
    """The person takes back what was granted, at the vendor's site."""
    for found in refresh_tokens.values():
        found.family.revoked = found.family.revoked or found.family.user == request.form["person"]
    return "", 204


for path, name in {
    "/device_authorization": "device_authorization",
    "/introspect": "introspection",
    "/revoke": "revocation",
}.items():
    app.add_url_rule(path, name, lambda name=name: server.create_endpoint_response(name), methods=["POST"])
# One thread: the counts need no lock, and what was asked first is answered first.
app.run(host=f"unix://{socket_path}", threaded=False)
