#!/usr/bin/env python3
"""Writes stubs of Apple's libraries, with which build.sh links on other systems.

usage: stubs.py FOLDER

A stub has the names that a crate declares, so it proves that the program links, not that Apple has these names.
"""

import json
import pathlib
import re
import subprocess
import sys

# The crate, what it declares, the file in FOLDER without its extension, and the library on a Mac.
STUBS = (
    ("core-foundation-sys", r"\w+", "CoreFoundation.framework/CoreFoundation", "/System/Library/Frameworks/{}"),
    ("libc", r"iconv\w*", "libiconv", "/usr/lib/{}.2.dylib"),
    ("security-framework-sys", r"\w+", "Security.framework/Security", "/System/Library/Frameworks/{}"),
)
TEXT = """--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '{}'
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ {} ]
...
"""


def main():
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--filter-platform=aarch64-apple-darwin"]
    packages = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["packages"]
    folders = {package["name"]: pathlib.Path(package["manifest_path"]).parent for package in packages}
    for crate, names, file, library in STUBS:
        found = set()
        for source in folders[crate].glob("src/**/*.rs"):
            found.update(re.findall(rf"pub (?:fn|static) ({names})\b", source.read_text("utf-8")))
        stub = pathlib.Path(sys.argv[1], file + ".tbd")
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(TEXT.format(library.format(file), ", ".join("_" + name for name in sorted(found))))


if __name__ == "__main__":
    main()
