#!/usr/bin/env bash
# Installs gettoken by apt from the repositories that release/apt.sh makes, signed and not, and from forged ones, with
# directories of its own instead of the system's.
#
# usage: apt.sh [DIST]          a directory with a .deb for this machine; default: target/dist
set -euo pipefail
cd "$(dirname "$0")/../.."
dist=$(realpath "${1:-target/dist}")
for need in apt-get apt-ftparchive dpkg gpg gpgv; do
  command -v "$need" >/dev/null || { echo "skipped: $need is not installed (packages apt-utils, gnupg)" >&2; exit 77; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: dpkg installs only as root" >&2; exit 77; }
architecture=$(dpkg --print-architecture)
compgen -G "$dist/*_$architecture.deb" >/dev/null || { echo "skipped: no package for $architecture in $dist" >&2; exit 77; }

work=$(mktemp -d)
export GNUPGHOME=$work/gnupg
end() {
  gpgconf --kill gpg-agent 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
# apt drops root's rights to read the repository.
chmod 755 "$work"
mkdir -m 700 "$GNUPGHOME"
fail() {
  echo "failed: $*" >&2
  cat "$work/log" >&2
  exit 1
}

# Runs apt-get with a system in $work/root that has nothing but this source.
apt() {
  local root=$work/root
  mkdir -p "$root"/{etc/apt/{sources.list.d,preferences.d,trusted.gpg.d,apt.conf.d},var/lib/dpkg/{info,updates},var/lib/apt/lists/partial,var/cache/apt/archives/partial,var/log/apt}
  touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
  APT_CONFIG=/dev/null apt-get -q -y -o Dir="$root" -o Dir::State::status="$root/var/lib/dpkg/status" -o APT::Sandbox::User=root \
    -o Dir::Bin::dpkg=/usr/bin/dpkg -o DPkg::Options::=--root="$root" -o DPkg::Options::=--force-not-root -o Debug::NoLocking=1 \
    -o DPkg::Pre-Invoke::=true -o Dir::Etc::sourcelist=/dev/null "$@" >"$work/log" 2>&1
}
source_of() {
  rm -rf "$work/root"
  mkdir -p "$work/root/etc/apt/sources.list.d"
  printf '%s\n' "Types: deb" "URIs: file:$1" "Suites: stable" "Components: main" "${@:2}" >"$work/root/etc/apt/sources.list.d/gettoken.sources"
}

gpg --batch --quiet --passphrase '' --quick-generate-key 'test of gettoken' ed25519 sign never 2>"$work/log" || fail "no key"
gpg --batch --quiet --passphrase '' --quick-generate-key 'somebody else' ed25519 sign never 2>"$work/log" || fail "no key"
release/apt.sh --key 'test of gettoken' "$dist" "$work/signed" >"$work/log" 2>&1 || fail "release/apt.sh"
release/apt.sh "$dist" "$work/unsigned" >"$work/log" 2>&1 || fail "release/apt.sh without a key"
grep -qF "Trusted: yes" "$work/log" || fail "no word of the missing signature"
mkdir -p "$work/documents/of a person"
if release/apt.sh "$dist" "$work/documents" >"$work/log" 2>&1; then fail "replaced a directory of something else"; fi
[ -d "$work/documents/of a person" ] || fail "deleted a directory of something else"
if release/apt.sh --key 'no such key' "$dist" "$work/signed" >"$work/log" 2>&1; then fail "signed without a key"; fi
[ -e "$work/signed/dists/stable/InRelease" ] || fail "a failure deleted the repository before"
release/apt.sh --key 'test of gettoken' "$dist" "$work/signed" >"$work/log" 2>&1 || fail "release/apt.sh, once more"

source_of "$work/signed" "Signed-By: $work/signed/gettoken.asc"
apt update || fail "update"
apt install gettoken || fail "install"
version=$("$work/root/usr/bin/gettoken" --version)
[ "$version" = "gettoken $(release/package/facts.py version)" ] || fail "it is $version"
[ -s "$work/root/usr/share/man/man1/gettoken.1.gz" ] || fail "no manual"
apt remove gettoken || fail "remove"
[ ! -e "$work/root/usr/bin/gettoken" ] || fail "still there"

source_of "$work/unsigned"
if apt update && apt install gettoken; then fail "apt took an unsigned repository"; fi
source_of "$work/unsigned" "Trusted: yes"
apt update || fail "update, trusted"
apt install gettoken || fail "install, trusted"

source_of "$work/signed" "Signed-By: $work/other.asc"
gpg --batch --armor --export --output "$work/other.asc" 'somebody else'
if apt update && apt install gettoken; then fail "apt took another key"; fi

# The list is changed, and its sum too, so that only the signature tells.
cp -r "$work/signed" "$work/forged"
cd "$work/forged/dists/stable"
sed -i 's/^Description: .*/Description: forged/' main/binary-*/Packages
rm main/binary-*/Packages.gz
cd "$OLDPWD"
source_of "$work/forged" "Signed-By: $work/signed/gettoken.asc"
if apt update && apt install gettoken; then fail "apt took a forged list"; fi
cp -r "$work/signed" "$work/damaged"
printf x >>"$work/damaged/pool/$(basename "$(compgen -G "$dist/*_$architecture.deb")")"
source_of "$work/damaged" "Signed-By: $work/signed/gettoken.asc"
apt update || fail "update, damaged"
if apt install gettoken; then fail "apt took a damaged package"; fi
[ ! -e "$work/root/usr/bin/gettoken" ] || fail "installed a damaged package"
echo "apt: installed from a signed repository and a trusted one; refused an unsigned, a foreign, a forged and a damaged one"
