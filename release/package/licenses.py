#!/usr/bin/env python3
"""Prints the licenses of everything but our own code in the program for a target.

usage: licenses.py TARGET

The crates are those that `cargo metadata` resolves for the target, without the ones that only the build or the tests
use. Their texts are files of the crates; each text is printed once. Of a choice, the MIT license is taken, which is the
shortest. The texts of what the compiler links in are in notices/.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from facts import NAME, ROOT

TEXTS = re.compile(r"(LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|UNLICENSE)", re.I)
OTHERS = re.compile(r"APACHE|UNLICENSE|ZLIB|0BSD", re.I)


def resolve(*options):
    """All crates in Cargo.lock, or those of a platform, and what each needs."""
    command = ["cargo", "metadata", "--locked", "--quiet", "--format-version", "1", *options]
    return json.loads(subprocess.check_output(command, cwd=ROOT))


def crates(target):
    """The crates in the program, in order of name."""
    found = resolve("--filter-platform", target)
    packages = {package["id"]: package for package in found["packages"]}
    needs = {
        node["id"]: [need["pkg"] for need in node["deps"] if any(kind["kind"] is None for kind in need["dep_kinds"])]
        for node in found["resolve"]["nodes"]
    }
    seen, todo = set(), [found["resolve"]["root"]]
    while todo:
        package = todo.pop()
        if package not in seen:
            seen.add(package)
            todo += needs[package]
    return sorted((packages[package] for package in seen - {found["resolve"]["root"]}), key=lambda one: (one["name"], one["version"]))


def texts(package):
    """The license files of a crate; libdbus-sys contains libdbus, which is linked statically."""
    folder = Path(package["manifest_path"]).parent
    files = [path for path in sorted(folder.iterdir()) if TEXTS.match(path.name) and path.is_file()]
    is_choice = "MIT" in re.split(r" OR |/|[()]", package["license"] or "")
    if is_choice and any("MIT" in path.name for path in files):
        files = [path for path in files if not OTHERS.search(path.name)]
    for path in files:
        yield f"{package['name']} {package['version']}", path.read_text()
    if package["name"] == "libdbus-sys":
        yield "libdbus, in libdbus-sys, used under the Academic Free License 2.1", (folder / "vendor/dbus/COPYING").read_text()


def notices(target):
    """The names of the files in notices/ that apply to a target."""
    yield from ("rust", "llvm")
    if "musl" in target:
        yield "musl"
    if not target.startswith("x86_64-unknown-linux") and "windows" not in target:
        yield "zig"
    if target.endswith("windows-gnu"):
        yield "mingw-w64"


def main(target):
    line = "-" * 80
    print(f"{NAME} contains other software, under these licenses. Where there is a choice, it is the MIT license.\n")
    packages, owners = crates(target), {}
    for package in packages:
        print(f"{package['name']} {package['version']} — {package['license']}")
        for owner, text in texts(package):
            # Copies of a license often differ only in their line breaks.
            owners.setdefault(" ".join(text.split()), (text, []))[1].append(owner)
    for name in notices(target):
        print(f"\n{line}\n{(Path(__file__).parent / 'notices' / name).with_suffix('.txt').read_text().strip()}")
    for text, names in owners.values():
        print(f"\n{line}\n{', '.join(names)}:\n\n{text.strip()}")


if __name__ == "__main__":
    main(sys.argv[1])
