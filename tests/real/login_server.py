"""An OAuth 2.0 server for login.sh: `login_server.py SOCKET CLIENT INSPECTOR SECRET`.

Authlib implements all decisions about codes, grants and tokens. This file has what Authlib expects from an application:
storage, the person at the browser, and the routes of the endpoints. login.sh configures the server and reads counters
below /control, which OAuth clients do not use.
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

SLOWER = 5  # seconds after slow_down (RFC 8628, 3.5)


@dataclass
class Client(ClientMixin):
    """The inspector has a secret and may introspect tokens; the other client is public and used for logins."""

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
        # RFC 8252, 7.3: a loopback redirect URI may have any port. No other URI is registered.
        uri = urlsplit(redirect_uri)
        return (uri.scheme, uri.hostname, uri.path, uri.query) == ("http", "127.0.0.1", "/callback", "")

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return " ".join(s for s in (scope or "").split() if s in {"mail", "contacts"}) or None


@dataclass
class Family:
    """A login and all its tokens."""

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
class Controls:
    """The settings of login.sh."""

    lifetime: int = 3600
    faults: list = field(default_factory=list)  # status codes for the next requests, which are not processed
    delay: float = 0.0  # of the next response, in seconds
    gap: float = 0.0  # minimum seconds between polls; the announced interval is ignored
    codes_live: int = 1800


controls = Controls()
counts = Counter()
codes, devices, decisions = {}, {}, {}
access_tokens, refresh_tokens = {}, {}
polls = []  # time and result
issued = []  # all codes and tokens


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
        stored = codes.get(code)
        return stored if stored and stored.client is client else None

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
            # RFC 9700, 4.14.2: one of its two users is an attacker, so the session is revoked.
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
        early = now - credential["last_poll"] < credential["gap"]
        credential["last_poll"] = now
        if early:
            credential["gap"] = credential["interval"] + SLOWER
        return early


class DeviceEndpoint(DeviceAuthorizationEndpoint):
    CLIENT_AUTH_METHODS = ["none"]
    INTERVAL = 1

    @property
    def EXPIRES_IN(self):
        return controls.codes_live

    def get_verification_uri(self):
        return request.host_url + "device"

    def save_device_credential(self, client_id, scope, data):
        issued.append(data["device_code"])
        devices[data["device_code"]] = DeviceCredentialDict(
            data, client_id=client_id, scope=scope, expires_at=time.time() + data["expires_in"],
            last_poll=float("-inf"), gap=controls.gap,
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
    store_tokens(token, before.family if before else Family(oauth_request.client, oauth_request.user, token["scope"]))


def store_tokens(token, family):
    issued.extend([token["access_token"], token["refresh_token"]])
    expires_at = time.time() + token["expires_in"]
    access_tokens[token["access_token"]] = Token(token["access_token"], family, expires_at)
    refresh_tokens[token["refresh_token"]] = Token(token["refresh_token"], family)


socket_path, public_id, inspector_id, inspector_secret = sys.argv[1:]
clients = {c.client_id: c for c in (Client(public_id), Client(inspector_id, inspector_secret))}

app = Flask(__name__)
# Authlib requires https; nginx says in a header that the request used it.
app.wsgi_app = ProxyFix(app.wsgi_app)
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.scopes_supported = ["mail", "contacts"]
server.register_token_generator(
    "default",
    BearerTokenGenerator(
        lambda **_: generate_token(42), lambda **_: generate_token(48), lambda client, grant_type: controls.lifetime
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
def inject_faults():
    if request.path not in {"/token", "/revoke", "/device_authorization"}:
        return None
    grant = request.form.get("grant_type", "").rsplit(":", 1)[-1]
    counts[f"requests {request.path} {grant}".strip()] += 1
    delay, controls.delay = controls.delay, 0.0
    time.sleep(delay)
    return Response("", controls.faults.pop(0)) if controls.faults else None


@app.get("/authorize")
def authorize():
    """The person, `person` in the query, consents at once, unless login.sh adds `deny=1`."""
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
    """The person enters the user code."""
    code = request.form["user_code"]
    if code not in {d.get_user_code() for d in devices.values()}:
        return "", 404
    decisions[code] = (request.form.get("person", "ana"), "deny" not in request.form)
    return "", 204


@app.post("/control")
def set_controls():
    for name, value in request.form.items():
        if name == "faults":
            controls.faults = [int(status) for status in value.split()]
        else:
            setattr(controls, name, type(getattr(controls, name))(value))
    return "", 204


@app.get("/control")
def show_counts():
    return jsonify(counts=counts, polls=polls)


@app.get("/control/issued")
def show_issued():
    return Response("\n".join(issued) + "\n", mimetype="text/plain")


@app.get("/control/newest")
def newest():
    """The refresh token that was issued last."""
    return Response(list(refresh_tokens)[-1], mimetype="text/plain")


@app.post("/control/session")
def session():
    """Creates a session outside gettoken; returns its refresh token."""
    client, user = clients[public_id], request.form.get("person", "ana")
    token = server.generate_token("authorization_code", client, user, "mail contacts")
    store_tokens(token, Family(client, user, token["scope"]))
    return Response(token["refresh_token"], mimetype="text/plain")


@app.post("/control/end")
def end():
    """The person revokes all sessions at the vendor's site."""
    for token in refresh_tokens.values():
        token.family.revoked = token.family.revoked or token.family.user == request.form["person"]
    return "", 204


for path, name in {
    "/device_authorization": "device_authorization",
    "/introspect": "introspection",
    "/revoke": "revocation",
}.items():
    app.add_url_rule(path, name, lambda name=name: server.create_endpoint_response(name), methods=["POST"])
# Single-threaded, so that counters need no lock and requests are handled in order.
app.run(host=f"unix://{socket_path}", threaded=False)
