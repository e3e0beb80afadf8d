#!/usr/bin/env python3
"""Makes the RPM package for a target, with rpmbuild.

usage: rpm.py TARGET
"""

import shutil
import subprocess
import sys
from pathlib import PurePath

from contents import DIST, RESOLVER, RESOLVER_ZH, SYSTEM_VERSION, WORK, about, licenses, system, write
from facts import LICENSE, NAME, REPOSITORY, SUMMARY, TARGETS, VERSION

# rpmbuild must not strip, compress or inspect anything, and nothing of this machine may be in the package. Its
# compression is one that also old versions of RPM read.
MACROS = {
    "_build_id_links": "none",
    "_buildhost": "localhost",
    "_binary_payload": "w9.xzdio",
    "__os_install_post": "%{nil}",
    "debug_package": "%{nil}",
    "use_source_date_epoch_as_buildtime": "1",
    "clamp_mtime_to_source_date_epoch": "1",
}


def spec(paths):
    marks = {"man": "%doc", "doc": "%doc", "licenses": "%license"}
    folders = sorted({str(parent) for path in paths for parent in PurePath(path).parents if NAME in parent.parts})
    listed = "".join(f'%dir "/{folder}"\n' for folder in folders)
    listed += "".join(f"{marks.get(path.split('/')[2], '')} \"/{path}\"\n".lstrip() for path in paths)
    return f"""\
Name: {NAME}
Version: {SYSTEM_VERSION}
Release: 1
Summary: {SUMMARY}
Summary(zh_CN): 通过命令行获取并缓存各平台的访问令牌
License: {LICENSE}
{f"URL: {REPOSITORY}" if REPOSITORY else ""}
Recommends: ca-certificates
AutoReqProv: no

%description
{about()}

{RESOLVER}

%description -l zh_CN
{about("README.zh-CN.md")}

{RESOLVER_ZH}

%install
cp -R --preserve=mode,timestamps "%{{tree}}/." "%{{buildroot}}"

%files
%defattr(-,root,root)
{listed}"""


def main(target):
    architecture = TARGETS[target]["rpm"]
    folder = WORK / target / "rpm"
    shutil.rmtree(folder, ignore_errors=True)
    files = [*system(target, zsh="site-functions")]
    files += [file._replace(path=f"usr/share/licenses/{NAME}/{file.path}") for file in licenses(target)]
    write(files, folder / "tree")
    (folder / "spec").write_text(spec(sorted(file.path for file in files)))
    macros = {**MACROS, "_topdir": folder, "tree": folder / "tree"}
    command = ["rpmbuild", "--quiet", "-bb", "--target", f"{architecture}-linux", folder / "spec"]
    command += [word for name, value in macros.items() for word in ("--define", f"{name} {value}")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    name = f"{NAME}-{VERSION}-1.{architecture}.rpm"
    DIST.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / "RPMS" / architecture / f"{NAME}-{SYSTEM_VERSION}-1.{architecture}.rpm", DIST / name)
    print(f"target/dist/{name}")


main(sys.argv[1])
