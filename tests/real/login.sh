#!/bin/bash
# Tests logins with an independent OAuth 2.0 server (Authlib) behind nginx, over HTTPS with a private CA. This script
# acts as the browser and its user.
#
#     tests/real/login.sh [GETTOKEN] [--short | --long]     default: target/debug/gettoken in this repository
#
# Takes about two minutes; with --short, which kills 100 processes instead of 300, about one; with --long, which kills
# 1,000, about four.
# Exit code: 0 all passed, 1 a check failed, 2 no such program, 77 skipped because something is missing.
set -u

planned=100
here=$(cd "$(dirname "$0")" && pwd) || exit 2
gettoken=$here/../../target/debug/gettoken kills=300
for argument; do
    case $argument in
    --short) kills=100 ;;
    --long) kills=1000 ;;
    *) gettoken=$argument ;;
    esac
done
command -v "$gettoken" >/dev/null || { echo "login.sh: no such program: $gettoken" >&2; exit 2; }
PATH=$PATH:/usr/sbin # Debian installs nginx in /usr/sbin

work=''
cleanup() {
    # Every job is a child of this shell.
    for pid in $(jobs -p); do kill "$pid"; done 2>/dev/null
    wait
    [ -z "$work" ] || rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

skip() {
    printf 'skipped: %s\n0 passed, 0 failed, %s skipped\n' "$1" "$planned"
    exit 77
}

setup_failed() { # gettoken was not tested, so this counts as a failure
    echo "not ok - $1"
    tail -n 3 "$work"/*.log | sed 's/^/# /'
    echo "0 passed, $planned failed, 0 skipped"
    exit 1
}

# --- setup -----------------------------------------------------------------------------------------------------------

for tool in python3 nginx openssl curl jq; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
[ -n "${EPOCHREALTIME:-}" ] || skip "bash is older than 5.0"
umask 077
work=$(mktemp -d) || skip "cannot create a temporary directory"
python3 -m venv "$work/venv" >"$work/venv.log" 2>&1 || skip "python3 cannot create a virtual environment"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --retries 1 --timeout 60 \
    Authlib==1.9.8 Flask==3.1.3 Werkzeug==3.1.9 >"$work/pip.log" 2>&1 ||
    skip "Authlib could not be installed: $(grep . "$work/pip.log" | tail -n 1)"

ca=$work/ca.pem
{
    openssl req -x509 -config "$here/openssl.cnf" -extensions ca -days 2 \
        -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -subj "/CN=gettoken acceptance CA" -keyout "$work/ca.key" -out "$ca" &&
        openssl req -config "$here/openssl.cnf" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
            -subj "/CN=gettoken acceptance server" -keyout "$work/leaf.key" -out "$work/leaf.csr" &&
        openssl x509 -req -in "$work/leaf.csr" -CA "$ca" -CAkey "$work/ca.key" -set_serial 2 -days 2 \
            -extfile "$here/openssl.cnf" -extensions leaf -out "$work/leaf.pem"
} >"$work/openssl.log" 2>&1 || setup_failed "openssl could not create the certificates"

client=desktop
inspector=resource-server:$(openssl rand -hex 12)
"$work/venv/bin/python" "$here/login_server.py" "$work/sock" "$client" "${inspector%%:*}" "${inspector#*:}" \
    >"$work/server.log" 2>&1 &
server=$!

# Ignores the caller's curl configuration and proxy.
request() { curl -q -sS --noproxy '*' --max-time 20 --cacert "$ca" "$@"; }

start_nginx() {
    sed "s|@WORK@|$work|; s|@PORT@|$port|" "$here/nginx.conf.in" >"$work/nginx.conf"
    nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" >"$work/nginx-out.log" 2>&1 &
    nginx=$!
    local tries=100
    until request -f "https://127.0.0.1:$port/control" >"$work/ready.log" 2>&1; do
        tries=$((tries - 1))
        { [ "$tries" -gt 0 ] && kill -0 "$server" && kill -0 "$nginx"; } 2>/dev/null || return 1
        sleep 0.2
    done
}
free_port() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
}
# Another program may take the port in the meantime, so try twice.
free_port && start_nginx || { free_port && start_nginx; } || setup_failed "the server did not start"
site=https://127.0.0.1:$port

# --- the user's machine ----------------------------------------------------------------------------------------------

home=$work/home
config=$home/.config/gettoken
mkdir -p "$config" "$work/bin"
cat >"$config/config.toml" <<END
[profiles.me]
provider = "oauth2"
grant = "user"
client-id = "$client"
scope = ["mail", "contacts"]
cacert = "$ca"
[profiles.me.vars]
authorize-url = "$site/authorize"
client-auth = "none"
device-url = "$site/device_authorization"
revoke-url = "$site/revoke"
token-url = "$site/token"
END
# The browser only records its arguments; the checks make its requests.
cat >"$work/bin/xdg-open" <<END
#!/bin/sh
printf '%s\n' "\$#" "\$@" >"$work/opened.new" && mv "$work/opened.new" "$work/opened"
END
chmod +x "$work/bin/xdg-open"
# Without the caller's environment. Arrays, not functions: killing a function would kill a subshell instead of gettoken.
bare=(env -i "PATH=$work/bin:$PATH" "HOME=$home" "$gettoken")
desktop=(env -i "PATH=$work/bin:$PATH" "HOME=$home" DISPLAY=:9 "$gettoken")

# --- helpers ---------------------------------------------------------------------------------------------------------

number=0 passed=0 failed=0 skipped=0 status=0
: >"$work/out" && : >"$work/err" && : >"$work/every.err"

check() { # check WHAT COMMAND…: passes if the command succeeds
    local what=$1
    number=$((number + 1))
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "ok $number - $what"
    else
        failed=$((failed + 1))
        echo "not ok $number - $what"
        sed "s/^/# stderr, exit $status: /" "$work/err"
    fi
}
skip_check() { # skip_check WHAT WHY
    number=$((number + 1)) skipped=$((skipped + 1))
    echo "ok $number - $1 # SKIP $2"
}
all() { # all COMMAND… , COMMAND…: succeeds if all commands succeed
    local word words=()
    for word in "$@" ","; do
        if [ "$word" != "," ]; then
            words+=("$word")
        else
            "${words[@]}" || return
            words=()
        fi
    done
}
wait_until() { # wait_until TENTHS COMMAND…: repeats the command until it succeeds
    local tries
    for ((tries = $1; tries; tries--)); do
        "${@:2}" && return
        sleep 0.1
    done
    return 1
}

run() { # run ARGUMENT…: runs gettoken; the result is in out, err and status
    "${desktop[@]}" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    cat "$work/err" >>"$work/every.err"
}
me() { run me -o token "$@"; }

start_login() { # start_login COMMAND…: starts a login in the background; sets url to the URL that it prints
    : >"$work/err"
    rm -f "$work/opened"
    "$@" --wait 60s >"$work/out" 2>"$work/err" <"${pasted:-/dev/null}" &
    login=$!
    url=''
    for ((tries = 100; tries; tries--)); do
        url=$(grep -Em 1 '^https?://' "$work/err") && break
        kill -0 "$login" 2>/dev/null || break
        sleep 0.05
    done
    rm -f "$work/jar"
    redirect=$(redirect_in "$url")
}
redirect_in() {
    python3 -c 'import sys, urllib.parse as u
print(dict(u.parse_qsl(u.urlsplit(sys.argv[1]).query)).get("redirect_uri", ""))' "$1"
}
# Opens the address that gettoken gave to the browser, and sets url to the server's page.
enter_login() {
    url=$(request -c "$work/jar" -o /dev/null -w '%{redirect_url}' "$url")
    redirect=$(redirect_in "$url")
}
is_running() { kill -0 "$login" 2>/dev/null; }
finish_login() {
    wait "$login" 2>/dev/null
    status=$?
    cat "$work/err" >>"$work/every.err"
}
logged_in() { [ "$status" -eq 0 ] && [ ! -s "$work/out" ] && grep -q "logged in to \`${1:-me}\`" "$work/err"; }
# A browser that follows redirects, and one that only returns the target.
# It keeps cookies.
browse() { request -L -b "$work/jar" -c "$work/jar" -D "$work/headers" -o "$work/page" -w '%{http_code} %{content_type}' "$1"; }
redirect_of() { request -o /dev/null -w '%{redirect_url}' "$1"; }
log_in() {
    start_login "${desktop[@]}" login me
    browse "$url" >"$work/browsed"
    finish_login
}

# Creates a session at the server, and imports one into gettoken.
new_session() { request -d "person=$1" "$site/control/session"; }
import_session() { # import_session FILE
    "${desktop[@]}" login me --refresh-token-file "$1" >"$work/out" 2>"$work/err"
    status=$?
    cat "$work/err" >>"$work/every.err"
}

set_server() { request -f "${@/#/-d}" "$site/control"; }
count() { request "$site/control" | jq --arg name "$1" '.counts[$name] // 0'; }
refreshes() { count "requests /token refresh_token"; } # requests, with or without a response
issued() { request "$site/control/issued"; }
introspect() { request -u "$inspector" --data-urlencode "token=$1" "$site/introspect"; }
inactive() { introspect "$1" | jq -e '.active == false' >/dev/null; }
is_token() { [ "$(wc -l <"$1")" -eq 1 ] && grep -Eqx '[A-Za-z0-9]{42}' "$1"; }
active() { # active FILE PERSON: the file has one token, which is active according to the server
    is_token "$1" && introspect "$(cat "$1")" | jq -e --arg user "$2" --arg client "$client" \
        '.active and .username == $user and .client_id == $client and .scope == "mail contacts"' >/dev/null
}
got_token() { [ "$status" -eq 0 ] && active "$work/out" "$1"; }
failed_with() { [ "$status" -eq "$1" ] && [ ! -s "$work/out" ]; }
failed_with_either() { failed_with "$1" || failed_with "$2"; }
stderr_has() { grep -Fq -- "$1" "$work/err"; }
file_of() { echo "$config/tokens/$1"-*.json; }
stored_refresh_token() { tail -n 1 "$(file_of "${1:-me}")" | jq -r .tokens.refresh.value; }
stores_newest() { [ "$(stored_refresh_token "$@")" = "$(request "$site/control/newest")" ]; }
mark() { before_requests=$(refreshes) before_done=$(count refreshed) before_reused=$(count reuses); }
requests_made() { [ "$(refreshes)" -eq "$((before_requests + $1))" ]; }
refreshes_done() { [ "$(count refreshed)" -eq "$((before_done + $1))" ]; }
reuses_seen() { [ "$(count reuses)" -eq "$((before_reused + $1))" ]; }
has_mode() { [ -n "$(find "$2" -prune -perm "$1")" ]; }
milliseconds() { echo "$((${EPOCHREALTIME/[.,]/} / 1000))"; }

# --- 1: browser on this machine --------------------------------------------------------------------------------------

check "control: the server reports a made-up token as inactive" inactive made-up

pkce_control() { # the server rejects the wrong verifier and accepts the right one
    local verifier challenge code answer back=http://127.0.0.1:1/callback
    verifier=$(openssl rand -hex 32)
    challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')
    code="$site/authorize?response_type=code&client_id=$client&scope=mail&redirect_uri=$back&state=s"
    code=$(redirect_of "$code&code_challenge=$challenge&code_challenge_method=S256")
    code=${code#*code=} code=${code%%&*}
    for verifier in "${verifier}0" "$verifier"; do
        answer=$(request -d grant_type=authorization_code -d "code=$code" -d "client_id=$client" -d "redirect_uri=$back" \
            -d "code_verifier=$verifier" "$site/token" | jq -r '.error // .token_type')
        echo "$answer"
    done
}
check "control: the server rejects a wrong PKCE verifier and accepts the right one" \
    [ "$(pkce_control | xargs)" = "invalid_grant Bearer" ]

reuse_control() { # the second use of a refresh token ends the session and revokes the token from the first use
    local spent first again
    refreshed_by_curl() {
        request -d grant_type=refresh_token -d "client_id=$client" -d "refresh_token=$spent" "$site/token"
    }
    spent=$(new_session ana)
    mark
    first=$(refreshed_by_curl | jq -r .access_token)
    introspect "$first" | jq -e .active >/dev/null || return
    again=$(refreshed_by_curl | jq -r .error)
    [ "$again" = invalid_grant ] && reuses_seen 1 && inactive "$first"
}
check "control: the server detects the reuse of a refresh token, and ends the session" reuse_control

flags=(--token-url "$site/token" --client-auth none --client-id "$client" --cacert "$ca")
start_login "${bare[@]}" login oauth2 "${flags[@]}" --authorize-url "$site/authorize" --revoke-url "$site/revoke" \
    --scope mail --scope contacts
requests_code() {
    case $url in "$site/authorize?"*) ;; *) return 1 ;; esac
    for part in response_type=code "client_id=$client" code_challenge= code_challenge_method=S256 state= \
        'scope=mail%20contacts' 'redirect_uri=http%3A%2F%2F127.0.0.1%3A'; do
        case $url in *"$part"*) ;; *) return 1 ;; esac
    done
}
check "browser: the URL on stderr requests a code, with PKCE, a state and a loopback redirect" requests_code
browsed=$(browse "$url&person=lin")
check "browser: the last page is HTML, with status 200" [ "${browsed%%;*}" = "200 text/html" ]
finish_login
check "browser: gettoken exits 0 and prints nothing on stdout" logged_in oauth2
page_is_private() {
    local header
    for header in 'cache-control: no-store' 'referrer-policy: no-referrer' \
        "content-security-policy: default-src 'none'"; do
        grep -Fqi "$header" "$work/headers" || return 1
    done
}
check "browser: the page is not cached, loads nothing and sends no referrer" page_is_private
page_has_no_secret() { issued | cat - <(echo "${url##*state=}" | cut -d '&' -f 1) | { ! grep -Ff - "$work/page"; }; }
check "browser: the page contains no secret of the login" page_has_no_secret
session_is_private() {
    has_mode 700 "$config/tokens" && has_mode 600 "$(file_of oauth2)" && stores_newest oauth2
}
check "browser: the session is in a file with mode 600 in a directory with mode 700" session_is_private
again=$(request -o /dev/null -w '%{http_code}' "$redirect?code=x&state=x" 2>/dev/null)
check "browser: the redirect port is closed afterwards" [ "$again" = 000 ]
# Only the flags for the server and the client; those for the login are not needed again.
run oauth2 --grant user "${flags[@]}" -o token
check "browser: gettoken oauth2 --grant user prints an active token of the right person" got_token lin
run oauth2 --grant user "${flags[@]}" --authorize-url "$site/authorize" --revoke-url "$site/revoke" -o token
check "browser: the same with all flags that the login had" got_token lin
skip_check "browser: a wrong PKCE verifier" "gettoken cannot be made to send one; the server rejects it, see above"

start_login "${desktop[@]}" login me
wait_until 20 [ -e "$work/opened" ]
check "browser, on a desktop: the browser is opened with only the URL" \
    [ "$(xargs <"$work/opened")" = "1 $url" ]
browse "$url" >"$work/browsed"
finish_login
check "browser, on a desktop: logged in" logged_in
me
check "browser, on a desktop: gettoken me prints an active token" got_token ana
first=$(cat "$work/out")
mark
me
check "browser, on a desktop: the next call prints the cached token" [ "$(cat "$work/out")" = "$first" ]
check "browser, on a desktop: without a refresh" requests_made 0

# --- 2: browser elsewhere --------------------------------------------------------------------------------------------

mkfifo "$work/paste"
begin_pasting() {
    exec 7<>"$work/paste"
    pasted=$work/paste start_login "${desktop[@]}" login me --no-browser
}
begin_pasting
check "--no-browser: no browser is opened" [ ! -e "$work/opened" ]
answer=$(redirect_of "$url&person=lin")
port_of_redirect=${redirect#http://127.0.0.1:} port_of_redirect=${port_of_redirect%%/*}
check "--no-browser: the redirect URI has a port" [ "${port_of_redirect:-0}" -gt 0 ]
echo "${answer/state=/state=x}" >&7
wait_until 20 stderr_has "does not belong to this login"
check "--no-browser: a URL with another state is rejected, and the login continues" \
    all is_running , stderr_has "does not belong to this login"
printf '\n  %s \n' "$answer" >&7
finish_login
exec 7>&-
check "--no-browser: pasting the URL on stdin logs in" logged_in
me
check "--no-browser: gettoken me prints an active token of the right person" got_token lin
pasted=/dev/null start_login "${desktop[@]}" login me --no-browser
finish_login
check "--no-browser: if stdin ends early: exit 4" failed_with 4
me
check "--no-browser: gettoken me still uses the earlier session" got_token lin

# --- 3: device login -------------------------------------------------------------------------------------------------

begin_device() {
    start_login "${desktop[@]}" login me --device
    user_code=$(grep -Eo '^ *[A-Z]{4}-[A-Z]{4}$' "$work/err" | tr -d ' ')
}
polled() { request "$site/control" | jq -r --argjson from "$polls" "$@"; }
# shellcheck disable=SC2016 # jq variables
has_polled() { [ "$(polled '.polls[$from:] | length')" -ge "$1" ]; }
shows_code() { [ -n "$user_code" ] && stderr_has "$site/device"; }

# The server announces an interval of one second, but polls within 1.5 seconds are too fast.
set_server gap=1.5
polls=$(request "$site/control" | jq '.polls | length')
begin_device
check "device: the URL and the user code are on stderr" shows_code
wait_until 200 has_polled 3
check "device: gettoken waits for the person" is_running
check "device: the person enters the code" request -f -d "user_code=$user_code" -d person=lin "$site/device"
finish_login
check "device: logged in" logged_in
# shellcheck disable=SC2016 # jq variables
answers=$(polled '[.polls[$from:][][1]] | join(" ")')
check "device: the server responded with pending, slow_down, pending, granted" \
    [ "$answers" = "authorization_pending slow_down authorization_pending granted" ]
# shellcheck disable=SC2016 # jq variables
check "device: after slow_down, the interval is five seconds longer than announced, and stays so" \
    [ "$(polled '[.polls[$from:][][0]] | [.[2] - .[1], .[3] - .[2]] | all(. >= 6 and . < 7.5)')" = true ]
me
check "device: gettoken me prints an active token of the right person" got_token lin
set_server gap=0

begin_device
request -d "user_code=$user_code" -d deny=1 "$site/device"
finish_login
check "device, denied: exit 4 or 5, nothing on stdout" failed_with_either 4 5
check "device, denied: stderr has the reason" stderr_has "denied"
me
check "device, denied: gettoken me still uses the earlier session" got_token lin
set_server codes_live=2
begin_device
finish_login
check "device, no decision: exit 4 when the code has expired" all stderr_has expired , failed_with 4
set_server codes_live=18446744073709551615
begin_device
request -d "user_code=$user_code" -d person=lin "$site/device"
finish_login
check "device: a code that never expires" logged_in
set_server codes_live=1800
run login me --no-browser --wait 18446744073709551615s
check "device, browser: waiting forever does not end in an internal error" [ "$status" -ne 1 ]

# --- 4: one refresh after another ------------------------------------------------------------------------------------

set_server lifetime=2
log_in
mark
wrong=0 stale=0 previous=''
for ((i = 0; i < 50; i++)); do
    me --min-valid 1h # longer than any lifetime, so each call refreshes
    { got_token ana && [ "$(cat "$work/out")" != "$previous" ]; } || wrong=$((wrong + 1))
    stores_newest || stale=$((stale + 1))
    previous=$(cat "$work/out")
done
requests=$(($(refreshes) - before_requests)) reuses=$(($(count reuses) - before_reused))
echo "# 50 refreshes: the server saw $requests requests and $reuses reuses"
check "50 refreshes: each printed a new token that is active at the server" [ "$wrong" -eq 0 ]
check "50 refreshes: the file always has the newest refresh token" [ "$stale" -eq 0 ]
check "50 refreshes: the server saw 50 requests" requests_made 50
check "50 refreshes: the server did 50 refreshes" refreshes_done 50
check "50 refreshes: no refresh token was reused" reuses_seen 0

# --- 5: many at once -------------------------------------------------------------------------------------------------

sleep 2.5 # the last token has expired
set_server lifetime=3600 delay=6
mark
mkdir "$work/many"
began=$(milliseconds)
many=()
for ((i = 0; i < 200; i++)); do
    "${desktop[@]}" me -o token >"$work/many/$i.out" 2>"$work/many/$i.err" </dev/null &
    many+=($!)
done
started=$(($(milliseconds) - began))
bad=0
for pid in "${many[@]}"; do wait "$pid" || bad=$((bad + 1)); done
cat "$work/many/"*.err >>"$work/every.err"
took=$(($(milliseconds) - began)) requests=$(($(refreshes) - before_requests))
echo "# 200 at once: started within $started ms, done after $took ms, requests: $requests"
check "200 at once: each exits 0" [ "$bad" -eq 0 ]
sort -u "$work/many/"*.out >"$work/out"
check "200 at once: all print the same token, which is active at the server" active "$work/out" ana
check "200 at once: nothing on stderr" [ -z "$(cat "$work/many/"*.err)" ]
check "200 at once: one refresh" requests_made 1
check "200 at once: no refresh token was reused" reuses_seen 0

# --- 6: server errors and revoked sessions ---------------------------------------------------------------------------

set_server lifetime=60
me --force
mark
set_server faults=500
me --min-valid 1h
served_cached() { got_token ana && stderr_has "still valid"; }
check "server down, token valid: it is served, with a warning" served_cached
check "server down, token valid: one request, since a 500 may have spent the refresh token" requests_made 1

expire() { # leaves an expired token in the cache
    set_server lifetime=1
    me --min-valid 1h
    sleep 1.2
    mark
}
expire
set_server faults=500
me
check "server down, token expired: 500: exit 7, nothing on stdout" failed_with 7
check "server down, token expired: 500: one request" requests_made 1
set_server faults='503 503 503'
me
check "server down, token expired: 503: exit 7, nothing on stdout" failed_with 7
check "server down, token expired: 503: three requests" requests_made 4
{ kill "$nginx" && wait "$nginx"; } 2>/dev/null
me
check "server gone: exit 6, nothing on stdout" failed_with 6
start_nginx || setup_failed "nginx did not start again"
set_server faults=503 lifetime=60
me
check "server back: the session still works, even after another 503" got_token ana
check "server back: one refresh in total" refreshes_done 1
check "server back: no refresh token was reused" reuses_seen 0
check "server back: the file has the newest refresh token" stores_newest

request -f -d person=ana "$site/control/end"
mark
me --min-valid 1h
check "session revoked at the server: exit 4, nothing on stdout" failed_with 4
# shellcheck disable=SC2016 # not a command substitution
check "session revoked at the server: stderr names the command to log in" stderr_has '`gettoken login me`'
check "session revoked at the server: one request" requests_made 1
me --min-valid 1h
check "session revoked at the server: the next call fails too" failed_with 4
check "session revoked at the server: the revoked refresh token is not sent again" requests_made 1

import_session - < <(new_session ana)
request -f -d person=ana "$site/control/end"
mark
many=()
for ((i = 0; i < 20; i++)); do
    "${desktop[@]}" me -o token --min-valid 1h >>"$work/many/dead" 2>>"$work/every.err" </dev/null &
    many+=($!)
done
statuses=''
for pid in "${many[@]}"; do
    wait "$pid"
    statuses="$statuses $?"
done
check "session revoked at the server, 20 at once: exit 4 each" [ "${statuses// 4/}" = "" ]
check "session revoked at the server, 20 at once: nothing on stdout" [ ! -s "$work/many/dead" ]
check "session revoked at the server, 20 at once: one request" requests_made 1

# In the last tenth of its lifetime, a token must be renewed although it is still valid.
set_server lifetime=10
import_session - < <(new_session ana)
request -f -d person=ana "$site/control/end"
sleep 9.2
me
first=$status
me
echo "# session revoked at the server, in a token's last second: exit $first, then $status"
check "session revoked at the server, in a token's last second: both calls have the same exit code" \
    [ "$status" -eq "$first" ]
set_server lifetime=3600

# If the session cannot be stored, the login must fail before it opens a browser.
mv "$config/tokens" "$config/tokens.away" && : >"$config/tokens"
start_login "${desktop[@]}" login me
[ -z "$url" ] || browse "$url" >"$work/browsed"
finish_login
check "login without a store: exit 9" failed_with 9
check "login without a store: fails before the person logs in" [ -z "$url" ]
rm "$config/tokens" && mv "$config/tokens.away" "$config/tokens"

# --- 7: logging out --------------------------------------------------------------------------------------------------

set_server lifetime=3600
log_in
me
check "logout: logged in before, with an active token" got_token ana
access=$(cat "$work/out") refresh=$(stored_refresh_token)
revoked=$(count "revoked refresh")
run logout me
check "logout: exit 0" failed_with 0
check "logout: the server saw the refresh token revoked" [ "$(count "revoked refresh")" -eq "$((revoked + 1))" ]
check "logout: both tokens are inactive at the server" all inactive "$access" , inactive "$refresh"
not_under_home() { ! grep -rFq -e "$access" -e "$refresh" "$home"; }
check "logout: neither token is anywhere under HOME" not_under_home
me
check "logout: afterwards gettoken me exits with 4" failed_with 4
log_in
access=$(tail -n 1 "$(file_of me)" | jq -r .tokens.access.value) refresh=$(stored_refresh_token)
set_server faults=500
run logout me
check "logout, server error: a warning, and the session is removed here" all not_under_home , stderr_has "not revoked"

# --- 8: imported sessions --------------------------------------------------------------------------------------------

token_file=$work/refresh-token
new_session lin >"$token_file" # 0600, by the umask
import_session "$token_file"
check "--refresh-token-file: exit 0, nothing on stdout" failed_with 0
me
check "--refresh-token-file: gettoken me prints an active token of the right person" got_token lin
check "--refresh-token-file: the cache entry has the newest refresh token" stores_newest
import_session - < <(new_session ana)
me
check "--refresh-token-file -: a session from stdin" got_token ana
new_session lin >"$token_file"
chmod 640 "$token_file"
mark
import_session "$token_file"
check "--refresh-token-file: a file that others can read: exit 3" failed_with 3
me
check "--refresh-token-file: the earlier session is unchanged" got_token ana
check "--refresh-token-file: without a request" requests_made 0
import_session - <<<not-a-refresh-token
check "--refresh-token-file: a token that the server rejects: exit 4" failed_with 4
me
check "--refresh-token-file: the earlier session is unchanged" got_token ana

# --- 9: other requests to the listener -------------------------------------------------------------------------------

start_login "${desktop[@]}" login me
enter_login
began=$(milliseconds)
browsed=$(browse "$url&deny=1")
finish_login
took=$(($(milliseconds) - began))
echo "# denial: reported after $took ms"
check "denial: exit 5" failed_with 5
check "denial: the server's error code is on stderr" stderr_has access_denied
check "denial: reported within a second" [ "$took" -lt 1000 ]
check "denial: the browser shows an HTML page" [ "${browsed%%;*}" = "200 text/html" ]

start_login "${desktop[@]}" login me
enter_login
listener=${redirect#http://127.0.0.1:} listener=${listener%%/*}
idle=()
for ((i = 0; i < 20; i++)); do
    exec {socket}<>"/dev/tcp/127.0.0.1/$listener" && idle+=("$socket")
done
good=$(redirect_of "$url&person=lin")
state=$(grep -o 'state=[^&]*' <<<"$good")
code=$(grep -o 'code=[^&]*' <<<"$good")
status_of() { request -b "$work/jar" -o /dev/null -w '%{http_code}' "$@"; }
responses="$(status_of "${good/state=/state=x}") $(status_of "$redirect?$code") $(status_of "$redirect?$state")"
responses="$responses $(status_of "$redirect") $(status_of "$good&$state")"
responses="$responses $(status_of "$redirect?error=access_denied&state=x") $(status_of "$redirect?error=access_denied")"
responses="$responses $(status_of "$redirect?$code&$state&iss=https%3A%2F%2Felsewhere.example")"
check "listener: a wrong or missing state, no code, a duplicate state, another issuer: 400 each" \
    [ "$responses" = "400 400 400 400 400 400 400 400" ]
responses="$(status_of "http://127.0.0.1:$listener/favicon.ico") $(status_of -d x=y "$good")"
responses="$responses $(status_of -H 'Host: rebound.example' "$good")"
check "listener: an icon, a POST, another host name: 404 each" [ "$responses" = "404 404 404" ]
check "listener: gettoken still waits" is_running
responses=$(status_of "$good")
finish_login
for socket in "${idle[@]}"; do exec {socket}>&-; done
check "listener: afterwards the valid callback is accepted, beside 20 idle sockets" all logged_in , [ "$responses" = 200 ]
me
check "listener: gettoken me prints an active token of the right person" got_token lin

# --- 10: killed at any instant ---------------------------------------------------------------------------------------

set_server lifetime=2
import_session - < <(new_session ana)
began=$(milliseconds)
for ((i = 0; i < 5; i++)); do me --min-valid 1h; done
usual=$((($(milliseconds) - began) / 5))
span=$((usual * 5 / 4)) # so that some processes finish first
mark
reused=$before_reused
finished=0 unsent=0 stored=0 lost=0 printed_and_lost=0 unexplained=0
for ((i = 0; i < kills; i++)); do
    done_before=$(count refreshed)
    "${desktop[@]}" me -o token --min-valid 1h >"$work/killed.out" 2>>"$work/every.err" </dev/null &
    victim=$!
    instant=$((RANDOM % (span + 1)))
    sleep "$(printf '%d.%03d' "$((instant / 1000))" "$((instant % 1000))")"
    kill -KILL "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
    ended=$?
    # The server is single-threaded, so this request is handled after those of the victim.
    spent=$(($(count refreshed) - done_before))
    me --min-valid 1h
    if got_token ana; then
        case $ended:$spent in
        0:*) finished=$((finished + 1)) ;;
        *:0) unsent=$((unsent + 1)) ;;
        *:1) stored=$((stored + 1)) ;;
        *) unexplained=$((unexplained + 1)) ;;
        esac
    elif failed_with 4 && [ "$spent" -eq 1 ]; then
        # The killed process could not store the refresh token that the server had issued.
        lost=$((lost + 1))
        [ -s "$work/killed.out" ] && printed_and_lost=$((printed_and_lost + 1))
        import_session - < <(new_session ana)
    else
        unexplained=$((unexplained + 1))
        sed "s/^/# kill $i at $instant ms ($ended, spent $spent), exit $status: /" "$work/err"
        import_session - < <(new_session ana)
    fi
done
reused=$(($(count reuses) - reused))
echo "# $kills kills in 0-$span ms (a run takes $usual): $finished had finished, $unsent before the refresh,"
echo "# $stored after the new refresh token was stored, $lost in between, which made a login necessary"
echo "# the server saw $reused reuses of a spent refresh token"
check "kills: a login was needed only if the server had already refreshed for the killed process" \
    [ "$unexplained" -eq 0 ]
check "kills: no token was printed before its session was stored" [ "$printed_and_lost" -eq 0 ]
check "kills: a spent refresh token was reused only in these cases, once each" [ "$reused" -eq "$lost" ]
run cache verify
check "kills: all entries are intact" [ "$status" -eq 0 ]

# --- summary ---------------------------------------------------------------------------------------------------------

issued >"$work/secrets"
no_secret_on_stderr() { ! grep -Fqf "$work/secrets" "$work/every.err"; }
check "no code or token was ever on stderr" no_secret_on_stderr

[ "$number" -eq "$planned" ] || { failed=$((failed + 1)); echo "not ok - $number checks ran, $planned were planned"; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
