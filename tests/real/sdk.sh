#!/bin/sh
# Records the token requests of the vendors' own libraries (SDKs) again, of all or of those named.
#
#     tests/real/sdk.sh [SDK…]
#
# tests/cases/sdks.toml lists them. Without node, or if a registry cannot be reached, libraries are skipped by name.
# Exit code: 0 recorded, 1 a library got no token, 77 all were skipped.
exec python3 "$(dirname "$0")/sdks.py" --update "$@"
