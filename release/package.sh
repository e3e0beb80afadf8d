#!/usr/bin/env bash
# Makes all packages, in target/dist/: archives, .deb, .rpm, Python wheels, npm packages and the container image.
#
# usage: release/package.sh [TARGET | TARGET=PROGRAM]…       default: x86_64-unknown-linux-musl
#
# A target without a program is built with release/build.sh. The npm package `gettoken` and the image are for the given
# targets, so one call makes a whole release. The same sources and programs give the same files. The time of the files is
# that of the last commit, or SOURCE_DATE_EPOCH; the version is that of Cargo.toml.
#
# Prints the path of each package. Exits with 77 if something it needs is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- x86_64-unknown-linux-musl

for tool in advzip cargo python3 dpkg-deb rpmbuild; do
  command -v "$tool" >/dev/null || { echo "no packages: $tool is not installed" >&2; exit 77; }
done
# All files have this time.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
python3 -c 'import tomllib' 2>/dev/null || { echo "no packages: python3 is older than 3.11" >&2; exit 77; }
# Neither the umask nor the locale may change the packages.
umask 022
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
make() { python3 "release/package/$1.py" "${@:2}"; }
name() { python3 release/package/facts.py name "$@"; }

# Nor may the order of the targets.
mapfile -t words < <(printf '%s\n' "$@" | sort)
set -- "${words[@]}"
known=$(python3 release/package/facts.py targets)
for word; do
  grep -qx -- "${word%%=*}" <<<"$known" || { echo "no such target: ${word%%=*}; supported: ${known//$'\n'/, }" >&2; exit 2; }
done
rm -rf target/dist target/package
targets=() images=()
for word; do
  target=${word%%=*}
  program=${word#*=}
  [ "$program" != "$word" ] || program=$(release/build.sh "$target")
  work=target/package/$target
  mkdir -p "$work"
  case $target in *windows*) cp "$program" "$work/gettoken.exe" ;; *) cp "$program" "$work/gettoken" ;; esac
  make licenses "$target" >"$work/THIRD-PARTY-LICENSES.txt"
  targets+=("$target")
  [ -z "$(name "$target" oci)" ] || images+=("$target")
  make archive "$target"
  for kind in deb rpm wheel; do
    [ -z "$(name "$target" "$kind")" ] || make "$kind" "$target"
  done
done
make npm "${targets[@]}"
[ "${#images[@]}" = 0 ] || make oci "${images[@]}"
