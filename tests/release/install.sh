#!/usr/bin/env bash
# Installs releases by release/install.sh, good and forged, in each POSIX shell that is here, and signs them by release/sign.sh.
#
# usage: install.sh PROGRAM          the program that the archives contain
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
for need in minisign openssl curl python3 tar; do
  command -v "$need" >/dev/null || { echo "skipped: $need is not installed" >&2; exit 77; }
done
case $(uname -m) in x86_64 | aarch64) ;; *) echo "skipped: no archive for $(uname -m)" >&2; exit 77 ;; esac
shells=()
for shell in dash "busybox sh" "bash --posix"; do
  if command -v "${shell%% *}" >/dev/null; then shells+=("$shell"); else echo "left out: ${shell%% *} is not installed" >&2; fi
done

work=$(mktemp -d)
server=
end() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
unset LC_ALL LC_MESSAGES GETTOKEN_LANG XDG_DATA_HOME
export LANG=C.UTF-8

count=0
ok() {
  count=$((count + 1))
}
fail() {
  echo "failed: $shell: $*" >&2
  cat "$work/out" >&2
  exit 1
}

version=$("$program" --version | cut -d ' ' -f 2)
target=$(uname -m)-unknown-linux-musl

# A copy of what signs and verifies, which has a key of its own.
project=$work/project
mkdir -p "$project/release/package"
cp release/{sign,verify}.sh "$project/release/"
cp release/package/facts.py "$project/release/package/"
cp Cargo.toml LICENSE-MIT "$project/"
minisign -GW -p "$project/release/minisign.pub" -s "$work/secret.key" >/dev/null
minisign -GW -p "$work/other.pub" -s "$work/other.key" >/dev/null
key=$(sed -n 2p "$project/release/minisign.pub")

# Makes a release of a program in a directory, without one of the files.
release() {
  local name=gettoken-$version-$target
  rm -rf "$work/stage"
  mkdir -p "$1" "$work/stage/$name"
  cp "$2" "$work/stage/$name/gettoken"
  cp -r completions man LICENSE-* "$work/stage/$name/"
  [ -z "${3-}" ] || rm "$work/stage/$name/$3"
  tar -czf "$1/$name.tar.gz" -C "$work/stage" "$name"
  (cd "$1" && sha256sum -- *.tar.gz >SHA256SUMS)
}

# Runs the script in `shell`; the output is in $work/out.
try() {
  # shellcheck disable=SC2086 # the shell and its options
  env HOME="$home" $shell "$work/install.sh" "$@" >"$work/out" 2>&1
}

# The script must refuse, with this text, and leave nothing behind.
refuses() {
  local text=$1
  shift
  if try "$@"; then fail "accepted: $*"; fi
  grep -qF -- "$text" "$work/out" || fail "no \"$text\" for: $*"
  [ -z "$(find "$home" -type f)" ] || fail "left files behind: $(find "$home" -type f | head)"
  ok
}

shell=bash
release "$work/good" "$program"
"$project/release/sign.sh" --key "$work/secret.key" "$work/good" >"$work/out" 2>&1 || fail "cannot sign"
"$project/release/verify.sh" "$work/good" >"$work/out" 2>&1 || fail "cannot verify"
cp -r "$work/good" "$work/other-key"
rm "$work/other-key/SHA256SUMS.minisig"
if "$project/release/sign.sh" --key "$work/other.key" "$work/other-key" >"$work/out" 2>&1; then fail "signed with another key"; fi
[ ! -e "$work/other-key/SHA256SUMS.minisig" ] || fail "kept a signature of another key"
cp "$work/secret.key" "$project/secret.key"
if "$project/release/sign.sh" --key "$project/secret.key" "$work/good" >"$work/out" 2>&1; then fail "took a key in the repository"; fi
touch "$work/other-key/extra"
if "$project/release/verify.sh" --sums-only "$work/other-key" >"$work/out" 2>&1; then fail "took a file without a sum"; fi
rm "$work/other-key/extra"
minisign -S -s "$work/other.key" -m "$work/other-key/SHA256SUMS" >/dev/null
minisign -S -l -s "$work/secret.key" -m "$work/good/SHA256SUMS" -x "$work/legacy.minisig" >/dev/null
ok

cp -r "$work/good" "$work/bad-archive"
printf x >>"$work/bad-archive/gettoken-$version-$target.tar.gz"
cp -r "$work/bad-archive" "$work/bad-sums"
(cd "$work/bad-sums" && sha256sum -- *.tar.gz >SHA256SUMS)
cp -r "$work/good" "$work/unsigned"
rm "$work/unsigned/SHA256SUMS.minisig"
cp -r "$work/good" "$work/no-archive"
rm "$work/no-archive"/*.tar.gz
# A release whose archive lacks a page, and one whose program does not run.
release "$work/incomplete" "$program" man/gettoken.1
release "$work/broken" /bin/false
for folder in incomplete broken; do minisign -S -s "$work/secret.key" -m "$work/$folder/SHA256SUMS" >/dev/null; done

sed "s|^public_key=''\$|public_key='$key'|" release/install.sh >"$work/install.sh"
cp release/install.sh "$work/without-key.sh"

# A server on loopback, for the downloads.
python3 -u -m http.server --bind 127.0.0.1 --directory "$work" 0 >"$work/server" 2>&1 &
server=$!
for _ in $(seq 50); do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/server")
  [ -z "$port" ] || break
  sleep 0.1
done
url=http://127.0.0.1:$port

# Directories of programs: without minisign, and without openssl too.
for name in openssl-only no-verifier; do mkdir "$work/$name"; done
for tool in sh awk cat chmod cp cut curl dash busybox bash dirname env find getconf grep head mkdir mktemp mv od openssl printf rm rmdir sed \
  sha256sum tail tar gzip uname; do
  path=$(command -v "$tool") || continue
  case $path in /*) ;; *) continue ;; esac
  ln -s "$path" "$work/openssl-only/$tool"
  [ "$tool" = openssl ] || ln -s "$path" "$work/no-verifier/$tool"
done
usual=$PATH

for shell in "${shells[@]}"; do
  home="$work/home of ${shell%% *}"
  mkdir "$home"
  bin="$home/.local/bin" share="$home/.local/share"

  refuses "the checksum of gettoken-$version-$target.tar.gz is wrong" --from "$work/bad-archive"
  refuses "the signature of SHA256SUMS is not valid" --from "$work/bad-sums"
  refuses "the signature of SHA256SUMS is not valid" --from "$work/other-key"
  refuses "the release has no signature" --from "$work/unsigned"
  refuses "cannot get $work/no-archive/gettoken-$version" --from "$work/no-archive"
  refuses "the release has no program for $target" --from "$work/good" --version 99.0.0
  refuses "does not know where gettoken is published"
  refuses "refusing an address that is not https" --from http://mirror.example/gettoken
  refuses "refusing an address that is not https" --from ftp://127.0.0.1/gettoken
  refuses "cannot get http://127.0.0.1:1/SHA256SUMS" --from http://127.0.0.1:1
  refuses "the program does not run here" --from "$work/broken"
  refuses "usage: install.sh" --no-such-flag
  refuses "--from needs a value" --from
  refuses "nothing is installed" --uninstall
  PATH=$work/no-verifier refuses "needs minisign or OpenSSL 3" --from "$work/good"
  for bad in bad-sums other-key; do PATH=$work/openssl-only refuses "is not valid" --from "$work/$bad"; done
  # busybox has a uname of its own, so the kernel must tell it another machine.
  if [ "$(uname -m)" = x86_64 ]; then
    shell="setarch i686 $shell" refuses "no program is published for Linux on i686" --from "$work/good"
  fi
  cp "$work/install.sh" "$work/with-key.sh"
  cp "$work/without-key.sh" "$work/install.sh"
  refuses "no public key, so it cannot verify" --from "$work/good"
  cp "$work/with-key.sh" "$work/install.sh"
  if GETTOKEN_LANG=zh try --from "$work/bad-sums"; then fail "accepted in Chinese"; fi
  grep -qF "错误：SHA256SUMS 的签名无效" "$work/out" || fail "not in Chinese"

  # A download that ends early does nothing, wherever it ends.
  lines=$(wc -l <release/install.sh) size=$(wc -c <"$work/install.sh")
  for line in $(seq 20 7 $((lines - 1))); do
    # shellcheck disable=SC2086
    head -n "$line" "$work/install.sh" | env HOME="$home" $shell -s -- --from "$work/good" >"$work/out" 2>&1 || true
    [ -z "$(find "$home" -type f)" ] || fail "installed by the first $line lines"
  done
  for bytes in $(seq $((size - 16)) $((size - 2))); do
    # shellcheck disable=SC2086
    head -c "$bytes" "$work/install.sh" | env HOME="$home" $shell -s -- --from "$work/good" >"$work/out" 2>&1 || true
    [ -z "$(find "$home" -type f)" ] || fail "installed by the first $bytes of $size bytes"
  done
  ok

  # Downloaded and piped into a shell, as users do.
  # shellcheck disable=SC2086
  curl -fsSL "$url/install.sh" | env HOME="$home" $shell -s -- --from "$url/good" >"$work/out" 2>&1 || fail "cannot install"
  grep -qF "signature verified" "$work/out" || fail "no word of the signature"
  grep -qF "export PATH=\"$bin:\$PATH\"" "$work/out" || fail "no word of PATH"
  [ "$("$bin/gettoken" --version)" = "gettoken $version" ] || fail "it does not run"
  cmp -s "$bin/gettoken" "$program" || fail "another program"
  [ "$(stat -c %a "$bin/gettoken")" = 755 ] || fail "mode of the program"
  for file in man/man1/gettoken.1 man/man5/gettoken-config.5 man/zh_CN/man1/gettoken.1 bash-completion/completions/gettoken \
    zsh/site-functions/_gettoken fish/vendor_completions.d/gettoken.fish; do
    [ -s "$share/$file" ] || fail "no $file"
  done
  [ -z "$(find "$home" -name '*gettoken-new*')" ] || fail "left temporary files behind"
  if command -v man >/dev/null; then
    PATH=$bin:$usual HOME=$home man -w gettoken-config >"$work/out" 2>&1 || fail "man does not find its pages"
    grep -qF "$share" "$work/out" || fail "man finds other pages"
  fi
  ok

  mkdir "$home/in the way"
  mkdir "$home/in the way/gettoken"
  if try --from "$work/good" --to "$home/in the way"; then fail "put the program into a directory of its name"; fi
  grep -qF "in the way/gettoken is a directory" "$work/out" || fail "no word of the directory"
  [ -z "$(find "$home" -name '*gettoken-new*')" ] || fail "left temporary files behind"
  rm -r "$home/in the way" "$home/share"
  ok

  # A failure keeps what is there.
  before=$(cd "$home" && find . -type f -exec sha256sum {} + | sort)
  for bad in bad-archive bad-sums broken; do
    if try --from "$work/$bad"; then fail "accepted $bad"; fi
    [ "$(cd "$home" && find . -type f -exec sha256sum {} + | sort)" = "$before" ] || fail "$bad changed something"
  done
  ok

  # An update removes pages that are gone; PATH is in order now.
  PATH=$bin:$usual try --from "$work/incomplete" || fail "cannot update"
  ! grep -qF "export PATH" "$work/out" || fail "a word of PATH although it is there"
  [ ! -e "$share/man/man1/gettoken.1" ] || fail "a page of the version before"
  mkdir -p "$home/.config/gettoken"
  : >"$home/.config/gettoken/config.toml"
  try --uninstall || fail "cannot uninstall"
  [ "$(cd "$home" && find . -type f)" = ./.config/gettoken/config.toml ] || fail "uninstall left $(find "$home" -type f | head)"
  [ ! -d "$share" ] || [ -z "$(ls -A "$share")" ] || fail "uninstall left $(ls -A "$share")"
  rm -r "$home/.config"
  ok

  # Other ways: OpenSSL instead of minisign, both kinds of signature; sums alone; another directory; a version.
  PATH=$work/openssl-only try --from "$work/good" --to "$home/opt/my bin" || fail "cannot verify with OpenSSL"
  grep -qF "signature verified" "$work/out" || fail "no word of the signature"
  for file in "my bin/gettoken" share/man/man1/gettoken.1; do [ -s "$home/opt/$file" ] || fail "no $file in --to"; done
  try --uninstall --to "$home/opt/my bin" || fail "cannot uninstall"
  (cd "$home/opt/my bin" && try --from "$work/good" --to .) || fail "cannot install in ."
  for file in "my bin/gettoken" share/man/man1/gettoken.1; do [ -s "$home/opt/$file" ] || fail "no $file in --to ."; done
  try --uninstall --to "$home/opt/my bin" || fail "cannot uninstall"
  cp -r "$work/good" "$work/legacy"
  cp "$work/legacy.minisig" "$work/legacy/SHA256SUMS.minisig"
  PATH=$work/openssl-only try --from "$work/legacy" || fail "cannot verify the older kind"
  rm -r "$work/legacy"
  PATH=$work/no-verifier try --from "$work/unsigned" --sums-only --version "v$version" || fail "cannot install by sums"
  grep -qF "not verified" "$work/out" || fail "claims a verification"
  refuses_kept=$(find "$home" -name gettoken -type f | wc -l)
  if try --from "$work/bad-archive" --sums-only; then fail "accepted a wrong sum"; fi
  [ "$(find "$home" -name gettoken -type f | wc -l)" = "$refuses_kept" ] || fail "changed something"
  ok

  # A mirror that has an older release than the installed one.
  for other in 10.0.0 "${version%.*}.$((${version##*.} + 10))"; do
    printf '#!/bin/sh\necho gettoken %s\n' "$other" >"$bin/gettoken"
    if try --from "$work/good"; then fail "replaced $other by an older version"; fi
    grep -qF "gettoken $other is installed and $work/good has $version, which is older" "$work/out" || fail "no word of age"
  done
  try --from "$work/good" --version "$version" || fail "cannot install the older version that was asked for"
  for other in 0.0.10 "$version" "$version-rc.1" "no version"; do
    printf '#!/bin/sh\necho gettoken %s\n' "$other" >"$bin/gettoken"
    try --from "$work/good" || fail "does not replace $other"
  done
  printf '#!/bin/sh\nexit 1\n' >"$bin/gettoken"
  try --from "$work/good" || fail "does not replace a program that does not run"
  ok
done
echo "install.sh: $count checks in ${#shells[@]} shells: ${shells[*]}"
