#!/usr/bin/env bash
# Checks the files for package managers that release/manifests.py writes, and flake.nix, by the managers' own programs where
# those run here: makepkg builds the package of Arch Linux, Homebrew's, Scoop's, winget's and Nix's files are only parsed.
#
# usage: manifests.sh [DIST]          a directory that release/finish.sh has completed; default: target/dist
#
# Exits with 77 if a part was left out, since a program is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
dist=$(realpath "${1:-target/dist}")
[ -e "$dist/SHA256SUMS" ] || { echo "skipped: no $dist/SHA256SUMS; run release/package.sh and release/finish.sh" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

fail() {
  echo "failed: $*" >&2
  exit 1
}
# Whether a program is here; if not, what needs it is left out.
has() {
  command -v "$1" >/dev/null && return
  echo "left out: $2: $1 is not installed" >&2
  status=77
  return 1
}

# For platforms that were not built, a file that nobody reads.
mkdir "$work/dist"
cp "$dist"/* "$work/dist/"
dist=$work/dist
for archive in $(release/package/facts.py archives); do
  [ ! -e "$dist/$archive" ] || continue
  echo "$archive" >"$dist/$archive"
  (cd "$dist" && sha256sum "$archive") >>"$dist/SHA256SUMS"
done

address=https://git.example.org/someone/gettoken
release/manifests.py --address "$address" "$dist" "$work/out" >"$work/list"
[ -n "$(cat "$work/list")" ] || fail "nothing was written"
# Every address is that of a file of the release, with its sum beside it.
grep -rhoE "$address/releases/download/[^\"' ]+" "$work/out" | grep -vF "\$version" | sort -u >"$work/urls"
while read -r url; do
  sum=$(sed -n "s/  $(basename "$url")\$//p" "$dist/SHA256SUMS")
  if [ -z "$sum" ] || [ ! -e "$dist/$(basename "$url")" ]; then fail "not in the release: $url"; fi
  grep -rlF "$url" "$work/out" | while read -r file; do grep -qiF "$sum" "$file" || fail "$file: no sum of $url"; done
done <"$work/urls"
echo "manifests: $(wc -l <"$work/list") files with $(wc -l <"$work/urls") archives"

if has ruby Homebrew; then ruby -c "$work/out/homebrew/gettoken.rb" >/dev/null; fi
python3 - "$work/out" <<'PYTHON'
import json, pathlib, sys

out = pathlib.Path(sys.argv[1])
for path in out.glob("scoop/*.json"):
    manifest = json.loads(path.read_text())
    assert manifest.keys() >= {"version", "homepage", "license", "architecture", "bin"}, manifest
    for program in manifest["architecture"].values():
        assert program["extract_dir"] in program["url"] and len(program["hash"]) == 64, program
PYTHON
if python3 -c 'import yaml' 2>/dev/null; then
  python3 - "$work/out" <<'PYTHON'
import pathlib, sys, yaml

manifests = [yaml.safe_load(path.read_text()) for path in pathlib.Path(sys.argv[1]).glob("winget/*.yaml")]
assert {manifest["ManifestType"] for manifest in manifests} == {"version", "installer", "defaultLocale"}
assert len({(manifest["PackageIdentifier"], manifest["PackageVersion"]) for manifest in manifests}) == 1
# YAML must not take a version for a number.
assert all(isinstance(manifest[key], str) for manifest in manifests for key in ("PackageVersion", "ManifestVersion"))
PYTHON
else
  echo "left out: winget: PyYAML is not installed (.ci/python)" >&2
  status=77
fi

if has makepkg "Arch Linux" && has bsdtar "Arch Linux" && has fakeroot "Arch Linux"; then
  # makepkg takes sources that are there already, and does not run as root.
  cp -r "$work/out/aur" "$work/aur"
  cp "$dist"/*-"$(uname -m)"-*linux*.tar.gz "$work/aur/"
  as=()
  if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chown -R 65534:65534 "$work/aur"
    chmod 755 "$work"
  fi
  cd "$work/aur"
  export PACMAN=true HOME=$work/aur BUILDDIR=$work/aur PKGDEST=$work/aur
  "${as[@]}" makepkg --printsrcinfo 2>/dev/null | cmp - .SRCINFO
  "${as[@]}" makepkg --nodeps >makepkg.log 2>&1 || { cat makepkg.log >&2; fail "makepkg"; }
  bsdtar -tf gettoken-bin-*.pkg.* | grep -v '/$' >files
  for file in usr/bin/gettoken usr/share/man/man1/gettoken.1.gz usr/share/man/zh_CN/man5/gettoken-config.5.gz \
    usr/share/bash-completion/completions/gettoken usr/share/zsh/site-functions/_gettoken usr/share/licenses/gettoken-bin/LICENSE-MIT; do
    grep -qx "$file" files || fail "the package of Arch Linux has no $file"
  done
  cd "$OLDPWD"
  echo "manifests: makepkg made a package of $(wc -l <"$work/aur/files") files"
fi

if has nix-instantiate Nix; then
  # shellcheck disable=SC2016 # Nix fills these in
  # With stand-ins for nixpkgs: enough to see that the expression has a package for each system.
  nix-instantiate --eval --strict --json -E '
    let
      flake = import '"$PWD"'/flake.nix;
      lib.genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
      lib.licenses = { mit = "MIT"; asl20 = "Apache-2.0"; };
      pkgs.callPackage = f: _: f { inherit lib; rustPlatform.buildRustPackage = package: package; installShellFiles = ""; };
      legacyPackages = builtins.listToAttrs (map (name: { inherit name; value = pkgs; }) [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ]);
      outputs = flake.outputs { self = ""; nixpkgs = { inherit lib legacyPackages; }; };
    in builtins.mapAttrs (_: package: "${package.default.pname} ${package.default.version}") outputs.packages' >"$work/nix"
  version=$(release/package/facts.py version)
  [ "$(grep -oF "gettoken $version" "$work/nix" | wc -l)" = 4 ] || fail "flake.nix: $(cat "$work/nix")"
  echo "manifests: flake.nix has 4 systems"
fi
exit "$status"
