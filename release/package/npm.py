#!/usr/bin/env python3
"""Makes the npm packages: one with the program for each target, and `gettoken`, which depends on the one for the platform.

usage: npm.py TARGET…
"""

import json
import sys

from contents import File, binary, compress, copy, licenses, readme, save, tar
from facts import DESCRIPTION, KEYWORDS, LICENSE, NAME, REPOSITORY, ROOT, TARGETS, VERSION

SCRIPTS = ROOT / "release/package/npm"


def package(name, description, **more):
    """A package.json. `npm publish` needs `publishConfig` for a package with a scope."""
    facts = {"name": name, "version": VERSION, "description": description, "keywords": KEYWORDS, "license": LICENSE}
    if REPOSITORY:
        facts["repository"] = {"type": "git", "url": f"git+{REPOSITORY}.git"}
    text = json.dumps({**facts, "publishConfig": {"access": "public"}, **more}, indent=2) + "\n"
    return File("package.json", text.encode())


def pack(name, files):
    save(f"{name}-{VERSION}.tgz", compress(tar([file._replace(path=f"package/{file.path}") for file in files])))


def main(targets):
    platforms = [TARGETS[target]["npm"] for target in targets]
    for target, platform in zip(targets, platforms):
        system, processor = platform.split("-")
        program = binary(target)
        # Yarn must unpack it: a program in an archive cannot run.
        facts = package(f"@{NAME}/{platform}", f"{NAME} for {platform}", os=[system], cpu=[processor], preferUnplugged=True)
        text = File("README.md", f"The program of the package `{NAME}` for {platform}. Install `{NAME}` instead.\n".encode())
        pack(f"{NAME}-{platform}", [facts, text, program._replace(path=f"bin/{program.path}"), *licenses(target)])
    main = package(
        NAME,
        DESCRIPTION,
        bin={NAME: f"bin/{NAME}"},
        engines={"node": ">=14.14"},
        scripts={"postinstall": "node install.js"},
        optionalDependencies={f"@{NAME}/{platform}": VERSION for platform in platforms},
    )
    scripts = [File(name, (SCRIPTS / name).read_bytes()) for name in ("install.js", "platform.js")]
    scripts.append(File(f"bin/{NAME}", (SCRIPTS / "gettoken.js").read_bytes(), 0o755))
    text = File("README.md", readme(f"npm install --global {NAME}").encode())
    pack(NAME, [main, text, *scripts, *copy("LICENSE-APACHE", "LICENSE-MIT")])


main(sys.argv[1:])
