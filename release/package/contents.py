"""What all packages contain, and archives whose bytes depend on nothing but their contents."""

import gzip
import io
import os
import re
import subprocess
import tarfile
import time
import zipfile
from typing import NamedTuple

from facts import ROOT, VERSION

# The time of every file: that of the last commit (package.sh).
EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])
DIST = ROOT / "target/dist"
WORK = ROOT / "target/package"
# "1.2.0-rc.1" must sort before "1.2.0": Debian and RPM write it with a tilde. The names of files do not have it, because
# GitHub renames files with a tilde, and SHA256SUMS lists the names.
SYSTEM_VERSION = VERSION.replace("-", "~")
# What users of a static Linux binary must know.
RESOLVER = """\
The program is linked statically, with musl, and runs on any distribution. It
finds hosts in /etc/hosts and by DNS only, without /etc/nsswitch.conf: not in
mDNS (.local), LDAP or NIS."""
RESOLVER_ZH = """\
程序以 musl 静态链接，可在任何发行版上运行。解析域名只使用 /etc/hosts 和 DNS，
不读取 /etc/nsswitch.conf，因此不支持 mDNS（.local）、LDAP 和 NIS。"""


class File(NamedTuple):
    """A file of a package, or a directory if it has no data."""
    path: str
    data: bytes | None
    mode: int = 0o644
    owner: int = 0


def binary(target):
    """The program for a target, under the name by which users call it."""
    name = "gettoken.exe" if "windows" in target else "gettoken"
    return File(name, (WORK / target / name).read_bytes(), 0o755)


def copy(*names):
    return [File(name, (ROOT / name).read_bytes()) for name in names]


def third_party(target):
    name = "THIRD-PARTY-LICENSES.txt"
    return File(name, (WORK / target / name).read_bytes())


def licenses(target):
    return [*copy("LICENSE-APACHE", "LICENSE-MIT"), third_party(target)]


def documents():
    """The README and the pages that it links to."""
    pages = sorted(path for path in (ROOT / "docs").rglob("*") if path.suffix in (".md", ".svg"))
    return copy("README.md", "README.zh-CN.md", "CHANGELOG.md", "SECURITY.md", *(str(path.relative_to(ROOT)) for path in pages))


def manual_sources():
    return copy(*(str(path.relative_to(ROOT)) for path in sorted((ROOT / "man").rglob("*.[15]"))))


def manuals():
    """The manual pages where `man` looks for them in a directory such as /usr/share."""
    for source in manual_sources():
        folder, name = source.path.rsplit("/", 1)
        yield File(f"{folder}/man{name[-1]}/{name}", source.data)


def completions(zsh):
    """The completion scripts of the shells that load them on demand; Debian's zsh has a directory of its own."""
    for source, path in (
        ("gettoken.bash", "bash-completion/completions/gettoken"),
        ("_gettoken", f"zsh/{zsh}/_gettoken"),
        ("gettoken.fish", "fish/vendor_completions.d/gettoken.fish"),
    ):
        yield File(path, (ROOT / "completions" / source).read_bytes())


def system(target, zsh):
    """The files below /usr that all Linux systems share."""
    yield binary(target)._replace(path="usr/bin/gettoken")
    for file in completions(zsh):
        yield file._replace(path=f"usr/share/{file.path}")
    for file in manuals():
        yield file._replace(path=f"usr/share/{file.path}.gz", data=compress(file.data))
    for file in documents():
        yield file._replace(path=f"usr/share/doc/gettoken/{file.path}")


def write(files, folder):
    """Writes files below `folder`, with the time of the package."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        path.chmod(file.mode)
        os.utime(path, (EPOCH, EPOCH))
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)


def about(name="README.md"):
    """The first paragraph of a README."""
    return re.search(r"\n\n([^#!\[].+?)\n\n", (ROOT / name).read_text(), re.S)[1]


def readme(install):
    """What registries show of a package, with the command that installs it."""
    return (ROOT / "release/package/README.md").read_text().replace("INSTALL", install)


def compress(data):
    return gzip.compress(data, 9, mtime=0)


def tar(files):
    """A tar archive of files of root, in order of name."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.GNU_FORMAT) as out:
        for file in sorted(files):
            entry = tarfile.TarInfo(file.path)
            entry.mode, entry.mtime = file.mode, EPOCH
            entry.uid = entry.gid = file.owner
            if file.data is None:
                entry.type = tarfile.DIRTYPE
            else:
                entry.size = len(file.data)
            out.addfile(entry, io.BytesIO(file.data or b""))
    return archive.getvalue()


def zip_archive(files):
    """A zip archive of files with their permissions, in the given order, compressed by advzip: 3 % smaller than by zlib."""
    WORK.mkdir(parents=True, exist_ok=True)
    archive = WORK / "archive.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for file in files:
            entry = zipfile.ZipInfo(file.path, time.gmtime(EPOCH)[:6])
            entry.create_system, entry.external_attr = 3, (0o100000 | file.mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, file.data)
    subprocess.run(["advzip", "--quiet", "--recompress", "--shrink-normal", archive], check=True)
    data = archive.read_bytes()
    archive.unlink()
    return data


def save(name, data):
    DIST.mkdir(parents=True, exist_ok=True)
    (DIST / name).write_bytes(data)
    print(f"target/dist/{name}")
