#!/usr/bin/env bash
# Types the commands of the README's section "Install", in both languages, as they stand there, after release/package.sh.
# `sudo` leads to systems in a directory: the Debian of release/try.sh, and an empty one for rpm.
#
# usage: readme.sh
#
# Exits with 77 if a command was left out. Those that compile are left out too: others run them.
set -euo pipefail
cd "$(dirname "$0")/../.."
compgen -G "target/dist/gettoken_*_amd64.deb" >/dev/null || { echo "skipped: no packages; run release/package.sh" >&2; exit 77; }
debian=$PWD/target/try/debian
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
mkdir -p "$work"/{bin,home,rpm}
version=$(release/package/facts.py version)

cat >"$work/bin/sudo" <<SH
#!/bin/sh
case \$1 in
  apt) rm -rf "$debian/root/target" && mkdir "$debian/root/target" && cp -r target/dist "$debian/root/target/" &&
    exec chroot "$debian" sh -c 'cd /root && exec "\$@"' sh "\$@" ;;
  rpm) shift; exec rpm --root "$work/rpm" "\$@" ;;
esac
SH
chmod +x "$work/bin/sudo"

# Sets `missing` to what a command needs and is not here.
find_missing() {
  missing=
  case $1 in
    "cargo install "* | "release/build.sh "* | curl*) missing="it compiles, or needs the address" ;;
    "sudo apt "*) [ -d "$debian" ] || missing="no $debian; run release/try.sh deb" ;;
    "sudo rpm "*) command -v rpm >/dev/null || missing="rpm" ;;
    *) command -v "${1%% *}" >/dev/null || missing="${1%% *}" ;;
  esac
}

# Types a command in a shell with an environment that it can change.
types() {
  env -i HOME="$work/home" PATH="$work/venv/bin:$work/bin:$work/npm/bin:$work/home/.local/bin:$PATH" LANG=C.UTF-8 npm_config_prefix="$work/npm" \
    DEBIAN_FRONTEND=noninteractive bash -c "$1" </dev/null >"$work/log" 2>&1
}

for readme in README.md README.zh-CN.md; do
  heading='^## Install$'
  [ "$readme" = README.md ] || heading='^## 安装$'
  python3 -m venv "$work/venv"
  # shellcheck disable=SC2016 # the marks of Markdown
  sed -n "/$heading/,/^## /p" "$readme" | sed -n 's/^|[^|]*| `\(.*\)` |$/\1/p' >"$work/commands"
  [ "$(wc -l <"$work/commands")" -gt 6 ] || { echo "failed: $readme has no table of commands" >&2; exit 1; }
  while read -r command; do
    find_missing "$command"
    if [ -n "$missing" ]; then
      echo "left out: $command: $missing" >&2
      case $missing in "it compiles"*) ;; *) status=77 ;; esac
      continue
    fi
    types "$command" || { echo "failed: $readme: $command" >&2; cat "$work/log" >&2; exit 1; }
    # The program of this command, and not one that was there before.
    expected="gettoken $version" option=--version
    case $command in
      "sudo apt"*) program="chroot $debian gettoken" ;;
      "sudo rpm"*) program="$work/rpm/usr/bin/gettoken" ;;
      pip*) program="$work/venv/bin/gettoken" ;;
      npm*) program="$work/npm/bin/gettoken" ;;
      podman*) program="podman run --rm gettoken:$version" ;;
      *install.sh*) program="$work/home/.local/bin/gettoken" ;;
      echo*) program="bash -ic" option="'complete -p gettoken'" expected="_gettoken gettoken" ;;
      *) echo "failed: nothing tells whether this worked: $command" >&2; exit 1 ;;
    esac
    said=$(types "$program $option"; cat "$work/log")
    [[ $said = *"$expected"* ]] || { echo "failed: $readme: $command: $said" >&2; exit 1; }
    echo "ok - $command"
  done <"$work/commands"
  chroot "$debian" dpkg --purge gettoken >/dev/null 2>&1 || true
  rm -rf "$debian/root/target" "${work:?}"/{venv,npm,home,rpm}
  mkdir "$work"/{home,rpm}
done
exit "$status"
