#!/usr/bin/env python3
"""Writes stubs of Apple's frameworks, with which build.sh links on other systems.

usage: frameworks.py FOLDER

A stub has the names that the crates declare, so it proves that the program links, not that Apple has these names.
"""

import json
import pathlib
import re
import subprocess
import sys

FRAMEWORKS = {"core-foundation-sys": "CoreFoundation", "security-framework-sys": "Security"}
STUB = """--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '/System/Library/Frameworks/{name}.framework/Versions/A/{name}'
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ {symbols} ]
...
"""


def main():
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--filter-platform=aarch64-apple-darwin"]
    for package in json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["packages"]:
        if name := FRAMEWORKS.get(package["name"]):
            sources = pathlib.Path(package["manifest_path"]).parent.glob("src/**/*.rs")
            symbols = {symbol for file in sources for symbol in re.findall(r"pub (?:fn|static) (\w+)", file.read_text())}
            folder = pathlib.Path(sys.argv[1], name + ".framework")
            folder.mkdir(parents=True, exist_ok=True)
            stub = STUB.format(name=name, symbols=", ".join("_" + symbol for symbol in sorted(symbols)))
            (folder / f"{name}.tbd").write_text(stub)


if __name__ == "__main__":
    main()
