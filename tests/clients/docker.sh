#!/bin/sh
# docker: the client, without a daemon, reads a manifest from a registry with gettoken as its credential
# helper: with an identity token, and with a password.
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

# write_helper ARGUMENT…: writes a credential helper that passes these arguments to gettoken.
write_helper() {
    printf '#!/bin/sh\nexec "%s" docker-credential alimail --allow-host %s %s "$@"\n' "$gettoken" "$registry" "$*" \
        >"$work/bin/docker-credential-gettoken"
    chmod 755 "$work/bin/docker-credential-gettoken"
}

# The client caches manifests by name, so each check uses another name.
inspect() {
    timeout 60 docker manifest inspect --insecure "$registry/$1:latest" 2>&1 | sed -n 's/.*"schemaVersion": \([0-9]\).*/\1/p'
}

write_helper
check 'an identity token' 2 "$(inspect one)"
write_helper --user me
check 'a password' 2 "$(inspect two)"
write_helper --user you
check "another user's password" '' "$(inspect three)"
rm "$work/bin/docker-credential-gettoken"
check 'no helper' '' "$(inspect four)"

exit "$failed"
