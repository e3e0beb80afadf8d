#!/bin/sh
# skopeo reads a manifest with gettoken as its credential helper; podman and buildah use the same library.
# shellcheck source=tests/clients/stage.sh
. "$(dirname "$0")/stage.sh"
need skopeo python3 openssl

certificate
serve "$here/registry.py" "$work"
registry=127.0.0.1:$port
mkdir "$work/bin"
PATH=$work/bin:$PATH
printf '{"credHelpers":{"%s":"gettoken"}}' "$registry" >"$work/auth.json"
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >"$work/policy.json"

# write_helper ARGUMENT…: writes a credential helper that passes these arguments to gettoken.
write_helper() {
    printf '#!/bin/sh\nexec "%s" docker-credential alimail --allow-host %s %s "$@"\n' "$gettoken" "$registry" "$*" \
        >"$work/bin/docker-credential-gettoken"
    chmod 755 "$work/bin/docker-credential-gettoken"
}

inspect() {
    timeout 60 skopeo --policy "$work/policy.json" inspect --raw --tls-verify=false --authfile "$work/auth.json" \
        "docker://$registry/$1:latest" 2>"$work/skopeo.log" | sed -n 's/.*"schemaVersion": \([0-9]\).*/\1/p'
}

write_helper
check 'an identity token' 2 "$(inspect one)"
write_helper --user me
check 'a password' 2 "$(inspect two)"
write_helper --user you
check "another user's password" '' "$(inspect three)"

exit "$failed"
