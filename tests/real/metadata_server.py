"""An OAuth 2.0 server with metadata for discovery.py: `metadata_server.py PORT SECRET`.

Authlib decides about clients, codes and tokens, and checks the metadata (RFC 8414); this file is what it expects from an
application. `service` authenticates with SECRET in a header alone, `native` is public. Whoever opens the page of a login is
ana, who agrees. GET /control returns all requests so far and empties the list.
"""

import sys
import time
from dataclasses import dataclass

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oauth2.rfc9207 import IssuerParameter
from flask import Flask, jsonify, request

port, secret = sys.argv[1:]
ISSUER = f"http://127.0.0.1:{port}/tenant/1"
METADATA = AuthorizationServerMetadata(
    {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "revocation_endpoint": f"{ISSUER}/revoke",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }
)
METADATA.validate()


@dataclass
class Client(ClientMixin):
    client_id: str
    grant_types: tuple
    method: str

    def get_client_id(self):
        return self.client_id

    def check_client_secret(self, client_secret):
        return client_secret == secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method == self.method

    def check_grant_type(self, grant_type):
        return grant_type in self.grant_types

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.startswith("http://127.0.0.1:") and redirect_uri.endswith("/callback")

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope


@dataclass
class Code(AuthorizationCodeMixin):
    code: str
    redirect_uri: str
    code_challenge: str
    code_challenge_method: str = "S256"

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return "mail"


class AuthorizationCodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def save_authorization_code(self, code, request):
        challenge = request.payload.data.get("code_challenge")
        codes[code] = Code(code, request.payload.redirect_uri, challenge)

    def query_authorization_code(self, code, client):
        return codes.get(code)

    def delete_authorization_code(self, authorization_code):
        del codes[authorization_code.code]

    def authenticate_user(self, authorization_code):
        return "ana"


class RefreshTokenGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        return tokens.get(refresh_token)

    def authenticate_user(self, refresh_token):
        return "ana"

    def revoke_old_credential(self, refresh_token):
        tokens.pop(refresh_token.value, None)


@dataclass
class RefreshToken:
    value: str
    client: Client

    def check_client(self, client):
        return client is self.client

    def get_scope(self):
        return "mail"


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ["none"]

    def query_token(self, token_string, token_type_hint):
        return tokens.get(token_string)

    def revoke_token(self, token, request):
        tokens.pop(token.value, None)


class Issuer(IssuerParameter):
    def get_issuer(self):
        return ISSUER


clients = {
    "service": Client("service", ("client_credentials",), "client_secret_basic"),
    "native": Client("native", ("authorization_code", "refresh_token"), "none"),
}
codes, tokens, seen = {}, {}, []


def save_token(token, request):
    if "refresh_token" in token:
        tokens[token["refresh_token"]] = RefreshToken(token["refresh_token"], request.client)


app = Flask(__name__)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.register_grant(grants.ClientCredentialsGrant)
server.register_grant(AuthorizationCodeGrant, [CodeChallenge(required=True)])
server.register_grant(RefreshTokenGrant)
server.register_endpoint(Revocation)
server.register_extension(Issuer())


@app.before_request
def note():
    if request.path != "/control":
        seen.append({"path": request.path, "basic": request.authorization is not None, "at": time.time()})


@app.get("/.well-known/oauth-authorization-server/tenant/1")
def metadata():
    return jsonify(METADATA)


@app.get("/control")
def control():
    taken, seen[:] = list(seen), []
    return jsonify(taken)


@app.get("/tenant/1/authorize")
def authorize():
    grant = server.get_consent_grant(end_user="ana")
    return server.create_authorization_response(grant_user="ana", grant=grant)


app.add_url_rule("/tenant/1/token", "token", server.create_token_response, methods=["POST"])
app.add_url_rule(
    "/tenant/1/revoke", "revoke", lambda: server.create_endpoint_response("revocation"), methods=["POST"]
)
app.run("127.0.0.1", int(port))
