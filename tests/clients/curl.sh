#!/bin/sh
# curl: the token in a header, a config file, a netrc file, and the file of `gettoken exec --file`.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need curl python3

serve "$here/answers.py" "bearer $token"
url=http://127.0.0.1:$port/
check 'a header on stdin' welcome "$("$gettoken" alimail -o header | curl -sS -H @- "$url")"
check 'a config on stdin' welcome "$("$gettoken" alimail -o curl | curl -sS -K - "$url")"
template='template=header = "Authorization: bearer {access_token}"'
check 'a config from a template' welcome "$("$gettoken" alimail -o "$template" | curl -sS -K - "$url")"
# shellcheck disable=SC2016
result=$("$gettoken" exec alimail --file -- sh -c \
    'printf "Authorization: bearer %s" "$(cat "$ACCESS_TOKEN_FILE")" | curl -sS -H @- "$1"' sh "$url")
check 'a file from exec' welcome "$result"

serve "$here/answers.py" "Basic $(printf '%s' "$user:$token" | base64 | tr -d '\n')"
"$gettoken" alimail -o netrc --user "$user" >"$work/netrc"
check 'a netrc file' welcome "$(curl -sS --netrc-file "$work/netrc" "http://127.0.0.1:$port/")"

exit "$failed"
