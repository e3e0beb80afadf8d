#!/usr/bin/env bash
# Runs the Windows program under Wine: what a user does with it (check.py), then the unit tests and the integration tests
# of topics that are known to be portable.
#
# usage: tests/windows/run.sh [--short]        --short: fewer kills, and no unit and integration tests
#
# Builds the program and the tests into target/windows, with the standard library from source (`rust-src`, installed by
# `.ci/rust-src`) if the target is not installed. Exits with 77 if Wine, MinGW or the source is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=x86_64-pc-windows-gnu
compiler=x86_64-w64-mingw32-gcc
missing() {
  echo "skipped: $*" >&2
  exit 77
}
for need in wine:wine wineserver:wine "$compiler":gcc-mingw-w64-x86-64 python3:python3 openssl:openssl; do
  command -v "${need%%:*}" >/dev/null || [ -x "/usr/lib/wine/${need%%:*}" ] || missing "${need%%:*} is not installed (package ${need##*:})"
done

folder=$PWD/target/windows
mkdir -p "$folder"
# Wine loads a program without symbols in half the time.
export CARGO_TARGET_DIR=$folder CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_STRIP=symbols
export CC_x86_64_pc_windows_gnu=$compiler CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$compiler
options=(--locked --quiet --target "$target")
if [ -z "$(find "$(rustc --print target-libdir --target "$target")" -name 'libstd-*.rlib' 2>/dev/null)" ]; then
  [ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" ] || missing "rust-src is not installed (.ci/rust-src)"
  options+=(-Z "build-std=std,panic_unwind,panic_abort,test")
  export RUSTC_BOOTSTRAP=1
fi
cargo build "${options[@]}" --bin gettoken
built=$folder/$target/debug
"$compiler" -shared -O2 -o "$built/bcryptprimitives.dll" tests/windows/prng.c -ladvapi32
cp "$built/bcryptprimitives.dll" "$built/deps/"

# A prefix of its own. Files are private, as in a user's profile on Windows; Wine shows modes as access control lists.
umask 077
WINEPREFIX=$(mktemp -d)
export WINEPREFIX WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml=
end() {
  local status=$?
  wineserver -k 2>/dev/null || true
  wineserver -w 2>/dev/null || true
  rm -rf "$WINEPREFIX"
  exit "$status"
}
trap end EXIT
wineboot --init >/dev/null 2>&1
# Without any process, Windows shuts down, and the next one starts it again, which takes seconds; if that one is killed,
# others wait for it forever.
exec 9> >(exec wine cmd >/dev/null 2>&1)
mkdir -p "$WINEPREFIX/drive_c/users/$(id -un)/Temp"

python3 tests/windows/check.py "$built/gettoken.exe" "$@"
[ "${1-}" != --short ] || exit 0

export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
report=$folder/report
# The files of tests that have passed here as a whole, except for tests that skip themselves. The others compile too, but
# nobody knows yet which of their failures are faults of the program; libtest counts them as "filtered out".
portable=(
  api::answers api::rejected api::requests api::step_up api::vendors cache::clock cache::earlier_entries cache::herd
  cache::storage cli::argv cli::color cli::completion cli::demo cli::tables config::file config::import config::paths
  config::precedence config::unread_variables credential_helpers::docker credential_helpers::git
  credentials::assertions credentials::characters credentials::exchange credentials::signing_key
  discovery::application discovery::documents discovery::hosts discovery::login doctor::files login::authorize_fields
  login::device login::more_vendors login::public_client login::refresh login::refusals login::resource
  login::resource_client login::resource_id_token login::resource_refusals login::session_end login::session_fields
  login::session_renewed login::vendors login::vendors_china network::hostile_responses network::proxy
  network::refusals network::tls providers::search verbs::introspect verbs::revoke verbs::userinfo
)
run() {
  cargo test "${options[@]}" --no-fail-fast "$@" 2>&1 | tee -a "$report" | grep -E '^(test result|failures|    [a-z_]+::)' || true
}
: >"$report"
run --lib
run --test it -- "${portable[@]/%/::}"
# Among hundreds of processes, Wine sometimes cannot start one ("Internal error", 1359). Such tests run once more, alone.
failed=$(grep -oE '^    [a-z_0-9]+::[a-z_0-9:]+$' "$report" | tr -d ' ' | sort -u) || true
unstarted=$(awk '/^---- .* stdout ----$/ { name = $2 } /code: 1359,/ { print name }' "$report" | sort -u)
if [ -n "$failed" ] && [ "$failed" = "$unstarted" ]; then
  # shellcheck disable=SC2086
  run --test it -- --exact $failed
fi
echo "skipped, because they run programs of Unix: $(grep -c '^skipped: ' "$report" || true) tests"
# One result of each program: one that crashes has none.
[ "$(grep -c '^test result: ok' "$report")" = 2 ] || { tail -n 20 "$report" >&2; exit 1; }
