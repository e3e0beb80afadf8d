#!/usr/bin/env python3
"""Writes the seed corpus of the fuzzer: the definitions and their examples, the test tables, and
texts with special characters or a special meaning.

usage: seeds.py DIRECTORY     writes DIRECTORY/TARGET/NAME and DIRECTORY/dictionary

Deterministic: the same sources produce the same files.
"""

import hashlib
import json
import pathlib
import re
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent

# The number of each flow: see `reply` in fuzz/src/lib.rs.
FLOWS = {"client-credentials": 0, "refresh": 1, "authorization-code": 2, "device": 3, "device-code": 4}
API = 5
CANARY = "s3cret-canary+/~1"

HOSTILE = [
    '{"access_token":"a\\r\\nX-Injected: 1","expires_in":60}',
    '{"access_token":"","expires_in":60}',
    '{"access_token":12345,"expires_in":60}',
    '{"access_token":["t"],"expires_in":60}',
    '{"access_token":"t","access_token":"u"}',
    '{"access_token":"t","token_type":"mac"}',
    '{"access_token":"t","expires_in":-1}',
    '{"access_token":"t","expires_in":1e400}',
    '{"access_token":"t","expires_in":100000000000000000000}',
    '{"access_token":"t","scope":"a\\u001b[2J\\u202e"}',
    '{"access_token":"t","refresh_token":"r\\n","expires_in":60}',
    '{"access_token":"t","id_token":"e30.eyJlbWFpbCI6Im1lQGEuZXhhbXBsZSJ9.x"}',
    '{"errcode":40013,"errmsg":"no","access_token":"t"}',
    '{"error":"invalid_client","error_description":"\\u001b]0;x\\u0007 %s"}' % CANARY,
    '{"error":"slow_down","interval":18446744073709551615}',
    '{"error":"authorization_pending"}',
    '{"device_code":"d","user_code":"ABCD","verification_uri":"https://a.example/","expires_in":900,"interval":5}',
    "[" * 300,
    "<!DOCTYPE html><html></html>",
    "access_token=t&expires_in=60&refresh_token=r",
    'callback( {"error":100016,"error_description":"no"} );\n',
    "\ufeff{}",
]
HEADERS = [
    "Retry-After: 120",
    "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
    "Date: Tue, 14 Nov 2023 22:13:20 GMT",
    "Content-Type: text/html; charset=utf-8",
    "Content-Encoding: gzip",
    "Location: https://user@evil.example/?x=%s" % CANARY,
    "X-OAuth-Scopes: repo",
]
METADATA = {
    "issuer": "https://a.example/t",
    "authorization_endpoint": "https://a.example/authorize",
    "token_endpoint": "https://b.example:8443/token?tenant=1",
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
    "authorization_response_iss_parameter_supported": True,
}
METADATA_CHANGES = [
    {},
    {"issuer": "http://127.0.0.1:8080", "token_endpoint": "http://127.0.0.1:8080/token"},
    {"issuer": "http://127.0.0.1:8080", "token_endpoint": "http://evil.example/token"},
    {"issuer": "https://a.example/t/"},
    {"token_endpoint": "http://127.0.0.1/token"},
    {"token_endpoint": "https://u:p@evil.example/token"},
    {"jwks_uri": "https://a.example/keys#x"},
    {"registration_endpoint": "https://a.example:0/"},
    {"grant_types_supported": "authorization_code", "scopes_supported": [1, None]},
    {"revocation_endpoint": None, "require_pushed_authorization_requests": "true"},
]
ISSUERS = ["https://a.example", "https://a.example/", "https://a.example/t/1/", "a", "//", "://", ""]
TIMES = [
    ["2", "Tue, 14 Nov 2023 22:13:20 GMT", "3600", "60s"],
    ["1700000007", "Tue, 14 Nov 2023 22:23:20 GMT", '"3600"', "10m"],
    ["Tue, 14 Nov 2023 22:13:27 GMT", "", "3599.9", "2h"],
    ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "1700003600", "30d"],
    ["-5", "garbage", "1700003600000", "999999999999999999d"],
    ["1e400", "", '"2023-11-14T23:13:20Z"', "90"],
    ["NaN", "", "-1", "1w"],
    ["0", "", "null", "-9223372036854775808"],
]
URLS = [
    "https://a.example/t", "http://127.0.0.1:1/t", "http://[::1]:1/t", "http://localhost/t", "http://a.example/",
    "http://127.0.0.1.example/", "https://u:p@a.example/", "https://git.example:443/a?b#c", "https://git.example@evil/",
    "https://git.example\\@evil", "HTTPS://GIT.example", "ftp://a/", "https://a b/", "https://[::1", "https://a:99999/",
]
CALLBACKS = [
    "GET /callback?code=abc&state=the-state HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
    "GET /callback?authCode=abc&state=the-state HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh\r\n\r\n",
    "GET /callback?error=access_denied&error_description=no%1b%5b&state=the-state HTTP/1.1\r\n\r\n",
    "GET /callback?code=abc&state=the-state&state=x HTTP/1.1\r\n\r\n",
    "GET /callback?code=abc&state=the-state&iss=https%3A%2F%2Fevil.example HTTP/1.1\r\n\r\n",
    "GET /callback?code=abc&state=the-state&iss=https%3A%2F%2Faccounts.google.com HTTP/1.1\r\n\r\n",
    "POST /token HTTP/1.1\r\nContent-Length: 7\r\nContent-Type: x\r\n\r\na=1&b=2",
    "POST / HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n",
    "GET /favicon.ico HTTP/1.0\r\nHost: [::1]:1\r\n\r\n",
]
ENTRY = {
    "key": "key", "profile": "p", "provider": "q", "stored_at": 1700000000000, "issued_at": 1700000000000,
    "forced": False, "session": False, "scope": "a b",
    "tokens": {"access": {"value": "t", "expiry": 1700003600000, "type": "Bearer"}},
    "values": {"client-id": "i", "server": "https://a.example/token"},
}
SESSION = ENTRY | {
    "session": True, "tokens": {"access": {"value": "t", "type": "Bearer"}, "refresh": {"value": "r"}},
    "values": {"account": "me@a.example", "registration": {"at": 1}}, "secrets": {"dpop-key": "s"}, "later": [1],
}
NEGATIVE_ENTRY = {
    "key": "key", "at": 1700000000000, "until": 1700000030000, "kind": "refused",
    "message": [{"code": "text", "params": [["text", {"text": "no"}]]}, "no"], "hints": [[{"code": "x"}, "h"]],
    "vendor_code": "1", "request_id": None,
}
SECRETS_IN_CONFIG = [
    '[profiles.alimail]\nclient-id = "i"\nclient-secret = 1234567890123\n',
    '[profiles.alimail]\nclient-id = "i"\nclient-secret = { command = ["x", "s3cret-command"] }\n',
    '[profiles.hr]\nprovider = "dingtalk"\nclient-secret = "s3cret-inline"\nproxy = "http://u:s3cret-pass@h:1"\n',
]

# Published keys (RFC 7515, appendix A.3, and RFC 8037, appendix A.1); those for RSA are in tests/cases/keys/.
KEYS = [
    "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49\n"
    "AwEHoUQDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b\nfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==\n"
    "-----END EC PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff\n"
    "H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp\n7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt\n"
    "-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n",
    '{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",'
    '"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}',
    '{"keys":[{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",'
    '"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"%s","alg":"EdDSA","use":"sig"}]}' % CANARY,
    '{"kty":"EC","crv":"%s","d":"%s","x":"","y":""}' % (CANARY, CANARY),
    '{"kty":"%s","d":"","alg":"%s","private_key":"%s"}' % (CANARY, CANARY, CANARY),
    '{"private_key":"%s"}' % CANARY,
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: %s\n\nAAAA\n-----END RSA PRIVATE KEY-----" % CANARY,
    "-----BEGIN %s-----\nAAAA\n-----END %s-----" % (CANARY, CANARY),
    "-----BEGIN PRIVATE KEY-----%s-----END PRIVATE KEY-----" % CANARY,
    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n%s" % CANARY,
    "0\x06\x02\x01\x01\x02\x01\x7f",
]

# A pointer, and a token or a response: the claims are {"iss":"a","sub":"b","exp":1700000000}.
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIiwic3ViIjoiYiIsImV4cCI6MTcwMDAwMDAwMH0.c2ln"
CREDENTIALS = [
    "\n" + JWT, "\na.b.c", "\n..", "\ne30.e30.", "\ne30.W10.e30", "\n%s.x" % JWT, "\n" + CANARY,
    '/value\n{"count":1,"value":"%s"}' % JWT, '/value\n{"value":1}', "/value\n<html>", '/a/0/b\n{"a":[{"b":"t"}]}',
    '/\n{"":"t"}', '/a~1b\n{"a/b":"t"}', "value\n{}", "/value\n" + "[" * 300,
]

IMPORT_SOURCES = [
    {"file": "/token"}, {"file": "/t", "format": {"type": "json", "subject_token_field_name": "a/b"}},
    {"url": "https://a.googleapis.com/{x}", "headers": {"Metadata": "True"}}, {"url": "http://169.254.169.254/x"},
    {"executable": {"command": "/bin/echo 'a b'"}}, {"environment_id": "aws1"},
]
IMPERSONATION = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.example:generateAccessToken"


def imports(key):
    """Yields files of other programs' credentials."""
    yield {"type": "service_account", "client_email": "a@b.example", "private_key": key, "private_key_id": "k",
           "token_uri": "https://oauth2.googleapis.com/token", "universe_domain": "googleapis.com"}
    person = {"type": "authorized_user", "client_id": "id", "client_secret": CANARY, "refresh_token": CANARY}
    yield person
    yield {"type": "impersonated_service_account", "service_account_impersonation_url": IMPERSONATION,
           "delegates": ["projects/-/serviceAccounts/b"], "source_credentials": person}
    for source in IMPORT_SOURCES:
        yield {"type": "external_account", "audience": "//iam.googleapis.com/projects/1/x",
               "subject_token_type": "urn:ietf:params:oauth:token-type:jwt", "credential_source": source,
               "token_url": "https://sts.googleapis.com/v1/token", "service_account_impersonation_url": IMPERSONATION}


def nasty():
    """Yields the texts of tests/it/output/hostile_values.rs."""
    text = (SOURCE / "tests/it/output/hostile_values.rs").read_text()
    text = text[text.index("const ATTACKS"):text.index("];", text.index("const ATTACKS"))]
    escapes = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
    for literal in re.findall(r'^    "((?:[^"\\]|\\.)*)",$', text, re.M):
        literal = re.sub(r"\\(?:u\{([0-9a-f]+)\}|x([0-9a-f]{2})|(.))",
                         lambda found: escapes.get(found[3], found[3]) if found[3] else chr(int(found[1] or found[2], 16)),
                         literal)
        yield literal


def providers():
    """Yields the built-in definitions in the order of build.rs: name, text, table."""
    for path in sorted((SOURCE / "src/providers").glob("*.toml")):
        text = path.read_text()
        yield path.stem, text, tomllib.loads(text)


def table(name):
    return tomllib.loads((SOURCE / "tests/cases" / name).read_text())["case"]


def response(number, flow, body, status=200, headers=()):
    head = "\n".join([str(status), *headers])
    return bytes([number, flow]) + f"{head}\n\n{body}".encode()


def replies(definitions):
    numbers = {name: number for number, (name, _, _) in enumerate(definitions)}
    for number, (_, _, definition) in enumerate(definitions):
        for example in definition.get("example", []):
            answer = example.get("answer", {})
            flow = FLOWS.get(example.get("call", "client-credentials"), 0)
            flow = API if example.get("at") == "api" else flow or (1 if example.get("at") == "user" else 0)
            headers = [f"{name}: {value}" for name, value in answer.get("headers", {}).items()]
            yield response(number, flow, answer.get("body", ""), answer.get("status", 200), headers)
        for index, body in enumerate(HOSTILE):
            header = HEADERS[index % len(HEADERS)]
            yield response(number, index % 6, body, [200, 401, 429, 302, 503][index % 5], [header])
    for case in table("vendors.toml"):
        yield response(numbers[case["provider"]], 0, case["answer"])
    for case in table("refusals.toml"):
        yield response(numbers[case["provider"]], 0, case["body"], case["status"])


def bodies(definitions):
    for _, _, definition in definitions:
        yield from (example.get("answer", {}).get("body", "") for example in definition.get("example", []))
    yield from HOSTILE


# A challenge of a protected resource, and a document.
RESOURCES = [
    'Bearer resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp", scope="a b"\n'
    '{"resource":"https://mcp.example.com/mcp","authorization_servers":["https://as.example"],"scopes_supported":["a"]}',
    'Bearer resource_metadata="https://mcp.example.com@evil.example/"\n{"resource":"https://a.example/","authorization_servers":["http://localhost:1"]}',
    'DPoP algs="ES256", resource_metadata=https://MCP.example.com:443/x\n{"resource":"http://127.0.0.1:8000/x/","authorization_servers":["http://localhost:1"]}',
    '\n{"client_id":"c","client_secret":"SecretCanary","client_secret_expires_at":1700000000,"token_endpoint_auth_method":'
    '"client_secret_post","registration_client_uri":"https://a.example/r","registration_access_token":"TokenCanary"}',
    '\n{"client_id":"c\\n","token_endpoint_auth_method":"tls_client_auth"}',
]

# Replies of the server of a shared store.
SHARED_REPLIES = [
    b"$9\r\n12 sealed-\r\n",
    b"*2\r\n$5\r\nentry\r\n$9\r\n12 sealed-\r\n",
    b"*3\r\n$7\r\nrefused\r\n$9\r\n12 sealed-\r\n:3000\r\n",
    b"*2\r\n$10\r\n1700000000\r\n$6\r\n123456\r\n",
    b"*2\r\n$9\r\n127.0.0.1\r\n$4\r\n6379\r\n",
    b"-MOVED 866 127.0.0.1:7001\r\n",
    b"$-1\r\n",
    b'{"header":{"revision":"2"},"kvs":[{"key":"Z2V0dG9rZW46ezBhfTpl","mod_revision":"2","value":"MTIgc2VhbGVkLQ==",'
    b'"lease":"7"},{"key":"Z2V0dG9rZW46ezBhfTpm","mod_revision":"3","value":"MTI="}]}',
    b'{"header":{"revision":"2"}}',
]


def seeds():
    """Yields every seed: its target and its bytes."""
    definitions = list(providers())
    texts = list(nasty())
    yield from (("reply", seed) for seed in replies(definitions))
    for number, body in enumerate(bodies(definitions)):
        for form in range(4):
            yield "decoding", bytes([form]) + body.encode()
    for head in ("200 OK", "407 No\r\nProxy-Authenticate: Basic realm=x\r\nProxy-Authenticate: NTLM", "503 Busy"):
        yield "decoding", b"\x04" + f"HTTP/1.1 {head}\r\n\r\nrest".encode()
    values = ["v", "a@evil.example/#", "x y", "../..", CANARY, "évil.example", "a.example:1"]
    for number, (_, text, _) in enumerate(definitions):
        yield "definition", f"{values[number % len(values)]}\n{text}".encode()
        # Without comments and examples, more mutations hit the rules.
        short = re.sub(r"^#.*\n", "", text[:text.index("[[example]]")], flags=re.M)
        yield "definition", f"{values[(number + 1) % len(values)]}\n{short}".encode()
    yield "definition", b'v\nextends = "dingtalk"\ntitle = "t"\n[api]\nquery = "q"\n'
    for case in table("bad-config.toml"):
        yield "config", case["text"].encode()
    for text in [(SOURCE / "src/commands/config/sample.toml").read_text(), *SECRETS_IN_CONFIG]:
        yield "config", re.sub(r"^# (?=[a-z\[].*[=\]])", "", text, flags=re.M).encode()
    for content in [ENTRY, SESSION, NEGATIVE_ENTRY, ENTRY | {"key": "other"}, ENTRY | {"scope": "a\nb"}]:
        line = json.dumps(content, separators=(",", ":"))
        yield "entry", f"={line}".encode()
        yield "entry", f"gettoken-entry 2 {hashlib.sha256(line.encode()).hexdigest()}\n{line}\n".encode()
    for number, (_, _, definition) in enumerate(definitions):
        if "authorize" in definition:
            yield from (("callback", bytes([number]) + text.encode()) for text in CALLBACKS)
    for text in [*KEYS, *(path.read_text() for path in sorted((SOURCE / "tests/cases/keys").iterdir()))]:
        yield "signing_key", text.encode()
        yield "signing_key", text.replace("\n", "\\n").encode()
    yield from (("shared", reply) for reply in SHARED_REPLIES)
    yield from (("resource", text.encode()) for text in RESOURCES)
    yield from (("credential", text.encode()) for text in CREDENTIALS)
    key = (SOURCE / "tests/cases/keys/rsa.pem").read_text()
    yield from (("import", json.dumps(file).encode()) for file in imports(key))
    yield from (("metadata", json.dumps(METADATA | change).encode()) for change in METADATA_CHANGES)
    yield from (("metadata", text.encode()) for text in ISSUERS)
    yield from (("times", "\n".join(lines).encode()) for lines in TIMES)
    for number, text in enumerate(texts):
        yield "output", f"{text}\nme\na b".encode()
        yield "output", f"t\n{text}\n{text}".encode()
        yield "words", f"{texts[number - 1]}\n{text}".encode()
        yield "url", f"{URLS[number % len(URLS)]}\n{text}".encode()
    yield "output", b"eyJhbGciOiJub25lIn0.e30.e30\nme@a.example\n"
    yield "words", f"{CANARY}\nno {CANARY} \u65e0\u6548 \u202e".encode()


def dictionary():
    """Words that random mutations are unlikely to produce."""
    words = {CANARY, "the-state", "access_token", "expires_in", "\\x1b[", "\\xe2\\x80\\xae", "\\xc2\\x9b", "\r\n\r\n"}
    for _, text, definition in providers():
        words.update(re.findall(r'"/([a-zA-Z_/]+)"', text))
        words.update(re.findall(r"^([a-z][a-z-]+)(?:\.[a-z-]+)? = ", text, re.M))
        words.update(re.findall(r"^(\[[a-z.-]+\])$", text, re.M))
        words.update(code for codes in definition.get("errors", {}).get("token", {}).values() for code in codes)
    words.update(SESSION.keys() | NEGATIVE_ENTRY.keys() | {"https://", "[[example]]", "{client-id}", "extends", "callback("})
    words.update({"-----BEGIN ", "-----END ", "PRIVATE KEY-----", "CERTIFICATE-----"})
    return "".join('"%s"\n' % word.replace("\r", "\\x0d").replace("\n", "\\x0a") for word in sorted(words) if '"' not in word)


def main():
    directory = pathlib.Path(sys.argv[1])
    count = 0
    for target, seed in seeds():
        seed_directory = directory / target
        seed_directory.mkdir(parents=True, exist_ok=True)
        (seed_directory / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
        count += 1
    (directory / "dictionary").write_text(dictionary())
    print(f"{count} seeds in {directory}")


if __name__ == "__main__":
    main()
