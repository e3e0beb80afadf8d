#!/usr/bin/env python3
"""Compares the requests of gettoken with those of the vendors' own libraries, field by field.

    tests/real/sdks.py [GETTOKEN]        default: target/debug/gettoken in this repository

The libraries are msal, google-auth and @octokit/auth-app. recorder.py answers in place of the vendors. Of times, only
the presence and the order are compared, and of ids only that they differ; whatever else differs is named here.
"""

import json
import shutil
import subprocess
from urllib.parse import unquote

from harness import HERE, Script, fetch, free_port, is_one_token, jwt, verified

HOSTS = [
    "api.github.com",
    "iamcredentials.googleapis.com",
    "login.microsoftonline.com",
    "login.partner.microsoftonline.cn",
    "oauth2.googleapis.com",
    "sts.googleapis.com",
]
TENANT, CLIENT = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
GRAPH = {
    "entra": "https://graph.microsoft.com/.default",
    "azure-china": "https://microsoftgraph.chinacloudapi.cn/.default",
}
LOGIN = {"entra": "login.microsoftonline.com", "azure-china": "login.partner.microsoftonline.cn"}
SUBJECT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwb2QifQ.c2lnbmF0dXJl"

script = Script(planned=116)
check = script.check
modules = script.npm("@octokit/auth-app@8.3.1")
python = script.venv("msal==1.39.0", "google-auth[requests]==2.63.0", "cryptography==50.0.2")
work = script.work


def openssl(*words):
    return subprocess.run(["openssl", *words], cwd=work, check=True, capture_output=True, text=True).stdout


# The recorder's certificate, and the one of the application.
curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", HERE / "openssl.cnf"]
openssl(
    "req",
    "-x509",
    "-extensions",
    "ca",
    "-days",
    "2",
    *curve,
    "-subj",
    "/CN=gettoken test CA",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
)
openssl("req", *curve, "-subj", "/CN=recorder", "-keyout", "leaf.key", "-out", "leaf.csr")
(work / "names").write_text("subjectAltName = " + ", ".join(f"DNS:{host}" for host in HOSTS))
openssl(
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-set_serial",
    "2",
    "-days",
    "2",
    "-extfile",
    "names",
    "-out",
    "leaf.pem",
)
openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-config",
    HERE / "openssl.cnf",
    "-days",
    "2",
    "-subj",
    "/CN=application",
    "-keyout",
    "app.key",
    "-out",
    "app.pem",
)
openssl("rsa", "-in", "app.key", "-traditional", "-out", "app.pkcs1")
openssl("pkey", "-in", "app.key", "-pubout", "-out", "app.pub")
(work / "subject").write_text(SUBJECT)
key_file = {
    "type": "service_account",
    "client_email": "robot@project.iam.gserviceaccount.com",
    "private_key": (work / "app.key").read_text(),
    "private_key_id": "0123456789abcdef",
    "token_uri": "https://oauth2.googleapis.com/token",
}
(work / "key.json").write_text(json.dumps(key_file))

port = free_port()
recorder = f"http://127.0.0.1:{port}"
script.start(["python3", HERE / "recorder.py", str(port), "leaf.pem", "leaf.key"], f"{recorder}/record")
proxied = {"HTTPS_PROXY": recorder, "https_proxy": recorder, "NO_PROXY": "", "no_proxy": ""}


def token_requests(done, who):
    """The requests since the last call. Libraries also look for the vendor's endpoints, with GET."""
    requests = [request for request in fetch(f"{recorder}/record") if request["method"] == "POST"]
    if not is_one_token(done) or not requests:
        check(f"control: {who} gets a token", False, done, requests)
        script.end()
    return requests


def library(case, **values):
    """The token requests of a vendor's library."""
    values = {"key": str(work / "app.key"), "key-file": str(work / "key.json"), "scope": SCOPE, **values}
    words = [python, HERE / "sdk_calls.py", case]
    if case == "octokit":
        # Node finds packages beside the file that imports them.
        words = ["node", shutil.copy(HERE / "sdk_octokit.mjs", work), recorder]
    env = {"PATH": script.path, "HOME": str(work), "REQUESTS_CA_BUNDLE": str(work / "ca.pem"), **proxied}
    env["GOOGLE_AUTH_TRUST_BOUNDARY_ENABLED"] = "false"
    done = subprocess.run(words, input=json.dumps(values), env=env, capture_output=True, text=True, timeout=60)
    return token_requests(done, case)


def ours(*words, config="", **env):
    """The token requests of gettoken."""
    script.user(config)
    done = script.run(*words, "-o", "token", "--cacert", str(work / "ca.pem"), **proxied, **env)
    return token_requests(done, f"gettoken {words[0]}")


def parts(request):
    """The parts of a request: its place, the scheme of its authorization, its fields, and the JWTs signed for it."""
    place = [unquote(request[part] or "") for part in ("method", "host", "path", "query", "kind")]
    scheme, _, bearer = request["headers"].get("authorization", "").partition(" ")
    fields = {**request["fields"], "authorization": bearer}
    signed = {name for name, value in fields.items() if str(value).count(".") == 2 and "eyJ" in str(value)} - {
        "subject_token"
    }
    signed = {name for name in signed if fields[name] != SUBJECT}
    tokens = {name: fields.pop(name) for name in signed}
    return place, scheme.lower(), fields, tokens


def same_header(header):
    """A header as every library could have written it: msal pads digests and breaks the lines of certificates."""
    header = {name: value.rstrip("=") if name.startswith("x5t") else value for name, value in header.items()}
    if "x5c" in header:
        header["x5c"] = [certificate.replace("\n", "") for certificate in header["x5c"]]
    return header


def times_and_id(claims):
    """Takes what differs from call to call out of the claims: the lifetime, and the id if there is one."""
    issued, valid = claims.pop("iat", None), claims.pop("nbf", None)
    return claims.pop("exp") - (issued or valid), claims.pop("jti", None)


def compared(name, theirs, mine, only=()):
    """Compares a library's request with ours. `only` are the fields that the library alone sends."""
    (place, scheme, fields, tokens), (my_place, my_scheme, my_fields, my_tokens) = parts(theirs), parts(mine)
    check(f"{name}: method, URL and content type", place == my_place, place, my_place)
    check(
        f"{name}: the library alone sends {', '.join(only) or 'nothing'}",
        [field for field in fields if field not in my_fields] == list(only),
        fields,
        my_fields,
    )
    shared = {field: value for field, value in fields.items() if field not in only}
    check(f"{name}: the fields", shared == my_fields and scheme == my_scheme, fields, my_fields)
    check(f"{name}: signed JWTs in the same fields", tokens.keys() == my_tokens.keys(), tokens, my_tokens)
    for field in sorted(tokens.keys() & my_tokens.keys()):
        (header, claims), (my_header, my_claims) = jwt(tokens[field]), jwt(my_tokens[field])
        check(f"{name}: the header of {field}", same_header(header) == my_header, header, my_header)
        (lifetime, id), (my_lifetime, my_id) = times_and_id(claims), times_and_id(my_claims)
        # Ours may be shorter, and is dated back by a minute at most.
        check(
            f"{name}: {field} lives about as long",
            lifetime - 300 <= my_lifetime <= lifetime + 60,
            lifetime,
            my_lifetime,
        )
        check(
            f"{name}: {field} has an id if the library's has",
            bool(id) == bool(my_id) and (not id or id != my_id),
            id,
            my_id,
        )
        check(f"{name}: the claims of {field}", claims == my_claims, claims, my_claims)
        check(f"{name}: the signature of {field}", verified(my_tokens[field], work / "app.pub"))


# --- Entra -----------------------------------------------------------------------------------------------------------

certificate = (work / "app.pem").read_text()
thumbprint = openssl("x509", "-in", "app.pem", "-noout", "-fingerprint", "-sha1").split("=")[1].strip().replace(":", "")
signed = ["--certificate-file", str(work / "app.pem"), "--client-key-file", str(work / "app.key")]
for provider, host in LOGIN.items():
    values = {"host": host, "tenant": TENANT, "client": CLIENT, "scope": GRAPH[provider]}
    words = [provider, "--tenant", TENANT, "--client-id", CLIENT]
    # The sample code of a service in China has a field that the library does not send.
    words += ["--type", ""] if provider == "azure-china" else []
    only = ["client_info"]
    theirs = library("entra-certificate", certificate=certificate, **values)
    compared(f"msal, {provider}, PS256", theirs[0], ours(*words, *signed, "--x5c", "yes")[0], only=only)
    theirs = library("entra-thumbprint", thumbprint=thumbprint, **values)
    compared(f"msal, {provider}, RS256", theirs[0], ours(*words, *signed, "--certificate-alg", "RS256")[0], only=only)
    theirs = library("entra-federated", subject=SUBJECT, **values)
    mine = ours(*words, AZURE_FEDERATED_TOKEN_FILE=str(work / "subject"))
    compared(f"msal, {provider}, federated", theirs[0], mine[0], only=only)

# --- Google ----------------------------------------------------------------------------------------------------------

account = ["google-service-account", "--client-key-file", str(work / "key.json")]
compared("google-auth, service account", library("service-account")[0], ours(*account, "--scope", SCOPE)[0])
mine = ours(*account, "--scope", SCOPE, "--delegated-user", "alice@example.com")
compared("google-auth, delegation", library("delegated")[0], mine[0])
audience = "https://service.run.app"
compared("google-auth, ID token", library("id-token", audience=audience)[0], ours(*account, "--audience", audience)[0])
pool = "projects/1/locations/global/workloadIdentityPools/pool/providers/provider"
theirs = library("identity-pool", audience=f"//iam.googleapis.com/{pool}", **{"subject-file": str(work / "subject")})
federated = [
    "gcp-workload-identity",
    "--pool-provider",
    pool,
    "--subject-file",
    str(work / "subject"),
    "--scope",
    SCOPE,
]
compared("google-auth, identity pool", theirs[0], ours(*federated)[0])

# The token of the source has a scope of its own.
target, delegates = (
    "target@project.iam.gserviceaccount.com",
    ["projects/-/serviceAccounts/middle@project.iam.gserviceaccount.com"],
)
IAM_SCOPE = "https://www.googleapis.com/auth/iam"
impersonation = [
    "google-impersonation",
    "--service-account",
    target,
    "--delegates",
    delegates[0],
    "--subject-profile",
    "source",
    "--scope",
    SCOPE,
]
theirs = library("impersonation", target=target, delegates=delegates)
config = f"""
[profiles.source]
provider = "google-service-account"
client-key = {{ file = "{work}/key.json" }}
scope = ["{IAM_SCOPE}"]
"""
mine = ours(*impersonation, config=config)
check("google-auth, impersonation: two requests", len(theirs) == len(mine) == 2, theirs, mine)
compared("google-auth, impersonation, source", theirs[0], mine[0])
compared("google-auth, impersonation", theirs[1], mine[1])

# --- GitHub ----------------------------------------------------------------------------------------------------------

app = ["github-app", "--client-id", "Iv23abc", "--installation-id", "42", "--base-url", recorder]
values = {"client": "Iv23abc", "installation": 42}
for form in ("app.key", "app.pkcs1"):
    key = ["--client-key-file", str(work / form)]
    compared(f"octokit, {form}", library("octokit", **values)[0], ours(*app, *key)[0])
narrow = {"repositories": ["one", "two"], "permissions": {"contents": "read"}}
mine = ours(*app, *key, "--repositories", "one,two", "--permissions", '{"contents":"read"}')
compared("octokit, narrowed", library("octokit", **values, **narrow)[0], mine[0])

script.end()
