#!/usr/bin/env python3
"""Writes the files by which package managers install the archives of a release, from its SHA256SUMS.

usage: manifests.py [--address URL] DIST OUT

DIST has SHA256SUMS. The files in OUT are homebrew/gettoken.rb, scoop/gettoken.json, winget/*.yaml and
aur/{PKGBUILD,.SRCINFO}; these four directories are replaced. The files name the addresses of the archives, so without the
project's address (`repository` in Cargo.toml, or --address for a trial) there are none. A platform without an archive in
DIST is left out.
"""

import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "package"))
from facts import AUTHORS, KEYWORDS, LICENSE, NAME, REPOSITORY, SUMMARY, TARGETS, VERSION, archive  # noqa: E402

LICENSES = LICENSE.split(" OR ")
# Targets under the names of Homebrew (system, processor) and Arch Linux.
BREW = {
    "aarch64-apple-darwin": ("macos", "arm"),
    "x86_64-apple-darwin": ("macos", "intel"),
    "aarch64-unknown-linux-musl": ("linux", "arm"),
    "x86_64-unknown-linux-musl": ("linux", "intel"),
}
ARCH = {
    "x86_64-unknown-linux-musl": "x86_64",
    "aarch64-unknown-linux-musl": "aarch64",
    "armv7-unknown-linux-musleabihf": "armv7h",
    "riscv64gc-unknown-linux-musl": "riscv64",
}
WINDOWS = "x86_64-pc-windows-gnu"


class Release:
    """The address and the sum of each archive."""

    def __init__(self, address, sums):
        self.address = address
        self.archives = {
            target: (f"{address}/releases/download/v{VERSION}/{archive(target)}", sums[archive(target)])
            for target in TARGETS
            if archive(target) in sums
        }

    def of(self, names):
        """The archives of the targets in `names`: their names there, addresses and sums."""
        return [(name, *self.archives[target]) for target, name in names.items() if target in self.archives]


def homebrew(release):
    blocks = ""
    for system in ("macos", "linux"):
        archives = [(name[1], url, sum) for name, url, sum in release.of(BREW) if name[0] == system]
        if not archives:
            continue
        blocks += f"  on_{system} do\n"
        for processor, url, sum in archives:
            blocks += f'    on_{processor} do\n      url "{url}"\n      sha256 "{sum}"\n    end\n'
        blocks += "  end\n\n"
    licenses = ", ".join(f'"{license}"' for license in LICENSES)
    # `brew audit` wants the block of files after the description, and a test that runs the program.
    text = f"""\
class {NAME.capitalize()} < Formula
  desc "{SUMMARY}"
  homepage "{release.address}"
  version "{VERSION}"
  license any_of: [{licenses}]

{blocks}  def install
    bin.install "gettoken"
    man1.install Dir["man/*.1"]
    man5.install Dir["man/*.5"]
    (man/"zh_CN/man1").install Dir["man/zh_CN/*.1"]
    (man/"zh_CN/man5").install Dir["man/zh_CN/*.5"]
    bash_completion.install "completions/gettoken.bash" => "gettoken"
    zsh_completion.install "completions/_gettoken"
    fish_completion.install "completions/gettoken.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{{bin}}/gettoken --version")
    # The mock server needs no network.
    system bin/"gettoken", "demo"
  end
end
"""
    return {"homebrew/gettoken.rb": text} if blocks else {}


def scoop(release):
    if WINDOWS not in release.archives:
        return {}
    url, sum = release.archives[WINDOWS]
    manifest = {
        "version": VERSION,
        "description": SUMMARY,
        "homepage": release.address,
        "license": "|".join(LICENSES),
        "architecture": {
            "64bit": {"url": url, "hash": sum, "extract_dir": archive(WINDOWS).removesuffix(".zip")},
        },
        "bin": "gettoken.exe",
        "checkver": {"url": f"{release.address}/releases/latest", "regex": r"/releases/tag/v([\w.-]+)"},
        "autoupdate": {
            "architecture": {
                "64bit": {
                    "url": url.replace(VERSION, "$version"),
                    "extract_dir": archive(WINDOWS, "$version").removesuffix(".zip"),
                },
            },
            "hash": {"url": "$baseurl/SHA256SUMS"},
        },
    }
    return {"scoop/gettoken.json": json.dumps(manifest, indent=4) + "\n"}


def yaml(value, indent=""):
    """A document of texts, lists and tables. A text in JSON is one in YAML too."""
    lines = []
    for key, value in value.items():
        if isinstance(value, list):
            lines.append(f"{indent}{key}:")
            for item in value:
                if isinstance(item, dict):
                    text = yaml(item, indent + "  ")
                    lines.append(f"{indent}- {text.strip()}")
                else:
                    lines.append(f"{indent}- {item}")
        else:
            plain = str(value).replace("-", "").replace(".", "").replace(" ", "").isalnum() and not str(value)[0].isdigit()
            lines.append(f"{indent}{key}: {value if plain else json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def winget(release):
    if WINDOWS not in release.archives:
        return {}
    url, sum = release.archives[WINDOWS]
    owner = release.address.split("/")[-2]
    identifier = f"{owner}.{NAME}"

    def manifest(kind, **more):
        facts = {"PackageIdentifier": identifier, "PackageVersion": VERSION, **more}
        text = yaml(facts | {"ManifestType": kind, "ManifestVersion": "1.12.0"})
        return f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.1.12.0.schema.json\n\n{text}"

    folder = archive(WINDOWS).removesuffix(".zip")
    program = {"RelativeFilePath": f"{folder}\\gettoken.exe", "PortableCommandAlias": NAME}
    return {
        f"winget/{identifier}.yaml": manifest("version", DefaultLocale="en-US"),
        f"winget/{identifier}.installer.yaml": manifest(
            "installer",
            InstallerType="zip",
            NestedInstallerType="portable",
            NestedInstallerFiles=[program],
            Installers=[{"Architecture": "x64", "InstallerUrl": url, "InstallerSha256": sum.upper()}],
        ),
        f"winget/{identifier}.locale.en-US.yaml": manifest(
            "defaultLocale",
            PackageLocale="en-US",
            Publisher=AUTHORS,
            PackageName=NAME,
            PackageUrl=release.address,
            License=LICENSE,
            ShortDescription=SUMMARY,
            Tags=KEYWORDS,
            ReleaseNotesUrl=f"{release.address}/releases/tag/v{VERSION}",
        ),
    }


def aur(release):
    archives = release.of(ARCH)
    if not archives:
        return {}
    # A hyphen would begin Arch's own revision.
    version = VERSION.replace("-", "_")
    name = f"{NAME}-bin"
    shared = {"arch": [arch for arch, _, _ in archives], "url": release.address, "license": [LICENSE]}
    shared |= {"provides": [NAME], "conflicts": [NAME], "options": ["!strip", "!debug"]}
    sources = {f"source_{arch}": [url] for arch, url, _ in archives}
    sources |= {f"sha256sums_{arch}": [sum] for arch, _, sum in archives}

    def assignment(key, value):
        if not isinstance(value, list):
            return f"{key}='{value}'"
        return f"{key}=(" + " ".join(f"'{item}'" for item in value) + ")"

    head = {"pkgname": name, "pkgver": version, "pkgrel": "1", "pkgdesc": SUMMARY, **shared, **sources}
    folder = archive("*").removesuffix(".tar.gz")
    build = "\n".join(assignment(key, value) for key, value in head.items())
    build += f"""

package() {{
  cd "$srcdir"/{folder}/
  install -Dm755 gettoken -t "$pkgdir/usr/bin"
  install -Dm644 LICENSE-MIT THIRD-PARTY-LICENSES.txt -t "$pkgdir/usr/share/licenses/$pkgname"
  for section in 1 5; do
    install -Dm644 man/*."$section" -t "$pkgdir/usr/share/man/man$section"
    install -Dm644 man/zh_CN/*."$section" -t "$pkgdir/usr/share/man/zh_CN/man$section"
  done
  install -Dm644 completions/gettoken.bash "$pkgdir/usr/share/bash-completion/completions/gettoken"
  install -Dm644 completions/_gettoken -t "$pkgdir/usr/share/zsh/site-functions"
  install -Dm644 completions/gettoken.fish -t "$pkgdir/usr/share/fish/vendor_completions.d"
}}
"""
    # What `makepkg --printsrcinfo` prints.
    order = ["pkgdesc", "pkgver", "pkgrel", "url", "arch", "license", "provides", "conflicts", "options"]
    order += [f"{key}_{arch}" for arch, _, _ in archives for key in ("source", "sha256sums")]
    info = f"pkgbase = {name}\n"
    for key in order:
        for item in head[key] if isinstance(head[key], list) else [head[key]]:
            info += f"\t{key} = {item}\n"
    return {"aur/PKGBUILD": build, "aur/.SRCINFO": info + f"\npkgname = {name}\n"}


def main():
    arguments = sys.argv[1:]
    address = REPOSITORY
    if arguments[:1] == ["--address"]:
        address = arguments[1]
        del arguments[:2]
    if len(arguments) != 2:
        sys.exit(__doc__.split("\n\n")[1])
    dist, out = map(Path, arguments)
    for folder in ("homebrew", "scoop", "winget", "aur"):
        shutil.rmtree(out / folder, ignore_errors=True)
    if not address:
        print("no manifests: the project's address is not known", file=sys.stderr)
        return
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    release = Release(address, {line[66:]: line[:64] for line in lines})
    for make in (homebrew, scoop, winget, aur):
        for name, text in make(release).items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            print(path)


main()
