#!/usr/bin/env python3
"""Prints the notes of a release: its section of CHANGELOG.md, and what users should know about its files.

usage: notes.py [--draft] [VERSION]          default: the version in Cargo.toml

--draft takes the section "Unreleased" if there is none for the version.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "package"))
from facts import ROOT, VERSION  # noqa: E402

VERIFY = """\
## Verify

`SHA256SUMS` lists the checksum of each file, and `SHA256SUMS.minisig` is its signature:

```sh
minisign -Vm SHA256SUMS -P {key}
sha256sum --check --ignore-missing SHA256SUMS
```
"""
NO_KEY = """\
## Verify

`SHA256SUMS` lists the checksum of each file. This release is not signed.
"""
NOTARIZED = "The programs for macOS are signed and notarized."
NOT_NOTARIZED = """\
The programs for macOS are not notarized. macOS does not run a copy that a browser downloaded until you type
`xattr -d com.apple.quarantine gettoken`. Copies from `curl` and Homebrew run."""
WINDOWS = "The program for Windows is not signed, so SmartScreen may warn about it."


def section(version):
    """The section of a version, without its heading."""
    text = (ROOT / "CHANGELOG.md").read_text()
    heading = rf"^## \[?{re.escape(version)}\]?(?: - \d{{4}}-\d\d-\d\d)?\n(.*?)(?=^## |\Z)"
    found = re.search(heading, text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def main():
    words = sys.argv[1:]
    draft = words[:1] == ["--draft"]
    version = words[draft] if len(words) > draft else VERSION
    changes = section(version) or (draft and section("Unreleased"))
    if not changes:
        sys.exit(f"error: CHANGELOG.md has no section for {version}")
    key = ROOT / "release/minisign.pub"
    notarized = all((ROOT / f"target/programs/{machine}-apple-darwin.notarized").exists() for machine in ("aarch64", "x86_64"))
    print(changes, end="\n\n")
    print(VERIFY.format(key=key.read_text().splitlines()[1]) if key.exists() else NO_KEY)
    print(NOTARIZED if notarized else NOT_NOTARIZED, end="\n\n")
    print(WINDOWS)


main()
