#!/usr/bin/env python3
"""Tests `gettoken login URL` with independent authorization servers behind a resource that names them (RFC 9728).

    tests/real/resource.py [GETTOKEN]        default: target/debug/gettoken in this repository

The server is oidc-provider, which registers clients (RFC 7591) and reads a client's metadata at its ID.
"""

import http.cookiejar
import json
import re
import shutil
import subprocess
import urllib.request

from harness import HERE, OIDC_PROVIDER, OPENER, Script, fetch, free_port, is_one_token

script = Script(planned=14)
check = script.check
script.npm(OIDC_PROVIDER)
port, resource_port = free_port(), free_port()
issuer, resource = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{resource_port}/mcp"
server = shutil.copy(HERE / "resource_server.mjs", script.work)
script.start(["node", server, str(port), str(resource_port)], f"{issuer}/clients")


def login(*words):
    """Logs in, with a browser that follows every redirect to the end."""
    bare = {"PATH": script.path, "HOME": str(script.work), "GETTOKEN_CONFIG_DIR": str(script.config)}
    process = subprocess.Popen(
        [script.gettoken, "login", *words], env=bare, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )
    said = ""
    for line in process.stderr:
        said += line
        if "state=" in line:
            cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies).open(line.strip(), timeout=30).close()
    process.wait(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, process.stdout.read(), said)


def at_resource(token):
    """What the resource says of a token."""
    request = urllib.request.Request(resource, headers={"authorization": f"Bearer {token.strip()}"})
    with OPENER.open(request, timeout=20) as response:
        return json.load(response)


def renewed(profile, token):
    """The token that replaces this one."""
    bare = {"PATH": script.path, "HOME": str(script.work), "GETTOKEN_CONFIG_DIR": str(script.config)}
    words = [script.gettoken, profile, "-o", "token", "--rejected"]
    return subprocess.run(words, env=bare, input=token, capture_output=True, text=True, timeout=60)


script.user("# mine\n")
done = login(resource, "--as", "files")
check("a URL is all that a login needs", done.returncode == 0, done)
config = (script.config / "config.toml").read_text()
check("the profile is in the config file", config.startswith("# mine\n") and f'issuer = "{issuer}"' in config, config)
clients = fetch(f"{issuer}/clients")
check("one client is registered", len(clients) == 1, clients)
first = script.run("files", "-o", "token")
check("the profile prints its token", is_one_token(first), first)
about = at_resource(first.stdout)
check("the token is for the resource, the client and the scope", about == {"client": clients[0], "scope": "files"}, about)
second = renewed("files", first.stdout)
check("a refresh gets another token", is_one_token(second) and second.stdout != first.stdout, second)
check("which is for the same resource", at_resource(second.stdout) == about, second)
called = script.run("api", "files", "GET", resource)
check("api calls the resource", called.returncode == 0 and json.loads(called.stdout) == about, called)
done = login("files")
check("a second login uses the same client", done.returncode == 0 and fetch(f"{issuer}/clients") == clients, done)
urllib.request.Request(f"{issuer}/clients", method="DELETE")
OPENER.open(urllib.request.Request(f"{issuer}/clients", method="DELETE"), timeout=20).close()
token = script.run("files", "-o", "token").stdout
lost = renewed("files", token)
check("a refresh by a client that is gone asks for a login", lost.returncode == 4 and "gettoken login" in lost.stderr, lost)
done = login("files", "--scope", "files mail")
again = fetch(f"{issuer}/clients")
check("the next login registers another one", done.returncode == 0 and len(again) == 1 and again != clients, done, again)
done = script.run("logout", "files")
check("logout ends the session at the server", done.returncode == 0 and "warning" not in done.stderr, done)

script.user("")
done = login(resource, "--as=files", "--client-metadata-url=https://tools.example.test/gettoken.json")
registered = fetch(f"{issuer}/clients")
check("a client's metadata URL is its ID", done.returncode == 0 and registered == again, done, registered)
about = at_resource(script.run("files", "-o", "token").stdout)
check("the token is for that client", about["client"] == "https://tools.example.test/gettoken.json", about)
script.end()
