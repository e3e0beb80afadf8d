#!/usr/bin/env python3
"""The facts of a release, which all packages and manifests share.

usage: facts.py KEY               prints the fact, for shell scripts; exits with 1 if it is not known
       facts.py targets           prints the targets, one per line
       facts.py archives          prints the names of their archives
       facts.py name TARGET KIND  prints the name of a target in a kind of package; nothing if there is no such package

Except for the names of targets, they are in Cargo.toml and LICENSE-MIT. The project's address, `repository`, is absent
there until it is known; what needs it says so, and nothing else in the project names an address.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]

NAME = PACKAGE["name"]
VERSION = PACKAGE["version"]
DESCRIPTION = PACKAGE["description"]
SUMMARY = DESCRIPTION.partition(":")[0]
LICENSE = PACKAGE["license"]
RUST = PACKAGE["rust-version"]
KEYWORDS = PACKAGE["keywords"]
AUTHORS = re.search(r"^Copyright \(c\) (.+)$", (ROOT / "LICENSE-MIT").read_text(), re.M)[1]
REPOSITORY = PACKAGE.get("repository", "").rstrip("/")
# `gettoken` belongs to somebody else there.
PYPI_NAME = "gettoken-cli"

# The targets of a release, and their names elsewhere. A wheel's platform for macOS begins with the oldest version that
# the program runs on.
TARGETS = {
    "x86_64-unknown-linux-musl": {
        "deb": "amd64", "rpm": "x86_64", "oci": "amd64", "npm": "linux-x64",
        "wheel": "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
    },
    "aarch64-unknown-linux-musl": {
        "deb": "arm64", "rpm": "aarch64", "oci": "arm64", "npm": "linux-arm64",
        "wheel": "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
    },
    "armv7-unknown-linux-musleabihf": {
        "deb": "armhf", "rpm": "armv7hl", "oci": "arm", "npm": "linux-arm",
        "wheel": "manylinux_2_17_armv7l.manylinux2014_armv7l.musllinux_1_1_armv7l",
    },
    "riscv64gc-unknown-linux-musl": {
        "deb": "riscv64", "rpm": "riscv64", "oci": "riscv64", "npm": "linux-riscv64",
        "wheel": "manylinux_2_31_riscv64.musllinux_1_1_riscv64",
    },
    "x86_64-apple-darwin": {"npm": "darwin-x64", "wheel": "macosx_11_0_x86_64"},
    "aarch64-apple-darwin": {"npm": "darwin-arm64", "wheel": "macosx_11_0_arm64"},
    "x86_64-pc-windows-gnu": {"npm": "win32-x64", "wheel": "win_amd64"},
}


def archive(target, version=VERSION):
    """The name of the archive for a target."""
    return f"{NAME}-{version}-{target}.{'zip' if 'windows' in target else 'tar.gz'}"


def main():
    facts = {key.lower(): value for key, value in globals().items() if key.isupper() and isinstance(value, str)}
    if sys.argv[1:] == ["targets"]:
        print(*TARGETS, sep="\n")
    elif sys.argv[1:] == ["archives"]:
        print(*map(archive, TARGETS), sep="\n")
    elif sys.argv[1:2] == ["name"] and len(sys.argv) == 4 and sys.argv[2] in TARGETS:
        print(TARGETS[sys.argv[2]].get(sys.argv[3], ""))
    elif len(sys.argv) == 2 and sys.argv[1] in facts:
        value = facts[sys.argv[1]]
        if not value:
            sys.exit(1)
        print(value)
    else:
        sys.exit(f"usage: facts.py {{{','.join(facts)},targets,archives,name TARGET KIND}}")


if __name__ == "__main__":
    main()
