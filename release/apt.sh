#!/usr/bin/env bash
# Makes an apt repository of the .deb packages of a release: a directory that any web server or file share can serve.
#
# usage: release/apt.sh [--key KEY] [DIST [OUT]]          default: target/dist, target/apt
#
# A repository that is in OUT is replaced once the new one is complete.
#
# With --key, gpg signs it with that key and puts the public key beside it. Without, apt accepts it only with
# `Trusted: yes`, which means that nobody verifies the packages: good for a trial, or for a directory on the same machine.
set -euo pipefail
key=
if [ "${1-}" = --key ]; then
  key=${2:?--key needs a key}
  shift 2
fi
root=$(realpath "$(dirname "$0")/..")
dist=$(realpath "${1:-$root/target/dist}")
out=${2:-$root/target/apt}
for tool in apt-ftparchive ${key:+gpg}; do
  command -v "$tool" >/dev/null || { echo "no apt repository: $tool is not installed (packages apt-utils, gnupg)" >&2; exit 77; }
done

out=$(realpath -m "$out")
if [ -e "$out" ] && [ ! -e "$out/dists/stable/Release" ] && ! rmdir "$out" 2>/dev/null; then
  echo "error: $out contains something else than an apt repository" >&2
  exit 1
fi
rm -rf "$out.new"
mkdir -p "$out.new/pool"
cp "$dist"/*.deb "$out.new/pool/"
cd "$out.new"
for package in pool/*.deb; do dpkg-deb -f "$package" Architecture; done | sort -u >architectures
while read -r architecture; do
  folder=dists/stable/main/binary-$architecture
  mkdir -p "$folder"
  apt-ftparchive --arch "$architecture" packages pool >"$folder/Packages"
  gzip -9nk "$folder/Packages"
done <architectures
apt-ftparchive -o APT::FTPArchive::Release::Origin=gettoken -o APT::FTPArchive::Release::Label=gettoken \
  -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Codename=stable \
  -o APT::FTPArchive::Release::Components=main -o APT::FTPArchive::Release::Architectures="$(paste -sd ' ' architectures)" \
  release dists/stable >Release
mv Release dists/stable/
rm architectures
trust="Trusted: yes"
if [ -n "$key" ]; then
  gpg --batch --yes --local-user "$key" --clearsign --output dists/stable/InRelease dists/stable/Release
  gpg --batch --yes --local-user "$key" --armor --detach-sign --output dists/stable/Release.gpg dists/stable/Release
  gpg --batch --yes --armor --export --output gettoken.asc "$key"
  trust="Signed-By: /etc/apt/keyrings/gettoken.asc"
else
  echo "not signed: users must write \`Trusted: yes\`, and nobody verifies the packages" >&2
fi
rm -rf "$out"
mv -T "$out.new" "$out"
cat <<TEXT
$out
To use it, copy it to a server or name this directory in /etc/apt/sources.list.d/gettoken.sources${key:+, and copy gettoken.asc to
/etc/apt/keyrings}:
  Types: deb
  URIs: file:$out
  Suites: stable
  Components: main
  $trust
TEXT
