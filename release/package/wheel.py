#!/usr/bin/env python3
"""Makes the Python wheel for a target: pip puts the program, its manual page and the completions into the environment.
The pages of the commands, which would be a fifteenth of the wheel, are left to `gettoken man COMMAND`.

usage: wheel.py TARGET
"""

import base64
import hashlib
import re
import struct
import sys

from contents import File, binary, completions, licenses, manuals, readme, save, zip_archive
from facts import AUTHORS, DESCRIPTION, KEYWORDS, LICENSE, PYPI_NAME, REPOSITORY, TARGETS, VERSION

# "1.2.0-rc.1" is "1.2.0rc1" there.
version = re.sub(r"-(a|b|rc)\w*\.?", r"\1", VERSION)


def check_macos(data, platform):
    """Fails if the program needs a newer macOS than the wheel says: LC_BUILD_VERSION, or LC_VERSION_MIN_MACOSX."""
    said = tuple(map(int, platform.split("_")[1:3]))
    count, offset = struct.unpack_from("<I", data, 16)[0], 32
    for _ in range(count):
        command, size, first, second = struct.unpack_from("<4I", data, offset)
        minimum = {0x32: second, 0x24: first}.get(command)
        if minimum is not None and (minimum >> 16, minimum >> 8 & 255) > said:
            sys.exit(f"wheel.py: the program needs macOS {minimum >> 16}.{minimum >> 8 & 255}, the wheel says {said[0]}.{said[1]}")
        offset += size


def metadata():
    url = f"Project-URL: Repository, {REPOSITORY}\n" if REPOSITORY else ""
    return f"""\
Metadata-Version: 2.4
Name: {PYPI_NAME}
Version: {version}
Summary: {DESCRIPTION}
Author: {AUTHORS}
License-Expression: {LICENSE}
License-File: LICENSE-APACHE
License-File: LICENSE-MIT
License-File: THIRD-PARTY-LICENSES.txt
Keywords: {",".join(KEYWORDS)}
Classifier: Environment :: Console
Classifier: Topic :: Security
{url}Description-Content-Type: text/markdown; charset=UTF-8

{readme(f"pip install {PYPI_NAME}")}"""


def main(target):
    platform = TARGETS[target]["wheel"]
    program = binary(target)
    if platform.startswith("macosx"):
        check_macos(program.data, platform)
    name = f"{PYPI_NAME.replace('-', '_')}-{version}"
    info, data = f"{name}.dist-info", f"{name}.data"
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in platform.split("."))
    files = [program._replace(path=f"{data}/scripts/{program.path}")]
    if "windows" not in target:
        page = [file for file in manuals() if file.path.endswith("/gettoken.1")]
        files += [file._replace(path=f"{data}/data/share/{file.path}") for file in (*completions("site-functions"), *page)]
    files += [file._replace(path=f"{info}/licenses/{file.path}") for file in licenses(target)]
    files.append(File(f"{info}/METADATA", metadata().encode()))
    files.append(File(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: {PYPI_NAME}\nRoot-Is-Purelib: false\n{tags}".encode()))
    digest = lambda data: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    record = "".join(f"{file.path},sha256={digest(file.data)},{len(file.data)}\n" for file in files)
    files.append(File(f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode()))
    save(f"{name}-py3-none-{platform}.whl", zip_archive(files))


main(sys.argv[1])
