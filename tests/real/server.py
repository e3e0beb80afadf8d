"""A small OAuth 2.0 server for run.sh: `server.py SOCKET CLIENTS.json`.

Authlib implements all decisions about clients, grants and tokens. This file has only what Authlib expects from an
application: the storage of clients and tokens, and the routes of the endpoints.
"""

import json
import secrets
import sys
import time
from dataclasses import dataclass

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

TOKEN_PATH = "/oauth2/v2.0/token"  # where the alimail provider expects it
INSPECTOR = "resource-server"  # the only client that may introspect; it gets no tokens


@dataclass
class Client(ClientMixin):
    client_id: str
    client_secret: str
    auth_method: str
    scope: str

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(self.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method, endpoint):
        # A client has one method, so that a secret in the wrong place is rejected.
        return method == self.auth_method

    def check_grant_type(self, grant_type):
        return self.client_id != INSPECTOR and grant_type == "client_credentials"

    def get_allowed_scope(self, scope):
        # The first scope is the default (RFC 6749, 3.3), for requests without a scope.
        allowed = self.scope.split()
        return " ".join(s for s in scope.split() if s in allowed) if scope else allowed[0]


@dataclass
class Token(TokenMixin):
    client: Client
    expires_at: float
    scope: str

    def get_scope(self):
        return self.scope

    def is_expired(self):
        return self.expires_at <= time.time()

    def is_revoked(self):
        return False


class Grant(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]


class Introspection(IntrospectionEndpoint):
    def query_token(self, token_string, token_type_hint):
        return tokens.get(token_string)

    def check_permission(self, token, client, request):
        return client.client_id == INSPECTOR

    def introspect_token(self, token):
        return {"client_id": token.client.client_id, "scope": token.scope, "exp": int(token.expires_at)}


class Validator(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return tokens.get(token_string)


def save_token(token, oauth_request):
    tokens[token["access_token"]] = Token(oauth_request.client, time.time() + token["expires_in"], token["scope"])


socket_path, clients_path = sys.argv[1:]
with open(clients_path, encoding="utf-8") as file:
    clients = {c["client_id"]: Client(**c) for c in json.load(file)}
tokens = {}
token_requests = 0

app = Flask(__name__)
app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"client_credentials": 3600}
# Authlib requires https; nginx says in a header that the request used it.
app.wsgi_app = ProxyFix(app.wsgi_app)
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.register_grant(Grant)
server.register_endpoint(Introspection)
require_oauth = ResourceProtector()
require_oauth.register_token_validator(Validator())


@app.before_request
def count():
    global token_requests
    token_requests += request.path == TOKEN_PATH


app.add_url_rule(TOKEN_PATH, "token", lambda: server.create_token_response(), methods=["POST"])
app.add_url_rule("/introspect", "introspect", lambda: server.create_endpoint_response("introspection"), methods=["POST"])
app.add_url_rule("/protected", "protected", require_oauth("mail")(lambda: {"client_id": current_token.client.client_id}))
app.add_url_rule("/count", "count", lambda: str(token_requests))
# Single-threaded, so that the counter needs no lock; run.sh sends one request at a time.
app.run(host=f"unix://{socket_path}", threaded=False)
