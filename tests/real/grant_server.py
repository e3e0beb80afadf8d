"""A resource server's authorization server for exchange.py and verbs.py: `grant_server.py PORT ISSUERS.json`.

Authlib decides about assertions (RFC 7523 §2.1), clients and tokens; this file is what it expects from an application.
ISSUERS.json lists who may sign an assertion: `iss`, `key` (a file with the public key in PEM), and `secret` for an
issuer that must also authenticate as a client.
"""

import json
import secrets
import sys
from dataclasses import dataclass

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, InvalidClientError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7523 import JWTBearerGrant
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask, jsonify, request
from joserfc import jwk

port, issuers_path = sys.argv[1:]
URL = f"http://127.0.0.1:{port}"


@dataclass
class Issuer(ClientMixin):
    iss: str
    key: str
    secret: str = ""

    def get_client_id(self):
        return self.iss

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(self.secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_post"

    def check_grant_type(self, grant_type):
        return grant_type == JWTBearerGrant.GRANT_TYPE

    def get_allowed_scope(self, scope):
        return " ".join(word for word in (scope or "mail").split() if word in ("mail", "contacts"))


class Grant(JWTBearerGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def resolve_issuer_client(self, issuer):
        return issuers.get(issuer)

    def resolve_client_public_key(self, client):
        with open(client.key, encoding="utf-8") as file:
            return jwk.import_key(file.read(), "RSA" if "rsa" in client.key else "EC")

    def authenticate_user(self, subject):
        return subject if subject in ("alice", "service") else None

    def has_granted_permission(self, client, user):
        return True

    def get_audiences(self):
        return [URL, f"{URL}/token"]

    def process_assertion_claims(self, assertion):
        claims = super().process_assertion_claims(assertion)
        issuer = issuers[claims["iss"]]
        # An issuer with a secret also is a client, which must show it.
        if issuer.secret and self.authenticate_token_endpoint_client() is not issuer:
            raise InvalidClientError()
        return claims


class Found:
    """A token as the endpoints about tokens expect it."""

    def __init__(self, entry):
        self.entry = entry

    def check_client(self, client):
        return self.entry["client"] == client.iss

    def is_expired(self):
        return False

    def is_revoked(self):
        return not self.entry["active"]


class Endpoint:
    CLIENT_AUTH_METHODS = ["client_secret_post"]
    SUPPORTED_TOKEN_TYPES = ["access_token"]

    def query_token(self, token_string, token_type_hint):
        return Found(tokens[token_string]) if token_string in tokens else None


class Introspection(Endpoint, IntrospectionEndpoint):
    def check_permission(self, token, client, request):
        return True

    def introspect_token(self, token):
        return {"active": True, "client_id": token.entry["client"], "scope": token.entry["scope"], "sub": token.entry["user"]}


class Revocation(Endpoint, RevocationEndpoint):
    def revoke_token(self, token, request):
        token.entry["active"] = False


with open(issuers_path, encoding="utf-8") as file:
    issuers = {one["iss"]: Issuer(**one) for one in json.load(file)}
tokens = {}
seen = []


def save_token(token, oauth_request):
    tokens[token["access_token"]] = {
        "active": True,
        "client": oauth_request.client.iss,
        "user": oauth_request.user,
        "scope": token["scope"],
    }


app = Flask(__name__)
server = AuthorizationServer(app, query_client=issuers.get, save_token=save_token)
server.register_grant(Grant)
server.register_endpoint(Introspection)
server.register_endpoint(Revocation)


@app.post("/token")
def token():
    response = server.create_token_response()
    seen.append({"status": response.status_code, "fields": request.form.to_dict()})
    return response


@app.post("/introspect")
def introspect():
    return server.create_endpoint_response("introspection")


@app.post("/revoke")
def revoke():
    return server.create_endpoint_response("revocation")


@app.get("/active")
def active():
    return tokens.get(request.args["token"], {"active": False})


@app.get("/control")
def control():
    requests = jsonify(seen)
    seen.clear()
    return requests


app.run(port=int(port), threaded=False)
