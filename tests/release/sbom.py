#!/usr/bin/env python3
"""Validates the bill of materials of each target against the schema of CycloneDX.

usage: sbom.py

Exits with 77 without cyclonedx-python-lib[json-validation] (PyPI). That the list is complete is checked by
tests/it/project/release.rs.
"""

import json
import subprocess
import sys
from pathlib import Path

try:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
except ImportError:
    print("skipped: cyclonedx-python-lib[json-validation] is not installed", file=sys.stderr)
    sys.exit(77)

RELEASE = Path(__file__).resolve().parents[2] / "release"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


validator = JsonStrictValidator(SchemaVersion.V1_6)
targets = run(RELEASE / "package/facts.py", "targets").split()
for target in targets:
    text = run(RELEASE / "sbom.py", target)
    assert text == run(RELEASE / "sbom.py", target), f"{target}: two runs differ"
    problem = validator.validate_str(text)
    assert problem is None, f"{target}: {problem}"
    references = {part["bom-ref"] for part in json.loads(text)["components"]}
    unknown = [part for entry in json.loads(text)["dependencies"] for part in entry["dependsOn"] if part not in references]
    assert not unknown, f"{target}: {unknown}"
broken = json.loads(text)
broken["components"][0]["hashes"] = [{"alg": "SHA-256", "content": "short"}]
assert validator.validate_str(json.dumps(broken)) is not None, "the validator accepts anything"
print(f"sbom: {len(targets)} valid")
