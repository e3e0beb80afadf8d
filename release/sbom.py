#!/usr/bin/env python3
"""Prints the software bill of materials (CycloneDX 1.6, JSON) of the program for a target.

usage: sbom.py TARGET

It lists the crates that `cargo tree --edges normal` names for the target, so neither those of tests and build scripts nor
those of other platforms, and the C libraries and the standard library that are linked besides them. The same source,
toolchain and SOURCE_DATE_EPOCH (default: the time of the commit) give the same bytes.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "package"))
from facts import NAME, ROOT, TARGETS  # noqa: E402


def run(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def tree(target):
    """The dependencies of each crate, as pairs of name and version. cargo metadata would add features that only tests use."""
    dependencies, path = {}, []
    lines = run("cargo", "tree", "--locked", "--edges=normal", "--prefix=depth", "--no-dedupe", f"--target={target}")
    for line in lines.splitlines():
        depth, name, version = re.match(r"(\d+)(\S+) v(\S+)", line).groups()
        del path[int(depth):]
        if path:
            dependencies[path[-1]].add((name, version))
        path.append((name, version))
        dependencies.setdefault(path[-1], set())
    return dependencies


def purl(name, version):
    return f"pkg:cargo/{name}@{version}"


def crate(package, checksums):
    name, version = package["name"], package["version"]
    component = {
        "type": "application" if name == NAME else "library",
        "bom-ref": purl(name, version),
        "name": name,
        "version": version,
        # Old crates separate alternatives by a slash.
        "licenses": [{"expression": package["license"].replace("/", " OR ")}],
        "purl": purl(name, version),
    }
    if package["description"]:
        component["description"] = " ".join(package["description"].split())
    if (name, version) in checksums:
        component["hashes"] = [{"alg": "SHA-256", "content": checksums[name, version]}]
    if package["repository"]:
        component["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return component


def library(name, version, license, kind="generic"):
    """A component that is no crate. Its version is left out if this machine cannot tell it."""
    reference = f"pkg:{kind}/{name}" + (f"@{version}" if version else "")
    component = {"type": "library", "bom-ref": reference, "name": name}
    if version:
        component["version"] = version
    return component | {"licenses": [{"expression": license}], "purl": reference}


def output(*command):
    """What a command prints, or nothing if it does not exist or fails."""
    try:
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, errors="replace").stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def found(pattern, text):
    match = re.search(pattern, text, re.MULTILINE)
    return match.group(1) if match else ""


def dbus(packages):
    """libdbus, whose source is in the crate libdbus-sys."""
    manifest = next(package["manifest_path"] for package in packages if package["name"] == "libdbus-sys")
    build = Path(manifest).with_name("build_vendored.rs").read_text()
    return library("dbus", found(r'DBUS_VERSION: &str = "\\"([\d.]+)', build), "AFL-2.1 OR GPL-2.0-or-later")


def musl(target):
    """musl and LLVM's unwinder, from where release/build.sh takes them."""
    component = Path(output("rustc", "--print", "target-libdir", "--target", target)) / "self-contained/libc.a"
    zig = ROOT / "target/zig/ziglang"
    libc = llvm = ""
    if not target.startswith("x86_64"):
        if (zig / "zig").exists():
            libc = found(r'VERSION "(.+)"', (zig / "lib/libc/musl/src/internal/version.h").read_text())
            llvm = found(r"clang version (\S+)", output(zig / "zig", "cc", "--version"))
    elif component.exists():
        libc, llvm = archived_version(component), found(r"^LLVM version: (\S+)", output("rustc", "-vV"))
    else:
        libc = archived_version("/usr/lib/x86_64-linux-musl/libc.a")
        unwinders = sorted(glob.glob("/usr/lib/llvm-*/lib/libunwind.a"))
        package = output("dpkg", "-S", unwinders[-1]).split(":")[0] if unwinders else ""
        llvm = found(r"^(?:\d+:)?([\d.]+)", output("dpkg-query", "-W", "-f=${Version}", package))
    return [library("musl", libc, "MIT"), library("llvm-libunwind", llvm, "Apache-2.0 WITH LLVM-exception")]


def archived_version(archive):
    return found(r"(\d+\.\d+\.\d+)", output("ar", "p", archive, "version.lo"))


def mingw(target):
    """What MinGW's gcc adds to each program."""
    compiler = target.split("-")[0] + "-w64-mingw32-gcc"
    header = output("sh", "-c", f"echo '#include <_mingw.h>' | {compiler} -E -dM -")
    major, minor = (found(rf"__MINGW64_VERSION_{part} (\d+)", header) for part in ("MAJOR", "MINOR"))
    return [
        library("mingw-w64", f"{major}.{minor}" if major else "", "ZPL-2.1"),
        library("libgcc", output(compiler, "-dumpfullversion"), "GPL-3.0-or-later WITH GCC-exception-3.1"),
    ]


def linked(target, packages, crates):
    """What the program consists of besides crates, each with the crate that links it."""
    std = library("rust-std", found(r"^release: (\S+)", output("rustc", "-vV")), "MIT OR Apache-2.0")
    yield NAME, std
    if "libdbus-sys" in crates:
        yield "libdbus-sys", dbus(packages)
    for component in musl(target) if "musl" in target else mingw(target) if target.endswith("windows-gnu") else []:
        yield NAME, component


def time():
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or output("git", "log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(seconds), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else None


def bom(target):
    dependencies = tree(target)
    packages = json.loads(run("cargo", "metadata", "--locked", "--format-version=1"))["packages"]
    packages = [package for package in packages if (package["name"], package["version"]) in dependencies]
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    checksums = {(crate["name"], crate["version"]): crate["checksum"] for crate in lock if "checksum" in crate}
    components = [crate(package, checksums) for package in packages]
    program = next(component for component in components if component["name"] == NAME)
    components.remove(program)
    references = {purl(*name): {purl(*below) for below in below} for name, below in dependencies.items()}
    for parent, component in linked(target, packages, {name for name, _ in dependencies}):
        parent = next(reference for reference in references if reference.startswith(f"pkg:cargo/{parent}@"))
        references[parent].add(component["bom-ref"])
        references[component["bom-ref"]] = set()
        components.append(component)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": program,
            "properties": [{"name": "cargo:target", "value": target}],
        },
        "components": sorted(components, key=lambda component: component["bom-ref"]),
        "dependencies": [
            {"ref": reference, "dependsOn": sorted(below)} for reference, below in sorted(references.items())
        ],
    }
    if (at := time()) is not None:
        document["metadata"] = {"timestamp": at} | document["metadata"]
    # The same contents have the same number.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return document | {"serialNumber": f"urn:uuid:{number}"}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        sys.exit("usage: sbom.py TARGET, one of:\n  " + "\n  ".join(TARGETS))
    json.dump(bom(sys.argv[1]), sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
