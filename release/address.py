#!/usr/bin/env python3
"""Sets or checks the project's address: `repository` in Cargo.toml, and what is made of it in the documents.

usage: address.py set URL        the address of the repository, such as the page on a code host; '' removes it
       address.py check          fails if a document differs from what the address makes of it, or another file names one

Packages, manifests and install.sh take the address from Cargo.toml when they are made. A document has it only between the
lines `<!-- address: NAME -->` and `<!-- /address -->`.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What the documents say once the address is known.
BLOCKS = {
    "badge": "[![CI]({address}/actions/workflows/ci.yml/badge.svg)]({address}/actions/workflows/ci.yml)\n",
    "install": "The latest release, for Linux and macOS:\n\n"
    "```sh\ncurl -fsSL {address}/releases/latest/download/install.sh | sh\n```\n",
    "install-zh": "安装最新版本（Linux、macOS）：\n\n"
    "```sh\ncurl -fsSL {address}/releases/latest/download/install.sh | sh\n```\n",
}
BLOCK = re.compile(r"(?<=<!-- address: )([\w-]+) -->\n(.*?)(?=<!-- /address -->\n)", re.DOTALL)
REPOSITORY = re.compile(r'^repository = ".*"\n', re.MULTILINE)
# A repository named gettoken on a code host, or a site of that name. Vendors have endpoints with this name.
ADDRESS = re.compile(
    r"(?:(?:github|gitlab|gitee|gitcode|atomgit)\.com|(?:codeberg|bitbucket)\.org|ghcr\.io)[/:][\w.-]+/gettoken\b"
    r"|//(?:[\w-]+\.)*gettoken\.(?:app|cn|com|dev|io|net|org|rs|sh)\b"
)


def files():
    """The text files of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not {".git", "target"} & set(path.relative_to(ROOT).parts)]
    for path in paths:
        try:
            if path.is_file():
                yield path, path.read_text()
        except UnicodeDecodeError:
            pass


def documents():
    return [path for path, text in files() if path.suffix == ".md" and BLOCK.search(text)]


def manifest(text, address):
    text = REPOSITORY.sub("", text)
    return re.sub(r'^(readme = ".*"\n)', rf'\1repository = "{address}"\n', text, count=1, flags=re.MULTILINE) if address else text


def document(text, address):
    def block(match):
        content = BLOCKS[match[1]] if address else ""
        return f"{match[1]} -->\n" + content.format(address=address)

    return BLOCK.sub(block, text)


def set_address(address):
    address = address.rstrip("/").removesuffix(".git")
    if address and not re.fullmatch(r"https://[\w.-]+(/[\w.-]+){2,}", address):
        sys.exit("error: expected https://HOST/OWNER/NAME")
    for path, change in [(ROOT / "Cargo.toml", manifest), *((path, document) for path in documents())]:
        before = path.read_text()
        after = change(before, address)
        if after != before:
            path.write_text(after)
            print(path.relative_to(ROOT))


def check():
    address = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"].get("repository", "")
    problems = []
    for path, text in files():
        name = path.relative_to(ROOT)
        plain = text
        if name == Path("Cargo.toml"):
            plain = manifest(text, "")
        elif path.suffix == ".md":
            plain = document(text, "")
            if document(text, address) != text:
                problems.append(f"{name}: not what the address makes of it; run `release/address.py set`")
        for found in ADDRESS.finditer(plain):
            problems.append(f"{name}: names the address {found[0]}")
        if address and address in plain:
            problems.append(f"{name}: names the project's address")
    if problems:
        sys.exit("\n".join(problems))


match sys.argv[1:]:
    case ["set", address]:
        set_address(address)
    case ["check"]:
        check()
    case _:
        sys.exit(__doc__.split("\n\n")[1])
