#!/usr/bin/env bash
# Benchmarks: builds the release binaries, times them alternately with other ways to get a token, and prints medians and
# ratios.
#
# usage: benches/run.sh [--quick] [--no-build] [--chart FILE] [--also 'NAME=COMMAND']…
#
#   --quick       fewer rounds, and no slow rows
#   --no-build    use the binaries of the last build
#   --chart       draw the times of a cached token as SVG
#   --also        another program that is set up to get a token, to compare with uncached fetches
#
# Times depend on the machine, so none is asserted; guard.sh counts what must not get worse. A run that fails ends the
# script with an error.
# shellcheck source=benches/stage.sh disable=SC1091
. "$(dirname "$0")/stage.sh"

quick=0 flags=() also=() chart=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=1 ;;
    --no-build) flags+=("$1") ;;
    --chart) chart=${2:?a file} && shift ;;
    --also) also+=("${2:?a name and a command}") && shift ;;
    *) echo "usage: benches/run.sh [--quick] [--no-build] [--chart FILE] [--also 'NAME=COMMAND']..." >&2; exit 2 ;;
  esac
  shift
done

# --- setup -----------------------------------------------------------------------------------------------------------

build "${flags[@]}"
crates=$(cargo tree --locked -e normal --prefix none | sed 's/ (.*//' | sort -u | wc -l)
compiler=$(rustc --version)
clear_environment
compile=(cc -O2 -o "$work/pairs" "$here/pairs.c")
# Small and static: the peak memory of a process includes that of its parent before exec.
"${compile[@]}" -static 2>/dev/null || "${compile[@]}"
for program in "${binaries[@]}" floor; do
  [ ! -x "$work/$program" ] || "$work/pairs" evict "$work/$program"
done

rounds() { if [ "$quick" = 1 ]; then echo $(($1 / 5)); else echo "$1"; fi; }

start_server
vendor=http://127.0.0.1:$port
request() { "$python" -c 'import sys, urllib.request as u; print(u.urlopen(sys.argv[1]).read().decode())' "$vendor$1"; }

best=${binaries[0]}
homes=()
# Makes the config directory $2 with $3 profiles for binary $1.
home() {
  configure "$2" "$vendor/token" "$3"
  homes+=("$1:$2")
}
for binary in "${binaries[@]}"; do home "$binary" "hit-$binary" 10; done
for size in 1 100 1000; do home "$best" "p$size" "$size"; done
for size in 100 10000; do home "$best" "e$size" 10; done
for size in 1 1000; do home "$best" "d$size" 10; done

# User definitions that no command uses.
definition() {
  printf 'title = "Mine"\n[client-credentials]\nurl = "%s/token"\nclient-auth = "none"\n' "$vendor"
}
definition >"$work/d1/providers/mine.toml"
for ((number = 1; number <= 1000; number++)); do definition >"$work/d1000/providers/mine-$number.toml"; done

# Cache entries under other keys.
GETTOKEN_CONFIG_DIR=$work/hit-$best "$work/$best" mail -o token >"$work/token"
entries=("$work/hit-$best"/tokens/*.json)
entry=${entries[0]}
for size in 100 10000; do
  mkdir -m 700 "$work/e$size/tokens"
  "$python" - "$entry" "$work/e$size/tokens" "$size" <<'PYTHON'
import hashlib, os, sys
content = open(sys.argv[1], "rb").read()
for number in range(int(sys.argv[3]) - 1):
    name = hashlib.sha256(b"%d" % number).hexdigest()[:len(os.path.basename(sys.argv[1])) - 5]
    with open(f"{sys.argv[2]}/{name}.json", "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(content)
PYTHON
done
warm "${homes[@]}"

# The cache file of a homemade script.
"$python" - "$vendor/token" >"$work/cache.json" <<'PYTHON'
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1], b"").read().decode())
PYTHON

tls=none
bundle=
for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem /etc/ssl/ca-bundle.pem; do
  [ -n "$bundle" ] || [ ! -e "$file" ] || bundle=$file
done
start_tls() {
  local ca=$work/ca.pem
  make_certificates
  cat ${bundle:+"$bundle"} "$ca" >"$work/all.pem"
  if has nginx; then
    tls_port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    # `return` also answers POST, without a backend.
    cat >"$work/nginx.conf" <<NGINX
daemon off; master_process off; pid $work/nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
    server {
        listen 127.0.0.1:$tls_port ssl;
        ssl_protocols TLSv1.3;
        ssl_certificate $work/leaf.pem;
        ssl_certificate_key $work/leaf.key;
        default_type application/json;
        location = /token { return 200 '$(cat "$work/cache.json")'; }
    }
}
NGINX
    nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" &
    pids+=($!)
    tls=$(nginx -v 2>&1 | sed 's/.*: //')
  else
    local port
    start_server "$work/leaf.pem" "$work/leaf.key"
    tls_port=$port
    tls="python's ssl"
  fi
  configure cold "https://127.0.0.1:$tls_port/token" 10
  local tries=50
  until GETTOKEN_CONFIG_DIR=$work/cold SSL_CERT_FILE=$ca "$work/plain" mail --no-cache -o token; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}
if has openssl; then
  start_tls >"$work/tls.log" 2>&1 || { tail -n 3 "$work/tls.log" >&2; tls=none; }
fi
[ "$tls" = none ] || trap 'cleanup; wait 2>/dev/null || true' EXIT

# --- rows ------------------------------------------------------------------------------------------------------------

lines=()
# Adds a command: its name, the name of the one to compare with, its fields for pairs.c.
row() { lines+=("$(printf '%s\t' "$@" | sed 's/\t$//')"); }
# Adds a row for binary $1: NAME, OTHER, environment variables, `--`, arguments.
row_for() {
  local binary=$1 name=$2 other=$3 variables=()
  shift 3
  while [ "$1" != -- ]; do variables+=("$1") && shift; done
  shift
  row "$name, $binary" "$other" "${variables[@]}" "$work/$binary" "$@"
}
# Adds such a row for each binary.
rows() {
  local binary
  for binary in "${binaries[@]}"; do row_for "$binary" "$@"; done
}

heading() { printf '\n%-58s %10s %10s %9s\n' "$@"; }
# The time of a failed run means nothing. $1 is the name, $2 the number of failures.
require_success() { [ "${2:-all}" = 0 ] || { echo "error: ${2:-all} runs failed: $1" >&2; exit 1; }; }
# Times the rows in $1 rounds, on one core if $2 is given, and prints them.
table() {
  local name took ratio memory failed
  printf '%s\n' "${lines[@]}" | "$work/pairs" time "$@" >"$work/table"
  while IFS=$'\t' read -r name took ratio memory failed; do
    require_success "$name" "$failed"
    printf '%s\t%s\n' "$name" "$took" >>"$work/rows"
    awk -v name="$name" -v took="$took" -v ratio="$ratio" -v memory="$memory" \
      'BEGIN { printf "%-58s %10.2f %10.2f %9.1f\n", name, took / 1000, ratio, memory / 1024 }'
  done <"$work/table"
  lines=()
}
missing() { printf '%-58s %10s %10s %9s\n' "$1" - - -; }

echo "gettoken $("$work/plain" --version | sed 's/.* //'), $(date +%F), $(uname -sr), $(nproc) cores"
sed -n 's/^model name.*: //p' /proc/cpuinfo | sort -u | head -n 1
echo "$compiler; $("$python" --version), $(curl --version 2>/dev/null | cut -d' ' -f1,2 | head -n 1), $(jq --version 2>/dev/null), TLS by $tls"
echo "static: release/build.sh${why:+: $why}. plain: cargo build --release"
for binary in "${binaries[@]}"; do echo "size of $binary: $(wc -c <"$work/$binary") bytes"; done
echo "crates, with gettoken itself: $crates"

heading "a cached token, $(rounds 300) rounds on one core" "median ms" "x cat" "peak MiB"
# Adds a row named $1 with the arguments $2… for each binary, compared with cat.
versus_cat() {
  local binary
  for binary in "${binaries[@]}"; do
    row "$1, $binary" cat "GETTOKEN_CONFIG_DIR=$work/hit-$binary" "$work/$binary" "${@:2}"
  done
}
row cat cat cat "$entry"
# The other rows run without a locale; most users have one, which cat loads.
row "cat, LC_ALL=C.UTF-8" cat LC_ALL=C.UTF-8 cat "$entry"
row true cat true
versus_cat "-o token" mail -o token
for binary in "${binaries[@]}"; do
  row "-o token, $binary, to cat, LC_ALL=C.UTF-8" "cat, LC_ALL=C.UTF-8" "GETTOKEN_CONFIG_DIR=$work/hit-$binary" \
    "$work/$binary" mail -o token
done
versus_cat "-o header" mail -o header
versus_cat "-o json" mail -o json
versus_cat "-o text" mail -o text
versus_cat "exec true" exec mail -- true
versus_cat "--help" --help
versus_cat "mail --help" mail --help
versus_cat "--version" --version
table "$(rounds 300)" 1

heading "other ways to get the token, $(rounds 30) rounds on one core" "median ms" "x cat" "peak MiB"
row cat cat cat "$entry"
row "bash: read" cat bash --norc -c "read -r token <$work/token; printf '%s\n' \"\$token\""
if has jq; then row "jq of a JSON cache" cat jq -r .access_token "$work/cache.json"; fi
row "python: json.load of a JSON cache" cat "$python" -c "import json; print(json.load(open('$work/cache.json'))['access_token'])"
row "the vendor's Python sample, which has no cache, http" cat ALIMAIL_CLIENT_ID=a ALIMAIL_CLIENT_SECRET=b \
  "SEED_URL=$vendor/token" "$python" "$here/seed.py"
versus_cat "completions bash" completions bash
table "$(rounds 30)" 1
if [ -n "$chart" ]; then
  model=$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)
  "$python" "$here/chart.py" "$work/rows" "Medians of paired runs on one core, $(date +%F), $(uname -sr), ${model:-unknown CPU}" >"$chart"
fi

# Completes a profile name in bash, as readline would; prints milliseconds per call. The script runs the gettoken in
# PATH.
mkdir "$work/bin"
ln -s "$work/$best" "$work/bin/gettoken"
complete() {
  GETTOKEN_CONFIG_DIR=$work/$1 "$work/$best" completions bash >"$work/completions"
  GETTOKEN_CONFIG_DIR=$work/$1 PATH=$work/bin:$PATH bash --norc -c '
    begin=${EPOCHREALTIME/./}
    . "$1"
    sourced=${EPOCHREALTIME/./}
    COMP_WORDS=(gettoken mai) COMP_CWORD=1
    for ((call = 0; call < 50; call++)); do _gettoken gettoken mai gettoken; done
    done=${EPOCHREALTIME/./}
    case " ${COMPREPLY[*]} " in *" mail "*) ;; *) echo "no completion" >&2; exit 1 ;; esac
    printf "%d.%03d ms; sourcing the script %d.%03d ms\n" \
      $(((done - sourced) / 50000)) $(((done - sourced) / 50 % 1000)) \
      $(((sourced - begin) / 1000)) $(((sourced - begin) % 1000))' bash "$work/completions"
}
printf '\ncompleting a profile name in bash: 10 profiles %s\n' "$(complete "hit-$best")"
[ "$quick" = 1 ] || printf '                                  100 profiles %s\n' "$(complete p100)"

heading "a token from a server, TLS 1.3, $(rounds 25) rounds" "median ms" "x curl" "peak MiB"
if [ "$tls" = none ]; then
  echo "skipped: openssl or a TLS server is not available"
else
  url=https://127.0.0.1:$tls_port/token
  form=(-d grant_type=client_credentials -d client_id=mail-client -d client_secret=mail-secret "$url")
  curl=(curl -q -sS --noproxy 127.0.0.1 --cacert)
  if has curl; then
    row "curl, one CA" "curl, one CA" "${curl[@]}" "$work/ca.pem" "${form[@]}"
    row "curl, the system's CAs" "curl, the system's CAs" "${curl[@]}" "$work/all.pem" "${form[@]}"
    if has jq; then
      row "curl | jq, the system's CAs" "curl, the system's CAs" sh -c "${curl[*]} $work/all.pem ${form[*]} | jq -r .access_token"
    fi
  fi
  for ca in "one CA" "the system's CAs"; do
    file=$work/ca.pem
    trust=(--) extra=()
    if [ "$ca" = "one CA" ]; then trust=("SSL_CERT_FILE=$file" --); else extra=(--cacert "$file") file=$work/all.pem; fi
    if [ -x "$work/floor" ]; then
      least=("$work/floor" "$file" 127.0.0.1 "$tls_port" /token grant_type=client_credentials)
      # The floor runs between the two binaries, so that each follows a similar program: after curl, all are slower.
      for binary in plain floor static; do
        if [ "$binary" = floor ]; then
          row "bare rustls, $ca" "curl, $ca" "${least[@]}"
        elif [ -x "$work/$binary" ]; then
          row_for "$binary" "--no-cache, $ca, to bare rustls" "bare rustls, $ca" "GETTOKEN_CONFIG_DIR=$work/cold" \
            "${trust[@]}" mail --no-cache -o token "${extra[@]}"
        fi
      done
    fi
    rows "--no-cache, $ca" "curl, $ca" "GETTOKEN_CONFIG_DIR=$work/cold" "${trust[@]}" mail --no-cache -o token "${extra[@]}"
    # Not --force, which accepts a token that another call has just fetched.
    rows "a new scope, stored, $ca" "curl, $ca" "GETTOKEN_CONFIG_DIR=$work/cold" "${trust[@]}" mail -o token "${extra[@]}" --scope {}
    row "the vendor's Python sample, $ca" "curl, $ca" ALIMAIL_CLIENT_ID=a ALIMAIL_CLIENT_SECRET=b \
      "SEED_URL=$url" "SSL_CERT_FILE=$file" "$python" "$here/seed.py"
  done
  for peer in "${also[@]}"; do
    row "${peer%%=*}" "curl, the system's CAs" sh -c "${peer#*=}"
  done
  table "$(rounds 25)"
  # These need an account; use --also.
  for peer in ortie oidc-token oauth2l msal; do
    case " ${also[*]%%=*} " in *" $peer "*) ;; *) missing "$peer" ;; esac
  done
fi

# Runs $1 processes of command $2… at once; prints milliseconds and failures.
herd() { printf '%s\n' "$(printf 'herd\t-\t'; printf '%s\t' "${@:2}" | sed 's/\t$//')" | "$work/pairs" herd "$1"; }
median() { sort -n | sed -n 2p; }
sizes=(200)
[ "$quick" = 1 ] || sizes+=(1000)
printf '\n%-46s %9s %9s %12s %14s\n' "many at once, empty cache, 300 ms to respond" requests failed "all done, ms" "x 1.5 cat+300"
# Other load affects these times most: three runs each, alternating; prints the median and the most requests.
for size in "${sizes[@]}"; do
  : >"$work/herds"
  for round in 1 2 3; do
    IFS=$'\t' read -r cats failed < <(herd "$size" cat "$entry")
    require_success "$size of cat" "$failed"
    echo "cat 0 0 $cats 1" >>"$work/herds"
    request "/set?delay=0.3" >/dev/null
    for binary in "${binaries[@]}"; do
      folder=herd-$size-$binary-$round
      configure "$folder" "$vendor/token" 10
      request /count >/dev/null
      IFS=$'\t' read -r took failed < <(herd "$size" "GETTOKEN_CONFIG_DIR=$work/$folder" "$work/$binary" mail -o token)
      require_success "$size of $binary" "$failed"
      awk -v took="$took" -v cats="$cats" -v text="$binary $(request /count) $failed $took" \
        'BEGIN { printf "%s %.2f\n", text, took / (1.5 * cats + 300) }' >>"$work/herds"
    done
    request "/set?delay=0" >/dev/null
  done
  column() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$work/herds"; }
  printf '%-46s %9s %9s %12s %14s\n' "$size of cat" - - "$(column cat 4 | median)" -
  for binary in "${binaries[@]}"; do
    printf '%-46s %9s %9s %12s %14s\n' "$size of $binary" "$(column "$binary" 2 | sort -n | tail -n 1)" \
      "$(column "$binary" 3 | sort -n | tail -n 1)" "$(column "$binary" 4 | median)" "$(column "$binary" 5 | median)"
  done
done

heading "scaling of $best, $(rounds 100) rounds on one core" "median ms" "x first" "peak MiB"
for form in token json; do
  first="-o $form, 10 profiles"
  for folder in "hit-$best:10 profiles" "p1:1 profile" "p100:100 profiles" "p1000:1,000 profiles" "e100:100 entries" \
    "e10000:10,000 entries" "d1:1 definition" "d1000:1,000 definitions"; do
    row "-o $form, ${folder#*:}" "$first" "GETTOKEN_CONFIG_DIR=$work/${folder%%:*}" "$work/$best" mail -o "$form"
  done
done
table "$(rounds 100)" 1

# --- counts ----------------------------------------------------------------------------------------------------------

printf '\n%-46s %9s %14s %14s\n' "counts" "" "instructions" "system calls"
has valgrind || echo "(valgrind is not installed: no instructions)"
has strace || echo "(strace is not installed: no system calls)"
# Counts the command $3… under the name $1, with the environment variable $2.
count() {
  # shellcheck disable=SC2034 # used by functions of stage.sh
  local clean=(env -i "PATH=$PATH" "HOME=$HOME" "$2") calls=- taken=-
  "${clean[@]}" "${@:3}" >/dev/null || require_success "$1" 1
  ! has strace || calls=$(syscalls "${@:3}")
  ! has valgrind || taken=$(instructions "${@:3}")
  printf '%-46s %9s %14s %14s\n' "$1" "" "$taken" "$calls"
}
for binary in "${binaries[@]}"; do
  folder=GETTOKEN_CONFIG_DIR=$work/hit-$binary
  count "-o token, $binary" "$folder" "$work/$binary" mail -o token
  count "-o json, $binary" "$folder" "$work/$binary" mail -o json
  count "--help, $binary" "$folder" "$work/$binary" --help
  if [ "$quick" = 1 ] || [ "$tls" = none ]; then continue; fi
  fetch=("$work/$binary" mail --config-dir "$work/cold" --no-cache -o token)
  count "--no-cache, one CA, $binary" "SSL_CERT_FILE=$work/ca.pem" "${fetch[@]}"
  count "--no-cache, the system's CAs, $binary" LC_ALL=C "${fetch[@]}" --cacert "$work/ca.pem"
done
count "cat" LC_ALL=C cat "$entry"
