#!/bin/sh
# wget: the token in a netrc file in the home directory, and in a startup file, so that it is not in argv.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need wget python3

serve "$here/answers.py" "Basic $(printf '%s' "$user:$token" | base64 | tr -d '\n')"
(umask 077 && "$gettoken" alimail -o netrc --user "$user" >"$HOME/.netrc")
check 'a netrc file' welcome "$(wget -q -O - "http://127.0.0.1:$port/")"
rm "$HOME/.netrc"

serve "$here/answers.py" "bearer $token"
template='template=header = Authorization: bearer {access_token}'
(umask 077 && "$gettoken" alimail -o "$template" >"$work/wgetrc")
check 'a startup file from a template' welcome "$(WGETRC=$work/wgetrc wget -q -O - "http://127.0.0.1:$port/")"

exit "$failed"
