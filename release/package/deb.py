#!/usr/bin/env python3
"""Makes the Debian package for a target, with dpkg-deb.

usage: deb.py TARGET
"""

import hashlib
import shutil
import subprocess
import sys
import textwrap

from contents import DIST, RESOLVER, SYSTEM_VERSION, WORK, File, about, compress, copy, system, third_party, write
from facts import AUTHORS, LICENSE, NAME, REPOSITORY, SUMMARY, TARGETS, VERSION

# Each override explains itself in the package.
OVERRIDES = f"""\
# Runs on any distribution; see the description.
{NAME}: statically-linked-binary
# The project has no mail address.
{NAME}: malformed-contact Maintainer *
# The license names no year.
{NAME}: copyright-without-copyright-notice
# There are no revisions for Debian; the changes are in CHANGELOG.md.
{NAME}: no-changelog *
"""


def field(text):
    """A text as the continuation of a field: indented, with a dot for an empty line."""
    return "\n".join(f" {line}" if line else " ." for line in text.splitlines())


def copyright():
    mit = copy("LICENSE-MIT")[0].data.decode().split("\n\n", 2)[2]
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {NAME}
Comment: The licenses of what is linked in are in THIRD-PARTY-LICENSES.txt.gz.

Files: *
Copyright: Copyright (c) {AUTHORS}
License: {LICENSE.replace(" OR ", " or ").replace("MIT", "Expat")}

License: Expat
{field(mit)}

License: Apache-2.0
 On Debian systems, the text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
"""


def files(target):
    yield from system(target, zsh="vendor-completions")
    licenses = third_party(target)
    yield File(f"usr/share/doc/{NAME}/copyright", copyright().encode())
    yield File(f"usr/share/doc/{NAME}/{licenses.path}.gz", compress(licenses.data))
    yield File(f"usr/share/lintian/overrides/{NAME}", OVERRIDES.encode())


def control(architecture, contents):
    size = sum(-(-len(file.data) // 1024) for file in contents)
    homepage = f"Homepage: {REPOSITORY}\n" if REPOSITORY else ""
    return f"""\
Package: {NAME}
Version: {SYSTEM_VERSION}
Architecture: {architecture}
Maintainer: {AUTHORS}
Installed-Size: {size}
Recommends: ca-certificates
Section: utils
Priority: optional
{homepage}Description: {SUMMARY[0].lower() + SUMMARY[1:]}
{field(textwrap.fill(about(), 78))}
 .
{field(RESOLVER)}
"""


def main(target):
    architecture = TARGETS[target]["deb"]
    root = WORK / target / "deb"
    shutil.rmtree(root, ignore_errors=True)
    contents = sorted(files(target))
    sums = "".join(f"{hashlib.md5(file.data).hexdigest()}  {file.path}\n" for file in contents)
    write([*contents, File("DEBIAN/control", control(architecture, contents).encode()), File("DEBIAN/md5sums", sums.encode())], root)
    DIST.mkdir(parents=True, exist_ok=True)
    name = f"{NAME}_{VERSION}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, DIST / name]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"target/dist/{name}")


main(sys.argv[1])
