#!/usr/bin/env python3
"""Makes the container image: an OCI layout in a tar archive, with an image for each target and an index of all.

usage: oci.py TARGET…

The image has nothing but the program, certificate authorities, and an empty /config, which belongs to the user 65532.
"""

import base64
import hashlib
import json
import re
import sys
import time
from pathlib import Path

from contents import File, binary, compress, EPOCH, licenses, save, tar
from facts import AUTHORS, DESCRIPTION, LICENSE, NAME, REPOSITORY, TARGETS, VERSION
from licenses import resolve

USER = 65532
KIND = "application/vnd.oci.image"
TIME = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))


def authorities():
    """Mozilla's certificate authorities as PEM, and their license: from the crate with which the program verifies servers on
    systems without such a file. Cargo.lock has its checksum."""
    crate = next(crate for crate in resolve()["packages"] if crate["name"] == "webpki-root-certs")
    folder = Path(crate["manifest_path"]).parent
    text = f"# Mozilla's authorities for TLS servers (Common CA Database), by {crate['name']} {crate['version']}\n"
    source = (folder / "src/lib.rs").read_text()
    found = re.findall(r'// "(.*)"\n.*from_slice\(b"((?:\\x[0-9A-F]{2})+)"\)', source)
    assert len(found) == source.count("from_slice(") > 100
    for name, escaped in found:
        body = base64.encodebytes(bytes.fromhex(escaped.replace("\\x", ""))).decode()
        text += f"\n# {name}\n-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n"
    return text.encode(), (folder / "LICENSE").read_bytes()


def root(target):
    """The files of the image."""
    bundle, terms = authorities()
    yield binary(target)._replace(path="usr/bin/gettoken")
    yield File("etc/ssl/certs/ca-certificates.crt", bundle)
    yield File("etc/passwd", f"root:x:0:0::/:/none\nnonroot:x:{USER}:{USER}::/config:/none\n".encode())
    yield File("etc/group", f"root:x:0:\nnonroot:x:{USER}:\n".encode())
    yield File("config", None, 0o700, USER)
    yield File(f"usr/share/doc/{NAME}/LICENSE-ca-certificates", terms)
    for file in licenses(target):
        yield file._replace(path=f"usr/share/doc/{NAME}/{file.path}")


def folders(files):
    """The directories that contain files and are not listed."""
    paths = {str(parent) for file in files for parent in Path(file.path).parents} - {"."}
    return [File(path, None, 0o755) for path in paths - {file.path for file in files}]


class Layout:
    """An OCI layout: each blob under its digest."""

    def __init__(self):
        self.files = [File("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')]

    def add(self, kind, data, **more):
        """Stores a blob and returns its descriptor."""
        if not isinstance(data, bytes):
            data = json.dumps(data, separators=(",", ":")).encode()
        digest = hashlib.sha256(data).hexdigest()
        self.files.append(File(f"blobs/sha256/{digest}", data))
        return {"mediaType": f"{KIND}.{kind}", "digest": f"sha256:{digest}", "size": len(data), **more}

    def image(self, target):
        architecture, _, variant = TARGETS[target]["oci"].partition("/")
        platform = {"architecture": architecture, "os": "linux"} | ({"variant": variant} if variant else {})
        files = list(root(target))
        layer = tar(files + folders(files))
        config = {
            "User": f"{USER}:{USER}",
            "Env": ["PATH=/usr/bin", "HOME=/config", "GETTOKEN_CONFIG_DIR=/config"],
            "Entrypoint": ["/usr/bin/gettoken"],
            "Volumes": {"/config": {}},
            "Labels": annotations(),
        }
        config = {
            "created": TIME,
            "author": AUTHORS,
            **platform,
            "config": config,
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]},
            "history": [{"created": TIME, "created_by": "release/package/oci.py"}],
        }
        manifest = {
            "schemaVersion": 2,
            "mediaType": f"{KIND}.manifest.v1+json",
            "config": self.add("config.v1+json", config),
            "layers": [self.add("layer.v1.tar+gzip", compress(layer))],
            "annotations": annotations(),
        }
        return self.add("manifest.v1+json", manifest, platform=platform)


def annotations():
    facts = {"title": NAME, "description": DESCRIPTION, "version": VERSION, "licenses": LICENSE, "created": TIME}
    facts |= {"source": REPOSITORY} if REPOSITORY else {}
    return {f"org.opencontainers.image.{key}": value for key, value in facts.items()}


def index(manifests):
    return {"schemaVersion": 2, "mediaType": f"{KIND}.index.v1+json", "manifests": manifests}


layout = Layout()
images = index([layout.image(target) for target in sys.argv[1:]])
# The name under which `podman load` stores it.
images = layout.add("index.v1+json", images, annotations={"org.opencontainers.image.ref.name": f"{NAME}:{VERSION}"})
layout.files.append(File("index.json", json.dumps(index([images])).encode()))
save(f"{NAME}-{VERSION}-oci.tar", tar({file.path: file for file in layout.files + folders(layout.files)}.values()))
