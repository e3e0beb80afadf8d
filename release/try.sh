#!/usr/bin/env bash
# Installs each package of target/dist/ for this machine's processor, uses it, and removes it.
#
# usage: release/try.sh [same | archive | deb | rpm | wheel | npm | oci]…       default: all
#
# same makes the packages once more, in another directory, and compares them.
# deb needs root: a minimal Debian, made once in target/try/debian, installs the package with apt.
# wheel and npm load nothing from a registry: npm has one on the loopback interface. From the call of apt, pip or npm to a
# token, ten seconds may pass.
#
# Exits with 1 if a check failed, else with 77 if a part was skipped, and says which and why.
# shellcheck disable=SC2317 # `expect` and `absent` call functions
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e target/dist ] || { echo "there are no packages; run \`release/package.sh\`" >&2; exit 2; }
[ $# -gt 0 ] || set -- same archive deb rpm wheel npm oci
if [ $# -gt 1 ]; then
  failed=0 skipped=0
  for part; do
    status=0
    "release/${0##*/}" "$part" || status=$?
    case $status in 0) ;; 77) skipped=77 ;; *) failed=1 ;; esac
  done
  [ "$failed" = 0 ] || exit 1
  exit "$skipped"
fi
case $1 in same | archive | deb | rpm | wheel | npm | oci) echo "== $1" ;; *) echo "no such part: $1" >&2; exit 2 ;; esac

dist=$PWD/target/dist version=$(python3 release/package/facts.py version)
name() { python3 release/package/facts.py name "$target" "$1"; }
target=$(uname -m)-unknown-linux-musl
work=$(mktemp -d) server=''
mkdir "$work/home"
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
export PYTHONDONTWRITEBYTECODE=1

skip() { echo "skipped: $*"; exit 77; }
need() { for tool; do command -v "$tool" >/dev/null || [ -e "/usr/sbin/$tool" ] || skip "$tool is not installed"; done; }
# `expect WHAT PATTERN COMMAND…`: what the command prints must contain the extended regular expression.
expect() {
  local said
  said=$("${@:3}" 2>&1 </dev/null) || true
  grep -qE -- "$2" <<<"$said" || { printf 'not ok - %s: expected %s, not:\n%s\n' "$1" "$2" "$said"; exit 1; }
  echo "ok - $1"
}
# Says what a command printed only if it fails.
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; echo "not ok - $*"; exit 1; }; }
# `absent WHAT COMMAND…`: the command must print nothing.
absent() {
  local said
  said=$("${@:2}" 2>&1) || true
  [ -z "$said" ] || { printf 'not ok - %s:\n%s\n' "$1" "$said"; exit 1; }
  echo "ok - $1"
}
# Runs a command in the environment of a new login.
clean() { env -i HOME="$work/home" LANG=C.UTF-8 TERM=dumb PATH="${path:-/usr/bin:/bin}:/usr/sbin" "$@"; }
begin() { began=$(date +%s%N); }
in_time() {
  local load spent=$((($(date +%s%N) - began) / 1000000))
  # Times of a busy machine say nothing.
  read -r load _ </proc/loadavg
  [ "$spent" -le 10000 ] || [ "${load%.*}" -ge "$(nproc)" ] || { echo "not ok - from nothing to a token: $spent ms"; exit 1; }
  echo "ok - from nothing to a token in $spent ms"
}
# `runs [PREFIX…]`: the program starts and gets a token.
runs() {
  expect "version" "^gettoken $version\$" "$@" gettoken --version
  expect "demo" "^access_token: ey" "$@" gettoken demo
}
# `completes SHELL [LINE]`: at the prompt of a shell, TAB completes a command and its subcommand.
completes() { absent "completion by TAB" python3 release/package/complete.py "$1" "${2:-true}"; }

# The same programs packaged in another directory, by another umask, time zone and language.
try_same() {
  local copy=$work/another/directory program words=()
  mkdir -p "$copy"
  git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$copy"
  for program in target/package/*/gettoken{,.exe}; do
    [ ! -e "$program" ] || words+=("$(basename "$(dirname "$program")")=$PWD/$program")
  done
  (
    umask 077
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    export SOURCE_DATE_EPOCH TZ=Asia/Shanghai LANG=C LC_ALL=POSIX
    quietly "$copy/release/package.sh" "${words[@]}"
  )
  sums() { (cd "$1/target/dist"; sha256sum gettoken[-_]*.{tar.gz,zip,deb,rpm,whl,tgz,tar} 2>/dev/null || true); }
  sums "$copy" >"$work/sums"
  absent "two directories, the same packages" diff "$work/sums" <(sums .)
  cat "$work/sums"
}

try_archive() {
  need man
  local folder=$work/gettoken-$version-$target
  tar -xzf "$dist/gettoken-$version-$target.tar.gz" -C "$work"
  path=$folder:/usr/bin:/bin
  runs clean
  expect "manual" "^GETTOKEN-FETCH|gettoken-fetch" clean man -l "$folder/man/gettoken-fetch.1"
  expect "manual in Chinese" "获取" clean man -l "$folder/man/zh_CN/gettoken.1"
  # Program and files are from one tree.
  absent "the program's completions" diff <(clean gettoken completions bash) "$folder/completions/gettoken.bash"
  completes "env -i HOME=$work TERM=dumb PATH=$path bash --norc -i" "source $folder/completions/gettoken.bash"
  # The README's links, except those to pages for contributors.
  links() { grep -oE '\]\((docs|README|SECURITY|LICENSE)[^)#]*' "$folder/README.md" | cut -c3- | (cd "$folder" && xargs ls -d) >/dev/null; }
  absent "the README's links" links
  expect "license of a library" "^libdbus, in libdbus-sys" cat "$folder/THIRD-PARTY-LICENSES.txt"
}

# A Debian with manual pages, completion and Chinese, and nothing else.
make_debian() {
  root=$PWD/target/try/debian
  [ "$(id -u)" = 0 ] || skip "only root can install a system in a directory"
  need debootstrap
  if [ ! -e "$root" ]; then
    rm -rf "$root.new"
    # The release and the mirror of this machine.
    # shellcheck disable=SC2016 # apt fills this in
    debootstrap --variant=minbase --include=bash-completion,ca-certificates,locales,man-db \
      "$(. /etc/os-release && echo "${VERSION_CODENAME:?}")" "$root.new" \
      "$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)" >"$work/log" 2>&1 ||
      skip "no Debian: $(tail -n 1 "$work/log")"
    chroot "$root.new" localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
    mv -T "$root.new" "$root"
  fi
  chroot "$root" dpkg --purge gettoken >/dev/null 2>&1
  # Runs a command in it. The mounts end with the process.
  cat >"$work/debian" <<SH
#!/bin/sh
exec unshare --mount sh -c 'mount -t proc proc "\$0/proc" && mount -t devpts devpts "\$0/dev/pts" && exec chroot "\$0" "\$@"' "$root" "\$@"
SH
  chmod +x "$work/debian"
}

try_deb() {
  make_debian
  in_debian() { clean HOME=/root "$work/debian" "$@"; }
  files() { find "$root"/{etc,usr,var/lib} -path "*gettoken*" | sort; }
  absent "nothing of an earlier run" files
  cp "$dist/gettoken_${version}_$(name deb).deb" "$root/tmp/gettoken.deb"
  if command -v lintian >/dev/null; then
    absent "lintian has no errors and warnings" lintian --allow-root --profile debian "$root/tmp/gettoken.deb"
  else
    echo "lintian is not installed: the package is not checked"
  fi
  begin
  quietly in_debian apt-get install -q -y /tmp/gettoken.deb
  runs in_debian
  in_time
  expect "manual" "gettoken-fetch" in_debian man gettoken-fetch
  expect "manual of section 5" "config.toml" in_debian man 5 gettoken-config
  expect "manual in Chinese" "获取并缓存各平台的访问令牌" in_debian env LANG=zh_CN.UTF-8 man gettoken
  expect "apropos" "^gettoken \(1\)" in_debian apropos gettoken
  completes "env -i TERM=dumb HOME=/root PATH=/usr/sbin:/usr/bin:/bin $work/debian bash -il"
  expect "license" "Expat" in_debian cat /usr/share/doc/gettoken/copyright
  absent "files are as installed" in_debian dpkg -V gettoken
  quietly in_debian apt-get purge -q -y gettoken
  absent "nothing is left" files
  rm "$root/tmp/gettoken.deb"
}

try_rpm() {
  need rpm man
  [ "$(id -u)" = 0 ] || skip "only root can install a system in a directory"
  local root=$work/rpm package
  package=$dist/gettoken-$version-1.$(name rpm).rpm
  path=$root/usr/bin:/usr/bin:/bin
  mkdir -p "$root"
  rpm --root "$root" --initdb
  quietly rpm --root "$root" -i "$package"
  # In an empty system: the program needs no library.
  runs clean chroot "$root"
  expect "manual" "gettoken-fetch" clean man gettoken-fetch
  expect "manual in Chinese" "获取并缓存" clean man -l "$root/usr/share/man/zh_CN/man1/gettoken.1.gz"
  completes "env -i HOME=$work TERM=dumb PATH=$path bash --norc -i" "source $root/usr/share/bash-completion/completions/gettoken"
  expect "license" "LICENSE-MIT" rpm --root "$root" -q --licensefiles gettoken
  expect "the Chinese summary" "访问令牌" env LC_ALL=zh_CN.UTF-8 rpm -qp --qf '%{SUMMARY}' "$package"
  absent "files are as installed" rpm --root "$root" -V gettoken
  quietly rpm --root "$root" -e gettoken
  absent "nothing is left" find "$root/usr" -type f -o -name gettoken
}

try_wheel() {
  need python3 man
  local venv=$work/venv
  python3 -m venv "$venv" || skip "python3 cannot make a virtual environment"
  begin
  path=$venv/bin:/usr/bin:/bin
  clean pip install --quiet --disable-pip-version-check --no-index --find-links "$dist" gettoken-cli
  runs clean
  in_time
  expect "manual" "gettoken-fetch" clean man gettoken
  expect "manual in Chinese" "获取并缓存" clean man -l "$venv/share/man/zh_CN/man1/gettoken.1"
  expect "manual of a command" "gettoken-fetch" clean gettoken man fetch
  completes "env -i HOME=$work TERM=dumb PATH=$path bash --norc -i" "source $venv/share/bash-completion/completions/gettoken"
  ! command -v zsh >/dev/null ||
    completes "env -i HOME=$work TERM=dumb PATH=$path zsh -f -i" "fpath+=$venv/share/zsh/site-functions; autoload -Uz compinit; compinit -u -D"
  ! command -v fish >/dev/null ||
    expect "completion in fish" "^providers" clean XDG_DATA_DIRS="$venv/share:/usr/share" fish -c 'complete -C "gettoken provid"'
  expect "license" "^MIT OR Apache-2.0" clean python -c 'from importlib.metadata import metadata; print(metadata("gettoken-cli")["License-Expression"])'
  absent "files are as recorded" clean python - <<'PYTHON'
import base64, hashlib, importlib.metadata
files = importlib.metadata.files("gettoken-cli")
for file in files:
    found = base64.urlsafe_b64encode(hashlib.sha256(file.read_binary()).digest()).rstrip(b"=").decode()
    if file.hash and (file.hash.mode, file.hash.value) != ("sha256", found):
        print(file)
PYTHON
  clean pip uninstall --quiet --yes gettoken-cli
  absent "nothing is left" find "$venv" -name "*gettoken*"
}

try_npm() {
  need node npm
  local npm url node
  python3 release/package/registry.py >"$work/url" &
  server=$!
  until [ -s "$work/url" ]; do sleep 0.1; kill -0 "$server"; done
  url=$(cat "$work/url")
  node=$(dirname "$(command -v node)")
  path=$node:/usr/bin:/bin
  npm=(clean npm --registry "$url" --cache "$work/npm-cache" --loglevel error --no-update-notifier)
  begin
  quietly "${npm[@]}" install --global --prefix "$work/npm" gettoken
  path=$work/npm/bin:$node:/usr/bin:/bin
  runs clean
  in_time
  expect "the program is in the place of the script" "ELF" head -c 4 "$work/npm/bin/gettoken"
  expect "manual" "gettoken-fetch" clean gettoken man fetch
  completes "env -i HOME=$work TERM=dumb PATH=$path bash --norc -i" "source <(gettoken completions bash)"
  quietly "${npm[@]}" uninstall --global --prefix "$work/npm" gettoken
  absent "nothing is left" find "$work/npm" -name "*gettoken*"

  mkdir "$work/project"
  echo '{"private":true}' >"$work/project/package.json"
  cd "$work/project"
  quietly "${npm[@]}" install gettoken
  expect "in a project" "^gettoken $version\$" "${npm[@]}" exec -- gettoken --version
  rm -rf node_modules package-lock.json
  quietly "${npm[@]}" install --ignore-scripts gettoken
  echo "without install scripts:"
  path=$work/project/node_modules/.bin:$node:/usr/bin:/bin
  expect "the script runs the program" "#!/usr/bin/env node" head -n 1 node_modules/.bin/gettoken
  runs clean
  expect "exit status of the program" "^2\$" clean sh -c 'gettoken demo --no-such-option >/dev/null 2>&1; echo $?'
  expect "a signal ends the program" "^143\$" clean bash -c 'gettoken demo --serve >/dev/null & sleep 2; kill $!; wait $!; echo $?'
  absent "the program has ended" pgrep -f "$work/project.*demo --serve"
  rm -rf node_modules package-lock.json
  echo "without optional packages:"
  expect "the installation says what to do" "include=optional" "${npm[@]}" install --omit=optional gettoken
  rm -rf node_modules package-lock.json
  quietly "${npm[@]}" install --ignore-scripts --omit=optional gettoken
  expect "the script says what to do" "hint: .*include=optional" clean gettoken --version
  expect "and in Chinese" "提示：.*include=optional" clean LANG=zh_CN.UTF-8 gettoken --version
  echo 'const set = (name, value) => Object.defineProperty(process, name, { value });
    set("arch", "arm"); set("config", { variables: { arm_version: "6" } });' >"$work/armv6.js"
  expect "on a processor that is too old" "error: gettoken has no package for linux-armv6" \
    clean node --require "$work/armv6.js" node_modules/.bin/gettoken
}

try_oci() {
  need skopeo umoci
  [ "$(id -u)" = 0 ] || skip "only root can run a program in another root directory"
  local root=$work/bundle/rootfs variables chroot
  chroot=$(command -v chroot)
  skopeo copy --quiet "oci-archive:$dist/gettoken-$version-oci.tar" "oci:$work/image:try"
  quietly umoci unpack --image "$work/image:try" "$work/bundle"
  # What an engine takes from the image: variables, user and program.
  read -ra variables < <(skopeo inspect --config "oci:$work/image:try" | python3 -c 'import json, sys; print(*json.load(sys.stdin)["config"]["Env"])')
  in_image() { env -i "${variables[@]}" "$chroot" --userspec=65532:65532 "$root" "$@"; }
  expect "user and program" '"65532:65532","/usr/bin/gettoken"' \
    sh -c "skopeo inspect --config oci:$work/image:try | python3 -c 'import json, sys; c = json.load(sys.stdin)[\"config\"]; print(json.dumps([c[\"User\"], *c[\"Entrypoint\"]], separators=(\",\", \":\")))'"
  runs in_image
  expect "a config file in /config" "/config/config.toml" in_image gettoken config init
  expect "the manual" "gettoken-fetch" in_image gettoken man fetch
  expect "certificate authorities" "^1[0-9][0-9]\$" grep -c BEGIN "$root/etc/ssl/certs/ca-certificates.crt"
}

try_"$1"
