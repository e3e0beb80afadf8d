#!/bin/sh
# docker: its client alone, without a daemon, reads a manifest from a registry with gettoken as its
# credential helper: as an identity token, and as a password.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need docker python3 openssl

certificate
serve "$here/registry.py" "$work"
registry=127.0.0.1:$port
mkdir "$work/bin" "$HOME/.docker"
PATH=$work/bin:$PATH
DOCKER_CONFIG=$HOME/.docker
export DOCKER_CONFIG
printf '{"credHelpers":{"%s":"gettoken"}}' "$registry" >"$HOME/.docker/config.json"

# as WORDS…: writes the helper with these words.
as() {
    printf '#!/bin/sh\nexec "%s" docker-credential alimail --allow-host %s %s "$@"\n' "$gettoken" "$registry" "$*" \
        >"$work/bin/docker-credential-gettoken"
    chmod 755 "$work/bin/docker-credential-gettoken"
}

# The client keeps what it has read, by name.
inspect() {
    timeout 60 docker manifest inspect --insecure "$registry/$1:latest" 2>&1 | sed -n 's/.*"schemaVersion": \([0-9]\).*/\1/p'
}

as
check 'an identity token' 2 "$(inspect one)"
as --user me
check 'a password' 2 "$(inspect two)"
as --user you
check "another user's password" '' "$(inspect three)"
rm "$work/bin/docker-credential-gettoken"
check 'no helper' '' "$(inspect four)"

exit "$failed"
