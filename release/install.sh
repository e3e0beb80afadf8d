#!/bin/sh
# Installs the gettoken of a release: the program, its manual and its completions. Nothing else is changed, and no root
# is needed.
#
# release/finish.sh writes the address and the public key of the project into the copy that is published. The braces let a
# shell that reads this from a pipe run nothing before it has all of it.
{
set -eu

address=''
public_key=''

# Prints the English or the Chinese text, as the program does.
say() {
  case ${GETTOKEN_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
    zh | zh[_-]*[Uu][Tt][Ff]*8) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

usage() {
  say "\
usage: install.sh [--to DIR] [--version VERSION] [--from DIR|URL] [--key KEY] [--sums-only]
       install.sh --uninstall [--to DIR]

  --to DIR           where the program goes (default: ~/.local/bin); the manual and the completions go to DIR/../share
  --version VERSION  a release other than the latest
  --from DIR|URL     take the files from a directory, or from an https URL, such as a mirror
  --key KEY          the minisign public key of the release, instead of the one in this script
  --sums-only        do not check the signature: this notices damage, but not a forged release
  --uninstall        remove what this script has installed" "\
用法：install.sh [--to DIR] [--version VERSION] [--from DIR|URL] [--key KEY] [--sums-only]
      install.sh --uninstall [--to DIR]

  --to DIR           程序的安装目录（默认 ~/.local/bin）；手册页和补全脚本安装到 DIR/../share
  --version VERSION  安装指定版本，而不是最新版本
  --from DIR|URL     从目录或 https 链接（例如镜像站）获取文件
  --key KEY          使用指定的 minisign 公钥，而不是脚本内置的公钥
  --sums-only        不验证签名：可以发现文件损坏，但无法发现伪造的发布
  --uninstall        删除本脚本安装的文件"
}

die() {
  say "error: $1" "错误：$2" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# The name of this platform in the names of files.
target() {
  system=$(uname -s) machine=$(uname -m)
  # A shell that Rosetta translates says x86_64.
  if [ "$system" = Darwin ] && [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then machine=arm64; fi
  # 32-bit programs can run on a 64-bit kernel.
  if [ "$system" = Linux ] && [ "$(getconf LONG_BIT 2>/dev/null)" = 32 ]; then
    case $machine in aarch64) machine=armv7l ;; x86_64) machine=i686 ;; esac
  fi
  # The programs for Linux are static, so the C library does not matter.
  case $system-$machine in
    Linux-x86_64 | Linux-amd64) echo x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
    Linux-armv7* | Linux-armv8l) echo armv7-unknown-linux-musleabihf ;;
    Linux-riscv64) echo riscv64gc-unknown-linux-musl ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    *)
      die "no program is published for $system on $machine; with Rust, build it by \`cargo install --locked gettoken\`" \
        "没有适用于 $system（$machine）的程序；如已安装 Rust，可执行 \`cargo install --locked gettoken\` 编译"
      ;;
  esac
}

# Copies or downloads a file of the release into the working directory; fails without a message.
fetch() {
  case $from in
    https://* | http://127.0.0.1[:/]* | http://localhost[:/]*)
      if has curl; then
        protocols='=https'
        case $from in http://*) protocols='=http' ;; esac
        curl -fsSL --proto "$protocols" --connect-timeout 20 --retry 2 -o "$work/$1" "$from/$1" 2>"$work/log"
      elif has wget; then
        wget -q -O "$work/$1" "$from/$1" 2>"$work/log"
      else
        die "neither curl nor wget is installed" "未安装 curl 或 wget"
      fi
      ;;
    *://*) die "refusing an address that is not https: $from" "拒绝非 https 地址：$from" ;;
    *) cp -- "$from/$1" "$work/$1" 2>"$work/log" ;;
  esac
}

need() {
  fetch "$1" ||
    die "cannot get $from/$1: $(tail -n 1 "$work/log")" "无法获取 $from/$1：$(tail -n 1 "$work/log")"
}

decode() {
  printf '%s' "$1" | openssl base64 -d -A 2>/dev/null
}

# Checks a minisign signature with OpenSSL 3: Ed25519 over the BLAKE2b hash of the file, or over the file itself.
openssl_verifies() {
  line=$(sed -n 2p "$work/SHA256SUMS.minisig")
  decode "$line" >"$work/signature"
  decode "$public_key" >"$work/key"
  # Both contain the name of the algorithm in two bytes, and that of the key in eight.
  key=$(head -c 10 "$work/key" | tail -c 8 | od -An -tx1)
  [ "$key" = "$(head -c 10 "$work/signature" | tail -c 8 | od -An -tx1)" ] || return 1
  {
    printf '\060\052\060\005\006\003\053\145\160\003\041\000'
    tail -c 32 "$work/key"
  } >"$work/key.der"
  tail -c 64 "$work/signature" >"$work/signature.raw"
  case $(head -c 2 "$work/signature") in
    ED) openssl dgst -blake2b512 -binary "$work/SHA256SUMS" >"$work/signed" ;;
    Ed) cp "$work/SHA256SUMS" "$work/signed" ;;
    *) return 1 ;;
  esac
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/signed" \
    -sigfile "$work/signature.raw" >/dev/null 2>&1
}

check_signature() {
  if [ "$sums_only" = yes ]; then
    say "not verified: the signature was not checked, only the checksum" "未验证签名，仅核对校验和"
    return
  fi
  [ -n "$public_key" ] || die \
    "this script has no public key, so it cannot verify a release; --sums-only checks the checksum alone" \
    "脚本不含公钥，无法验证发布；使用 --sums-only 仅核对校验和"
  fetch SHA256SUMS.minisig || die \
    "the release has no signature ($from/SHA256SUMS.minisig)" "发布缺少签名（$from/SHA256SUMS.minisig）"
  if has minisign; then
    minisign -Vqm "$work/SHA256SUMS" -P "$public_key" >/dev/null 2>&1
  elif has openssl && case $(openssl version) in "OpenSSL "[012]*) false ;; OpenSSL*) true ;; *) false ;; esac; then
    openssl_verifies
  else
    die "checking the signature needs minisign or OpenSSL 3; install one, or pass --sums-only to check the checksum alone" \
      "验证签名需要 minisign 或 OpenSSL 3；请先安装，或使用 --sums-only 仅核对校验和"
  fi || die "the signature of SHA256SUMS is not valid: do not use these files" "SHA256SUMS 的签名无效，请勿使用这些文件"
  say "signature verified" "已验证签名"
}

sha256() {
  if has sha256sum; then sha256sum <"$1"
  elif has shasum; then shasum -a 256 <"$1"
  else openssl dgst -sha256 -r <"$1"
  fi | cut -d ' ' -f 1
}

# Finds the archive for this platform in SHA256SUMS: sets `archive` and `sum`.
find_archive() {
  archive='' sum=''
  while read -r hash name; do
    case $name in
      */*) continue ;;
      gettoken-"$version-$target.tar.gz") ;;
      gettoken-[0-9]*-"$target.tar.gz") [ -z "$version" ] || continue ;;
      *) continue ;;
    esac
    archive=$name sum=$hash
  done <"$work/SHA256SUMS"
  [ -n "$archive" ] || die "the release has no program for $target" "发布中没有适用于 $target 的程序"
}

# Whether version $1 is older than version $2, by their numbers.
older() {
  [ "${1%%-*}" != "${2%%-*}" ] &&
    [ "$(printf '%s\n' "${1%%-*}" "${2%%-*}" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "${1%%-*}" ]
}

# A signature does not tell whether there is a newer release, so what a mirror offers as the latest may be an old one.
check_age() {
  [ -z "$version" ] || return 0
  found=${archive#gettoken-}
  found=${found%-"$target".tar.gz}
  installed=$("$to/gettoken" --version 2>/dev/null) || return 0
  installed=${installed#gettoken }
  ! older "$found" "$installed" || die \
    "gettoken $installed is installed and $from has $found, which is older; pass --version $found to install it" \
    "已安装 gettoken $installed，而 $from 中是较旧的 $found；如确需安装，请使用 --version $found"
}

# Copies a file next to its destination, under a name that `commit` replaces, and notes both.
stage() {
  [ ! -d "$2" ] || die "$2 is a directory" "$2 是目录"
  mkdir -p -- "$(dirname -- "$2")"
  # Before the copy, because `clean` also removes one that a full disk has cut off.
  printf '%s\n' "$2" >>"$work/files"
  cp -- "$1" "$2.gettoken-new"
  chmod "$3" "$2.gettoken-new"
}

stage_all() {
  folder=$1
  : >"$work/files"
  stage "$folder/completions/gettoken.bash" "$share/bash-completion/completions/gettoken" 644
  stage "$folder/completions/_gettoken" "$share/zsh/site-functions/_gettoken" 644
  stage "$folder/completions/gettoken.fish" "$share/fish/vendor_completions.d/gettoken.fish" 644
  for page in "$folder"/man/*.[15]* "$folder"/man/*/*.[15]*; do
    [ -f "$page" ] || continue
    name=${page##*/} language=${page#"$folder"/man/}
    section=${name#*.}
    case $language in */*) language=/${language%%/*} ;; *) language='' ;; esac
    stage "$page" "$share/man$language/man${section%%.*}/$name" 644
  done
  stage "$folder/gettoken" "$to/gettoken" 755
  "$to/gettoken.gettoken-new" --version >"$work/version" 2>"$work/log" ||
    die "the program does not run here: $(tail -n 1 "$work/log")" "程序无法在本机运行：$(tail -n 1 "$work/log")"
}

# Only renames from here on. The program comes last.
commit() {
  list=$share/gettoken/installed
  mkdir -p -- "$share/gettoken"
  [ ! -f "$list" ] || cp -- "$list" "$work/before"
  { cat "$work/files"; printf '%s\n' "$list"; } >"$list.gettoken-new"
  mv -f -- "$list.gettoken-new" "$list"
  while IFS= read -r file; do mv -f -- "$file.gettoken-new" "$file"; done <"$work/files"
  # Remove what the version before had and this one has not.
  if [ -f "$work/before" ]; then
    while IFS= read -r file; do
      grep -qxF -- "$file" "$list" || rm -f -- "$file"
    done <"$work/before"
  fi
}

clean() {
  if [ -f "$work/files" ]; then
    while IFS= read -r file; do rm -f -- "$file.gettoken-new"; done <"$work/files"
  fi
  rm -rf -- "$work"
}

install_release() {
  target=$(target)
  if [ -z "$from" ]; then
    [ -n "$address" ] || die \
      "this script does not know where gettoken is published; pass --from DIR or --from URL" \
      "脚本不含发布地址；请使用 --from 指定目录或链接"
    from=$address/releases/latest/download
    [ -z "$version" ] || from=$address/releases/download/v$version
  fi
  need SHA256SUMS
  check_signature
  find_archive
  check_age
  need "$archive"
  [ "$(sha256 "$work/$archive")" = "$sum" ] ||
    die "the checksum of $archive is wrong: do not use this file" "$archive 的校验和不符，请勿使用"
  tar -xzf "$work/$archive" -C "$work"
  stage_all "$work/${archive%.tar.gz}"
  commit
  say "installed $(cat "$work/version"): $to/gettoken" "已安装 $(cat "$work/version")：$to/gettoken"
  first=$(command -v gettoken 2>/dev/null || true)
  case :$PATH: in
    *:"$to":*)
      [ "$first" = "$to/gettoken" ] || [ -z "$first" ] || say \
        "warning: your shell finds another gettoken first: $first" "警告：当前 shell 会先找到另一个 gettoken：$first"
      ;;
    *)
      say "To run it by name, add its directory to PATH in your shell's startup file, such as ~/.profile:" \
        "如需直接以名称运行，请在 shell 启动文件（例如 ~/.profile）中把该目录加入 PATH："
      # shellcheck disable=SC2016
      printf '  export PATH="%s:$PATH"\n' "$to"
      ;;
  esac
}

uninstall() {
  list=$share/gettoken/installed
  [ -f "$list" ] || die "nothing is installed in $to by this script" "$to 中没有由本脚本安装的程序"
  while IFS= read -r file; do
    rm -f -- "$file"
    # And the directories that are empty now, up to `share`.
    case $file in "$share"/*) (cd -- "$share" && rmdir -p -- "$(dirname -- "${file#"$share"/}")" 2>/dev/null) || true ;; esac
  done <"$list"
  say "removed gettoken from $to; its config file and tokens are kept" "已从 $to 移除 gettoken；配置文件和令牌保留"
}

main() {
  to='' from='' version='' sums_only=no action=install
  while [ $# -gt 0 ]; do
    case $1 in
      --to | --from | --version | --key)
        [ -n "${2-}" ] || die "$1 needs a value" "$1 缺少值"
        case $1 in --to) to=$2 ;; --from) from=${2%/} ;; --version) version=${2#v} ;; --key) public_key=$2 ;; esac
        shift
        ;;
      --sums-only) sums_only=yes ;;
      --uninstall) action=uninstall ;;
      -h | --help)
        usage
        exit
        ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
    shift
  done
  if [ -z "$to" ]; then
    [ -n "${HOME-}" ] || die "HOME is not set; pass --to DIR" "未设置 HOME；请使用 --to 指定目录"
    to=$HOME/.local/bin
  fi
  case $to in /*) ;; *) to=$PWD/$to ;; esac
  # Without `.` and `..`, since the manual goes beside it.
  [ ! -d "$to" ] || to=$(cd -- "$to" && pwd)
  to=${to%/} share=${to%/*}/share
  umask 022
  work=$(mktemp -d)
  trap clean EXIT
  trap 'exit 130' INT
  trap 'exit 143' HUP PIPE TERM
  case $action in
    install) install_release ;;
    uninstall) uninstall ;;
  esac
}

main "$@"
}
