#!/bin/sh
# Runs gettoken against an OAuth 2.0 server that is not ours (Authlib), behind nginx, over HTTPS with a private CA.
#
#     tests/real/run.sh [GETTOKEN]        default: target/debug/gettoken of this repository
#
# Exit: 0 all passed, 1 a check failed, 2 no such program, 77 skipped because something it needs is missing.
set -u

planned=17
here=$(cd "$(dirname "$0")" && pwd) || exit 2
gettoken=${1:-$here/../../target/debug/gettoken}
command -v "$gettoken" >/dev/null || { echo "run.sh: no such program: $gettoken" >&2; exit 2; }
PATH=$PATH:/usr/sbin # Debian keeps nginx where only root looks

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

# Secrets full of what means something in a form, in Basic and in percent encoding: RFC 6749 (2.3.1) wants both halves of
# Basic encoded, and a client that forgets it is refused. No space in that one: servers disagree on how to read it.
random=$(openssl rand -hex 12)
basic_secret="b:%61+c/d&=é~$random"
form_secret="f:%61+c/d &=é~$random"
jq -n --arg basic "$basic_secret" --arg form "$form_secret" --arg inspector "$random" '
    def client($id; $secret; $method):
        {client_id: $id, client_secret: $secret, auth_method: "client_secret_\($method)", scope: "mail contacts"};
    [client("basic-app"; $basic; "basic"), client("post-app"; $form; "post"), client("mail-app"; $form; "post"),
     client("resource-server"; $inspector; "basic")]' >"$work/clients.json" || broken "jq wrote no clients"

"$work/venv/bin/python" "$here/server.py" "$work/sock" "$work/clients.json" >"$work/server.log" 2>&1 &
server=$! pids=$!

# Without the settings and the proxy of whoever runs this.
ask() { curl -q -sS --noproxy '*' --max-time 20 --cacert "$ca" "$@"; }

start_nginx() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    sed "s|@WORK@|$work|; s|@PORT@|$port|" "$here/nginx.conf.in" >"$work/nginx.conf"
    nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" >"$work/nginx-out.log" 2>&1 &
    nginx=$!
    pids="$pids $nginx"
    tries=100
    until ask -f "https://127.0.0.1:$port/asked" >"$work/ready.log" 2>&1; do
        tries=$((tries - 1))
        { [ "$tries" -gt 0 ] && kill -0 "$server" && kill -0 "$nginx"; } 2>/dev/null || return 1
        sleep 0.2
    done
}
# Another program may take the port between its choice and its use.
start_nginx || start_nginx || broken "the server did not start"

# --- helpers ---------------------------------------------------------------------------------------------------------

host=127.0.0.1:$port
token_url=https://$host/oauth2/v2.0/token
number=0 passed=0 failed=0 users=0 status=0
: >"$work/err"

check() { # check WHAT COMMAND…: the command's success is the verdict
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

new_user() { users=$((users + 1)); } # one with neither config nor cache

run() { # run PROFILE …: gettoken with nothing of the caller's environment, its credentials under the profile's names
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
asked() { ask "https://$host/asked"; } # how often the token endpoint was
asked_more() { [ "$(asked)" -eq "$((before + $1))" ]; }
introspect() { ask -u "resource-server:$random" --data-urlencode "token=$1" "https://$host/introspect"; }
inactive() { introspect "$1" | jq -e '.active == false' >/dev/null; }
active() { # active CLIENT SCOPE: what the server itself says of the token on stdout
    introspect "$(cat "$work/out")" |
        jq -e --arg id "$1" --arg scope "$2" '.active == true and .client_id == $id and .scope == $scope' >/dev/null
}
cached() { one_token && [ "$(cat "$work/out")" = "$first" ] && asked_more 0; }
renewed() { one_token && [ "$(cat "$work/out")" != "$first" ] && asked_more 1 && active "$id" mail; }
says_why() { # the server's own words for a refusal, and not the secret
    for key in error error_description; do
        words=$(jq -er ".$key" "$work/refusal") && grep -Fq -- "$words" "$work/err" || return 1
    done
    ! grep -Fq -- "$secret" "$work/err"
}
distrusted() { failed_with 8 && asked_more 0; }
visit() { ask -o /dev/null -w '%{http_code}' "$@" "https://$host/protected"; }

# --- checks ----------------------------------------------------------------------------------------------------------

check "control: the server calls a made-up token inactive" inactive made-up

for method in basic post; do
    new_user
    id=$method-app
    [ "$method" = basic ] && secret=$basic_secret || secret=$form_secret
    oauth2 --scope mail --scope contacts
    check "oauth2 $method: one token on stdout, nothing else" one_token
    check "oauth2 $method: the server calls it active, with this client and scope" active "$id" "mail contacts"
done

new_user
id=mail-app secret=$form_secret
alimail
check "alimail: one token on stdout, nothing else" one_token
check "alimail: the server calls it active, with this client and its default scope" active "$id" mail
first=$(cat "$work/out")
before=$(asked)
alimail
check "cache: a second call prints the same token and does not ask the server" cached
alimail --force
check "cache: --force asks once and prints another active token" renewed

new_user
check "control: the protected resource answers 401 without a token" [ "$(visit)" = 401 ]
code=$(run alimail --host "$host" --cacert "$ca" -o header | visit -H @-)
check "alimail -o header | curl -H @-: let into the protected resource" [ "$code" = 200 ]

secret=wrong-$random
ask -d grant_type=client_credentials -d client_id=mail-app -d "client_secret=$secret" "$token_url" >"$work/refusal"
before=$(asked)
for profile in alimail oauth2; do
    new_user
    [ "$profile" = alimail ] || { id=basic-app method=basic; }
    "$profile"
    check "$profile, wrong secret: exit 5, nothing on stdout" failed_with 5
    check "$profile, wrong secret: stderr has the server's own words and not the secret" says_why
done
check "wrong secret: asked once for each, no retry" asked_more 2

# With the right credentials: had the server been reached, it would have given a token.
new_user
id=mail-app secret=$form_secret
before=$(asked)
get alimail --host "$host" -o token
check "no --cacert: exit 8, nothing on stdout, no request reached the server" distrusted

[ "$number" -eq "$planned" ] || { failed=$((failed + 1)); echo "not ok - $number checks ran, $planned were planned"; }
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
