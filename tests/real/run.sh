#!/bin/sh
# Tests gettoken with an independent OAuth 2.0 server (Authlib) behind nginx, over HTTPS with a private CA.
#
#     tests/real/run.sh [GETTOKEN]        default: target/debug/gettoken in this repository
#
# Exit code: 0 all passed, 1 a check failed, 2 no such program, 77 skipped because something is missing.
set -u

planned=17
here=$(cd "$(dirname "$0")" && pwd) || exit 2
gettoken=${1:-$here/../../target/debug/gettoken}
command -v "$gettoken" >/dev/null || { echo "run.sh: no such program: $gettoken" >&2; exit 2; }
PATH=$PATH:/usr/sbin # Debian installs nginx in /usr/sbin

work='' pids=''
cleanup() {
    for pid in $pids; do kill "$pid" 2>/dev/null; done
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

# Secrets with special characters for forms, Basic authentication and percent-encoding. For Basic, RFC 6749 (2.3.1)
# requires form-encoding first, or the server rejects it. Servers disagree about spaces there, so that secret has none.
random=$(openssl rand -hex 12)
basic_secret="b:%61+c/d&=é~$random"
form_secret="f:%61+c/d &=é~$random"
jq -n --arg basic "$basic_secret" --arg form "$form_secret" --arg inspector "$random" '
    def client($id; $secret; $method):
        {client_id: $id, client_secret: $secret, auth_method: "client_secret_\($method)", scope: "mail contacts"};
    [client("basic-app"; $basic; "basic"), client("post-app"; $form; "post"), client("mail-app"; $form; "post"),
     client("resource-server"; $inspector; "basic")]' >"$work/clients.json" || setup_failed "jq wrote no clients"

"$work/venv/bin/python" "$here/server.py" "$work/sock" "$work/clients.json" >"$work/server.log" 2>&1 &
server=$! pids=$!

# Ignores the caller's curl configuration and proxy.
request() { curl -q -sS --noproxy '*' --max-time 20 --cacert "$ca" "$@"; }

start_nginx() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    sed "s|@WORK@|$work|; s|@PORT@|$port|" "$here/nginx.conf.in" >"$work/nginx.conf"
    nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" >"$work/nginx-out.log" 2>&1 &
    nginx=$!
    pids="$pids $nginx"
    tries=100
    until request -f "https://127.0.0.1:$port/count" >"$work/ready.log" 2>&1; do
        tries=$((tries - 1))
        { [ "$tries" -gt 0 ] && kill -0 "$server" && kill -0 "$nginx"; } 2>/dev/null || return 1
        sleep 0.2
    done
}
# Another program may take the port in the meantime, so try twice.
start_nginx || start_nginx || setup_failed "the server did not start"

# --- helpers ---------------------------------------------------------------------------------------------------------

host=127.0.0.1:$port
token_url=https://$host/oauth2/v2.0/token
number=0 passed=0 failed=0 users=0 status=0
: >"$work/err"

check() { # check WHAT COMMAND…: passes if the command succeeds
    what=$1 number=$((number + 1))
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

new_user() { users=$((users + 1)); } # starts with an empty config and cache

run() { # run PROFILE …: runs gettoken with an environment of only the profile's credentials
    names=$(echo "$1" | tr '[:lower:]' '[:upper:]')
    env -i PATH="$PATH" HOME="$work" GETTOKEN_CONFIG_DIR="$work/config-$users" \
        "${names}_CLIENT_ID=$id" "${names}_CLIENT_SECRET=$secret" "$gettoken" "$@" 2>"$work/err"
}
get() {
    run "$@" >"$work/out"
    status=$?
}
alimail() { get alimail --host "$host" --cacert "$ca" -o token "$@"; }
oauth2() { get oauth2 --token-url "$token_url" --cacert "$ca" --client-auth "$method" -o token "$@"; }

failed_with() { [ "$status" -eq "$1" ] && [ ! -s "$work/out" ]; }
one_token() { [ "$status" -eq 0 ] && [ "$(wc -l <"$work/out")" -eq 1 ] && grep -Eqx '[A-Za-z0-9]+' "$work/out"; }
token_requests() { request "https://$host/count"; } # prints the number of requests to the token endpoint
requests_made() { [ "$(token_requests)" -eq "$((before + $1))" ]; }
introspect() { request -u "resource-server:$random" --data-urlencode "token=$1" "https://$host/introspect"; }
inactive() { introspect "$1" | jq -e '.active == false' >/dev/null; }
active() { # active CLIENT SCOPE: the token on stdout is active according to the server
    introspect "$(cat "$work/out")" |
        jq -e --arg id "$1" --arg scope "$2" '.active == true and .client_id == $id and .scope == $scope' >/dev/null
}
cached() { one_token && [ "$(cat "$work/out")" = "$first" ] && requests_made 0; }
renewed() { one_token && [ "$(cat "$work/out")" != "$first" ] && requests_made 1 && active "$id" mail; }
shows_reason() { # stderr has the server's error message, and not the secret
    for key in error error_description; do
        text=$(jq -er ".$key" "$work/refusal") && grep -Fq -- "$text" "$work/err" || return 1
    done
    ! grep -Fq -- "$secret" "$work/err"
}
untrusted() { failed_with 8 && requests_made 0; }
visit() { request -o /dev/null -w '%{http_code}' "$@" "https://$host/protected"; }

# --- checks ----------------------------------------------------------------------------------------------------------

check "control: the server reports a made-up token as inactive" inactive made-up

for method in basic post; do
    new_user
    id=$method-app
    [ "$method" = basic ] && secret=$basic_secret || secret=$form_secret
    oauth2 --scope mail --scope contacts
    check "oauth2 $method: exactly one token on stdout" one_token
    check "oauth2 $method: it is active at the server, with this client and scope" active "$id" "mail contacts"
done

new_user
id=mail-app secret=$form_secret
alimail
check "alimail: exactly one token on stdout" one_token
check "alimail: it is active at the server, with this client and its default scope" active "$id" mail
first=$(cat "$work/out")
before=$(token_requests)
alimail
check "cache: a second call prints the same token without a request" cached
alimail --force
check "cache: --force sends one request and prints another active token" renewed

new_user
check "control: the protected resource answers 401 without a token" [ "$(visit)" = 401 ]
code=$(run alimail --host "$host" --cacert "$ca" -o header | visit -H @-)
check "alimail -o header | curl -H @-: the protected resource accepts the token" [ "$code" = 200 ]

secret=wrong-$random
request -d grant_type=client_credentials -d client_id=mail-app -d "client_secret=$secret" "$token_url" >"$work/refusal"
before=$(token_requests)
for profile in alimail oauth2; do
    new_user
    [ "$profile" = alimail ] || { id=basic-app method=basic; }
    "$profile"
    check "$profile, wrong secret: exit 5, nothing on stdout" failed_with 5
    check "$profile, wrong secret: stderr has the server's error message and not the secret" shows_reason
done
check "wrong secret: one request each, no retry" requests_made 2

# With valid credentials: if the request reached the server, it would issue a token.
new_user
id=mail-app secret=$form_secret
before=$(token_requests)
get alimail --host "$host" -o token
check "no --cacert: exit 8, nothing on stdout, no request reached the server" untrusted

[ "$number" -eq "$planned" ] || { failed=$((failed + 1)); echo "not ok - $number checks ran, $planned were planned"; }
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
