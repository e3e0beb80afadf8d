#!/bin/bash
# Logs in with gettoken at an OAuth 2.0 server that is not ours (Authlib), behind nginx, over HTTPS with a private CA;
# a script stands in for the browser and the person at it.
#
#     tests/real/login.sh [GETTOKEN] [--long]     default: target/debug/gettoken of this repository
#
# --long kills 1,000 processes instead of 300. It takes about two minutes without, four with it.
# Exit: 0 all passed, 1 a check failed, 2 no such program, 77 skipped because something it needs is missing.
set -u

planned=100
here=$(cd "$(dirname "$0")" && pwd) || exit 2
gettoken=$here/../../target/debug/gettoken kills=300
for argument; do
    case $argument in
    --long) kills=1000 ;;
    *) gettoken=$argument ;;
    esac
done
command -v "$gettoken" >/dev/null || { echo "login.sh: no such program: $gettoken" >&2; exit 2; }
PATH=$PATH:/usr/sbin # Debian keeps nginx where only root looks

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

broken() { # the stage itself fell down: nothing was shown about gettoken, and that is no pass
    echo "not ok - $1"
    tail -n 3 "$work"/*.log | sed 's/^/# /'
    echo "0 passed, $planned failed, 0 skipped"
    exit 1
}

# --- the stage -------------------------------------------------------------------------------------------------------

for tool in python3 nginx openssl curl jq; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
[ -n "${EPOCHREALTIME:-}" ] || skip "bash is older than 5.0"
umask 077
work=$(mktemp -d) || skip "no temporary folder"
python3 -m venv "$work/venv" >"$work/venv.log" 2>&1 || skip "python3 cannot make a virtual environment"
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
} >"$work/openssl.log" 2>&1 || broken "openssl made no certificates"

client=desktop
inspector=resource-server:$(openssl rand -hex 12)
"$work/venv/bin/python" "$here/login_server.py" "$work/sock" "$client" "${inspector%%:*}" "${inspector#*:}" \
    >"$work/server.log" 2>&1 &
server=$!

# Without the settings and the proxy of whoever runs this.
ask() { curl -q -sS --noproxy '*' --max-time 20 --cacert "$ca" "$@"; }

start_nginx() {
    sed "s|@WORK@|$work|; s|@PORT@|$port|" "$here/nginx.conf.in" >"$work/nginx.conf"
    nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" >"$work/nginx-out.log" 2>&1 &
    nginx=$!
    local tries=100
    until ask -f "https://127.0.0.1:$port/stage" >"$work/ready.log" 2>&1; do
        tries=$((tries - 1))
        { [ "$tries" -gt 0 ] && kill -0 "$server" && kill -0 "$nginx"; } 2>/dev/null || return 1
        sleep 0.2
    done
}
free_port() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
}
# Another program may take the port between its choice and its use.
free_port && start_nginx || { free_port && start_nginx; } || broken "the server did not start"
site=https://127.0.0.1:$port

# --- the person's machine --------------------------------------------------------------------------------------------

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
# The browser: it only notes what it is to open. What it would do then, each check does itself.
cat >"$work/bin/xdg-open" <<END
#!/bin/sh
printf '%s\n' "\$#" "\$@" >"$work/opened.new" && mv "$work/opened.new" "$work/opened"
END
chmod +x "$work/bin/xdg-open"
# Nothing of the caller's environment. A function would put a shell between us and the process that is to be killed.
bare=(env -i "PATH=$work/bin:$PATH" "HOME=$home" "$gettoken")
desktop=(env -i "PATH=$work/bin:$PATH" "HOME=$home" DISPLAY=:9 "$gettoken")

# --- helpers ---------------------------------------------------------------------------------------------------------

number=0 passed=0 failed=0 skipped=0 status=0
: >"$work/out" && : >"$work/err" && : >"$work/every.err"

check() { # check WHAT COMMAND…: the command's success is the verdict
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
all() { # all COMMAND… , COMMAND…: every one of them succeeds
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
until_so() { # until_so TENTHS COMMAND…: waits until it succeeds
    local tries
    for ((tries = $1; tries; tries--)); do
        "${@:2}" && return
        sleep 0.1
    done
    return 1
}

run() { # run ARGUMENT…: gettoken, its answer in out, err and status
    "${desktop[@]}" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    cat "$work/err" >>"$work/every.err"
}
me() { run me -o token "$@"; }

begin() { # begin COMMAND…: a login in the background; $url is the address that it shows
    : >"$work/err"
    rm -f "$work/opened"
    "$@" --wait 60s >"$work/out" 2>"$work/err" <"${pasted:-/dev/null}" &
    login=$!
    url=''
    for ((tries = 100; tries; tries--)); do
        url=$(grep -m 1 '^https://' "$work/err") && break
        kill -0 "$login" 2>/dev/null || break
        sleep 0.05
    done
    redirect=$(python3 -c 'import sys, urllib.parse as u
print(dict(u.parse_qsl(u.urlsplit(sys.argv[1]).query)).get("redirect_uri", ""))' "$url")
}
waits() { kill -0 "$login" 2>/dev/null; }
finish() {
    wait "$login" 2>/dev/null
    status=$?
    cat "$work/err" >>"$work/every.err"
}
logged_in() { [ "$status" -eq 0 ] && [ ! -s "$work/out" ] && grep -q "logged in to ${1:-me}" "$work/err"; }
# The browser that goes on to where the server sends it, and one that stops there.
browse() { ask -L -D "$work/headers" -o "$work/page" -w '%{http_code} %{content_type}' "$1"; }
answer_of() { ask -o /dev/null -w '%{redirect_url}' "$1"; }
log_in() {
    begin "${desktop[@]}" login me
    browse "$url" >"$work/browsed"
    finish
}

# A session that began elsewhere, and taking it over.
new_session() { ask -d "person=$1" "$site/stage/session"; }
adopt() { # adopt FILE
    "${desktop[@]}" login me --refresh-token-file "$1" >"$work/out" 2>"$work/err"
    status=$?
    cat "$work/err" >>"$work/every.err"
}

set_stage() { ask -f "${@/#/-d}" "$site/stage"; }
count() { ask "$site/stage" | jq --arg name "$1" '.counts[$name] // 0'; }
refreshes() { count "asked /token refresh_token"; } # requests, answered or not
issued() { ask "$site/stage/issued"; }
introspect() { ask -u "$inspector" --data-urlencode "token=$1" "$site/introspect"; }
inactive() { introspect "$1" | jq -e '.active == false' >/dev/null; }
is_token() { [ "$(wc -l <"$1")" -eq 1 ] && grep -Eqx '[A-Za-z0-9]{42}' "$1"; }
active() { # active FILE PERSON: what the server itself says of the one token that is printed there
    is_token "$1" && introspect "$(cat "$1")" | jq -e --arg user "$2" --arg client "$client" \
        '.active and .username == $user and .client_id == $client and .scope == "mail contacts"' >/dev/null
}
got_token() { [ "$status" -eq 0 ] && active "$work/out" "$1"; }
failed_with() { [ "$status" -eq "$1" ] && [ ! -s "$work/out" ]; }
one_of() { failed_with "$1" || failed_with "$2"; }
says() { grep -Fq -- "$1" "$work/err"; }
file_of() { echo "$config/tokens/$1"-*.json; }
kept() { tail -n 1 "$(file_of "${1:-me}")" | jq -r .tokens.refresh.value; }
keeps_newest() { [ "$(kept "$@")" = "$(ask "$site/stage/newest")" ]; }
mark() { before_asked=$(refreshes) before_done=$(count refreshed) before_reused=$(count reuses); }
asked_more() { [ "$(refreshes)" -eq "$((before_asked + $1))" ]; }
done_more() { [ "$(count refreshed)" -eq "$((before_done + $1))" ]; }
reused_more() { [ "$(count reuses)" -eq "$((before_reused + $1))" ]; }
has_mode() { [ -n "$(find "$2" -prune -perm "$1")" ]; }
milliseconds() { echo "$((${EPOCHREALTIME/[.,]/} / 1000))"; }

# --- 1: a browser on this machine ------------------------------------------------------------------------------------

check "control: the server calls a made-up token inactive" inactive made-up

pkce_control() { # the server refuses the wrong verifier, and takes the right one
    local verifier challenge code answer back=http://127.0.0.1:1/callback
    verifier=$(openssl rand -hex 32)
    challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')
    code="$site/authorize?response_type=code&client_id=$client&scope=mail&redirect_uri=$back&state=s"
    code=$(answer_of "$code&code_challenge=$challenge&code_challenge_method=S256")
    code=${code#*code=} code=${code%%&*}
    for verifier in "${verifier}0" "$verifier"; do
        answer=$(ask -d grant_type=authorization_code -d "code=$code" -d "client_id=$client" -d "redirect_uri=$back" \
            -d "code_verifier=$verifier" "$site/token" | jq -r '.error // .token_type')
        echo "$answer"
    done
}
check "control: the server refuses a wrong PKCE verifier and takes the right one" \
    [ "$(pkce_control | xargs)" = "invalid_grant Bearer" ]

reuse_control() { # the first use of a refresh token works; the second ends the session, what the first brought included
    local spent first again
    refreshed_by_curl() {
        ask -d grant_type=refresh_token -d "client_id=$client" -d "refresh_token=$spent" "$site/token"
    }
    spent=$(new_session ana)
    mark
    first=$(refreshed_by_curl | jq -r .access_token)
    introspect "$first" | jq -e .active >/dev/null || return
    again=$(refreshed_by_curl | jq -r .error)
    [ "$again" = invalid_grant ] && reused_more 1 && inactive "$first"
}
check "control: the server sees a refresh token that is used twice, and ends the session" reuse_control

flags=(--token-url "$site/token" --client-auth none --client-id "$client" --cacert "$ca")
begin "${bare[@]}" login oauth2 "${flags[@]}" --authorize-url "$site/authorize" --revoke-url "$site/revoke" \
    --scope mail --scope contacts
asks_for_code() {
    case $url in "$site/authorize?"*) ;; *) return 1 ;; esac
    for part in response_type=code "client_id=$client" code_challenge= code_challenge_method=S256 state= \
        'scope=mail%20contacts' 'redirect_uri=http%3A%2F%2F127.0.0.1%3A'; do
        case $url in *"$part"*) ;; *) return 1 ;; esac
    done
}
check "browser: the address on stderr asks for a code, with PKCE and a state, back to loopback" asks_for_code
browsed=$(browse "$url&person=lin")
check "browser: it ends at an HTML page, status 200" [ "${browsed%%;*}" = "200 text/html" ]
finish
check "browser: gettoken exits 0 and prints nothing on stdout" logged_in oauth2
page_is_closed() {
    local header
    for header in 'cache-control: no-store' 'referrer-policy: no-referrer' \
        "content-security-policy: default-src 'none'"; do
        grep -Fqi "$header" "$work/headers" || return 1
    done
}
check "browser: the page is not stored, loads nothing and leaves no referrer" page_is_closed
page_has_no_secret() { issued | cat - <(echo "${url##*state=}" | cut -d '&' -f 1) | { ! grep -Ff - "$work/page"; }; }
check "browser: nothing of the login is on the page" page_has_no_secret
session_is_private() {
    has_mode 700 "$config/tokens" && has_mode 600 "$(file_of oauth2)" && keeps_newest oauth2
}
check "browser: the session is in a file of mode 600 in a folder of mode 700" session_is_private
again=$(ask -o /dev/null -w '%{http_code}' "$redirect?code=x&state=x" 2>/dev/null)
check "browser: afterwards nothing listens there" [ "$again" = 000 ]
# With the flags that name the server and the client: those of the login alone are not needed again.
run oauth2 --grant user "${flags[@]}" -o token
check "browser: gettoken oauth2 --grant user prints an active token of the right person" got_token lin
run oauth2 --grant user "${flags[@]}" --authorize-url "$site/authorize" --revoke-url "$site/revoke" -o token
check "browser: the same with all flags of the login" got_token lin
skip_check "browser: a wrong PKCE verifier" "gettoken cannot be made to send one; the server's refusal is shown above"

begin "${desktop[@]}" login me
until_so 20 [ -e "$work/opened" ]
check "browser, on a desktop: it is opened with the address and nothing else" \
    [ "$(xargs <"$work/opened")" = "1 $url" ]
browse "$url" >"$work/browsed"
finish
check "browser, on a desktop: logged in" logged_in
me
check "browser, on a desktop: gettoken me prints an active token" got_token ana
first=$(cat "$work/out")
mark
me
check "browser, on a desktop: again, from the cache" [ "$(cat "$work/out")" = "$first" ]
check "browser, on a desktop: and no refresh for it" asked_more 0

# --- 2: a browser elsewhere ------------------------------------------------------------------------------------------

mkfifo "$work/paste"
begin_pasting() {
    exec 7<>"$work/paste"
    pasted=$work/paste begin "${desktop[@]}" login me --no-browser
}
begin_pasting
check "--no-browser: no browser is opened" [ ! -e "$work/opened" ]
answer=$(answer_of "$url&person=lin")
port_of_redirect=${redirect#http://127.0.0.1:} port_of_redirect=${port_of_redirect%%/*}
check "--no-browser: the address to come back to names a port that a browser takes" [ "${port_of_redirect:-0}" -gt 0 ]
echo "${answer/state=/state=x}" >&7
until_so 20 says "not the address of this login"
check "--no-browser: an address with another state is turned down, and the login goes on" \
    all waits , says "not the address of this login"
printf '\n  %s \n' "$answer" >&7
finish
exec 7>&-
check "--no-browser: the address, pasted on stdin, logs in" logged_in
me
check "--no-browser: gettoken me prints an active token of the right person" got_token lin
pasted=/dev/null begin "${desktop[@]}" login me --no-browser
finish
check "--no-browser: a stdin that ends before: exit 4, and the session that was there stays" failed_with 4
me
check "--no-browser: gettoken me goes on with it" got_token lin

# --- 3: another device -----------------------------------------------------------------------------------------------

begin_device() {
    begin "${desktop[@]}" login me --device
    user_code=$(grep -Eo '^ *[A-Z]{4}-[A-Z]{4}$' "$work/err" | tr -d ' ')
}
polled() { ask "$site/stage" | jq -r --argjson from "$polls" "$@"; }
# shellcheck disable=SC2016 # jq's own variables
has_polled() { [ "$(polled '.polls[$from:] | length')" -ge "$1" ]; }
shows_code() { [ -n "$user_code" ] && says "$site/device"; }

# It announces a second, and takes polls within a second and a half of each other for too fast.
set_stage gap=1.5
polls=$(ask "$site/stage" | jq '.polls | length')
begin_device
check "device: the address and the code to type are on stderr" shows_code
until_so 200 has_polled 3
check "device: it waits for the person" waits
check "device: the person types the code" ask -f -d "user_code=$user_code" -d person=lin "$site/device"
finish
check "device: logged in" logged_in
# shellcheck disable=SC2016 # jq's own variables
answers=$(polled '[.polls[$from:][][1]] | join(" ")')
check "device: the server said pending, slow_down, pending again, then granted" \
    [ "$answers" = "authorization_pending slow_down authorization_pending granted" ]
# shellcheck disable=SC2016 # jq's own variables
check "device: after slow_down it asked five seconds more slowly than announced, and went on so" \
    [ "$(polled '[.polls[$from:][][0]] | [.[2] - .[1], .[3] - .[2]] | all(. >= 6 and . < 7.5)')" = true ]
me
check "device: gettoken me prints an active token of the right person" got_token lin
set_stage gap=0

begin_device
ask -d "user_code=$user_code" -d deny=1 "$site/device"
finish
check "device, denied: exit 4 or 5, nothing on stdout" one_of 4 5
check "device, denied: the reason is told" says "denied"
me
check "device, denied: gettoken me goes on with the session that was there" got_token lin
set_stage codes_live=2
begin_device
finish
check "device, not answered: exit 4 when the code has expired" all says expired , failed_with 4
set_stage codes_live=18446744073709551615
begin_device
ask -d "user_code=$user_code" -d person=lin "$site/device"
finish
check "device: a code that lives for ever" logged_in
set_stage codes_live=1800
run login me --no-browser --wait 18446744073709551615s
check "device, browser: waiting for ever is no bug of gettoken's own" [ "$status" -ne 1 ]

# --- 4: one refresh after another ------------------------------------------------------------------------------------

set_stage lifetime=2
log_in
mark
wrong=0 stale=0 previous=''
for ((i = 0; i < 50; i++)); do
    me --min-valid 1h # never enough, so each call refreshes
    { got_token ana && [ "$(cat "$work/out")" != "$previous" ]; } || wrong=$((wrong + 1))
    keeps_newest || stale=$((stale + 1))
    previous=$(cat "$work/out")
done
requests=$(($(refreshes) - before_asked)) reuses=$(($(count reuses) - before_reused))
echo "# 50 refreshes: the server saw $requests requests and $reuses reuses"
check "50 refreshes: each printed another token, and the server called it active" [ "$wrong" -eq 0 ]
check "50 refreshes: the file always held the newest refresh token" [ "$stale" -eq 0 ]
check "50 refreshes: the server saw 50 requests" asked_more 50
check "50 refreshes: it did 50" done_more 50
check "50 refreshes: no refresh token was used twice" reused_more 0

# --- 5: many at once -------------------------------------------------------------------------------------------------

sleep 2.5 # the last token is dead
set_stage lifetime=3600 delay=6
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
took=$(($(milliseconds) - began)) requests=$(($(refreshes) - before_asked))
echo "# 200 at once: started within $started ms, done after $took ms, requests: $requests"
check "200 at once: each exits 0" [ "$bad" -eq 0 ]
sort -u "$work/many/"*.out >"$work/out"
check "200 at once: all print one token, and the server calls it active" active "$work/out" ana
check "200 at once: and nothing on stderr" [ -z "$(cat "$work/many/"*.err)" ]
check "200 at once: one refresh" asked_more 1
check "200 at once: no refresh token was used twice" reused_more 0

# --- 6: what the server may do to a session --------------------------------------------------------------------------

set_stage lifetime=60
me --force
mark
set_stage faults=500
me --min-valid 1h
served_stored() { got_token ana && says "still valid"; }
check "server down, token valid: it is served, with a warning" served_stored
check "server down, token valid: a 500 may have spent the refresh token, so it was asked once" asked_more 1

expire() { # a token that is dead by now
    set_stage lifetime=1
    me --min-valid 1h
    sleep 1.2
    mark
}
expire
set_stage faults=500
me
check "server down, token expired: 500: exit 7, nothing on stdout" failed_with 7
check "server down, token expired: 500: asked once" asked_more 1
set_stage faults='503 503 503'
me
check "server down, token expired: 503: exit 7, nothing on stdout" failed_with 7
check "server down, token expired: 503: asked three times" asked_more 4
{ kill "$nginx" && wait "$nginx"; } 2>/dev/null
me
check "server gone: exit 6, nothing on stdout" failed_with 6
start_nginx || broken "nginx did not start again"
set_stage faults=503 lifetime=60
me
check "server back: after all that the session goes on, even with one 503 more" got_token ana
check "server back: one refresh for it, none before" done_more 1
check "server back: no refresh token was used twice" reused_more 0
check "server back: the file holds the newest refresh token" keeps_newest

ask -f -d person=ana "$site/stage/end"
mark
me --min-valid 1h
check "session revoked at the server: exit 4, nothing on stdout" failed_with 4
# shellcheck disable=SC2016 # that is what it prints
check "session revoked at the server: it names the command that helps" says '`gettoken login me`'
check "session revoked at the server: asked once" asked_more 1
me --min-valid 1h
check "session revoked at the server: the same again" failed_with 4
check "session revoked at the server: and the dead refresh token is not sent again" asked_more 1

adopt - < <(new_session ana)
ask -f -d person=ana "$site/stage/end"
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
check "session revoked at the server, 20 at once: asked once" asked_more 1

# In the last tenth of its life a token must be renewed, though it is still alive.
set_stage lifetime=10
adopt - < <(new_session ana)
ask -f -d person=ana "$site/stage/end"
sleep 9.2
me
first=$status
me
echo "# session revoked at the server, in a token's last second: exit $first, then $status"
check "session revoked at the server, in a token's last second: the second call answers as the first" \
    [ "$status" -eq "$first" ]
set_stage lifetime=3600

# A session that cannot be kept: nobody is to be sent to a browser for it.
mv "$config/tokens" "$config/tokens.away" && : >"$config/tokens"
begin "${desktop[@]}" login me
[ -z "$url" ] || browse "$url" >"$work/browsed"
finish
check "login, nowhere to store: exit 9" failed_with 9
check "login, nowhere to store: told before anybody logs in" [ -z "$url" ]
rm "$config/tokens" && mv "$config/tokens.away" "$config/tokens"

# --- 7: logging out --------------------------------------------------------------------------------------------------

set_stage lifetime=3600
log_in
me
check "logout: logged in before, with an active token" got_token ana
access=$(cat "$work/out") refresh=$(kept)
revoked=$(count "revoked refresh")
run logout me
check "logout: exit 0" failed_with 0
check "logout: the server saw the refresh token revoked" [ "$(count "revoked refresh")" -eq "$((revoked + 1))" ]
check "logout: it calls both tokens inactive" all inactive "$access" , inactive "$refresh"
nowhere() { ! grep -rFq -e "$access" -e "$refresh" "$home"; }
check "logout: neither is anywhere under HOME" nowhere
me
check "logout: then nobody is logged in: exit 4" failed_with 4
log_in
access=$(tail -n 1 "$(file_of me)" | jq -r .tokens.access.value) refresh=$(kept)
set_stage faults=500
run logout me
check "logout, the server fails: told, and forgotten here nevertheless" all nowhere , says "not revoked"

# --- 8: a session from elsewhere -------------------------------------------------------------------------------------

token_file=$work/refresh-token
new_session lin >"$token_file" # 0600, by the umask
adopt "$token_file"
check "--refresh-token-file: exit 0, nothing on stdout" failed_with 0
me
check "--refresh-token-file: gettoken me prints an active token of the right person" got_token lin
check "--refresh-token-file: the file holds the newest refresh token" keeps_newest
adopt - < <(new_session ana)
me
check "--refresh-token-file -: a session from stdin" got_token ana
new_session lin >"$token_file"
chmod 640 "$token_file"
mark
adopt "$token_file"
check "--refresh-token-file: one that others may read: exit 3" failed_with 3
me
check "--refresh-token-file: and the session that was there stays" got_token ana
check "--refresh-token-file: and the server was not asked" asked_more 0
adopt - <<<not-a-refresh-token
check "--refresh-token-file: one that the server refuses: exit 4" failed_with 4
me
check "--refresh-token-file: and the session that was there stays" got_token ana

# --- 9: what else may come to the listener ---------------------------------------------------------------------------

begin "${desktop[@]}" login me
began=$(milliseconds)
browsed=$(browse "$url&deny=1")
finish
took=$(($(milliseconds) - began))
echo "# denial: told after $took ms"
check "denial: exit 5" failed_with 5
check "denial: the server's word for it is on stderr" says access_denied
check "denial: told at once" [ "$took" -lt 1000 ]
check "denial: the browser ends at an HTML page" [ "${browsed%%;*}" = "200 text/html" ]

begin "${desktop[@]}" login me
listener=${redirect#http://127.0.0.1:} listener=${listener%%/*}
idle=()
for ((i = 0; i < 20; i++)); do
    exec {socket}<>"/dev/tcp/127.0.0.1/$listener" && idle+=("$socket")
done
good=$(answer_of "$url&person=lin")
state=$(grep -o 'state=[^&]*' <<<"$good")
code=$(grep -o 'code=[^&]*' <<<"$good")
knock() { ask -o /dev/null -w '%{http_code}' "$@"; }
tried="$(knock "${good/state=/state=x}") $(knock "$redirect?$code") $(knock "$redirect?$state") $(knock "$redirect")"
tried="$tried $(knock "$good&$state") $(knock "$redirect?error=access_denied&state=x")"
tried="$tried $(knock "$redirect?error=access_denied")"
tried="$tried $(knock "$redirect?$code&$state&iss=https%3A%2F%2Felsewhere.example")"
check "listener: a wrong or missing state, no code, a doubled state, another issuer: 400 each" \
    [ "$tried" = "400 400 400 400 400 400 400 400" ]
tried="$(knock "http://127.0.0.1:$listener/favicon.ico") $(knock -d x=y "$good")"
tried="$tried $(knock -H 'Host: rebound.example' "$good")"
check "listener: an icon, a POST, another host's name: 404 each" [ "$tried" = "404 404 404" ]
check "listener: it still waits" waits
tried=$(knock "$good")
finish
for socket in "${idle[@]}"; do exec {socket}>&-; done
check "listener: beside 20 idle sockets the right answer is taken after all of them" all logged_in , [ "$tried" = 200 ]
me
check "listener: gettoken me prints an active token of the right person" got_token lin

# --- 10: killed at any instant ---------------------------------------------------------------------------------------

set_stage lifetime=2
adopt - < <(new_session ana)
began=$(milliseconds)
for ((i = 0; i < 5; i++)); do me --min-valid 1h; done
usual=$((($(milliseconds) - began) / 5))
span=$((usual * 5 / 4)) # some end before
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
    # This question comes after whatever the victim sent, and is answered after it.
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
        # The server gave the next refresh token to a process that died before it could store it.
        lost=$((lost + 1))
        [ -s "$work/killed.out" ] && printed_and_lost=$((printed_and_lost + 1))
        adopt - < <(new_session ana)
    else
        unexplained=$((unexplained + 1))
        sed "s/^/# kill $i at $instant ms ($ended, spent $spent), exit $status: /" "$work/err"
        adopt - < <(new_session ana)
    fi
done
reused=$(($(count reuses) - reused))
echo "# $kills kills in 0-$span ms (a run takes $usual): $finished had ended, $unsent before the server did anything,"
echo "# $stored after the next refresh token was stored, $lost between the server's answer and that: a login was needed"
echo "# the server saw $reused reuses of a spent refresh token"
check "kills: a login was needed only where the server had already given the killed process its answer" \
    [ "$unexplained" -eq 0 ]
check "kills: no token was printed before its session was stored" [ "$printed_and_lost" -eq 0 ]
check "kills: a spent refresh token was used again only then, once each time" [ "$reused" -eq "$lost" ]
run cache verify
check "kills: every entry is sound" [ "$status" -eq 0 ]

# --- all in all ------------------------------------------------------------------------------------------------------

issued >"$work/secrets"
no_secret_told() { ! grep -Fqf "$work/secrets" "$work/every.err"; }
check "no code and no token ever stood on stderr" no_secret_told

[ "$number" -eq "$planned" ] || { failed=$((failed + 1)); echo "not ok - $number checks ran, $planned were planned"; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
