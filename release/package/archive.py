#!/usr/bin/env python3
"""Makes the archive for a target: a zip file for Windows, else a compressed tar archive.

usage: archive.py TARGET
"""

import sys

from contents import binary, compress, copy, documents, licenses, manual_sources, save, tar, zip_archive
from facts import NAME, ROOT, VERSION, archive

target = sys.argv[1]
name = archive(target)
scripts = sorted(f"completions/{path.name}" for path in (ROOT / "completions").iterdir())
files = [binary(target), *licenses(target), *documents(), *manual_sources(), *copy(*scripts)]
files = [file._replace(path=f"{NAME}-{VERSION}-{target}/{file.path}") for file in files]
save(name, zip_archive(sorted(files)) if name.endswith(".zip") else compress(tar(files)))
