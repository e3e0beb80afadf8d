#!/usr/bin/env bash
# Signs a program for macOS with a Developer ID and has Apple notarize it, if the secrets are in the environment:
#
#   APPLE_CERTIFICATE           the certificate and its key, as a .p12 file in base64
#   APPLE_CERTIFICATE_PASSWORD  the password of that file
#   APPLE_API_KEY               a key of App Store Connect, as a .p8 file in base64
#   APPLE_API_KEY_ID, APPLE_API_ISSUER
#
# usage: release/notarize.sh TARGET          the program is target/programs/TARGET
#
# Without the secrets, the program keeps the linker's ad-hoc signature, and the release notes say so.
set -euo pipefail
cd "$(dirname "$0")/.."

program=target/programs/$1
if [ -z "${APPLE_CERTIFICATE-}" ]; then
  echo "not notarized: there is no certificate"
  exit 0
fi
work=$(mktemp -d)
keychain=$work/release.keychain-db
end() {
  security delete-keychain "$keychain" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
umask 077
base64 -d <<<"$APPLE_CERTIFICATE" >"$work/certificate.p12"
base64 -d <<<"$APPLE_API_KEY" >"$work/key.p8"
# Only this job sees the keychain, so its password protects nothing. `security` takes that of the certificate only as an
# argument; a runner has no other users.
security create-keychain -p release "$keychain"
security unlock-keychain -p release "$keychain"
security import "$work/certificate.p12" -k "$keychain" -P "$APPLE_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k release "$keychain" >/dev/null
codesign --force --keychain "$keychain" --sign "Developer ID Application" --options runtime --timestamp "$program"
ditto -c -k "$program" "$work/program.zip"
xcrun notarytool submit "$work/program.zip" --key "$work/key.p8" --key-id "$APPLE_API_KEY_ID" --issuer "$APPLE_API_ISSUER" --wait
codesign --verify --strict "$program"
touch "$program.notarized"
